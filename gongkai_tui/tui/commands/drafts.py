"""Drafts that wait: tell of them at the start, list them, and go on with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.actions import by_id, key_of
from gongkai_tui.tui.commands import changing, editing
from gongkai_tui.tui.commands.finding import go_to
from gongkai_tui.tui.commands.screens import go_home
from gongkai_tui.tui.drafts import tasks_in_words
from gongkai_tui.tui.waiting_drafts import Waiting, waiting_drafts

# Dialogs load when they are first needed: the first screen does without them.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import Any

    from gongkai_tui.tui.screens.tasks import TasksScreen

_OPEN: dict[str, Callable[[TasksScreen], Coroutine[Any, Any, None]]] = {
    "status": changing.change_status,
    "note": changing.add_note,
    "evidence": changing.add_evidence,
    "form": editing.edit_form,
    "editor": editing.edit_text,
}
"""By the id of an action, which is the kind of its drafts: what opens its dialog, or the editor."""


def drafts_in_words(found: Sequence[Waiting]) -> str:
    """How many drafts wait, of which tasks, and how to go on with them, in one line; empty for none."""
    if not found:
        return ""
    first, others = _of(found[0]), "等" * (len(found) > 1)
    return f"{len(found)} 份没有保存，按 {key_of('palette')} 输入“草稿”接着写：{first}{others}"


def _of(draft: Waiting) -> str:
    """What a draft is, in a few words."""
    if draft.kind not in _OPEN:
        return draft.title or draft.path.stem
    tasks = tasks_in_words(draft.ids) if draft.ids else draft.path.stem
    return f"{by_id(draft.kind).label} {f'{draft.title} ' if draft.title else ''}{tasks}"


async def go_on(screen: TasksScreen) -> None:
    """Choose a draft, and open the dialog that it was left in."""
    from gongkai_tui.tui.dialogs.choose import ChooseDialog
    from gongkai_tui.tui.widgets.choice_list import Choice

    found = waiting_drafts(screen.port.folder)
    if not found:
        screen.say("没有留下的草稿")
        return
    choices = [
        Choice(str(place), _of(draft), f"{draft.when:%m-%d %H:%M}", draft.text) for place, draft in enumerate(found)
    ]
    answer = await screen.back.ask(ChooseDialog("草稿", choices, tall=True))
    if answer is not None:
        await _take_up(screen, found[int(answer)])


async def _take_up(screen: TasksScreen, draft: Waiting) -> None:
    rows = screen.board.of(draft.ids)
    if draft.kind not in _OPEN:
        screen.warn(f"按 {key_of('sheets')} 到清单里再打开“{draft.title}”，就接着写")
        return
    if len(rows) < max(len(draft.ids), 1):
        screen.warn(f"台账里已没有 {_of(draft)}；草稿在 {draft.path}")
        return
    go_home(screen)
    if draft.title:
        grid, status = key_of("grid"), key_of("status")
        screen.warn(f"按 {grid} 到单位任务表，在{draft.title}那一格按 {status}，就接着写")
        return
    screen.board.marks = set(draft.ids) if len(rows) > 1 else set()
    screen.show_marks()
    if len(rows) == 1:
        go_to(screen, rows[0].id)
    await _OPEN[draft.kind](screen)
