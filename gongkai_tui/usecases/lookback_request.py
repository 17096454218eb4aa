"""A verdict of 回头看 as a person asks for it, read and checked before any task is looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.settable import BadValue, check_evidence, read_line, read_paragraphs
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LookbackVerdict
from gongkai_tui.domain.typed_dates import past_refusal, read_typed_date
from gongkai_tui.domain.wording import amid, called, told_in
from gongkai_tui.storage.paths import normalise_task_id
from gongkai_tui.usecases.change_tasks import NothingSelected
from gongkai_tui.usecases.selecting import select_rows

if TYPE_CHECKING:
    from datetime import date

    from gongkai_tui.usecases.reading import View


@dataclass(frozen=True, slots=True)
class VerdictRequest:
    """A verdict on one task or many, in the words that were typed."""

    plan: str
    """Last year's plan."""
    verdict: LookbackVerdict
    targets: tuple[str, ...] = ()
    """Task ids; together with `filter_text` exactly one is given."""
    filter_text: str = ""
    note: str = ""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    what: str = ""
    """What was found (转整改), where `reason` does not say it: of a verdict that is corrected it says why."""
    units: tuple[str, ...] = ()
    """The units that are told (转整改), each of a 问题 of its own; where only one answers it need not be named."""
    due: str = ""
    """整改期限."""
    problems: tuple[str, ...] = ()
    """Open 问题 that go on (转整改), each in its own task; only the others need units and a day then."""
    to: str = ""
    """This year's task (转入今年)."""
    new: bool = False
    """Add a task to this year's plan that carries it on."""
    section: str = ""
    """Where the new task stands; 上年结转 where nothing is said."""
    deadline: str = ""
    """By when the new task is due, in words; 全年 where nothing is said."""
    into: str = ""
    """This year's plan, where its `follows` does not say so."""
    todo: bool = False
    """Leave out the tasks that have a verdict."""


_ONLY = {
    "due": (LookbackVerdict.RECTIFY, inputs.DUE, "（整改期限）"),
    "units": (LookbackVerdict.RECTIFY, inputs.UNIT, ""),
    "what": (LookbackVerdict.RECTIFY, inputs.PROBLEM, ""),
    "new": (LookbackVerdict.CARRIED, inputs.NEW_TASK, ""),
    "section": (LookbackVerdict.CARRIED, inputs.NEW_SECTION, ""),
    "deadline": (LookbackVerdict.CARRIED, inputs.NEW_DEADLINE, "（今年的完成时限）"),
}
"""What goes with one verdict alone, and what it is called."""


def checked(request: VerdictRequest) -> VerdictRequest:
    """The request with its texts and ids in their stored form.

    Raises:
        UsageError: options do not go together, or a text cannot be stored.
    """
    _refuse_odd(request)
    return replace(
        request,
        targets=tuple(dict.fromkeys(map(normalise_task_id, request.targets))),
        note=read_paragraphs(request.note, "说明"),
        reason=read_paragraphs(request.reason, "理由"),
        what=read_paragraphs(request.what, "发现的问题"),
        evidence=tuple(map(check_evidence, request.evidence)),
        section=read_line(request.section, "章节"),
        deadline=read_line(request.deadline, "完成时限"),
        problems=tuple(dict.fromkeys(each.strip() for each in request.problems)),
        to=normalise_task_id(request.to) if "/" in request.to else request.to.strip(),
    )


def _refuse_odd(request: VerdictRequest) -> None:
    for name, (verdict, told, meaning) in _ONLY.items():
        if getattr(request, name) and request.verdict is not verdict:
            raise UsageError(f"{called(told)}{meaning or ' '}只用于{verdict}。")
    wanted = {LookbackVerdict.CARRIED: request.problems, LookbackVerdict.RECTIFY: request.to}
    if wanted.get(request.verdict, request.to or request.problems):
        raise UsageError(f"{called(inputs.SUCCESSOR)} 只用于转入今年（今年的任务）或转整改（接续的问题）。")
    if request.evidence and request.verdict is LookbackVerdict.RECTIFY:
        raise UsageError(f"转整改不附佐证：佐证由单位报整改时附上；发现的问题写在{amid(inputs.REASON)}里。")
    # Of several tasks some may go on while others need a day, each with the one unit that answers for it.
    alone = bool(request.due) and not request.units and len(request.targets) == 1
    if request.problems and (alone or (request.units and not request.due)):
        raise UsageError(
            "接续已有的问题时，单位和整改期限以那个问题为准；"
            f"另有单位要整改的，单位{told_in(inputs.UNIT)}和整改期限{told_in(inputs.DUE)}都要写。"
        )
    if request.to and request.new:
        raise UsageError(
            f"{called(inputs.SUCCESSOR)} 和 {called(inputs.NEW_TASK)} 只能写一个：转入已有的任务，或新增一项。"
        )
    if not request.new:
        _refuse_what_a_new_task_takes(request)


def _refuse_what_a_new_task_takes(request: VerdictRequest) -> None:
    for told, text in ((inputs.NEW_SECTION, request.section), (inputs.NEW_DEADLINE, request.deadline)):
        if text:
            raise UsageError(f"{called(told)} 要和{amid(inputs.NEW_TASK)}一起用。")


def read_rectify_by(typed: str, today: date) -> date | None:
    """The 整改期限 that was typed, None where nothing was.

    Raises:
        BadValue: it is no day, or has passed.
    """
    if not typed:
        return None
    found = read_typed_date(typed, today)
    due = found.due
    if found.problem or due is None:
        raise BadValue(f"整改期限没有看懂：{found.problem or '要写一天，如 2022-09-30、9月底、15日后'}。")
    if past := past_refusal(typed, due, today):
        raise BadValue(f"整改期限要在以后：{past}（今天是 {today.isoformat()}）。")
    return due


def targets_in(view: View, request: VerdictRequest) -> tuple[str, ...]:
    """Ids of the tasks that a request means; all of them are of the plan. A filter does not mean those 已终止.

    Raises:
        UsageError: none was named, or one of another plan.
        NothingSelected: the filter finds none.
        FilterError: the filter cannot be read.
    """
    elsewhere = [target for target in request.targets if target.partition("/")[0] != request.plan]
    if elsewhere:
        raise UsageError(f"{'、'.join(elsewhere)} 不是 {request.plan} 的任务。")
    found = request.targets
    if not found and not request.filter_text.strip():
        raise UsageError(f"没有指明哪些任务：写编号（{request.plan}/17）或筛选（status:已完成）。")
    if not found:
        rows = select_rows(view, request.filter_text, texts="none", plan=request.plan)
        found = tuple(row.id for row in rows if row.stored_status != Status.ENDED)
    if request.todo:
        decided = {facts.id for facts in view.facts(request.plan) if facts.lookback}
        found = tuple(task_id for task_id in found if task_id not in decided)
    if not found:
        left = "还没有结论的" if request.todo else ""
        raise NothingSelected(f"{request.plan} 里没有{left}任务符合“{request.filter_text}”，没有改动")
    return found
