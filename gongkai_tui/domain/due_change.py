"""A new last day in a deadline whose words stay as they are printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.task import Deadline, DeadlineKind

if TYPE_CHECKING:
    from datetime import date

_KIND_WITH_DATE = {
    DeadlineKind.UNDECIDED: DeadlineKind.DATE,
    DeadlineKind.WHOLE_YEAR: DeadlineKind.DATE,
    DeadlineKind.ONGOING: DeadlineKind.DATE_THEN_ONGOING,
}
_KIND_WITHOUT_DATE = {
    DeadlineKind.DATE: DeadlineKind.UNDECIDED,
    DeadlineKind.WHOLE_YEAR: DeadlineKind.UNDECIDED,
    DeadlineKind.DATE_THEN_ONGOING: DeadlineKind.ONGOING,
}


def with_due(deadline: Deadline, due: date | None) -> Deadline:
    """Return the deadline with another last day, or with none; its kind follows where it would no longer fit."""
    if due == deadline.due:
        return deadline
    kinds = _KIND_WITH_DATE if due else _KIND_WITHOUT_DATE
    return replace(deadline, due=due, kind=kinds.get(deadline.kind, deadline.kind))


def is_put_off(old: Deadline | None, new: Deadline | None) -> bool:
    """Tell whether a last day that stood is a later one now, or gone: what a reason is asked for."""
    was, now = (each.due if each else None for each in (old, new))
    return was is not None and (now is None or now > was)
