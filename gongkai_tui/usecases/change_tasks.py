"""Change status, notes, evidence and fields of one task or a thousand: proposed first, then one commit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.changes import read_change
from gongkai_tui.domain.errors import GongkaiError, Refused, UsageError
from gongkai_tui.domain.form_values import clashes, form_values
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.settable import read_line
from gongkai_tui.domain.subjects import doers_named, units_named
from gongkai_tui.domain.task_rules import task_problems
from gongkai_tui.storage.edit import edit_task
from gongkai_tui.storage.hand_edit import carry_over
from gongkai_tui.storage.paths import normalise_task_id, task_path
from gongkai_tui.usecases.cautions import cautions_of
from gongkai_tui.usecases.change_subject import message_of
from gongkai_tui.usecases.changed_meanwhile import refuse_clashes
from gongkai_tui.usecases.changing import Changer, ChangeRefused
from gongkai_tui.usecases.committed_tasks import committed, decode
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.proposed_change import ProposedChange, proposed
from gongkai_tui.usecases.putting_off_hint import putting_off_hints
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.rectifying_hint import rectifying_hints
from gongkai_tui.usecases.saved import UNCHANGED, Saved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gongkai_tui.domain.shown_status import ShownStatus
    from gongkai_tui.domain.task import Task
    from gongkai_tui.domain.task_change import TaskChange
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.plan_units import PlanUnits
    from gongkai_tui.usecases.workspace import Workspace


class NothingSelected(GongkaiError):
    """A filter that should say what to change selects nothing."""


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """What somebody wants changed, in the words they typed."""

    targets: tuple[str, ...] = ()
    """Task ids; together with `filter_text` exactly one is given."""
    filter_text: str = ""
    assignments: Mapping[str, str] = field(default_factory=dict)
    """Field (English or Chinese) to new value."""
    unit: str | None = None
    units: tuple[str, ...] = ()
    """Several units, of each of which the same is said."""
    note: str = ""
    evidence: tuple[str, ...] = ()
    reason: str = ""
    confirm_hints: bool = False
    """A person has looked at what the import pointed out: remove the hints."""
    begun_with: Mapping[str, str] = field(default_factory=dict)
    """`form_values` that the person saw when typing: one that somebody else changed since is not overwritten."""
    shown: ShownStatus | None = None
    """How the tasks stood when the person chose: one that stands otherwise now is refused."""
    on: str = ""
    """The day on which what is noted or reported happened, as typed; empty for today."""
    method: str = ""
    """How what is checked was checked."""
    action: str = "set"
    """Trailer Gongkai-Action."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """One task with its change worked out against the content that was read."""

    task_id: str
    old: bytes
    before: Task
    after: Task

    def written(self) -> bytes:
        """The content that says the change; raises EditError. Costs more than all the rest, so not for a preview."""
        return edit_task(self.old, self.after, task_path(self.task_id), says=self.before)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that would change, and everything that forbids it."""

    action: str
    tasks: tuple[str, ...]
    """Ids that would change."""
    changes: tuple[ProposedChange, ...]
    refusals: tuple[Problem, ...]
    """One for each task that may not change so; if any is left, nothing is done."""
    unchanged: tuple[str, ...]
    """Ids that already stand as wanted."""
    drafts: tuple[Drafted, ...] = ()
    unit: str | None = None
    redo: Callable[[Task], Task] | None = None
    """Works the change out again when somebody else committed in between."""
    hints: tuple[str, ...] = ()
    """What a person should know of how the wish was read."""
    cautions: tuple[str, ...] = ()
    """What is most likely a slip: a person should see it before it is saved."""


def propose(ws: Workspace, request: ChangeRequest) -> Proposal:
    """Work out a change without writing anything.

    Raises:
        UsageError: nothing to change was named, or a field or value cannot be understood.
        FilterError: the filter cannot be read.
        ChangedMeanwhile: somebody else has changed a field since `begun_with` that this changes too.
        GongkaiError: a named task is not there or its file has an error.
    """
    ids = targets_of(ws, request)
    units = (request.unit, *request.units) if request.unit is not None else request.units
    change = read_change(
        request.assignments,
        note=request.note,
        evidence=request.evidence,
        reason=request.reason,
        on=request.on,
        method=request.method,
        confirm_hints=request.confirm_hints,
    )
    changes = [replace(change, unit=read_line(unit, "单位", required=True)) for unit in units] or [change]
    contents = committed(ws, ids)
    changer = Changer(ws)

    def work(before: Task) -> Task:
        moved = request.shown.moved_refusal(before, changer.units(before.plan)) if request.shown else ""
        if moved:
            raise ChangeRefused(moved)
        after = _changed(changer, before, changes)
        if request.begun_with:
            refuse_clashes(before.id, clashes(request.begun_with, before, after), now=form_values(before))
        return after

    tasks = {task_id: decode(contents[task_id], task_id) for task_id in ids}
    who = _who(changer, tasks, units)
    proposal = propose_by(tasks, contents, work, changer.known, action=request.action, who=who)
    unexplained = () if change.reason or change.note else proposal.drafts
    hints = (*rectifying_hints(changer, proposal.drafts), *putting_off_hints(unexplained))
    return replace(proposal, hints=hints, cautions=cautions_of(changer.known, proposal.drafts))


def _who(changer: Changer, tasks: Iterable[str], typed: Sequence[str]) -> str | None:
    """Whom a change is about, as registered: each once, not beside a set that holds it; many are counted."""
    plans = list(dict.fromkeys(task_id.partition("/")[0] for task_id in tasks))
    names = list(dict.fromkeys(_registered(changer, plans, unit) for unit in typed))
    members = {name: [changer.units(plan).members(name) for plan in plans] for name in names}
    held = {name for name in names if any(all(name in each for each in by_plan) for by_plan in members.values())}
    left = [name for name in names if name not in held]
    if not any(any(members[name]) for name in left):
        return units_named(left)
    acting = {each for name in left for each in (members[name][0] or (name,))}
    return doers_named(left, len(acting))


def _registered(changer: Changer, plans: Sequence[str], typed: str) -> str:
    """The registered name of a unit where every plan's government means the same by it, else as typed."""
    names = {changer.registered(plan, typed) for plan in plans}
    return (names.pop() if len(names) == 1 else None) or typed


def _changed(changer: Changer, before: Task, changes: Sequence[TaskChange]) -> Task:
    """The task after the same change for each of several units; every one that may not is named."""
    if len(changes) == 1:
        return changer.change(before, changes[0])
    task, problems = before, []
    done: set[str | None] = set()
    for change in changes:
        try:
            unit = changer.unit_for(before, change.unit)
            if unit not in done:
                task = changer.change(task, replace(change, unit=unit))
                done.add(unit)
        except ChangeRefused as refusal:
            message = f"{change.unit}：{refusal}"
            problems.append(Problem(Severity.ERROR, message, before.id, check="transition"))
    if problems:
        raise ChangeRefused(str(problems[0]), problems)
    return task


def propose_by(
    tasks: Mapping[str, Task],
    contents: Mapping[str, bytes],
    work: Callable[[Task], Task],
    known: PlanUnits,
    *,
    action: str,
    who: str | None = None,
) -> Proposal:
    """What `work` makes of some tasks (by id, with the content that was read); ChangeRefused by it refuses that task.

    `known` are the units of all plans; `who` is named in the subject of the commit.
    """
    drafts: list[Drafted] = []
    refusals: list[Problem] = []
    unchanged: list[str] = []
    for task_id, before in tasks.items():
        try:
            after = work(before)
        except ChangeRefused as refusal:
            refusals.extend(refusal.problems or [Problem(Severity.ERROR, str(refusal), task_id, check="transition")])
            continue
        fresh = new_errors(before, after)
        refusals.extend(fresh)
        if after == before:
            unchanged.append(task_id)
        elif not fresh:
            drafts.append(Drafted(task_id, contents[task_id], before, after))
    return Proposal(
        action,
        tuple(d.task_id for d in drafts),
        tuple(c for d in drafts for c in proposed(d.before, d.after, known.of_plan(d.after.plan))),
        tuple(refusals),
        tuple(unchanged),
        tuple(drafts),
        who,
        work,
    )


def new_errors(before: Task, after: Task) -> list[Problem]:
    """Errors that a change would bring into a task; those that stood before do not forbid it."""
    found = [p for p in task_problems(after) if p.severity is Severity.ERROR]
    if not found:
        return []
    known = set(task_problems(before))
    return [p for p in found if p not in known]


def carry_out(ws: Workspace, proposal: Proposal, *, message: str = "") -> Saved:
    """Commit a proposal: all of it or nothing.

    Raises:
        Refused: a task may not change so; every one is named.
        EditError: the style of a file that was written by hand does not allow it.
        GongkaiError: the disk or Git failed; nothing has changed.
    """
    if proposal.refusals:
        raise Refused(
            f"{len(proposal.refusals)} 项不能这样修改，全部没有保存" if len(proposal.refusals) > 1 else "没有保存",
            proposal.refusals,
        )
    if not proposal.drafts:
        return UNCHANGED
    # Before the lock is taken: nobody waits for it.
    written = {draft.task_id: draft.written() for draft in proposal.drafts}
    return record(ws, lambda view: _edit(ws, proposal, written, view), message=message)


def _edit(ws: Workspace, proposal: Proposal, written: Mapping[str, bytes], view: HeadView) -> Edit:
    paths = {task_path(d.task_id): d for d in proposal.drafts}
    current = view.read(paths)
    files: dict[str, bytes | None] = {}
    pairs: list[tuple[Task, Task]] = []
    for path, draft in paths.items():
        data = current[path]
        if data == draft.old:
            files[path] = written[draft.task_id]
            pairs.append((draft.before, draft.after))
            continue
        if data is None or proposal.redo is None:
            raise Refused(f"{draft.task_id} 刚被别人改动，没有保存；请重新操作")
        before = decode(data, draft.task_id)
        after = proposal.redo(before)
        if after != before and carry_over(path, draft.old, data, written[draft.task_id]) is None:
            raise Refused(f"{draft.task_id} 的同一处刚被别人改过，没有保存；请重新查看再改")
        files[path] = edit_task(data, after, path, says=before)
        pairs.append((before, after))
    subject, body = message_of(ws, pairs, proposal.unit)
    saying = {task_path(after.id): after for _, after in pairs}
    return Edit(files, proposal.action, subject, body, tuple(saying[path].id for path in saying), saying=saying)


def targets_of(ws: Workspace, request: ChangeRequest) -> tuple[str, ...]:
    """Ids that a request means, in the order of the list."""
    if request.targets:
        return tuple(dict.fromkeys(normalise_task_id(t) for t in request.targets))
    if not request.filter_text.strip():
        raise UsageError("没有指明要改哪些任务：写编号（tianqiao-2021/17）或筛选（'czj status:推进中'）")
    rows = list_tasks(ws, request.filter_text).rows
    if not rows:
        raise NothingSelected(f"没有任务符合“{request.filter_text}”，没有改动")
    return tuple(row.id for row in rows)
