"""Calendar dates in the words of a deadline: 2022年9月底前, 第三季度末, 上半年, 9月30日, 2022.9.30."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAN_ENDS = {"十三五末": 2020, "十四五末": 2025, "十五五末": 2030}
_NEXT_YEAR = frozenset({"明年", "次年", "翌年", "来年"})
_EARLIEST_YEAR, _LATEST_YEAR, _CENTURY = 1949, 2100, 2000
_DECEMBER = 12

_YEAR = r"(?:(?P<year>[0-9]{4}年?|[0-9]{2}年|今年|本年|当年|明年|次年|翌年|来年)度?的?)"
_ISO = re.compile(
    r"(?P<year>[0-9]{4})[-./–—](?P<month>[0-9]{1,2})"
    r"(?:[-./–—](?P<day>[0-9]{1,2})日?(?:T?[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?)?(?![-./0-9年:])月?"
)
_PACKED = re.compile(r"(?P<year>20[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])")
_PLAN_END = re.compile("|".join(_PLAN_ENDS))
_YEAR_SPAN = re.compile(r"[0-9]{4}年?[-–—~至到](?P<year>[0-9]{4})年?(?:[底末]|全年)?")
_MONTH = re.compile(
    _YEAR + r"?(?P<month>[0-9]{1,2})月份?"
    r"(?:(?:[0-9]{1,2}[日号]?[-–—~至到])?(?P<day>[0-9]{1,2})(?:[日号]|(?=前|之前|以前|止|$|[,;)]))"
    r"|(?P<part>[底末初]|月[底末]|[上中下]旬|中))?[以之]?内?"
)
_QUARTER = re.compile(
    _YEAR + r"?(?:第?(?P<nth>[1-4])季度?|前(?P<first>[1-4])个?季度?|[Qq](?P<q>[1-4]))(?P<part>[底末])?[以之]?内?"
)
_HALF = re.compile(_YEAR + r"?(?P<half>[上下])半年(?P<part>[底末])?[以之]?内?")
_WHOLE = re.compile(_YEAR + r"?全年(?!落实情况|工作总结|工作报告|目标)")
_YEAR_END = re.compile(_YEAR + r"(?:年?[底末终]|[以之]?内|(?P<before>(?=(?:之|以)?前)))")
_BARE_YEAR_END = re.compile(r"年(?:[底末终]|度?[以之]?内)")
_DOTTED = re.compile(r"(?P<month>[0-9]{1,2})[./](?P<day>[0-9]{1,2})(?=前|之前|以前|止|$)")

_BEFORE = re.compile(r"(?:之|以)?前")
_START = re.compile(r"(?:之日)?(?:起|开始|启动|以后|以来|之后|后)|[-–—~至到]")


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date as written, between `start` and `end` of the folded text."""

    start: int
    end: int
    text: str
    due: date | None
    """Last day, inclusive; None where it cannot be known."""
    hint: str = ""
    """What a person should look at, in Chinese; empty where the reading is certain."""
    begins: bool = False
    """The date is where something starts (9月起), so it is no deadline."""
    whole_year: bool = False
    """Written as 全年, not as a date."""
    own_year: bool = False
    """The year is written there, not taken from the plan."""


@dataclass(frozen=True, slots=True)
class _Years:
    """What a phrase without a year of its own may use."""

    plan: int | None
    carried: int | None = None
    """The last year written before in the same text."""

    def resolve(self, written: str | None) -> int | None:
        if not written:
            return self.carried or self.plan
        digits = "".join(char for char in written if char.isdigit())
        if digits:
            number = int(digits)
            return number if number >= _CENTURY // 10 else _CENTURY + number
        if self.plan is None:
            return None
        return self.plan + (written in _NEXT_YEAR)


def read_dates(text: str, plan_year: int | None) -> tuple[DatePhrase, ...]:
    """Find the dates in `text` (folded: NFKC, Arabic digits, no white space), left to right.

    A phrase without a year takes the year written before it, else `plan_year`; without either its `due` is None.
    """
    found: list[DatePhrase] = []
    years, place = _Years(plan_year), 0
    while place < len(text):
        read = _phrase_at(text, place, years)
        if read is None:
            place += 1
            continue
        phrase, carried = read
        if text[place - 1 : place] == "年" and not phrase.own_year and not (found and found[-1].end == place):
            phrase = replace(phrase, due=None, hint=f"“{phrase.text}”前的年份没有看懂，请核对")
        years = replace(years, carried=carried or years.carried)
        found.append(phrase)
        place = phrase.end
    return tuple(found)


def day(year: int, month: int, number: int | None = None) -> date | None:
    """Give that day, or the last day of the month without `number`; None where there is no such day."""
    try:
        return date(year, month, monthrange(year, month)[1] if number is None else number)
    except (ValueError, OverflowError):
        return None


def _phrase_at(text: str, place: int, years: _Years) -> tuple[DatePhrase, int | None] | None:
    """Read the phrase that begins at `place`, and the year written in it."""
    if text[place].isdigit() and place and text[place - 1] in "0123456789.":
        return None
    for pattern, read in _READERS:
        match = pattern.match(text, place)
        if match is None or not match.group():
            continue
        if pattern is _BARE_YEAR_END and place and text[place - 1].isdigit():
            continue
        written = match.groupdict().get("year")
        phrase = _dated(text, match, years.resolve(written), read)
        own_year = years.resolve(written) if written and written[0].isdigit() else None
        return replace(phrase, own_year=bool(written)), own_year
    return None


def _dated(text: str, match: re.Match[str], year: int | None, read: _Reader) -> DatePhrase:
    before = _BEFORE.match(text, match.end())
    words = match.group() + (before.group() if before else "")
    phrase = DatePhrase(
        match.start(),
        match.end() + (len(before.group()) if before else 0),
        words,
        None,
        begins=before is None and _START.match(text, match.end()) is not None,
        whole_year=match.re is _WHOLE,
    )
    if year is None and match.re is not _PLAN_END:
        return replace(phrase, hint=f"“{words}”没有写年份，请先填写计划年度")
    if year is not None and not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return replace(phrase, hint=f"“{words}”的年份不像真的，请核对")
    due, hint = read(match, year or 0, before is not None)
    if due is None and not hint:
        hint = f"“{words}”不是日历上有的日期，请核对"
    return replace(phrase, due=due, hint=hint.format(words))


def _by_day(match: re.Match[str], year: int, _before: bool) -> tuple[date | None, str]:  # noqa: FBT001
    number = match.group("day")
    return day(year, int(match.group("month")), int(number) if number else None), ""


def _dotted(match: re.Match[str], year: int, before: bool) -> tuple[date | None, str]:  # noqa: FBT001
    due, _ = _by_day(match, year, before)
    return due, "“{}”按月、日读，请核对" if due else ""


def _by_plan(match: re.Match[str], _year: int, _before: bool) -> tuple[date | None, str]:  # noqa: FBT001
    return day(_PLAN_ENDS[match.group()], _DECEMBER), ""


def _by_year(match: re.Match[str], year: int, _before: bool) -> tuple[date | None, str]:  # noqa: FBT001
    if match.groupdict().get("before") is None:
        return day(year, _DECEMBER), ""
    return day(year - 1, _DECEMBER), f"“{{}}”按字面读作{year - 1}年12月31日，请核对是否指{year}年底"


def _by_month(match: re.Match[str], year: int, before: bool) -> tuple[date | None, str]:  # noqa: FBT001
    month, part, number = int(match.group("month")), match.group("part") or "", match.group("day")
    if number:
        return day(year, month, int(number)), ""
    if part[-1:] in {"底", "末"}:
        return day(year, month), ""
    if part in {"初", "中"}:
        return None, "“{}”不是确切的日期，请核对"
    if before:
        return None, "“{}”可能指开始之前，也可能指结束之前，请核对"
    return day(year, month, {"上旬": 10, "中旬": 20}.get(part)), ""


def _by_quarter(match: re.Match[str], year: int, before: bool) -> tuple[date | None, str]:  # noqa: FBT001
    number = int(match.group("nth") or match.group("first") or match.group("q"))
    if before and not match.group("part"):
        return None, "“{}”可能指季度开始之前，也可能指季度结束之前，请核对"
    return day(year, 3 * number), ""


def _by_half(match: re.Match[str], year: int, before: bool) -> tuple[date | None, str]:  # noqa: FBT001
    if match.group("half") == "上":
        return day(year, 6), ""
    if before and not match.group("part"):
        return None, "“{}”可能指下半年开始之前，也可能指年底之前，请核对"
    return day(year, _DECEMBER), ""


if TYPE_CHECKING:
    _Reader = Callable[[re.Match[str], int, bool], tuple[date | None, str]]

_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_YEAR_SPAN, _by_year),
    (_ISO, _by_day),
    (_PACKED, _by_day),
    (_PLAN_END, _by_plan),
    (_MONTH, _by_month),
    (_QUARTER, _by_quarter),
    (_HALF, _by_half),
    (_WHOLE, _by_year),
    (_YEAR_END, _by_year),
    (_BARE_YEAR_END, _by_year),
    (_DOTTED, _dotted),
)
