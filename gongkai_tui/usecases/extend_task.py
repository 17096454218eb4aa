"""延期: ask for it, answer it, and what still waits for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain import extensions
from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.extensions import NotExtendable, asked_late, is_open
from gongkai_tui.domain.field_diff import field_changes
from gongkai_tui.domain.records import Recorder
from gongkai_tui.domain.registry import serves
from gongkai_tui.domain.settable import BadValue, read_paragraphs
from gongkai_tui.domain.short_name import short_name
from gongkai_tui.domain.subjects import said_lines, subject_for
from gongkai_tui.domain.task import Decision, Role
from gongkai_tui.domain.typed_dates import in_later_year, past_refusal, read_typed_date
from gongkai_tui.storage.edit import edit_task
from gongkai_tui.storage.paths import normalise_task_id, task_path
from gongkai_tui.usecases.changing import Changer
from gongkai_tui.usecases.committed_tasks import committed, decode
from gongkai_tui.usecases.full_tasks import full_tasks
from gongkai_tui.usecases.new_ids import new_id
from gongkai_tui.usecases.plan_lookup import plan_named
from gongkai_tui.usecases.proposed_change import ProposedChange, proposed
from gongkai_tui.usecases.reading import committed_view, read_view
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.unknown_names import refuse_unknown_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.task import Extension, Task
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

RULE = "延期由政务公开办答复"
"""Who answers."""


@dataclass(frozen=True, slots=True)
class ExtensionProposal:
    """One step of a 延期, worked out and not yet saved."""

    task_id: str
    before: Task
    after: Task
    changes: tuple[ProposedChange, ...]
    step: Callable[[Task], Task]
    """Works the step out again when somebody else committed in between."""
    refusals: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedExtension:
    """One request with its task."""

    task_id: str
    title: str
    entry: Extension

    @property
    def late(self) -> bool:
        """逾期后申请"""
        return asked_late(self.entry)


@dataclass(frozen=True, slots=True)
class ExtensionList:
    """Requests that were asked for, and the files that cannot be read: the list may lack theirs."""

    requests: tuple[ListedExtension, ...]
    problems: tuple[Problem, ...]


def propose_request(ws: Workspace, task_id: str, to: str, reason: str, *, unit: str | None = None) -> ExtensionProposal:
    """Ask for a later last day (`to`: 2022-10-31, 下月底), for the whole task or for one unit of it.

    A unit asks for itself; where it is the only one of the task, or its only 牵头, it asks for the whole task unless
    it is named in `unit`.

    Raises:
        BadValue: `to` is no day or a past one, or the reason holds what no text may hold.
        ChangeRefused: the unit has no part in the task, or the actor may not act for it.
        NotExtendable: there is no day to extend, it is no later day, nothing is owed any more, or a request is open.
        GongkaiError: the task is not there or its file has an error.
    """
    changer = Changer(ws)
    actor = ws.actor()
    plan_id = normalise_task_id(task_id).partition("/")[0]
    typed = read_typed_date(to, ws.today, plan_named(ws, plan_id).year)
    if typed.due is None:
        raise BadValue(f"延到哪一天没有看懂：{typed.problem or f'“{to}”不是一个日期，请写成 2022-10-31 的样子'}。")
    day = typed.due
    past = past_refusal(to, day, ws.today)
    if past and in_later_year(to, day, ws.today):
        raise BadValue(f"延到的日子要在以后：{past}。")
    words = read_paragraphs(reason, "理由")

    def step(task: Task) -> Task:
        speaks = changer.unit_for(task, unit)
        whole = unit is None and (actor.is_office or _answers_for_all(task, speaks))
        by = Recorder(ws.today, actor.name, new_id, speaks)
        known = changer.units(task.plan)
        return extensions.request(task, by, day, words, unit=None if whole else speaks, units=known)

    proposal = _proposal(ws, task_id, step)
    if past:
        raise BadValue(f"延到的日子要在以后：{past}。")
    return proposal


def propose_answer(
    ws: Workspace, task_id: str, decision: Decision, words: str = "", *, unit: str | None = None
) -> ExtensionProposal:
    """Answer an open request as the office; `unit` tells which where several are open.

    Raises:
        Refused: a unit acts, or the office of another government.
        ChangeRefused: the unit has no part in the task.
        NotExtendable: there is nothing to answer, or the actor asked for it and somebody else can answer.
        GongkaiError: the task is not there or its file has an error.
    """
    changer = Changer(ws)
    actor = ws.actor()
    government = changer.jurisdiction(normalise_task_id(task_id).partition("/")[0])
    actor.refuse_unless_office(RULE, government)
    said = read_paragraphs(words, "答复")
    alone = _office_size(ws, government) <= 1

    def step(task: Task) -> Task:
        which = changer.unit_for(task, unit)
        by = Recorder(ws.today, actor.name, new_id, None)
        return extensions.answer(task, by, decision, said, unit=which, alone=alone)

    return _proposal(ws, task_id, step)


def save_extension(ws: Workspace, proposal: ExtensionProposal, *, message: str = "") -> Saved:
    """Commit a step; errors as where it was proposed."""
    path = task_path(proposal.task_id)

    def edit(view: HeadView) -> Edit:
        data = view.read([path])[path]
        if data is None:
            raise Refused(f"{proposal.task_id} 刚被别人删去，没有保存")
        before = decode(data, proposal.task_id)
        after = proposal.after if before == proposal.before else proposal.step(before)
        told = [change for change in field_changes(before, after) if change.key == "log"]
        subject = subject_for(short_name(plan_named(ws, after.plan)), after, told)
        new = edit_task(data, after, path, says=before)
        return Edit({path: new}, "extend", subject, said_lines(told), (after.id,), saying={path: after})

    return record(ws, edit, message=message)


def list_extensions(
    ws: Workspace, filter_text: str = "", *, decided: bool = False, as_of: str | None = None
) -> ExtensionList:
    """The requests that wait for an answer, of the tasks that a filter selects, oldest first.

    With `decided`, those that were answered too.

    Raises:
        FilterError: the filter cannot be read.
        UnknownUnit, UnknownPlan: it selects none, for nobody knows what it names.
    """
    view = read_view(ws, as_of=as_of)
    # The cache tells of every task whether its day was ever in question; only those files are read.
    moved = {facts.id for facts in view.facts() if facts.due_changed}
    rows = select_rows(view, filter_text, texts="none")
    if not rows:
        refuse_unknown_names(view, filter_text)
    tasks = full_tasks(ws, view, (row.id for row in rows if row.id in moved))
    found = [
        ListedExtension(task.id, task.heading or task.requirement, entry)
        for task in tasks.values()
        for entry in task.extensions
        if decided or is_open(entry)
    ]
    requests = sorted(found, key=lambda each: (each.entry.asked, each.task_id))
    return ExtensionList(tuple(requests), tuple(view.problems))


def _proposal(ws: Workspace, task_id: str, step: Callable[[Task], Task]) -> ExtensionProposal:
    task_id = normalise_task_id(task_id)
    before = decode(committed(ws, [task_id])[task_id], task_id)
    try:
        after = step(before)
    except NotExtendable as refused:
        raise NotExtendable(f"{task_id}：{refused}") from None
    return ExtensionProposal(task_id, before, after, proposed(before, after), step)


def _answers_for_all(task: Task, unit: str | None) -> bool:
    """Whether a unit speaks for the whole task: its only unit, or its only 牵头."""
    leads = [each.unit for each in task.units if each.role is Role.LEAD]
    return [unit] in (leads, [each.unit for each in task.units])


def _office_size(ws: Workspace, government: str) -> int:
    """How many people are registered for the office of a government today."""
    found = next((each for each in committed_view(ws).jurisdictions() if each.id == government), None)
    office = (unit for unit in found.units if unit.name == found.office) if found else ()
    return len({contact.name for unit in office for contact in unit.contacts if serves(contact, ws.today)})
