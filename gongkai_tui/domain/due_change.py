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


def moving_refusal(old: Deadline | None, new: Deadline | None, reason: str) -> str:
    """Return why a last day that stands may not be moved later or taken away without a reason; empty where it may."""
    was, now = (each.due if each else None for each in (old, new))
    if reason or was is None or (now is not None and now <= was):
        return ""
    words = f"改为 {now.isoformat()}" if now else "去掉"
    return (
        f"期限 {was.isoformat()} 要{words}，须写明理由（--reason，如“更正：误读原文”），原期限留在记录里；"
        "单位要延期的，用 gongkai extend 申请，由另一人答复"
    )
