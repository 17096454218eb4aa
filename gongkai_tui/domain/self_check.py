"""Who reported what nobody has checked yet: a report of the office's own unit is checked by another person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.found_in_log import waiting_reports
from gongkai_tui.domain.status import OPEN, Status
from gongkai_tui.domain.task import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gongkai_tui.domain.acting_units import Parts
    from gongkai_tui.domain.task import Task


def checked_units(parts: Parts, unit: str | None) -> Iterator[str]:
    """Give who answers for what is checked: `unit`, those that act through it, or all that go with the whole task."""
    checked = parts.name(unit) if unit else None
    for name in parts.actors:
        if name == checked or (parts.role(name) != Role.SUPPORT and _goes_with(parts, name, checked)):
            yield name


def passed_units(parts: Parts, unit: str | None) -> Iterator[str]:
    """Give those of `checked_units` that a check now would pass: with the whole task go all that are still open.

    They do so whatever status they have of their own, and what is settled stays as it is.
    """
    if unit is not None:
        yield from checked_units(parts, unit)
        return
    yield from (name for name in parts.actors if parts.role(name) != Role.SUPPORT and parts.status(name) in OPEN)


def _goes_with(parts: Parts, name: str, checked: str | None) -> bool:
    if name in parts.own:
        return False
    holders = parts.holders(name)
    return checked in holders if checked else name in parts.roles or not any(group in parts.own for group in holders)


def reporter(task: Task, concerns: Callable[[str | None], bool]) -> str:
    """Return who made the last report that was neither checked nor returned since; empty where there is none.

    `concerns` tells of the unit of an entry whether it is meant, None being the whole task.
    """
    # Whatever concerns the unit is about one report.
    meant = (replace(entry, unit=None) for entry in task.log if concerns(entry.unit))
    return waiting_reports(meant).get("", "")


def self_check_refusal(
    unit: str, holders: Sequence[str], source: Status, reported_by: str, name: str, *, is_own: bool
) -> str:
    """Return why somebody called `name` may not pass the check of a unit; empty where it may be.

    It is the own unit (`is_own`), or one that has a contact of that name. Anything but 待核查 is reported and checked
    in one step, which is the same person's work.
    """
    another = "本单位的另一人" if is_own else "政务公开办的另一人"
    if source is not Status.REPORTED:
        whose = f"{unit}是你自己的单位" if is_own else f"{name}登记为{unit}的联系人"
        through = f"，{'' if is_own else unit}也在“{holders[0]}”里" if holders else ""
        return f"{whose}{through}，报送和核查不能由同一人一步办完：先改为待核查，再由{another}核查。"
    if reported_by == name:
        return f"{_reported(unit, holders, is_own=is_own)}是{name}报的，不能由同一人核查，请由{another}核查。"
    return ""


def _reported(unit: str, holders: Sequence[str], *, is_own: bool) -> str:
    own = "你自己的单位" if is_own else ""
    return f"“{holders[0]}”里有{own}{unit}，它的报送" if holders else f"{unit}的报送"
