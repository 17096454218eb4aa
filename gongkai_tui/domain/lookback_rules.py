"""Rules about what 回头看 has found: every verdict leads to what carries it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.task import LookbackVerdict, ids_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gongkai_tui.domain.snapshot import Snapshot

    SnapshotRule = Callable[[Snapshot], Iterable[Problem]]


def _problem_is_there(snapshot: Snapshot) -> Iterator[Problem]:
    known = {(problem.plan, problem.record.id) for problem in snapshot.problems}
    for task in snapshot.tasks:
        for wanted in ids_in(task.lookback_to) if task.lookback == LookbackVerdict.RECTIFY else ():
            if (task.plan, wanted) not in known:
                message = f"回头看转整改的问题 {wanted} 不存在（或文件读不出来），请核对编号。"
                yield Problem(Severity.ERROR, message, task.id, None, "lookback", "lookback-target")


def _carried_on(snapshot: Snapshot) -> Iterator[Problem]:
    carried = [task for task in snapshot.tasks if task.lookback == LookbackVerdict.CARRIED and task.lookback_to]
    if not carried:
        return
    follows = {task.id: task.follows for task in snapshot.tasks}
    for task in carried:
        target = task.lookback_to
        if target not in follows:
            message = f"回头看转入的任务 {target} 不存在，请核对编号。"
            yield Problem(Severity.ERROR, message, task.id, None, "lookback", "lookback-target")
        elif task.id not in follows[target]:
            message = f"回头看转入 {target}，那一项却没有承接它的关联，请补上关联，或更正回头看的结论。"
            yield Problem(Severity.WARNING, message, task.id, None, "lookback", "lookback-link")


LOOKBACK_RULES: dict[str, SnapshotRule] = {
    "lookback-target": _problem_is_there,
    "lookback-link": _carried_on,
}
"""By the name of the (first) finding that each can give."""
