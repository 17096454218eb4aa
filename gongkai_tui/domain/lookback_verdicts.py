"""What a verdict of 回头看 takes: the steps through the state machine that lead there, and why it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.collective import is_collective
from gongkai_tui.domain.derive import shown
from gongkai_tui.domain.open_units import open_units_refusal
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LookbackVerdict, Role
from gongkai_tui.domain.wording import amid, at_end, by_doing, told_in, using

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.task import Task


_TO_CLOSED: dict[Status, tuple[Status, ...]] = {
    Status.NOT_STARTED: (Status.IN_PROGRESS, Status.DONE, Status.CLOSED),
    Status.IN_PROGRESS: (Status.DONE, Status.CLOSED),
    Status.REPORTED: (Status.DONE, Status.CLOSED),
    Status.RECTIFYING: (Status.DONE, Status.CLOSED),
    Status.DONE: (Status.CLOSED,),
    Status.ONGOING: (Status.CLOSED,),
}
"""The office may record report and check in one step; the state machine asks for what they need."""


def closing_steps(task: Task, units: GridUnits) -> tuple[Status, ...]:
    """Return the steps of the whole task to 已核销; `units` are those of the plan's government."""
    now = shown(task, units)
    # Some units are done and the others have not begun: those have to begin.
    begins = (Status.IN_PROGRESS,) if (now, task.status) == (Status.IN_PROGRESS, Status.NOT_STARTED) else ()
    return (*begins, *_TO_CLOSED.get(now, ()))


def verdict_refusal(task: Task, verdict: LookbackVerdict, *, reason: str) -> str | None:
    """Return why no verdict may be given, or this one not in the place of another; None where it may."""
    if task.status is Status.ENDED:
        return "已终止，不在回头看之列。"
    given = task.lookback
    if given is not None and not reason:
        stands = f"“{given.verdict}”" + (f"（{given.to}）" if given.to else "")
        other = "改变它" if verdict is given.verdict else f"改为“{verdict}”"
        return (
            f"{given.date.isoformat()} 已有结论{stands}；"
            f"要{other}请写明理由{told_in(inputs.REASON)}，作为更正另记一次提交。"
        )
    return None


def closing_refusal(task: Task, problems: Sequence[ProblemRecord], units: GridUnits, *, note: str) -> str | None:
    """Return why a task cannot be 核销, with what is missing; `problems` are the open ones.

    `units` are those of the plan's government.
    """
    if not note:
        return f"核销要写说明{told_in(inputs.NOTE)}：核查了什么、依据什么。"
    if problems:
        ids = "、".join(f"{problem.id}（{problem.state}）" for problem in problems)
        return f"还有未销号的问题 {ids}：先再核查通过或撤销，再核销。"
    waiting = open_units_refusal(task, units)
    if waiting:
        return waiting
    if shown(task, units) is Status.NOT_STARTED:
        return "还是未启动，没有办理记录可以核查：请先补记进展和佐证，或转整改、转入今年。"
    return None


def carrying_refusal(task: Task, units: GridUnits) -> str | None:
    """Return why a task cannot be 转入今年; a verdict 核销 that is corrected is taken back before."""
    if shown(task, units) is Status.CLOSED:
        return "已核销，没有可以转入今年的；核销有误请先更正状态。"
    return None


def rectifying_refusal(problems: Sequence[ProblemRecord], *, reason: str, unit: str | None, due: date | None) -> str:
    """Return why a task cannot be 转整改 by a new problem, with what is missing; `problems` are the open ones."""
    if not reason:
        return f"转整改要写理由{told_in(inputs.REASON)}：发现了什么问题。"
    if unit is None:
        return f"看不出由哪个单位整改（没有唯一的责任单位或牵头单位）：请{using(inputs.UNIT, '写明')}。"
    same = [problem for problem in problems if problem.unit == unit]
    if same:
        last = same[-1]
        go_on = f"请接续它{told_in(inputs.SAME_PROBLEM, last.id)}，不另立一个"
        return f"{unit}已有未销号的问题 {last.id}（{last.state}）：{go_on}。"
    if due is None:
        return f"转整改要写整改期限{told_in(inputs.DUE)}，如{at_end(inputs.DUE, '9月底')}。"
    return ""


def continuing_refusal(problems: Sequence[ProblemRecord], problem_id: str, *, reason: str) -> str:
    """Return why an open problem cannot stand for the verdict 转整改."""
    if not reason:
        return f"转整改要写理由{told_in(inputs.REASON)}：发现了什么问题。"
    found = next((problem for problem in problems if problem.id == problem_id), None)
    if found is None:
        known = "、".join(problem.id for problem in problems) or "没有"
        return (
            f"这项任务没有未销号的问题 {problem_id}（未销号的：{known}）；不写{amid(inputs.SAME_PROBLEM)}则另立一个。"
        )
    if not found.rounds:
        return f"问题 {problem_id} 还没有反馈给单位：先{by_doing(Remedy.HANDLE_PROBLEM, to='反馈并定整改期限')}。"
    return ""


def unit_to_tell(task: Task) -> str | None:
    """Return the one unit that answers for a task: the only one that acts, else the only one that leads.

    A set such as 各街道办事处 is none: somebody has to say which of its members is meant.
    """
    acting = tuple(dict.fromkeys(entry.unit for entry in task.units if entry.role is not Role.SUPPORT))
    leading = tuple(dict.fromkeys(entry.unit for entry in task.units if entry.role is Role.LEAD))
    for units in (acting, leading):
        if len(units) == 1 and not is_collective(units[0]):
            return units[0]
    return None
