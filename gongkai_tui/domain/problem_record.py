"""A 问题 of the 核查—反馈—整改—再核查—核销 loop, as in `plans/<plan>/problems/<id>.yaml` (docs/数据格式.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gongkai_tui.domain.file_parts import Conflict, Extra  # noqa: TC001
from gongkai_tui.domain.status import Status  # noqa: TC001
from gongkai_tui.domain.task import Day  # noqa: TC001


class ProblemState(StrEnum):
    """Where a 问题 stands in the loop."""

    TO_NOTIFY = "待反馈"
    RECTIFYING = "整改中"
    OBJECTED = "复核中"
    TO_RECHECK = "待再核查"
    CLOSED = "已核销"
    WITHDRAWN = "已撤销"


class Verdict(StrEnum):
    """What a 再核查 finds."""

    PASSED = "通过"
    FAILED = "不通过"


@dataclass(frozen=True, slots=True)
class Found:
    """How a problem came to be known."""

    date: Day | None = None
    by: str = ""
    method: str = ""
    """One of `check_methods` or any other word."""
    where: str = ""
    """Column, page or place; mostly a URL."""
    what: str = ""
    basis: str = ""
    """Rule or sentence that is not met."""
    due: Day | None = None
    """整改时限 that the list proposes; nobody is bound by it until the unit is told."""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Fixed:
    """What the unit did about it."""

    date: Day | None = None
    text: str = ""
    evidence: tuple[str, ...] = ()
    by: str = ""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """One 再核查."""

    date: Day | None = None
    by: str = ""
    verdict: Verdict | None = None
    text: str = ""
    evidence: tuple[str, ...] = ()
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class DueMove:
    """That the 整改期限 of a round was moved; the day before stays here."""

    date: Day | None = None
    was: Day | None = None
    """整改期限 before."""
    due: Day | None = None
    """整改期限 after."""
    by: str = ""
    reason: str = ""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One round: told to the unit, fixed, checked again."""

    n: int
    notified: Day | None = None
    channel: str = ""
    due: Day | None = None
    """整改期限, inclusive."""
    moves: tuple[DueMove, ...] = ()
    """How it was moved, the oldest first."""
    fixed: Fixed | None = None
    checked: Checked | None = None
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """异议 of the unit and the office's answer (政府督查工作条例 art. 17)."""

    date: Day | None = None
    by: str = ""
    reason: str = ""
    answered: Day | None = None
    """None while it is 复核中."""
    answer: str = ""
    answered_by: str = ""
    upheld: bool = False
    """The objection is right: the problem is withdrawn."""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Why the office took the problem back, other than by an objection that was right."""

    date: Day | None = None
    by: str = ""
    reason: str = ""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A 整改通知 or 通报 in which the problem was sent out, with who approved it (督查条例 art. 21)."""

    kind: str
    """整改通知 | 通报"""
    date: Day | None = None
    number: str = ""
    """文号"""
    approved_by: str = ""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class ProblemRecord:
    """One 问题."""

    id: str
    """Minted without looking at others: date and random, such as `20220518-3f9a2c`."""
    state: ProblemState
    task: str = ""
    """Id of the task that it is about; may stand alone."""
    unit: str = ""
    found: Found | None = None
    task_was: Status | None = None
    """Status of the unit on the task when it was told; comes back where the problem is withdrawn."""
    rounds: tuple[Round, ...] = ()
    objections: tuple[Objection, ...] = ()
    withdrawn: Withdrawn | None = None
    notices: tuple[Notice, ...] = ()
    repeats: str = ""
    """Id of an earlier problem that this one repeats."""
    conflicts: tuple[Conflict, ...] = ()
    extra: Extra = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state not in (ProblemState.CLOSED, ProblemState.WITHDRAWN)

    @property
    def last_round(self) -> Round | None:
        """The round that runs, or ran last; None before the unit was told."""
        return self.rounds[-1] if self.rounds else None

    @property
    def what(self) -> str:
        """What is wrong."""
        return self.found.what if self.found else ""


class PlanProblem(NamedTuple):
    """A problem and the plan in whose folder it stands."""

    plan: str
    record: ProblemRecord
    uncommitted: bool = False
    """Somebody is editing the file by hand, or it is not committed yet."""

    @property
    def path(self) -> str:
        """File inside the repository."""
        return f"plans/{self.plan}/problems/{self.record.id}.yaml"
