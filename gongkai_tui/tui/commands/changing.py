"""Change tasks: status, notes, evidence, hints. Every action is one commit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from zlib import crc32

from gongkai_tui.tui.commands.saving import draft_for, is_refused, save, targets, title_for
from gongkai_tui.tui.outcome import Outcome

# Dialogs and the writing use cases load when they are first needed: the first screen does without them.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.dialogs.note import EvidenceDialog, NoteDialog
    from gongkai_tui.tui.screens.tasks import TasksScreen


async def change_status(screen: TasksScreen, chosen: Sequence[TaskRow] = (), unit: str = "") -> None:
    """Ask for a status and what it needs: of the chosen rows, else of the marked ones or that under the cursor.

    With a `unit`, of that unit alone; the rows then hold its status.
    """
    rows = list(chosen) or targets(screen)
    while rows and await _change_status(screen, rows, unit, seen=len(chosen) == 1) is Outcome.REFUSED:
        pass


async def _change_status(screen: TasksScreen, rows: list[TaskRow], unit: str, *, seen: bool) -> Outcome:
    from gongkai_tui.domain.transitions import Need, transition
    from gongkai_tui.tui.dialogs.advice import Calendar
    from gongkai_tui.tui.dialogs.pick_status import PickStatusDialog
    from gongkai_tui.usecases.change_tasks import ChangeRequest

    may = await screen.back.read(partial(screen.port.status_choices, rows, unit))
    if may.refusal:
        screen.front.refuse(may.refusal)
        return Outcome.LEFT
    draft = draft_for(screen, f"status-{crc32(unit.encode()):08x}" if unit else "status", rows, unit)
    words = f"{may.unit} {title_for(screen, rows)}" if may.unit else title_for(screen, rows)
    dialog = PickStatusDialog(words, may, Calendar(screen.port.day), draft)
    dialog.stood = may.shown
    screen.back.dialogs.teach(dialog, rows)
    if len(rows) > 1:
        screen.back.get_ready(rows)
    answer = await screen.back.ask(dialog)
    if answer is None:
        return Outcome.LEFT
    steps = [transition(stand.status, answer.status) for stand in may.stands]
    # Let pass without evidence where a report would need it, it puts right what was entered wrongly.
    corrects = not answer.evidence and any(step and Need.EVIDENCE in step.needs for step in steps)
    needs_reason = corrects or any(step is None or Need.REASON in step.needs for step in steps)
    request = ChangeRequest(
        targets=tuple(row.id for row in rows),
        assignments={"status": answer.status.value},
        unit=answer.unit or None,
        evidence=answer.evidence,
        # One task may ask for a 说明 where another asks for a 理由: the person was asked once.
        note="" if corrects else answer.text,
        reason=answer.text if needs_reason else "",
        on=answer.on,
        method=answer.method,
        shown=may.shown,
    )
    outcome = await save(screen, request, seen=seen)
    if outcome.is_settled:
        draft.drop()
    else:
        # It may have been refused for what the rows on the screen do not show yet.
        screen.back.reload()
    return outcome


async def add_note(screen: TasksScreen) -> None:
    """Ask for a note and add it."""
    from gongkai_tui.tui.dialogs.note import NoteDialog

    await _add_entry(screen, "note", NoteDialog)


async def add_evidence(screen: TasksScreen) -> None:
    """Ask for evidence and add it."""
    from gongkai_tui.tui.dialogs.note import EvidenceDialog

    await _add_entry(screen, "evidence", EvidenceDialog)


async def _add_entry(screen: TasksScreen, kind: str, make: type[NoteDialog | EvidenceDialog]) -> None:
    from gongkai_tui.tui.dialogs.advice import Calendar
    from gongkai_tui.usecases.change_tasks import ChangeRequest
    from gongkai_tui.usecases.status_choices import statuses_shown

    rows = targets(screen)
    ids = [row.id for row in rows]
    if not rows or await is_refused(screen.front, partial(screen.port.entry_refusal, ids)):
        return
    # A unit enters for itself: it is not asked for whom.
    actor = await screen.back.read(screen.port.actor)
    draft = draft_for(screen, kind, rows)
    units = [unit for row in rows for unit, _ in row.units] if actor.is_office else None
    outcome = Outcome.REFUSED
    while outcome is Outcome.REFUSED:
        dialog = make(title_for(screen, rows), Calendar(screen.port.day), draft, units=units)
        dialog.stood = statuses_shown(rows)
        screen.back.dialogs.teach(dialog, rows)
        answer = await screen.back.ask(dialog)
        if answer is None:
            return
        request = ChangeRequest(
            targets=tuple(row.id for row in rows),
            note=answer.text,
            evidence=answer.evidence,
            unit=answer.unit or None,
            on=answer.on,
            action="note",
        )
        outcome = await save(screen, request)
    if outcome.is_settled:
        draft.drop()


async def confirm_hints(screen: TasksScreen) -> None:
    """Take away what the import pointed out, now that a person has looked at it."""
    from gongkai_tui.usecases.change_tasks import ChangeRequest

    rows = [row for row in targets(screen) if row.hints]
    if not rows:
        screen.say("没有待确认的提示")
        return
    await save(screen, ChangeRequest(targets=tuple(row.id for row in rows), confirm_hints=True))
