"""What waits for the office: 待核查 items, requests for 延期, objections, problems to tell or to check again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.handover import Waiting, title_of
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LogKind
from gongkai_tui.usecases.full_tasks import full_tasks
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.selecting import select_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

TO_CHECK, TO_DECIDE, TO_ANSWER, TO_TELL, TO_RECHECK = "待核查", "延期待答复", "异议待答复", "问题待反馈", "问题待再核查"

_PROBLEM_KINDS = {
    ProblemState.OBJECTED: TO_ANSWER,
    ProblemState.TO_NOTIFY: TO_TELL,
    ProblemState.TO_RECHECK: TO_RECHECK,
}


def waiting_for_office(ws: Workspace, view: View, plans: Sequence[Plan]) -> tuple[Waiting, ...]:
    """Everything in some plans on which the office has to act, by kind, the longest waiting first."""
    ids = [row.id for plan in plans for row in select_rows(view, "", texts="none", plan=plan.id)]
    found = [
        *(waiting for task in full_tasks(ws, view, ids).values() for waiting in _in_task(task)),
        *(waiting for plan in plans for each in problems_in(view, plan.id) for waiting in _in_problem(each.record)),
    ]
    order = (TO_CHECK, TO_DECIDE, *_PROBLEM_KINDS.values())
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), str(each.since or ""), each.place)))


def _in_task(task: Task) -> Iterator[Waiting]:
    title = title_of(task)
    if task.status is Status.REPORTED:
        yield Waiting(TO_CHECK, task.id, "", title, _reported(task, None))
    for unit, status in task.unit_status.items():
        if status is Status.REPORTED:
            yield Waiting(TO_CHECK, task.id, unit, title, _reported(task, unit))
    for asked in task.extensions:
        if asked.decided is None:
            words = f"{title}：拟延至 {asked.proposed}，理由：{asked.reason}"
            yield Waiting(TO_DECIDE, task.id, asked.unit or "", words, asked.asked)


def _in_problem(record: ProblemRecord) -> Iterator[Waiting]:
    kind = _PROBLEM_KINDS.get(record.state)
    if kind is not None:
        what = record.found.what if record.found else ""
        yield Waiting(kind, record.id, record.unit, what.partition("\n")[0], _since(record))


def _reported(task: Task, unit: str | None) -> date | None:
    return _latest(entry.date for entry in task.log if entry.kind is LogKind.REPORT and unit in (None, entry.unit))


def _since(record: ProblemRecord) -> date | None:
    if record.state is ProblemState.OBJECTED:
        return record.objections[-1].date if record.objections else None
    if record.state is ProblemState.TO_RECHECK:
        fixed = record.rounds[-1].fixed if record.rounds else None
        return fixed.date if fixed else None
    return record.found.date if record.found else None


def _latest(days: Iterable[date]) -> date | None:
    return max(days, default=None)
