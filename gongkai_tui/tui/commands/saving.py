"""From a request to a commit: work it out, show it when it is more than what is under the cursor, save it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.tui.drafts import draft_of
from gongkai_tui.tui.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.dialogs.confirm import Decision
    from gongkai_tui.tui.drafts import Draft
    from gongkai_tui.tui.screens.desk import DeskScreen
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.change_tasks import ChangeRequest, Proposal
    from gongkai_tui.usecases.saved import Saved


def targets(screen: TasksScreen) -> list[TaskRow]:
    """The marked tasks, else the one under the cursor; says so when there is none."""
    row = screen.current
    found = screen.board.of(screen.board.targets(row.id if row else None))
    if not found:
        screen.warn_of_no_task()
    return found


def draft_for(screen: TasksScreen, kind: str, rows: Sequence[TaskRow], title: str = "") -> Draft:
    """Where the unfinished text of a kind of dialog for these tasks is kept."""
    return draft_of(screen.port.folder, kind, [row.id for row in rows], title)


def words_for(rows: list[TaskRow]) -> str:
    """What an action works on, for a title."""
    return rows[0].id if len(rows) == 1 else f"{len(rows)} 项任务"


def title_for(screen: TasksScreen, rows: list[TaskRow]) -> str:
    """What a dialog is about to change, and how much of it is out of sight."""
    hidden = hidden_words(screen, [row.id for row in rows]) if len(rows) > 1 else ""
    return f"{words_for(rows)}{f'，{hidden}' if hidden else ''}"


def hidden_words(screen: TasksScreen, ids: Sequence[str]) -> str:
    """How many of some tasks the filter or the chosen plan hides; empty for none."""
    hidden = len(ids) - len(_in_sight(screen, ids))
    return f"其中 {hidden} 项不在当前筛选内" if hidden else ""


def _in_sight(screen: TasksScreen, ids: Sequence[str]) -> tuple[str, ...]:
    shown = {row.id for row in screen.board.visible}
    return tuple(task_id for task_id in ids if task_id in shown)


def only_this(screen: TasksScreen, row: TaskRow) -> str:
    """That an action works on the task under the cursor although others are marked; empty where none are."""
    marks = screen.board.marks
    return f"已选 {len(marks)} 项，这里只办光标所在的 {row.id}" if marks - {row.id} else ""


async def is_refused(screen: DeskScreen, ask: Callable[[], str]) -> bool:
    """Whether what somebody is about to fill in is not theirs to save; says why."""
    why = await screen.desk.back.read(ask)
    if why:
        screen.refuse(why)
    return bool(why)


async def save(screen: TasksScreen, request: ChangeRequest, *, seen: bool = False) -> Outcome:
    """Propose and carry out a change; `seen` when its preview has been agreed to.

    Raises:
        ChangedMeanwhile: somebody else has changed what the request began with.
    """
    from gongkai_tui.usecases.changed_meanwhile import ChangedMeanwhile  # noqa: PLC0415

    try:
        return await _save(screen, request, seen=seen)
    except ChangedMeanwhile:
        raise
    except GongkaiError as error:
        await tell_not_saved(screen, error)
        return Outcome.REFUSED


async def tell_not_saved(screen: TasksScreen, error: GongkaiError) -> None:
    """Show why something was not saved, and wait until that was read."""
    from gongkai_tui.tui.dialogs.problems import ProblemsDialog  # noqa: PLC0415

    screen.say("没有保存")
    await screen.back.ask(ProblemsDialog("没有完成", str(error), getattr(error, "problems", ())))


async def _save(screen: TasksScreen, request: ChangeRequest, *, seen: bool) -> Outcome:
    from gongkai_tui.tui.dialogs.confirm import Decision  # noqa: PLC0415

    screen.say("正在核对……")
    proposal = await screen.back.read(partial(screen.port.propose, request))
    row = screen.current
    alone = request.targets == ((row.id,) if row else ())
    if proposal.refusals or proposal.cautions or not (alone or seen):
        decision = await _ask(screen, request, proposal)
        if decision is None:
            screen.say("没有保存")
            return Outcome.REFUSED if proposal.cautions else Outcome.LEFT
        if decision is Decision.REST:
            return await _save(screen, replace(request, targets=proposal.tasks), seen=True)
        if decision is Decision.SEEN:
            return await _save(screen, replace(request, targets=_in_sight(screen, request.targets)), seen=True)
    if not proposal.tasks:
        screen.say("没有变化，无需保存")
        return Outcome.UNCHANGED
    screen.say("正在保存……")
    await screen.back.write(partial(_carry_out, screen, proposal))
    return Outcome.SAVED


def _carry_out(screen: TasksScreen, proposal: Proposal) -> Saved:
    """Commit a change; what is still to be done about it is told with it."""
    saved = screen.port.carry_out(proposal)
    return replace(saved, reports=(*saved.reports, *proposal.hints)) if saved.commit else saved


async def _ask(screen: TasksScreen, request: ChangeRequest, proposal: Proposal) -> Decision | None:
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog  # noqa: PLC0415

    notes = [*proposal.hints, *proposal.cautions]
    hidden = hidden_words(screen, request.targets)
    if hidden:
        notes.append(f"已选 {len(request.targets)} 项，{hidden}")
    in_sight = len(_in_sight(screen, request.targets))
    if proposal.unchanged:
        notes.append(f"{len(proposal.unchanged)} 项已经如此，不会改动")
    return await screen.back.confirm(
        ConfirmDialog(
            f"将修改 {len(proposal.tasks)} 项任务，存为一次提交" if proposal.tasks else "不能这样修改",
            notes=notes,
            changes=proposal.changes,
            refusals=proposal.refusals,
            others=len(proposal.tasks),
            in_sight=in_sight if hidden else 0,
        )
    )
