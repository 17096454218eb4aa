"""A duty that comes back, in words that can be typed: `每年1次 每单位`, `每月1次 全区（空气质量）；每季1次 全区`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai_tui.domain.occurrences import what_key
from gongkai_tui.domain.settable import BadValue, read_line
from gongkai_tui.domain.task import EACH_UNIT, PERIODS_A_YEAR, WHOLE_AREA, Recurring

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

EXAMPLE = "每年1次 每单位"
SEVERAL = "每年1次 每单位（听取汇报）；每季1次 全区（会议）"
"""How several duties of one task are typed."""
_NONE = frozenset({"无", "none", "-", ""})
_SEPARATORS = "[；;]"
_COUNTED = "〇一二三四五六七八九十"
_DUTY = (
    rf"(?P<by>每|按)?(?P<every>{'|'.join(PERIODS_A_YEAR)})度?\s*"
    rf"(?:(?:至少|不少于)?\s*(?P<least>[0-9]{{1,4}}|[{_COUNTED[1:]}两])\s*次)?"
    rf"\s*[，,]?\s*(?P<per>每个?单位|各单位|{WHOLE_AREA}|由\s*(?P<unit>[^（）()；;，,\s]+?))?\s*(?:[（(](?P<what>[^（）()；;]+)[）)])?"
    r"\s*[，,]?\s*(?:自\s*(?P<begins>[^（）()；;]+?)\s*起)?"
)


def recurring_words(duties: Iterable[Recurring]) -> str:
    """Return duties as they are typed; empty for none."""
    return "；".join(map(_words, duties))


def duty_words(duty: Recurring) -> str:
    """Return one duty in short: `每月1次` and what it is, if that is said."""
    return f"每{duty.every}{duty.at_least}次" + (f"（{duty.what}）" if duty.what else "")


def _words(duty: Recurring) -> str:
    what = f"（{duty.what}）" if duty.what else ""
    begins = f" 自{duty.begins.isoformat()}起" if duty.begins else ""
    return f"每{duty.every}{duty.at_least}次 {scope_words(duty)}{what}{begins}"


def scope_words(duty: Recurring) -> str:
    """Return who does it, as it is typed: `每单位`, `全区`, `由区政府办公室`."""
    return f"由{duty.unit}" if duty.unit else duty.per


def read_recurring(text: str, today: date, plan_year: int | None) -> tuple[Recurring, ...]:
    """Return the duties that `text` names, none for 无; days without a year are of the plan's. Raises BadValue."""
    line = read_line(text, "周期")
    if line.casefold() in _NONE:
        return ()
    found = tuple(_read(part.strip(), today, plan_year) for part in re.split(_SEPARATORS, line) if part.strip())
    names = [what_key(duty.what) for duty in found]
    if len(found) > 1 and (not all(names) or len(set(names)) < len(names)):
        raise BadValue(f"有几种周期时，每一种都要在括号里写明是什么，并且互不相同：{SEVERAL}。")
    return found


def _read(part: str, today: date, plan_year: int | None) -> Recurring:
    match = re.fullmatch(_DUTY, part)
    least = _times(match) if match else 0
    if match is None or least < 1:
        allowed = f"周期可用 {'、'.join(PERIODS_A_YEAR)}，范围可用 {EACH_UNIT}、{WHOLE_AREA}、由某单位"
        raise BadValue(f"周期“{part}”没有看懂；写成“{EXAMPLE}”这样，{allowed}；有几种的用“；”分开：{SEVERAL}。")
    per = WHOLE_AREA if match["unit"] or match["per"] == WHOLE_AREA else EACH_UNIT
    begins = _begins(match, today, plan_year)
    return Recurring(match["every"], least, per, (match["what"] or "").strip(), begins, match["unit"] or "")


def _begins(match: re.Match[str], today: date, plan_year: int | None) -> date | None:
    """Return the day from which a duty is asked for."""
    if not match["begins"]:
        return None
    # The reader of days compiles many patterns.
    from gongkai_tui.domain.duty_start import never_asked, read_start

    day, why = read_start(match["begins"], today, plan_year)
    if day is None:
        raise BadValue(f"周期从哪一天起算没有看懂：{why}；写成“自7月1日起”这样。")
    refusal = never_asked(match["every"], day, plan_year)
    if refusal:
        raise BadValue(refusal)
    return day


def _times(match: re.Match[str]) -> int:
    """How often; 按月 says once."""
    words = match["least"]
    if words is None:
        return int(match["by"] == "按")
    return int(words) if words.isdecimal() else _COUNTED.index(words.replace("两", "二"))
