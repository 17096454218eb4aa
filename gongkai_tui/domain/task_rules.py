"""Rules that one task file can break on its own; their findings can be kept for as long as the file is the same."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gongkai_tui.domain.extension_rules import extension_problems
from gongkai_tui.domain.found_in_log import closed_last
from gongkai_tui.domain.occurrences import correction_refusal, of_no_duty
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.recurring_words import recurring_words
from gongkai_tui.domain.settable import BadValue, check_evidence
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import DeadlineKind, LogKind, LookbackVerdict
from gongkai_tui.domain.transitions import suits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gongkai_tui.domain.task import Task

    TaskRule = Callable[[Task], Iterable[Problem]]

_DATED = frozenset({DeadlineKind.DATE, DeadlineKind.DATE_THEN_ONGOING})
_UNDATED = frozenset({DeadlineKind.ONGOING, DeadlineKind.UNDECIDED})


def _finding(task: Task, severity: Severity, check: str, field: str, message: str) -> Problem:
    return Problem(severity, message, place=task.id, field=field, check=check)


def _conflict_left(task: Task) -> Iterator[Problem]:
    for conflict in task.conflicts:
        yield _finding(
            task,
            Severity.ERROR,
            "conflict-left",
            "conflicts",
            f"“{conflict.path}”有合并冲突没有决定：本方“{conflict.ours}”，对方“{conflict.theirs}”，请选定一个值。",
        )


def _says_what(task: Task) -> Iterator[Problem]:
    if not task.heading.strip() and not task.requirement.strip():
        message = "任务和要求都是空的，看不出要做什么。"
        yield _finding(task, Severity.ERROR, "task-empty", "heading", message)


def _has_units(task: Task) -> Iterator[Problem]:
    if not task.units:
        message = "没有责任单位，请按原文补上。"
        yield _finding(task, Severity.WARNING, "units-missing", "units", message)
    named = [(entry.unit, entry.role, entry.scope) for entry in task.units]
    if len(set(named)) == len(named):
        return
    for (unit, role, _), times in Counter(named).items():
        if times > 1:
            message = f"“{unit}”作为{role}写了 {times} 次，请删去多余的。"
            yield _finding(task, Severity.WARNING, "unit-twice", "units", message)


def _id_says_seq(task: Task) -> Iterator[Problem]:
    number = task.id.partition("/")[2]
    if number.isdecimal() and task.seq is not None and int(number) != task.seq:
        message = f"编号 {task.id} 与序号 {task.seq} 不一致，请核对。"
        yield _finding(task, Severity.WARNING, "id-seq", "seq", message)


def _reported_has_evidence(task: Task) -> Iterator[Problem]:
    if task.status is Status.REPORTED and not task.evidence:
        message = "状态是待核查，记录里却没有一条佐证（网址、文号或文件名），请补上或退回推进中。"
        yield _finding(task, Severity.ERROR, "status-evidence", "status", message)


def _done_was_checked(task: Task) -> Iterator[Problem]:
    checked = any(entry.kind is LogKind.CHECK for entry in task.log)
    if task.status in (Status.DONE, Status.CLOSED) and not checked:
        message = f"状态是{task.status}，记录里却没有核查，请由政务公开办补记核查或更正状态。"
        yield _finding(task, Severity.WARNING, "done-unchecked", "status", message)


def _ended_has_basis(task: Task) -> Iterator[Problem]:
    if task.status is Status.ENDED and not task.log:
        message = "状态是已终止，记录里却没有写依据（文号或决定），请补记。"
        yield _finding(task, Severity.WARNING, "ended-basis", "status", message)


def _exceptions_differ(task: Task) -> Iterator[Problem]:
    named = {entry.unit for entry in task.units}
    # Who acts through a set with a status of its own would follow that one.
    follows_task = not named.intersection(task.unit_status)
    for unit, status in task.unit_status.items():
        if status is task.status and (unit in named or follows_task):
            message = f"“{unit}”的状态与任务状态相同（{status}），不必单列。"
            yield _finding(task, Severity.HINT, "exception-same", "unit_status", message)


def _chosen_for_a_set(task: Task) -> Iterator[Problem]:
    named = {entry.unit for entry in task.units}
    for choice in task.chosen:
        if choice.group not in named:
            message = f"选定了“{choice.group}”的单位，责任单位里却没有它，请核对。"
            yield _finding(task, Severity.WARNING, "chosen-odd", "chosen", message)


def _deadline_fits_kind(task: Task) -> Iterator[Problem]:
    deadline = task.deadline
    if deadline is None:
        return
    if deadline.kind in _DATED and deadline.due is None and not task.hints:
        message = f"期限类型是{deadline.kind}，却没有日期，请填写 due。"
        yield _finding(task, Severity.WARNING, "deadline-undated", "deadline.due", message)
    if deadline.kind in _UNDATED and deadline.due is not None:
        message = f"期限类型是{deadline.kind}，却写了日期 {deadline.due.isoformat()}，请改类型或去掉日期。"
        yield _finding(task, Severity.WARNING, "deadline-kind", "deadline.kind", message)


def _log_ids_differ(task: Task) -> Iterator[Problem]:
    for entry_id, times in Counter(entry.id for entry in task.log).items():
        if times > 1:
            message = f"有 {times} 条记录的 id 都是 {entry_id}，请给后加的换一个（8 位十六进制）。"
            yield _finding(task, Severity.ERROR, "log-id", "log", message)


def _evidence_is_evidence(task: Task) -> Iterator[Problem]:
    for item in task.evidence:
        try:
            check_evidence(item)
        except BadValue as refused:
            yield _finding(task, Severity.WARNING, "evidence-words", "log", str(refused))


def _goes_on_only_without_end(task: Task) -> Iterator[Problem]:
    """长期坚持 is for a deadline that has no end, or goes on after its day."""
    kind = task.deadline.kind if task.deadline else None
    if suits(Status.ONGOING, kind):
        return
    whose = [f"“{unit}”的状态" for unit, status in task.unit_status.items() if status is Status.ONGOING]
    for name in [*whose, "状态"] if task.status is Status.ONGOING else whose:
        message = f"{name}是{Status.ONGOING}，期限类型却是{kind}：请更正状态，或先改正期限类型。"
        field = "status" if name == "状态" else "unit_status"
        yield _finding(task, Severity.ERROR, "ongoing-kind", field, message)


def _stays_closed(task: Task) -> Iterator[Problem]:
    """核销 is taken back by a record only: 更正, 整改 or 回头看."""
    entry = closed_last(task.log)
    if entry is None:
        return
    own = task.unit_status.get(entry.unit) if entry.unit else task.status
    stands = own or (Status.CLOSED if Status.CLOSED in task.unit_status.values() else task.status)
    if stands is not Status.CLOSED:
        whose = f"“{entry.unit}”" if entry.unit else ""
        message = (
            f"{whose}{entry.date.isoformat()} 已核销，状态却是{stands}，其后没有更正、整改或回头看的记录："
            "请恢复为已核销，或补记更正。"
        )
        yield _finding(task, Severity.WARNING, "closed-again", "status", message)


def _lookback_agrees(task: Task) -> Iterator[Problem]:
    found = task.lookback
    if found is None:
        return
    if found.verdict is LookbackVerdict.CLOSED and task.status is not Status.CLOSED:
        message = f"回头看的结论是核销，状态却是{task.status}，请核销，或更正回头看的结论。"
        yield _finding(task, Severity.WARNING, "lookback-status", "lookback", message)
    if found.verdict is not LookbackVerdict.CLOSED and not found.to:
        what = "问题" if found.verdict is LookbackVerdict.RECTIFY else "今年的任务"
        message = f"回头看的结论是{found.verdict}，却没有写 to（{what}的编号），请补上。"
        yield _finding(task, Severity.ERROR, "lookback-target", "lookback", message)


def _occurrences_count(task: Task) -> Iterator[Problem]:
    found = Counter(entry.what for entry in of_no_duty(task))
    if not found:
        return
    duties = recurring_words(task.recurring) or "没有登记"
    for what, times in found.items():
        called = f"写的是“{what}”" if what else "没有写是哪一种（what）"
        message = (
            f"有 {times} 条完成次数{called}，不计入任何一种周期（现在的周期：{duties}）；"
            "名称改了的请改回，或按现在的名称另记。"
        )
        yield _finding(task, Severity.WARNING, "occurrence-uncounted", "log", message)


def _corrections_correct(task: Task) -> Iterator[Problem]:
    """A 更正 that takes something back names a 完成次数 which stands."""
    standing = {entry.id for entry in task.log if entry.kind is LogKind.OCCURRENCE}
    for entry in task.log:
        if not entry.corrects:
            continue
        why = correction_refusal(entry, standing)
        if why:
            yield _finding(task, Severity.WARNING, "corrects-nothing", "log", f"记录 {entry.id}：{why}。")
        standing.discard(entry.corrects)


def _hints_open(task: Task) -> Iterator[Problem]:
    for hint in task.hints:
        yield _finding(task, Severity.HINT, "hint-open", "hints", f"待人工确认：{hint}")


TASK_RULES: dict[str, TaskRule] = {
    "conflict-left": _conflict_left,
    "task-empty": _says_what,
    "units-missing": _has_units,
    "id-seq": _id_says_seq,
    "status-evidence": _reported_has_evidence,
    "done-unchecked": _done_was_checked,
    "ended-basis": _ended_has_basis,
    "exception-same": _exceptions_differ,
    "chosen-odd": _chosen_for_a_set,
    "deadline-undated": _deadline_fits_kind,
    "log-id": _log_ids_differ,
    "evidence-words": _evidence_is_evidence,
    "ongoing-kind": _goes_on_only_without_end,
    "closed-again": _stays_closed,
    "lookback-status": _lookback_agrees,
    "occurrence-uncounted": _occurrences_count,
    "corrects-nothing": _corrections_correct,
    "hint-open": _hints_open,
    "extension-half": extension_problems,
}
"""By the name of the (first) finding that each can give."""


def task_problems(task: Task) -> tuple[Problem, ...]:
    """Return every finding about one task; `place` is its id, `field` the key in its file."""
    return tuple(problem for rule in TASK_RULES.values() for problem in rule(task))
