"""Edit one task, in a form or as text: what somebody else changed meanwhile is neither lost nor overwritten."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import Refused
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.commands.saving import draft_for, is_refused, only_this, save
from gongkai_tui.tui.outcome import Outcome

# Dialogs and the writing use cases load when they are first needed: the first screen does without them.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gongkai_tui.domain.form_values import Side
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.editor_draft import EditorDraft
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.changed_meanwhile import ChangedMeanwhile


async def edit_form(screen: TasksScreen) -> None:
    """Edit the fields of the task under the cursor; left with a clash, the form opens again."""
    from gongkai_tui.tui.dialogs.advice import Calendar
    from gongkai_tui.tui.dialogs.edit_form import EditFormDialog

    row = await _to_edit(screen, screen.port.content_refusal)
    if row is None:
        return
    draft = draft_for(screen, "form", [row])
    while True:
        view = await screen.back.read(partial(screen.port.show_task, row.id))
        plan_year = view.plan.year if view.plan else None
        alone = bool(only_this(screen, row))
        dialog = EditFormDialog(view.task, Calendar(screen.port.day, plan_year), draft, besides_marks=alone)
        screen.back.dialogs.teach(dialog, [row])
        changed = await screen.back.ask(dialog)
        if not changed:
            return
        # Beside an edit by hand, which nobody has committed, the form shows what git cannot compare with.
        begun_with = {} if view.row.uncommitted else dialog.begun_with
        outcome = await _save_form(screen, row.id, changed, begun_with)
        if outcome.is_settled:
            draft.drop()
        if outcome is not Outcome.REFUSED:
            return


async def _to_edit(screen: TasksScreen, refusal: Callable[[str], str]) -> TaskRow | None:
    """The task under the cursor, unless this person may not edit it; says why there is none."""
    row = screen.current
    if row is None:
        screen.warn_of_no_task()
    elif await is_refused(screen.front, partial(refusal, row.id)):
        return None
    elif words := only_this(screen, row):
        screen.warn(words)
    return row


async def _save_form(
    screen: TasksScreen, task_id: str, changed: Mapping[str, str], begun_with: Mapping[str, str]
) -> Outcome:
    """Save what was changed, asking about clashes as often as there are new ones; REFUSED goes back to the form."""
    from gongkai_tui.domain.form_values import settled
    from gongkai_tui.usecases.change_tasks import ChangeRequest
    from gongkai_tui.usecases.changed_meanwhile import ChangedMeanwhile

    reason = changed.get("reason", "")
    changed = {name: value for name, value in changed.items() if name != "reason"}
    if not changed:
        screen.say("没有变化，无需保存")
        return Outcome.UNCHANGED
    while True:
        try:
            request = ChangeRequest((task_id,), assignments=changed, reason=reason, begun_with=begun_with)
            return await save(screen, request)
        except ChangedMeanwhile as clash:
            sides = await _ask_sides(screen, clash, back_to="表单")
            if sides is None:
                screen.say("没有保存")
                return Outcome.REFUSED
            changed, begun_with = settled(changed, clash.clashes, sides), clash.now
        if not changed:
            screen.say("没有变化，无需保存")
            return Outcome.UNCHANGED


async def edit_text(screen: TasksScreen) -> None:
    """Edit the file of the task under the cursor in $EDITOR; what has errors is offered again, never lost."""
    from gongkai_tui.tui.editor_draft import EditorDraft

    row = await _to_edit(screen, lambda task_id: screen.port.entry_refusal([task_id]))
    if row is None:
        return
    current = await screen.back.read(partial(screen.port.task_text, row.id))
    draft = EditorDraft(screen.port.folder, row.id)
    begun = await _begin_with(screen, draft, current)
    if begun is None:
        screen.say(f"没有打开编辑器，草稿留着；按 {key_of('editor')} 再选")
    else:
        await _edit_until_saved(screen, row.id, draft, *begun)


async def _edit_until_saved(screen: TasksScreen, task_id: str, draft: EditorDraft, text: str, base: str) -> None:
    from gongkai_tui.tui.commands.editor import edit_in_editor
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog

    while True:
        edited = edit_in_editor(screen, draft, text, base)
        if edited is None:
            screen.warn(f"编辑器没有正常结束，没有保存；写下的内容留作草稿，再按 {key_of('editor')} 接着编辑")
            return
        if edited == base:
            draft.drop()
            screen.say("没有变化，无需保存")
            return
        text = edited
        try:
            if await _save_text(screen, task_id, text, base):
                draft.drop()
                return
        except Refused as refused:
            notes = [str(refused), *map(str, refused.problems)]
            again = ConfirmDialog("文件没有保存", notes=notes, verb="继续编辑")
            if await screen.back.ask(again) is None:
                screen.warn(f"没有保存；编辑的内容留作草稿，再按 {key_of('editor')} 接着编辑")
                return


async def _save_text(screen: TasksScreen, task_id: str, text: str, base: str) -> bool:
    """Save an edited text, asking about clashes as often as there are new ones; False to go back to the editor."""
    from gongkai_tui.usecases.changed_meanwhile import ChangedMeanwhile

    while True:
        try:
            await screen.back.write(partial(screen.port.save_task_text, task_id, text, base))
        except ChangedMeanwhile as clash:
            sides = await _ask_sides(screen, clash, back_to="编辑器")
            if sides is None:
                return False
            settle = partial(screen.port.settle_task_text, task_id, text, base, clash.text, sides)
            text, base = await screen.back.read(settle), clash.text
        else:
            return True


async def _ask_sides(screen: TasksScreen, clash: ChangedMeanwhile, *, back_to: str) -> dict[str, Side] | None:
    from gongkai_tui.tui.dialogs.clashes import ClashesDialog

    who = await screen.back.dialogs.last_author(clash.task_id)
    return await screen.back.ask(ClashesDialog(clash.task_id, clash.clashes, who=who, back_to=back_to))


async def _begin_with(screen: TasksScreen, draft: EditorDraft, current: str) -> tuple[str, str] | None:
    """The text to edit and what it began with: a draft that was not saved, if the person wants it; None for neither."""
    from gongkai_tui.tui.dialogs.resume import Resume, ResumeDialog

    text, begun_with = draft.read()
    if text in ("", current):
        return current, current
    notes = ["上次在外部编辑器里写的内容没有保存。"]
    if begun_with != current:
        notes.append("此后这项任务又有改动：保存时合并，两边改得不同的字段会请你选。")
    answer = await screen.back.ask(ResumeDialog(notes))
    if answer is Resume.ANEW:
        screen.say(f"草稿已另存为 {draft.put_aside()}")
        return current, current
    return (text, begun_with) if answer is Resume.DRAFT else None
