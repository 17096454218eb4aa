"""The stored states of a task and the flags computed against a date."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Stored status of a task, or of one unit of it."""

    NOT_STARTED = "未启动"
    IN_PROGRESS = "推进中"
    REPORTED = "待核查"
    DONE = "已完成"
    CLOSED = "已核销"
    RECTIFYING = "整改中"
    ONGOING = "长期坚持"
    ENDED = "已终止"


OPEN = frozenset({Status.NOT_STARTED, Status.IN_PROGRESS, Status.REPORTED, Status.RECTIFYING})
"""States in which something is still owed. 待核查 never counts as done."""

TO_DO = OPEN - {Status.REPORTED}
"""States in which the units have to act, and can be late."""

LIVING = TO_DO | {Status.ONGOING}
"""States that ask for signs of life. 待核查 waits for the office: nobody holds its silence against the unit."""

FINISHED = frozenset({Status.DONE, Status.CLOSED, Status.ONGOING, Status.ENDED})
"""States in which nothing is owed at the moment."""


class Flag(StrEnum):
    """Computed against a date, never stored."""

    OVERDUE = "逾期"
    DUE_SOON = "临期"
    STALE = "久未更新"
    CHECK_LATE = "待核查超时"
    BORN_LATE = "印发时已过期"
    RELINK = "待复核"
    """Of a link: the task that it leads to was worded anew after somebody confirmed it."""
    UNCOMMITTED = "未提交"
