"""Rules about plans and how tasks of one plan stand to each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.plan import PlanState
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import how_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.snapshot import Snapshot

    SnapshotRule = Callable[[Snapshot], Iterable[Problem]]

_SHOWN = 20
"""So many numbers are listed in one message."""


def _about(plan_id: str, severity: Severity, check: str, field: str, message: str) -> Problem:
    return Problem(severity, message, place=plan_id, field=field, check=check)


def _plan_is_there(snapshot: Snapshot) -> Iterator[Problem]:
    for plan_id in snapshot.tasks_by_plan:
        if plan_id not in snapshot.plan_by_id:
            message = f"plans/{plan_id}/ 里有任务却没有可用的 plan.yaml，请补上。"
            yield _about(plan_id, Severity.ERROR, "plan-missing", "", message)


def _plan_has_tasks(snapshot: Snapshot) -> Iterator[Problem]:
    for plan in snapshot.plans:
        if plan.id not in snapshot.tasks_by_plan:
            yield _about(plan.id, Severity.WARNING, "plan-empty", "", "这个计划还没有任务。")


def _seqs_differ(snapshot: Snapshot) -> Iterator[Problem]:
    for plan_id, tasks in snapshot.tasks_by_plan.items():
        holders: dict[int, list[str]] = defaultdict(list)
        for task in tasks:
            if task.seq:
                holders[task.seq].append(task.id)
        for seq, ids in holders.items():
            if len(ids) > 1:
                message = f"序号 {seq} 用了 {len(ids)} 次：{'、'.join(ids[:_SHOWN])}，请核对。"
                yield Problem(Severity.ERROR, message, place=ids[1], field="seq", check="seq-duplicate")
        missing = [seq for seq in range(1, max(holders, default=0) + 1) if seq not in holders]
        if missing and len(missing) < len(holders):
            numbers = "、".join(map(str, missing[:_SHOWN])) + ("等" if len(missing) > _SHOWN else "")
            message = f"序号 {numbers} 空缺；原文如此则不必处理。"
            yield _about(plan_id, Severity.HINT, "seq-gap", "seq", message)


def _sections_known(snapshot: Snapshot) -> Iterator[Problem]:
    for plan in snapshot.plans:
        titles = _outline(plan)
        used = Counter(task.section for task in snapshot.tasks_by_plan.get(plan.id, ()) if task.section)
        for section, times in used.items():
            if titles and _letters(section) not in titles:
                message = f"章节“{section}”（{times} 项任务）不在计划的目录里，请核对用字。"
                yield _about(plan.id, Severity.HINT, "section-unknown", "sections", message)


def _outline(plan: Plan) -> frozenset[str]:
    items = (item.title for section in plan.sections for item in section.items)
    return frozenset(map(_letters, (*(section.title for section in plan.sections), *items)))


def _letters(text: str) -> str:
    """Only letters and digits: quotation marks and spaces differ between table and body."""
    return "".join(char for char in fold(text) if char.isalnum())


def _plans_named_are_there(snapshot: Snapshot) -> Iterator[Problem]:
    for plan in snapshot.plans:
        for key, other, word in (
            ("implements", plan.implements, "上级计划"),
            ("follows", plan.follows, "上一年计划"),
        ):
            if other == plan.id:
                message = f"{word}写成了自己，请改正。"
                yield _about(plan.id, Severity.ERROR, f"{key}-self", key, message)
            elif other and other not in snapshot.plan_by_id:
                message = f"{word} {other} 不在库里，请导入它或核对编号。"
                yield _about(plan.id, Severity.WARNING, f"{key}-missing", key, message)


def _year_fits(snapshot: Snapshot) -> Iterator[Problem]:
    for plan in snapshot.plans:
        if plan.year is None:
            message = "没有计划年度，期限和统计无法按年计算，请填写 year。"
            yield _about(plan.id, Severity.WARNING, "year-missing", "year", message)
        elif plan.issued is not None and abs(plan.issued.year - plan.year) > 1:
            message = f"印发日期 {plan.issued.isoformat()} 与计划年度 {plan.year} 相差太远，请核对。"
            yield _about(plan.id, Severity.WARNING, "year-issued", "issued", message)


def _issue_date_known(snapshot: Snapshot) -> Iterator[Problem]:
    for plan in snapshot.plans:
        if plan.issued is None and plan.state is PlanState.ACTIVE:
            message = (
                "没有印发日期，从无记录的任务算不出多少天没有更新，“印发后若干日”也没有期限；"
                f"请补填：{how_to(Remedy.SET_ISSUED, plan.id, '…')}。"
            )
            yield _about(plan.id, Severity.HINT, "issued-missing", "issued", message)


def _plan_conflicts(snapshot: Snapshot) -> Iterator[Problem]:
    for plan in snapshot.plans:
        for conflict in plan.conflicts:
            message = f"“{conflict.path}”有合并冲突没有决定：本方“{conflict.ours}”，对方“{conflict.theirs}”。"
            yield _about(plan.id, Severity.ERROR, "conflict-left", "conflicts", message)


def _plan_hints(snapshot: Snapshot) -> Iterator[Problem]:
    for plan in snapshot.plans:
        for hint in plan.hints:
            yield _about(plan.id, Severity.HINT, "hint-open", "hints", f"待人工确认：{hint}")


def _wording_once(snapshot: Snapshot) -> Iterator[Problem]:
    for tasks in snapshot.tasks_by_plan.values():
        first: dict[str, str] = {}
        for task in tasks:
            other = first.setdefault(task.wording, task.id) if task.wording else task.id
            if other != task.id:
                message = f"具体要求与 {other} 完全相同，请核对是否重复导入。"
                yield Problem(Severity.HINT, message, task.id, None, "requirement", "requirement-duplicate")


PLAN_RULES: dict[str, SnapshotRule] = {
    "plan-missing": _plan_is_there,
    "plan-empty": _plan_has_tasks,
    "seq-duplicate": _seqs_differ,
    "section-unknown": _sections_known,
    "implements-missing": _plans_named_are_there,
    "year-missing": _year_fits,
    "issued-missing": _issue_date_known,
    "conflict-left": _plan_conflicts,
    "hint-open": _plan_hints,
    "requirement-duplicate": _wording_once,
}
"""By the name of the (first) finding that each can give."""
