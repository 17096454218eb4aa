"""Filter conditions on the due date and on the last record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.field_names import label
from gongkai_tui.domain.filter_dates import EXAMPLES, Period, read_period, shifted
from gongkai_tui.domain.filter_parser import error_at
from gongkai_tui.domain.filter_value_terms import ANY, NONE
from gongkai_tui.domain.flags import flag_test
from gongkai_tui.domain.status_names import flags_called

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.filter_context import FilterContext, Test
    from gongkai_tui.domain.filter_parser import FieldTerm, Value

    InPeriod = Callable[[str], bool]


def due_test(term: FieldTerm, context: FilterContext) -> Test:
    """Return the test for the due date: a date, a period, `30d` (from today on), 逾期, 临期, 无, 有."""
    tests = [_due_value(value, term.operator, context) for value in term.values]
    return tests[0] if len(tests) == 1 else lambda row: any(test(row) for test in tests)


def _due_value(value: Value, operator: str, context: FilterContext) -> Test:
    if operator in ":=":
        if value.text in NONE:
            return lambda row: not row.due
        if value.text in ANY:
            return lambda row: bool(row.due)
        flags = flags_called(value.text)
        if len(flags) == 1:
            return flag_test(next(iter(flags)), context.today)
    holds = _compare(operator, _due_period(value, operator, context))
    return lambda row: row.due != "" and holds(row.due)


def _due_period(value: Value, operator: str, context: FilterContext) -> Period:
    day = shifted(value.text, context.today)
    if day is None:
        return _period(value, "due", context)
    if operator not in ":=":
        return Period(day, day)
    today = context.today.isoformat()
    return Period(min(today, day), max(today, day))


def updated_test(term: FieldTerm, context: FilterContext) -> Test:
    """Return the test for the last record: a date or period, or an age (`:7d` within, `>90d` older).

    A task on which nothing was ever recorded is as old as its plan, like for 久未更新.
    """
    tests = [_updated_value(value, term.operator, context) for value in term.values]
    return tests[0] if len(tests) == 1 else lambda row: any(test(row) for test in tests)


def _updated_value(value: Value, operator: str, context: FilterContext) -> Test:
    if operator in ":=" and value.text in NONE:
        return lambda row: not row.updated
    if operator in ":=" and value.text in ANY:
        return lambda row: bool(row.updated)
    day = shifted("-" + value.text, context.today)
    if day is None:
        holds = _compare(operator, _period(value, "updated", context))
        return lambda row: row.updated != "" and holds(row.updated)
    if operator[0] == ">":
        holds = _compare("<" + operator[1:], Period(day, day))
        return lambda row: (row.updated or row.issued) != "" and holds(row.updated or row.issued)
    holds = _compare(">" if operator == "<" else ">=", Period(day, day))
    return lambda row: row.updated != "" and holds(row.updated)


def _period(value: Value, name: str, context: FilterContext) -> Period:
    found = read_period(value.text, context.today)
    if found is None:
        more = "逾期、临期、无、有" if name == "due" else "无、有"
        raise error_at(value.place, f"“{label(name)}”看不懂“{value.text}”。可写：{EXAMPLES}，或 {more}。")
    return found


def _compare(operator: str, period: Period) -> InPeriod:
    first, last = period
    comparisons: dict[str, InPeriod] = {
        "<": lambda day: day < first,
        "<=": lambda day: day <= last,
        ">": lambda day: day > last,
        ">=": lambda day: day >= first,
    }
    return comparisons.get(operator, lambda day: first <= day <= last)
