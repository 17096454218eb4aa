"""The head of a plan: shown, and changed together with the last days that follow from it, as one commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.issue_date import follow_head
from gongkai_tui.domain.plan_fields import plan_field_changes, with_fields
from gongkai_tui.domain.short_name import short_name
from gongkai_tui.domain.subjects import head_subject
from gongkai_tui.domain.summary import summarise
from gongkai_tui.domain.task import DeadlineKind, LogEntry
from gongkai_tui.storage import codec
from gongkai_tui.storage.edit import edit_plan, edit_task
from gongkai_tui.storage.paths import FileKind, classify, plan_path, task_id_of
from gongkai_tui.usecases.change_subject import message_of
from gongkai_tui.usecases.committed_tasks import decode
from gongkai_tui.usecases.new_ids import new_id
from gongkai_tui.usecases.plan_context import head_context
from gongkai_tui.usecases.plan_lookup import plan_named, refuse_unknown_plan
from gongkai_tui.usecases.proposed_change import ProposedChange, proposed
from gongkai_tui.usecases.reading import committed_view, read_view
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.saved import UNCHANGED, Saved
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.task_lookup import UnreadableFile
from gongkai_tui.usecases.work_calendar import work_calendar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.summary import Summary
    from gongkai_tui.domain.task import LogKind, Task
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.workspace import Workspace

RULE = "计划的题头由政务公开办修改"


@dataclass(frozen=True, slots=True)
class PlanHead:
    """A plan's head with what hangs on it."""

    plan: Plan
    """Without its outline and hints, which the file alone holds."""
    path: str
    figures: Summary
    waiting: tuple[str, ...]
    """Tasks that run from an event and have no last day yet."""


@dataclass(frozen=True, slots=True)
class PlanProposal:
    """What new values of the head would change."""

    before: Plan
    after: Plan
    changes: tuple[ProposedChange, ...]
    """Fields of the head, under the plan's id, then those of tasks."""
    tasks: tuple[str, ...]
    """Tasks that follow."""
    kept: tuple[str, ...]
    """Tasks whose words now give another day than the one that was decided on: left alone."""
    refusals: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Worked:
    """A change of a head worked out against one commit."""

    before: Plan
    after: Plan
    files: Mapping[str, bytes | None]
    pairs: tuple[tuple[Task, Task], ...]
    kept: tuple[str, ...]


def plan_head(ws: Workspace, plan_id: str, *, as_of: str | None = None) -> PlanHead:
    """The head of a plan, hand edits included unless `as_of` is given.

    Raises:
        UnknownPlan: there is no such plan.
    """
    view = read_view(ws, as_of=as_of)
    plans = view.plans()
    refuse_unknown_plan(plan_id, plans)
    rows = select_rows(view, "", texts="none", plan=plan_id)
    waiting = tuple(row.id for row in rows if row.deadline_kind == DeadlineKind.WINDOW and not row.due)
    return PlanHead(plans[plan_id], plan_path(plan_id), summarise(rows, view.day), waiting)


def propose_plan_change(ws: Workspace, plan_id: str, assignments: Mapping[str, str]) -> PlanProposal:
    """Work out new values of a head (field in English or Chinese → what was typed); nothing is written.

    Raises:
        UnknownPlan: there is no such plan.
        BadValue: a field or value cannot be understood; the message names the field.
        Refused: a unit acts, not the office, or that of another government than the plan is of or goes to.
        UnreadableFile: the plan, or a task that hangs on the head, has an error.
    """
    plan_named(ws, plan_id)
    index = committed_view(ws).index
    folder = f"plans/{plan_id}/"
    paths = [path for path in ws.repository.tree(ws.repository.head() or "") if path.startswith(folder)]
    oids = {path: oid for path in paths if (oid := index.blob_of(path))}
    contents = dict(ws.repository.blobs(set(oids.values())))
    worked = _work_out(ws, plan_id, assignments, {path: contents[oid] for path, oid in oids.items()})
    head = plan_field_changes(worked.before, worked.after)
    changes = [ProposedChange(plan_id, worked.after.title, each.label, each.old, each.new) for each in head]
    for old, new in worked.pairs:
        changes += proposed(old, new)
    return PlanProposal(
        worked.before, worked.after, tuple(changes), tuple(new.id for _, new in worked.pairs), worked.kept
    )


def change_plan(
    ws: Workspace,
    plan_id: str,
    assignments: Mapping[str, str],
    *,
    seen: PlanProposal | None = None,
    message: str = "",
) -> Saved:
    """Commit new values of a head with the days of the tasks that follow.

    `seen` is what was shown before: what somebody else has put into the same fields since is not overwritten.

    Raises:
        Refused: another than the value seen stands in a field by now.
        UnknownPlan, BadValue, UnreadableFile: as `propose_plan_change`.
    """
    seen = seen or propose_plan_change(ws, plan_id, assignments)
    if not seen.changes:
        return UNCHANGED
    shown = {each.label: each.old for each in plan_field_changes(seen.before, seen.after)}

    def edit(view: HeadView) -> Edit:
        paths = [path for path in view.paths(f"plans/{plan_id}/") if classify(path)]
        contents = {path: data for path, data in view.read(paths).items() if data is not None}
        worked = _work_out(ws, plan_id, assignments, contents)
        tasks = tuple(new.id for _, new in worked.pairs)
        head = plan_field_changes(worked.before, worked.after)
        for each in head:
            if each.old != shown.get(each.label):
                raise Refused(f"{plan_id} 的{each.label}刚被别人改为“{each.old or '无'}”，没有保存；请重新查看再改")
        cleared = sum(new.deadline is None or new.deadline.due is None for _, new in worked.pairs)
        subject = head_subject(short_name(worked.after), head, len(tasks) - cleared, cleared)
        body = (f"{plan_id} {each.label}：{each.old or '无'} → {each.new or '无'}" for each in head)
        return Edit(worked.files, "plan", subject, (*body, *message_of(ws, worked.pairs, listed=True).body), tasks)

    return record(ws, edit, message=message)


def _work_out(ws: Workspace, plan_id: str, assignments: Mapping[str, str], contents: Mapping[str, bytes]) -> _Worked:
    actor = ws.actor()
    path = plan_path(plan_id)
    before = _plan(contents.get(path), path)
    actor.refuse_unless_office(RULE, before.jurisdiction)
    after = with_fields(before, assignments, head_context(ws))
    actor.refuse_unless_office(RULE, after.jurisdiction)
    files: dict[str, bytes | None] = {}
    if after != before:
        files[path] = edit_plan(contents[path], after, path)
    if (before.issued, before.year) == (after.issued, after.year):
        return _Worked(before, after, files, (), ())
    pairs: list[tuple[Task, Task]] = []
    kept: list[str] = []

    def remark(kind: LogKind, text: str) -> LogEntry:
        return LogEntry(new_id(), ws.today, kind, text=text, by=actor.name)

    for task_path, data in contents.items():
        task_id = task_id_of(task_path) if classify(task_path) is FileKind.TASK else None
        if task_id is None:
            continue
        task = decode(data, task_id)
        followed = follow_head(task, before, after, work_calendar, remark)
        kept += [task_id] if followed.kept else []
        if followed.task != task:
            files[task_path] = edit_task(data, followed.task, task_path, says=task)
            pairs.append((task, followed.task))
    return _Worked(before, after, files, tuple(pairs), tuple(kept))


def _plan(data: bytes | None, path: str) -> Plan:
    if data is None:
        raise Refused(f"{path} 还没有提交，或刚被别人删去，没有保存")
    found = codec.decode_plan(data, path)
    if found.value is None:
        raise UnreadableFile(str(found.problems[0]))
    return found.value
