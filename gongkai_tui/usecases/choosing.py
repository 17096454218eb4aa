"""Whom the office chose for 有关X in a task: asked once, remembered in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import Parts, assignment_in_row
from gongkai_tui.domain.collective import is_open_collective
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.status import OPEN, Status
from gongkai_tui.domain.task import Chosen, LogEntry, LogKind
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.usecases.cautions import cautions_of
from gongkai_tui.usecases.change_tasks import ChangeRequest, Proposal, propose_by, targets_of
from gongkai_tui.usecases.changing import Changer, ChangeRefused
from gongkai_tui.usecases.committed_tasks import committed, decode
from gongkai_tui.usecases.new_ids import new_id
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.unit_lookup import likely_units
from gongkai_tui.usecases.unknown_names import refuse_unknown_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.workspace import Workspace

NOBODY = "无"
"""Takes a choice back."""
RULE = "有关单位由政务公开办选定"
_SEPARATORS = "、，,；; "


class OpenChoice(NamedTuple):
    """One set of one task for which nobody was chosen yet."""

    row: TaskRow
    group: str
    """As the task names it."""
    role: str


class SetOfTasks(NamedTuple):
    """A set that the office chooses the units of, with the tasks that name it."""

    group: str
    tasks: tuple[str, ...]
    chosen: tuple[str, ...]
    """Units chosen before, where all of the tasks agree on them."""
    is_open: bool
    """Nobody was chosen in one of the tasks."""


@dataclass(frozen=True, slots=True)
class OpenChoices:
    """What `gongkai choose` lists."""

    choices: tuple[OpenChoice, ...]
    problems: tuple[Problem, ...]


def open_choices(ws: Workspace, filter_text: str = "") -> OpenChoices:
    """Every set that waits for a choice, in tasks in which its part is not finished.

    Raises:
        FilterError: the filter cannot be read.
        UnknownUnit, UnknownPlan: it selects none, for nobody knows what it names.
    """
    view = read_view(ws)
    units = PlanUnits(view)
    found: list[OpenChoice] = []
    rows = select_rows(view, filter_text, texts="titles")
    if not rows:
        refuse_unknown_names(view, filter_text)
    for row in rows:
        names = units.of_plan(row.plan)
        parts = Parts(assignment_in_row(row), names)
        found.extend(
            OpenChoice(row, unit, role)
            for unit, role in dict.fromkeys(row.units)
            if parts.kind(names.name(unit)) is LineKind.OPEN
            and Status(parts.status(names.name(unit))) in OPEN | {Status.ONGOING}
        )
    return OpenChoices(tuple(found), tuple(view.problems))


def sets_of_tasks(ws: Workspace, rows: Sequence[TaskRow]) -> tuple[SetOfTasks, ...]:
    """Every set of some tasks that the office may choose the units of, chosen before or not."""
    units = PlanUnits(read_view(ws))
    chosen: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows:
        names = units.of_plan(row.plan)
        for group, _ in row.units:
            if is_open_collective(group) or is_open_collective(names.name(group)):
                members = tuple(member for named, member in row.chosen if named == group)
                chosen.setdefault(group, {})[row.id] = members
    return tuple(
        SetOfTasks(group, tuple(found), _common(set(found.values())), not all(found.values()))
        for group, found in chosen.items()
    )


def _common(choices: set[tuple[str, ...]]) -> tuple[str, ...]:
    return next(iter(choices)) if len(choices) == 1 else ()


def read_members(text: str) -> tuple[str, ...]:
    """Names as typed, separated by 、 and the like; none for 无. Raises UsageError."""
    if text.strip() == NOBODY:
        return ()
    for mark in _SEPARATORS:
        text = text.replace(mark, "\n")
    names = tuple(dict.fromkeys(name.strip() for name in text.split("\n") if name.strip()))
    if not names:
        raise UsageError("没有写选定哪些单位；例：区司法局、区财政局，或 无（收回选定）。")
    return names


def propose_choice(ws: Workspace, request: ChangeRequest, group: str, members: Sequence[str]) -> Proposal:
    """Work out a choice for every task that `request` selects; without members a choice is taken back.

    Raises:
        Refused: a unit chooses.
        ChangeRefused: a name is not registered, or is that of a set.
        UsageError, FilterError, GongkaiError: as `change_tasks.propose`.
    """
    actor = ws.actor()
    actor.refuse_unless_office(RULE)
    ids = targets_of(ws, request)
    changer = Changer(ws)
    units = changer.known

    # What is wrong with a name is said once, not for every task.
    for government in dict.fromkeys(units.government_of(task_id.partition("/")[0]) for task_id in ids):
        for member in members:
            _registered(government, member, units)

    def choose(task: Task) -> Task:
        refused = actor.office_refusal(RULE, units.government_of(task.plan))
        if refused:
            raise ChangeRefused(refused)
        return changer.settled(task, _chosen(ws, task, group, members, units, actor.name))

    contents = committed(ws, ids)
    tasks = {task_id: decode(contents[task_id], task_id) for task_id in ids}
    proposal = propose_by(tasks, contents, choose, units, action="choose")
    return replace(proposal, cautions=cautions_of(units, proposal.drafts))


def _chosen(ws: Workspace, task: Task, group: str, members: Iterable[str], units: PlanUnits, by: str) -> Task:
    named, government = _group_in(task, group, units), units.government_of(task.plan)
    chosen = tuple(dict.fromkeys(_registered(government, member, units) for member in members))
    before = next((choice.members for choice in task.chosen if choice.group == named), ())
    if chosen == before:
        return task
    others = tuple(choice for choice in task.chosen if choice.group != named)
    kept = next((choice.extra for choice in task.chosen if choice.group == named), ())
    choices = (*others, Chosen(named, chosen, kept)) if chosen else others
    if twice := [member for member in chosen if member not in before and _is_named(task, member, units)]:
        raise ChangeRefused(f"{'、'.join(twice)}本来就是这项任务的责任单位，不用再从“{named}”里选定")
    words = f"选定{named}：{'、'.join(chosen)}" if chosen else f"收回对{named}的选定（原为{'、'.join(before)}）"
    # Of the office, not of no unit: it is no sign of life from those who act.
    unit = units.office_in(task.plan)
    entry = LogEntry(new_id(), ws.today, LogKind.PROGRESS, unit=unit, text=words, by=by)
    return replace(task, chosen=choices, log=(*task.log, entry))


def _group_in(task: Task, typed: str, units: PlanUnits) -> str:
    """The set as the task names it."""
    names = units.of_plan(task.plan)
    wanted = names.name(typed)
    found = next((each.unit for each in task.units if typed == each.unit), None)
    found = found or next((each.unit for each in task.units if names.name(each.unit) == wanted), None)
    if found is None:
        sets = [each.unit for each in task.units if is_open_collective(each.unit)]
        raise ChangeRefused(f"责任单位里没有“{typed}”（可以选定的：{'、'.join(sets) or '没有'}）")
    if not (is_open_collective(found) or is_open_collective(wanted)):
        why = "各成员都要办" if names.members(wanted) or names.kind(wanted) is LineKind.ALL else "是一个单位"
        raise ChangeRefused(f"“{found}”{why}，不用选定；只有“有关部门”这样的才选定")
    return found


def _is_named(task: Task, member: str, units: PlanUnits) -> bool:
    """Whether a task names a unit itself: it acts under its own name then, and a choice would change nothing."""
    names = units.of_plan(task.plan)
    return any(names.name(each.unit) == member for each in task.units)


def _registered(government: str, typed: str, units: PlanUnits) -> str:
    name = units.registry.canonical(government, typed)
    if name is None:
        place = units.governments.get(government)
        near = likely_units((place,), typed) if place else ""
        where = f"units/{government or '（计划没有写辖区）'}.yaml 里"
        to_do = f"请写全称，或先{by_doing(Remedy.TELL_ALIAS, to='登记为某单位的别名')}"
        raise ChangeRefused(f"“{typed}”没有登记在 {where}{near}；{to_do}")
    if units.of_government(government).kind(name) is not LineKind.UNIT:
        raise ChangeRefused(f"“{typed}”是集合，选定要写具体单位")
    return name
