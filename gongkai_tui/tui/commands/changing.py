"""Change tasks: status, notes, evidence, fields, the file itself. Every action is one commit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zlib import crc32

from gongkai_tui.tui.commands.saving import save, targets, words_for
from gongkai_tui.tui.drafts import draft_of

# Dialogs and the writing use cases load when they are first needed: the first screen does without them.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.commands.editor import EditorDraft
    from gongkai_tui.tui.dialogs.fields import FieldsDialog
    from gongkai_tui.tui.dialogs.note import NoteAnswer
    from gongkai_tui.tui.drafts import Draft
    from gongkai_tui.tui.screens.tasks import TasksScreen


def _draft(screen: TasksScreen, kind: str, rows: Sequence[TaskRow]) -> Draft:
    return draft_of(screen.port.folder, kind, [row.id for row in rows])


async def change_status(screen: TasksScreen, chosen: Sequence[TaskRow] = (), unit: str = "") -> None:
    """Ask for a status and what it needs: of the chosen rows, else of the marked ones or that under the cursor.

    With a `unit`, of that unit alone; the rows then hold its status.
    """
    from gongkai_tui.domain.status import Status
    from gongkai_tui.domain.transitions import Need, transition
    from gongkai_tui.tui.dialogs.pick_status import PickStatusDialog
    from gongkai_tui.usecases.change_tasks import ChangeRequest

    rows = list(chosen) or targets(screen)
    if not rows:
        return
    draft = _draft(screen, f"status-{crc32(unit.encode()):08x}" if unit else "status", rows)
    sources = [row.stored_status for row in rows]
    words = f"{unit} {words_for(rows)}" if unit else words_for(rows)
    answer = await screen.back.ask(PickStatusDialog(words, sources, draft, unit=unit))
    if answer is None:
        return
    steps = [transition(Status(row.stored_status), answer.status) for row in rows]
    as_note = all(step is not None and Need.REASON not in step.needs for step in steps)
    request = ChangeRequest(
        targets=tuple(row.id for row in rows),
        assignments={"status": answer.status.value},
        unit=answer.unit or None,
        evidence=answer.evidence,
        note=answer.text if as_note else "",
        reason="" if as_note else answer.text,
    )
    if await save(screen, request, seen=len(chosen) == 1):
        draft.drop()


async def add_note(screen: TasksScreen) -> None:
    """Ask for a note and add it."""
    from gongkai_tui.tui.dialogs.note import NoteDialog

    await _add_entry(screen, "note", NoteDialog)


async def add_evidence(screen: TasksScreen) -> None:
    """Ask for evidence and add it."""
    from gongkai_tui.tui.dialogs.note import EvidenceDialog

    await _add_entry(screen, "evidence", EvidenceDialog)


async def _add_entry(screen: TasksScreen, kind: str, dialog: type[FieldsDialog[NoteAnswer]]) -> None:
    from gongkai_tui.usecases.change_tasks import ChangeRequest

    rows = targets(screen)
    if not rows:
        return
    draft = _draft(screen, kind, rows)
    answer = await screen.back.ask(dialog(words_for(rows), draft))  # type: ignore[arg-type]
    if answer is None:
        return
    request = ChangeRequest(
        targets=tuple(row.id for row in rows),
        note=answer.text,
        evidence=answer.evidence,
        unit=answer.unit or None,
        action="note",
    )
    if await save(screen, request):
        draft.drop()


async def edit_form(screen: TasksScreen) -> None:
    """Edit the fields of the task under the cursor."""
    from gongkai_tui.tui.dialogs.edit_form import EditFormDialog
    from gongkai_tui.usecases.change_tasks import ChangeRequest

    row = screen.current
    if row is None:
        screen.warn("没有选中的任务")
        return
    view = await screen.back.read(partial(screen.port.show_task, row.id))
    draft = _draft(screen, "form", [row])
    changed = await screen.back.ask(EditFormDialog(view.task, draft))
    if changed and await save(screen, ChangeRequest(targets=(row.id,), assignments=changed)):
        draft.drop()


async def edit_text(screen: TasksScreen) -> None:
    """Edit the file of the task under the cursor in $EDITOR; what has errors is offered again, never lost."""
    from gongkai_tui.domain.errors import Refused
    from gongkai_tui.tui.commands.editor import EditorDraft, edit_in_editor
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog

    row = screen.current
    if row is None:
        screen.warn("没有选中的任务")
        return
    base = await screen.back.read(partial(screen.port.task_text, row.id))
    draft = EditorDraft(screen.port.folder, row.id)
    text = await _begin_with(screen, draft, base)
    while True:
        edited = edit_in_editor(screen, draft, text, base)
        if edited is None:
            screen.warn("编辑器没有正常结束，没有保存；写下的内容留作草稿，再按 e 接着编辑")
            return
        if edited == base:
            draft.drop()
            screen.say("没有变化，无需保存")
            return
        text = edited
        try:
            await screen.back.write(partial(screen.port.save_task_text, row.id, text, base))
        except Refused as refused:
            notes = [str(refused), *map(str, refused.problems)]
            again = ConfirmDialog("文件没有保存", notes=notes, verb="继续编辑")
            if await screen.back.ask(again) is None:
                screen.warn("没有保存；编辑的内容留作草稿，再按 e 接着编辑")
                return
        else:
            draft.drop()
            return


async def _begin_with(screen: TasksScreen, draft: EditorDraft, base: str) -> str:
    """The text to edit: a draft that was not saved, if there is one and the person wants it."""
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog

    text, begun_with = draft.read()
    if text in ("", base):
        return base
    notes = ["上次在外部编辑器里写的内容没有保存。"]
    if begun_with != base:
        notes.append("此后这项任务又有改动；用草稿保存会把它们改回去，可先按 h 看历史。")
    if await screen.back.ask(ConfirmDialog("接着编辑草稿？", notes=notes, verb="接着编辑")) is None:
        draft.put_aside()
        screen.say(f"草稿已移到 {draft.aside}")
        return base
    return text


async def confirm_hints(screen: TasksScreen) -> None:
    """Take away what the import pointed out, now that a person has looked at it."""
    from gongkai_tui.usecases.change_tasks import ChangeRequest

    rows = [row for row in targets(screen) if row.hints]
    if not rows:
        screen.say("没有待确认的提示")
        return
    await save(screen, ChangeRequest(targets=tuple(row.id for row in rows), confirm_hints=True))
