"""A problem that was just found: written down, and told to the unit at once where a 整改期限 is given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.collective import is_collective, which_unit
from gongkai_tui.domain.errors import GongkaiError, UsageError
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.problem_loop import found_problem
from gongkai_tui.domain.problem_matching import ended_on, problem_key
from gongkai_tui.domain.problem_record import Found, ProblemState
from gongkai_tui.domain.problem_steps import Notify
from gongkai_tui.domain.settable import read_line, read_paragraphs
from gongkai_tui.domain.wording import told_in, using
from gongkai_tui.storage.paths import normalise_task_id
from gongkai_tui.usecases.change_problems import propose_work, read_day
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.new_ids import new_problem_id
from gongkai_tui.usecases.plan_lookup import no_such_plan
from gongkai_tui.usecases.problem_files import resolve_problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.usecases.change_problems import ProblemProposal
    from gongkai_tui.usecases.problem_book import ProblemBook
    from gongkai_tui.usecases.workspace import Workspace

RULE = "问题由政务公开办核查后登记"
"""Who records them."""


class AlreadyRecorded(GongkaiError):
    """The same problem is recorded and still open; a front end offers to record it again as a repetition of it."""

    def __init__(self, said: str, same: str) -> None:
        super().__init__(
            f"{said}，没有重复登记；确是另一个问题，请写清位置或不同之处；"
            f"再次发现的，{using(inputs.REPEATED, '登记', same)}。"
        )
        self.said = said
        """What is the matter, without what to do."""
        self.same = same
        """Id of the problem that is there."""


@dataclass(frozen=True, slots=True)
class NewProblem:
    """What a person says of a problem, as typed."""

    what: str
    task: str = ""
    """Task that it is about; else `plan` says in whose folder it stands."""
    plan: str = ""
    unit: str = ""
    """May be left out where the task names one unit only."""
    where: str = ""
    method: str = ""
    basis: str = ""
    date: str = ""
    """When it was found; empty is today."""
    by: str = ""
    """Who found it; empty is who acts."""
    repeats: str = ""
    """Earlier problem that it repeats."""
    due: str = ""
    """整改期限: with it the unit is told at once."""
    notified: str = ""
    """When the unit was told; empty is today."""
    channel: str = ""


def propose_open(ws: Workspace, new: NewProblem) -> ProblemProposal:
    """Work out a new problem without writing anything; `change_problems.carry_out` commits it.

    Raises:
        UsageError: something is missing or cannot be understood.
        UnknownTask: there is no such task.
        UnknownPlan: there is no such plan.
        UnknownProblem: the problem that it repeats is not there.
        AlreadyRecorded: the same problem is open still, and nobody said that it is recorded again on purpose.
    """
    if bool(new.task) == bool(new.plan):
        raise UsageError(
            f"写任务编号（tianqiao-2021/17），或者{using(inputs.PLAN, '写明是哪份计划的')}；两个只写一个。"
        )
    task_id = normalise_task_id(new.task) if new.task else ""
    day = read_day(new.date, ws.today)
    problem_id = new_problem_id(day)
    found = Found(
        day,
        read_line(new.by, "发现人"),
        read_line(new.method, "方式"),
        read_line(new.where, "位置"),
        read_paragraphs(new.what, "问题"),
        read_paragraphs(new.basis, "依据"),
    )
    if not found.what:
        raise UsageError(f"没有写是什么问题{told_in(inputs.PROBLEM)}。")
    notify = _notify(new, ws.today)
    if day > ws.today:
        raise UsageError(f"发现日期 {day.isoformat()} 在今天（{ws.today.isoformat()}）之后，发现了再记。")

    def work(book: ProblemBook) -> list[Problem]:
        try:
            _open(book, replace(new, task=task_id), problem_id, found, notify)
        except ChangeRefused as refused:
            return [Problem(Severity.ERROR, str(refused), task_id or new.plan, check="problem")]
        return []

    return propose_work(ws, work)


def _notify(new: NewProblem, today: date) -> Notify | None:
    if new.due:
        due = read_day(new.due, today, "整改期限")
        return Notify(read_day(new.notified, today), due, read_line(new.channel, "反馈方式"))
    if new.channel or new.notified:
        raise UsageError(f"同时反馈要写整改期限{told_in(inputs.DUE)}。")
    return None


def _open(book: ProblemBook, new: NewProblem, problem_id: str, found: Found, notify: Notify | None) -> None:
    task_id = new.task
    plan = task_id.partition("/")[0] or new.plan
    refused = book.office_refusal(RULE, plan)
    if refused:
        raise ChangeRefused(f"{refused}。")
    if not task_id and plan not in book.plans:
        raise no_such_plan(plan, book.plans)
    unit = _unit_on_task(book, task_id, new.unit) if task_id else _unit_of_plan(book, plan, new.unit)
    if not unit and not found.where:
        raise ChangeRefused(f"单位{told_in(inputs.UNIT)}和位置{told_in(inputs.WHERE)}至少要写一个。")
    found = replace(found, by=found.by or book.actor.name)
    record = found_problem(problem_id, task=task_id, unit=unit, found=found)
    if new.repeats:
        record = replace(record, repeats=resolve_problem(book.problems, new.repeats).record.id)
    else:
        _refuse_known(book, plan, record)
        record = _as_repetition(book, plan, record)
    book.add(plan, record)
    if notify:
        book.take(plan, problem_id, notify)


def _refuse_known(book: ProblemBook, plan: str, record: ProblemRecord) -> None:
    """Refuse what is recorded already and still open: same unit, task, place and words, as the import takes it."""
    same = next((each for each in _alike(book, plan, record) if each.is_open and each.task == record.task), None)
    if same is not None:
        raise AlreadyRecorded(f"{same.unit or same.task or plan}的这个问题已经登记：{same.id}（{same.state}）", same.id)


def _as_repetition(book: ProblemBook, plan: str, record: ProblemRecord) -> ProblemRecord:
    """The problem, as one that repeats the last of the same that was closed before it was found."""
    day = record.found.date if record.found else None
    closed = (each for each in _alike(book, plan, record) if each.state is ProblemState.CLOSED)
    before = [(end, each.id) for each in closed if (end := ended_on(each)) and day and end <= day]
    if not before:
        return record
    end, earlier = max(before)
    book.cautions.append(f"同样的问题以前发现过（{earlier}，{end.isoformat()} 核销），这一个记为反复")
    return replace(record, repeats=earlier)


def _alike(book: ProblemBook, plan: str, record: ProblemRecord) -> Iterator[ProblemRecord]:
    """The problems of a plan at the same unit and place, in the same words."""
    units = book.changer.units(plan)

    def mark(each: ProblemRecord) -> tuple[str, ...]:
        return problem_key(units.name(each.unit), each.found.where if each.found else "", each.what)

    wanted = mark(record)
    return (each.record for each in book.problems if each.plan == plan and mark(each.record) == wanted)


def _unit_on_task(book: ProblemBook, task_id: str, typed: str) -> str:
    """The unit as the task names it; the only one where nobody says which."""
    task = book.task(task_id)
    if typed.strip():
        return book.changer.one_unit_in(task, read_line(typed, "单位"))
    named = tuple(dict.fromkeys(entry.unit for entry in task.units))
    if len(named) == 1 and not is_collective(named[0]):
        return named[0]
    raise ChangeRefused(
        f"写明是哪个单位的问题{told_in(inputs.UNIT)}；这项任务的责任单位：{'、'.join(named) or '未写'}。"
    )


def _unit_of_plan(book: ProblemBook, plan: str, typed: str) -> str:
    """The registered name of a unit; a set is refused, and one that nobody has registered where there is a registry."""
    if not typed.strip():
        return ""
    name = read_line(typed, "单位")
    known = book.changer.registered(plan, name)
    if known is None:
        raise ChangeRefused(f"{book.changer.unregistered_words(plan, name)}；请核对单位名称，或先写进这个文件并提交。")
    units = book.changer.units(plan)
    if units.kind(known) is not LineKind.UNIT:
        raise ChangeRefused(which_unit(name, units.members(known)))
    return known
