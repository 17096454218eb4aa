"""Rules about dates that need the plan or today's date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gongkai_tui.domain.deadline import read_deadline
from gongkai_tui.domain.duty_start import never_asked
from gongkai_tui.domain.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.plan_rules import SnapshotRule
    from gongkai_tui.domain.snapshot import Snapshot
    from gongkai_tui.domain.task_facts import TaskFacts


def _due_after_issue(snapshot: Snapshot) -> Iterator[Problem]:
    for plan in snapshot.plans:
        issued = plan.issued.isoformat() if plan.issued else ""
        for task in snapshot.tasks_by_plan.get(plan.id, ()):
            if "" < task.due < issued:
                message = f"期限 {task.due} 早于计划印发日期 {issued}：印发时已过期，统计时不计为单位逾期。"
                yield Problem(Severity.HINT, message, task.id, None, "deadline.due", "due-before-issued")


def _log_in_the_past(snapshot: Snapshot) -> Iterator[Problem]:
    today = snapshot.today.isoformat()
    for task in snapshot.tasks:
        if task.last_log > today:
            message = f"有一条记录的日期是 {task.last_log}，晚于今天（{today}），请核对。"
            yield Problem(Severity.WARNING, message, task.id, None, "log", "log-future")


def _words_give_the_day(snapshot: Snapshot) -> Iterator[Problem]:
    """The kind and day in the file are those that the words give, unless the log tells why not."""
    readings: dict[tuple[str, str], tuple[str, str, bool]] = {}
    for task in snapshot.tasks:
        plan = snapshot.plan_by_id.get(task.plan)
        if plan is None or not task.deadline_raw or task.due_changed:
            continue
        key = (plan.id, task.deadline_raw)
        if key not in readings:
            readings[key] = _read(plan, task.deadline_raw)
        message = _difference(task, *readings[key])
        if message:
            yield Problem(Severity.WARNING, message, task.id, None, "deadline", "deadline-differs")


def _read(plan: Plan, raw: str) -> tuple[str, str, bool]:
    """Return kind, day, and whether the words leave something for a person to decide."""
    reading = read_deadline(raw, year=plan.year, issued=plan.issued)
    deadline = reading.deadline
    if deadline is None:
        return "", "", True
    return deadline.kind.value, deadline.due.isoformat() if deadline.due else "", bool(reading.hints)


def _difference(task: TaskFacts, kind: str, due: str, undecided: bool) -> str:  # noqa: FBT001  (a reading's part)
    if undecided or (kind, due) == (task.deadline_kind, task.due):
        return ""
    read = " ".join(filter(None, (kind, due)))
    stored = " ".join(filter(None, (task.deadline_kind, task.due)))
    return f"“{task.deadline_raw}”读作 {read}，文件里是 {stored}，请核对；确有延期请用 set 写明理由。"


def _duties_are_asked_for(snapshot: Snapshot) -> Iterator[Problem]:
    for task in snapshot.tasks:
        plan = snapshot.plan_by_id.get(task.plan)
        for every, begins in zip(task.duty_every, task.duty_begins, strict=True):
            why = never_asked(every, date.fromisoformat(begins), plan.year if plan else None)
            if why:
                yield Problem(Severity.WARNING, why, task.id, None, "recurring", "recurring-never")


DATE_RULES: dict[str, SnapshotRule] = {
    "due-before-issued": _due_after_issue,
    "log-future": _log_in_the_past,
    "deadline-differs": _words_give_the_day,
    "recurring-never": _duties_are_asked_for,
}
"""By the name of the finding that each can give."""
