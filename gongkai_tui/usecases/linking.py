"""Links between tasks, made, confirmed, cleared and removed by the office: proposed first, then one commit."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain import inputs
from gongkai_tui.domain.corrections import LINK_CLEARED, LINK_REMOVED
from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.fingerprint import fingerprints, wording_of
from gongkai_tui.domain.link_circles import DIRECTED, circle_words, way_back
from gongkai_tui.domain.link_rules import is_stale, off_course
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.settable import read_paragraphs
from gongkai_tui.domain.short_name import one_line, short_name
from gongkai_tui.domain.task import Link, LinkKind, LogEntry, LogKind
from gongkai_tui.domain.wording import by_doing, using
from gongkai_tui.storage.edit import edit_task
from gongkai_tui.storage.paths import normalise_task_id, task_id_of, task_path
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.committed_tasks import committed, decode
from gongkai_tui.usecases.new_ids import new_id
from gongkai_tui.usecases.proposed_change import ProposedChange, proposed
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.saved import UNCHANGED, Saved
from gongkai_tui.usecases.task_lookup import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import Task
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.workspace import Workspace

    Act = Callable[[Task], Task]
    """Gives the task after the change; ChangeRefused where it may not be."""

_HEADING = 24
RULE = "任务之间的关联由政务公开办确认"
"""Who makes links."""


class LinkWish(NamedTuple):
    """A link that somebody wants."""

    task: str
    to: str
    kind: LinkKind | None = None
    """None takes the kind that the plans give: 落实 to the upper plan, 承接 to last year's."""


@dataclass(frozen=True, slots=True)
class LinkProposal:
    """What would become of the links of some tasks."""

    changes: tuple[ProposedChange, ...]
    refusals: tuple[Problem, ...]
    warnings: tuple[str, ...]
    """What looks odd but is not forbidden."""
    subject: str
    acts: Mapping[str, Sequence[Act]]
    """By task id; done again on what is committed by then."""


def propose_links(ws: Workspace, wishes: Iterable[LinkWish]) -> LinkProposal:
    """Work out new links, or the confirmation of links that nobody has confirmed; nothing is written.

    Every link keeps the fingerprint of the wording that the other task has now.

    Raises:
        UnknownTask: a task or the one to link to is not there.
        UsageError: the kind was not given and the plans do not tell it.
        Refused: it is not the office that asks.
    """
    links = _Links(ws)
    wanted = [LinkWish(normalise_task_id(w.task), normalise_task_id(w.to), w.kind) for w in wishes]
    texts = links.fingerprints(wish.to for wish in wanted)
    acts: dict[str, list[Act]] = {}
    warnings: list[str] = []
    made: list[tuple[str, Link]] = []
    for wish in dict.fromkeys(wanted):
        kind = wish.kind or links.kind_of(wish.task, wish.to)
        link = Link(wish.to, kind, texts[wish.to][0], ws.today, links.name)
        plan = links.plans.get(_plan_of(wish.task))
        warnings += filter(None, (off_course(plan, wish.to, kind) if plan else "",))
        acts.setdefault(wish.task, []).append(_adding(link, texts[wish.to]))
        made.append((wish.task, link))
    proposal = links.proposal(acts, links.words([link for _, link in made]), warnings)
    return replace(proposal, refusals=(*proposal.refusals, *links.circles(made)))


def propose_removal(ws: Workspace, task: str, to: str, reason: str) -> LinkProposal:
    """Work out the removal of a link; the reason goes into the log.

    Raises:
        UnknownTask, UsageError, Refused: as `propose_links`; without a readable reason nothing is removed.
    """
    return _one_link(ws, task, to, reason, LINK_REMOVED, _without)


def propose_clearing(ws: Workspace, task: str, to: str, reason: str) -> LinkProposal:
    """Work out that a link 待复核 still holds with the present wording; the reason goes into the log.

    Raises:
        UnknownTask, UsageError, Refused: as `propose_links`; without a readable reason nothing is cleared.
    """
    links = _Links(ws)
    target = normalise_task_id(to)
    present = links.fingerprints((target,))[target]

    def cleared(before: Task, link: Link) -> Task:
        if not is_stale(link.fingerprint, present):
            raise ChangeRefused(f"与 {target} 的关联不是待复核，不用清除")
        fresh = replace(link, fingerprint=present[0], confirmed=ws.today, by=links.name)
        return replace(before, links=tuple(fresh if each == link else each for each in before.links))

    return _one_link(ws, task, to, reason, LINK_CLEARED, cleared)


def save_links(ws: Workspace, proposal: LinkProposal, *, message: str = "") -> Saved:
    """Commit a proposal: all of it or nothing.

    Raises:
        Refused: a link may not be so; every one is named.
    """
    if proposal.refusals:
        raise Refused("没有保存", proposal.refusals)
    if not proposal.changes:
        return UNCHANGED
    return record(ws, lambda view: _edit(proposal, view), message=message)


class _Links:
    """Who acts, and what is committed."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._actor = ws.actor()
        self._actor.refuse_unless_office(RULE)
        self.name = self._actor.name
        self._view = committed_view(ws)
        self.plans: dict[str, Plan] = self._view.plans()

    def fingerprints(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Of the committed wording of each task, the one that a new link keeps first."""
        contents = committed(self._ws, dict.fromkeys(ids))
        tasks = (decode(data, task_id) for task_id, data in contents.items())
        return {task.id: fingerprints(wording_of(task.heading, task.requirement)) for task in tasks}

    def kind_of(self, task: str, to: str) -> LinkKind:
        plan, other = self.plans.get(_plan_of(task)), _plan_of(to)
        if plan and plan.implements == other:
            return LinkKind.IMPLEMENTS
        if plan and plan.follows == other:
            return LinkKind.FOLLOWS
        raise UsageError(
            f"{other} 既不是 {_plan_of(task)} 的上级计划也不是上一年计划，"
            f"请{using(inputs.LINK_KIND, '写明是落实、承接还是相关')}。"
        )

    def circles(self, new: Sequence[tuple[str, Link]]) -> Iterator[Problem]:
        """Give each of some new links (with its task) that closes a circle with others, those that are new included."""
        known = self._links_from({each for task_id, link in new for each in (task_id, link.to)})
        links = {
            kind: {task_id: [link.to for link in found if link.kind is kind] for task_id, found in known.items()}
            for kind in DIRECTED
        }
        added = [
            (task_id, link.kind, link.to)
            for task_id, link in new
            if link.kind in DIRECTED and link.to not in (task_id, *links[link.kind][task_id])
        ]
        for task_id, kind, to in added:
            links[kind][task_id].append(to)
        for task_id, kind, to in added:
            path = way_back(task_id, to, links[kind])
            if path:
                yield Problem(Severity.ERROR, circle_words(kind, path), task_id, check="link")

    def _links_from(self, ids: set[str]) -> dict[str, tuple[Link, ...]]:
        """The links of some tasks and of all to which these lead; none of a file with an error, which `check` names."""
        found: dict[str, tuple[Link, ...]] = {}
        while ids:
            for task_id, data in committed(self._ws, sorted(ids)).items():
                found[task_id] = ()
                with suppress(UnreadableFile):
                    found[task_id] = decode(data, task_id).links
            onward = {link.to for task_id in ids for link in found[task_id]} - found.keys()
            ids = {task_id for task_id in onward if self._view.row(task_path(task_id))}
        return found

    def words(self, made: Sequence[Link]) -> str:
        """What is done, for the subject of the commit."""
        if len(made) == 1:
            return f"关联 {made[0].kind} {made[0].to}"
        alike = {(link.kind, _plan_of(link.to)) for link in made}
        if len(alike) != 1:
            return f"确认 {len(made)} 条关联"
        kind, other = alike.pop()
        plan = self.plans.get(other)
        return f"确认{kind}{short_name(plan) if plan else other}的 {len(made)} 条关联"

    def proposal(self, acts: Mapping[str, Sequence[Act]], what: str, warnings: Sequence[str] = ()) -> LinkProposal:
        changes: list[ProposedChange] = []
        refusals: list[Problem] = []
        title = ""
        for task_id, data in committed(self._ws, acts).items():
            before = decode(data, task_id)
            plan = self.plans.get(before.plan)
            number = f"第{before.seq}项" if before.seq is not None else task_id.partition("/")[2]
            of_plan = short_name(plan) if plan else before.plan
            title = f"{of_plan} {number} {one_line(before.heading, _HEADING)}" if len(acts) == 1 else of_plan
            refused = self._actor.office_refusal(RULE, plan.jurisdiction if plan else "")
            if refused:
                refusals.append(Problem(Severity.ERROR, refused, task_id, check="link"))
                continue
            try:
                changes += proposed(before, _after(before, acts[task_id]))
            except ChangeRefused as refusal:
                refusals.append(Problem(Severity.ERROR, str(refusal), task_id, check="link"))
        return LinkProposal(
            tuple(changes), tuple(refusals), tuple(dict.fromkeys(warnings)), f"{title}：{what}", dict(acts)
        )


def _one_link(
    ws: Workspace, task: str, to: str, reason: str, what: str, change: Callable[[Task, Link], Task]
) -> LinkProposal:
    """A change of a link that is there, with its reason."""
    reason = read_paragraphs(reason, "理由")
    if not reason:
        raise UsageError(f"请{using(inputs.REASON, '写明理由')}，它会记入这项任务的记录。")
    links = _Links(ws)
    target = normalise_task_id(to)
    entry_id = new_id()

    def act(before: Task) -> Task:
        link = next((each for each in before.links if each.to == target), None)
        if link is None:
            raise ChangeRefused(f"没有与 {target} 的关联")
        text = f"{what} {link.kind} {target}：{reason}"
        entry = LogEntry(entry_id, ws.today, LogKind.CORRECTION, text=text, by=links.name)
        return replace(change(before, link), log=(*before.log, entry))

    return links.proposal({normalise_task_id(task): [act]}, f"{what} {target}（{one_line(reason, _HEADING)}）")


def _adding(link: Link, present: Collection[str]) -> Act:
    def act(task: Task) -> Task:
        if link.to == task.id:
            raise ChangeRefused("任务不能关联自己")
        known = next((each for each in task.links if each.to == link.to), None)
        if known is None:
            return replace(task, links=(*task.links, link))
        if known.kind is not link.kind:
            remove = by_doing(Remedy.REMOVE_LINK, verb="请先")
            raise ChangeRefused(f"与 {link.to} 已有“{known.kind}”的关联，要改成“{link.kind}”{remove}")
        if is_stale(known.fingerprint, present):
            raise ChangeRefused(f"与 {link.to} 的关联待复核，请核对后{by_doing(Remedy.CLEAR_LINK, to='并写明理由')}")
        if known.fingerprint:
            return task
        confirmed = replace(link, extra=known.extra)
        return replace(task, links=tuple(confirmed if each == known else each for each in task.links))

    return act


def _without(task: Task, link: Link) -> Task:
    return replace(task, links=tuple(each for each in task.links if each != link))


def _after(task: Task, acts: Sequence[Act]) -> Task:
    for act in acts:
        task = act(task)
    return task


def _edit(proposal: LinkProposal, view: HeadView) -> Edit:
    paths = {task_path(task_id): task_id for task_id in proposal.acts}
    current = view.read(paths)
    files: dict[str, bytes | None] = {}
    saying: dict[str, Task] = {}
    body: list[str] = []
    for path, task_id in paths.items():
        data = current[path]
        if data is None:
            raise Refused(f"{task_id} 刚被别人删去，没有保存；请重新操作")
        before = decode(data, task_id)
        after = _after(before, proposal.acts[task_id])
        if after == before:
            continue
        files[path] = edit_task(data, after, path, says=before)
        saying[path] = after
        head = f"{task_id} {one_line(after.heading, _HEADING)}"
        fresh = [link for link in after.links if link not in before.links]
        gone = [path for path, item in view.items(task_path(link.to) for link in fresh).items() if item is None]
        if gone:
            raise Refused(f"{task_id_of(gone[0])} 刚被别人删去，没有保存；请重新操作")
        body += [f"{head}：{link.kind} {link.to}" for link in fresh]
    if not files:
        raise Refused("刚有别人做了同样的修改，没有需要保存的内容")
    return Edit(
        files,
        "link",
        proposal.subject,
        tuple(body) if len(body) > 1 else (),
        tuple(task.id for task in saying.values()),
        saying=saying,
    )


def _plan_of(task_id: str) -> str:
    return task_id.partition("/")[0]
