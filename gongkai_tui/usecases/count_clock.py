"""A statutory or free clock from the words that a person typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.clock_count import count_rule
from gongkai_tui.domain.clock_events import read_event
from gongkai_tui.domain.clock_rules import RULES, read_rule
from gongkai_tui.usecases.work_calendar import work_calendar

if TYPE_CHECKING:
    from datetime import date

    from gongkai_tui.domain.clock_count import ClockReading
    from gongkai_tui.domain.clock_rules import ClockRule


def count_clock(rule: str, start: str, *, today: date) -> ClockReading:
    """Count the clock `rule` (主动公开, 20工作日, 会前7日) from the event on `start`, day by day.

    Raises:
        UsageError: rule or start cannot be understood, or hours are counted from a day without a time.
        UnknownYear: the holidays of a year that is counted are not known yet.
    """
    return count_rule(read_rule(rule), read_event(start, today), today, work_calendar)


def named_clocks() -> tuple[ClockRule, ...]:
    """The clocks that have a name."""
    return RULES
