"""A counted clock in each output format: the last day first, then day by day."""

from __future__ import annotations

from gongkai_tui.domain.clock_rules import Measure
from gongkai_tui.domain.working_days import weekday_of
from gongkai_tui.reporting.json_text import json_text
from gongkai_tui.reporting.records_text import records_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from gongkai_tui.domain.clock_count import Clock, ClockDay, ClockReading
    from gongkai_tui.domain.clock_rules import ClockRule

_DAY_TITLES = {"date": "日期", "weekday": "星期", "number": "计第几日", "note": "说明"}
_TITLES = {"clock": "时限", **_DAY_TITLES}
RULE_TITLES = {"name": "名称", "spans": "时限", "event": "起算", "source": "依据", "note": "说明"}
"""Columns of the table of named clocks."""


def clock_text(found: ClockReading, form: str, *, room: int | None = None) -> str:
    """Give a counted clock in `form` (table, json, csv, tsv, md); the last three hold the days only."""
    if form == "json":
        return json_text(_json(found))
    if form != "table":
        rows = [{"clock": clock.name, **_day(day)} for clock in found.clocks for day in clock.days]
        return records_text(_TITLES, rows, form)
    head = [_begins(found.rule), f"依据  {found.rule.source or '自行写明的时限'}"]
    head += [f"说明  {note}" for note in found.notes]
    return "\n".join((*head, *(_clock(clock, room) for clock in found.clocks)))


def rule_record(rule: ClockRule) -> dict[str, Any]:
    """Give one named clock as a JSON object."""
    spans = [span.words for span in rule.spans]
    spans += [f"可延长{rule.extension.words}"] if rule.extension else []
    return {"name": rule.name, "spans": spans, "event": rule.event, "source": rule.source, "note": rule.note}


def _begins(rule: ClockRule) -> str:
    if rule.spans[0].measure is Measure.HOUR:
        return f"{rule.name}：自{rule.event}时起算"
    if rule.spans[0].amount < 0:
        return f"{rule.name}：从{rule.event}之日往前推算"
    return f"{rule.name}：自{rule.event}之日的次日起算"


def _clock(clock: Clock, room: int | None) -> str:
    table = records_text(_DAY_TITLES, [_day(day) for day in clock.days], "table", room=room)
    last = f"{clock.name}：最迟 {clock.end.words} {weekday_of(clock.end.day)}"
    return f"\n{last}\n{clock.statement}\n{clock.left}\n\n{table}"


def _day(day: ClockDay) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "weekday": weekday_of(day.date),
        "number": day.number or None,
        "note": day.note,
    }


def _json(found: ClockReading) -> dict[str, Any]:
    return {
        "rule": found.rule.name,
        "source": found.rule.source or None,
        "event": found.rule.event,
        "start": found.start.words,
        "today": found.today.isoformat(),
        "notes": list(found.notes),
        "clocks": [
            {
                "name": clock.name,
                "last": clock.end.day.isoformat(),
                "time": f"{clock.end.at:%H:%M}" if clock.end.at else None,
                "statement": clock.statement,
                "left": clock.left,
                "left_days": clock.left_days,
                "left_working_days": clock.left_working_days,
                "days": [_day(day) for day in clock.days],
            }
            for clock in found.clocks
        ],
    }
