"""Change tasks: status, notes, evidence, fields, the file itself, and undo. Every action is one commit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.tui.commands.saving import save, targets, words_for

# Dialogs and the writing use cases load when they are first needed: the first screen does without them.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from gongkai_tui.tui.dialogs.fields import FieldsDialog
    from gongkai_tui.tui.dialogs.note import NoteAnswer
    from gongkai_tui.tui.screens.tasks import TasksScreen


async def change_status(screen: TasksScreen) -> None:
    """Ask for a status and what it needs."""
    from gongkai_tui.domain.status import Status
    from gongkai_tui.domain.transitions import Need, transition
    from gongkai_tui.tui.dialogs.pick_status import PickStatusDialog
    from gongkai_tui.usecases.change_tasks import ChangeRequest

    rows = targets(screen)
    if not rows:
        return
    answer = await screen.back.ask(PickStatusDialog(words_for(rows), [row.stored_status for row in rows]))
    if answer is None:
        return
    steps = [transition(Status(row.stored_status), answer.status) for row in rows]
    as_note = all(step is not None and Need.REASON not in step.needs for step in steps)
    await save(
        screen,
        ChangeRequest(
            targets=tuple(row.id for row in rows),
            assignments={"status": answer.status.value},
            unit=answer.unit or None,
            evidence=answer.evidence,
            note=answer.text if as_note else "",
            reason="" if as_note else answer.text,
        ),
    )


async def add_note(screen: TasksScreen) -> None:
    """Ask for a note and add it."""
    from gongkai_tui.tui.dialogs.note import NoteDialog

    await _add_entry(screen, NoteDialog)


async def add_evidence(screen: TasksScreen) -> None:
    """Ask for evidence and add it."""
    from gongkai_tui.tui.dialogs.note import EvidenceDialog

    await _add_entry(screen, EvidenceDialog)


async def _add_entry(screen: TasksScreen, dialog: type[FieldsDialog[NoteAnswer]]) -> None:
    from gongkai_tui.usecases.change_tasks import ChangeRequest

    rows = targets(screen)
    if not rows:
        return
    answer = await screen.back.ask(dialog(words_for(rows)))  # type: ignore[call-arg]
    if answer is not None:
        request = ChangeRequest(
            targets=tuple(row.id for row in rows),
            note=answer.text,
            evidence=answer.evidence,
            unit=answer.unit or None,
            action="note",
        )
        await save(screen, request)


async def edit_form(screen: TasksScreen) -> None:
    """Edit the fields of the task under the cursor."""
    from gongkai_tui.tui.dialogs.edit_form import EditFormDialog
    from gongkai_tui.usecases.change_tasks import ChangeRequest

    row = screen.current
    if row is None:
        screen.warn("没有选中的任务")
        return
    view = await screen.back.read(partial(screen.port.show_task, row.id))
    changed = await screen.back.ask(EditFormDialog(view.task))
    if changed:
        await save(screen, ChangeRequest(targets=(row.id,), assignments=changed))


async def edit_text(screen: TasksScreen) -> None:
    """Edit the file of the task under the cursor in $EDITOR; what has errors is offered again, never lost."""
    from gongkai_tui.domain.errors import Refused
    from gongkai_tui.tui.commands.editor import edit_in_editor
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog

    row = screen.current
    if row is None:
        screen.warn("没有选中的任务")
        return
    base = await screen.back.read(partial(screen.port.task_text, row.id))
    text = base
    while True:
        edited = edit_in_editor(screen, row.id, text)
        if edited is None or edited == base:
            screen.say("没有变化，无需保存")
            return
        text = edited
        try:
            await screen.back.write(partial(screen.port.save_task_text, row.id, text, base))
        except Refused as refused:
            notes = [str(refused), *map(str, refused.problems)]
            again = ConfirmDialog("文件没有保存", notes=notes, verb="继续编辑")
            if await screen.back.ask(again) is None:
                screen.warn("没有保存；编辑的内容留在草稿里，再按 e 之前不会删除")
                return
        else:
            return


async def confirm_hints(screen: TasksScreen) -> None:
    """Take away what the import pointed out, now that a person has looked at it."""
    from gongkai_tui.usecases.change_tasks import ChangeRequest

    rows = [row for row in targets(screen) if row.hints]
    if not rows:
        screen.say("没有待确认的提示")
        return
    await save(screen, ChangeRequest(targets=tuple(row.id for row in rows), confirm_hints=True))


async def undo(screen: TasksScreen) -> None:
    """Take back the last action, after showing what that changes."""
    await undo_commit(screen, None)


async def undo_commit(screen: TasksScreen, commit: str | None) -> None:
    """Take back one action."""
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog

    screen.say("正在查找可撤销的操作……")
    proposal = await screen.back.read(partial(screen.port.propose_undo, commit))
    entry = proposal.entry
    dialog = ConfirmDialog(
        "撤销",
        notes=(
            f"{entry.when:%Y-%m-%d %H:%M} {entry.author}：{entry.subject}",
            "撤销是一次新的提交，历史不会改写",
        ),
        changes=proposal.changes,
        refusals=proposal.refusals,
        verb="撤销",
    )
    if await screen.back.ask(dialog) is None:
        screen.say("没有撤销")
        return
    await screen.back.write(partial(screen.port.carry_out_undo, proposal))
