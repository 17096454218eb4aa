"""Take actions back, and undos too: always by a new commit, after showing what it changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.subject_parts import in_words
from gongkai_tui.tui.actions import Where, key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.undo import NothingToUndo, UndoProposal


async def undo(screen: TasksScreen) -> None:
    """Take back the last action; with the cursor in the history of a task, what it is on."""
    if screen.front is not screen or screen.where is not Where.HISTORY:
        await _take_back(screen, "撤销", screen.port.propose_undo)
    elif entry := screen.history.current:
        await undo_commit(screen, entry.commit)
    else:
        screen.warn(screen.history.why_empty)


async def redo(screen: TasksScreen) -> None:
    """Take back the last undo."""
    await _take_back(screen, "重做", screen.port.propose_redo)


async def undo_commit(screen: TasksScreen, commit: str) -> None:
    """Take back one action."""
    await _take_back(screen, "撤销", partial(screen.port.propose_undo, commit))


async def _take_back(screen: TasksScreen, verb: str, propose: Callable[[], UndoProposal]) -> None:
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog  # noqa: PLC0415  (the first screen does without)
    from gongkai_tui.usecases.undo import NothingToUndo  # noqa: PLC0415

    screen.say(f"正在查找可{verb}的操作……")
    try:
        proposal = await screen.back.read(propose)
    except NothingToUndo as nothing:
        screen.front.refuse(_in_key_words(nothing))
        return
    entry = proposal.entry
    dialog = ConfirmDialog(
        verb,
        notes=(
            f"{entry.when:%Y-%m-%d %H:%M} {entry.author}：{in_words(entry.subject)}",
            f"{verb}是一次新的提交，历史不会改写",
        ),
        changes=proposal.changes,
        refusals=proposal.refusals,
        verb=verb,
    )
    if await screen.back.confirm(dialog) is None:
        screen.say(f"没有{verb}")
        return
    screen.say("正在保存……")
    await screen.back.write(partial(screen.port.carry_out_undo, proposal))


def _in_key_words(nothing: NothingToUndo) -> str:
    """Why there is nothing to take back; another commit is named by going to it."""
    from gongkai_tui.usecases.undo import NotOwnAction  # noqa: PLC0415  (the first screen does without)

    if not (isinstance(nothing, NotOwnAction) and nothing.may_name_another):
        return in_words(str(nothing))
    return f"{nothing.why}；可按 {key_of('commits')} 在全部历史里移到本单位的那次，再按 {key_of('undo')}"
