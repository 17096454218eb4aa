"""Ask for what an action of a sheet needs, show what it would change, save it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

# Dialogs load when they are first needed.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.tui.dialogs.fields import Field
    from gongkai_tui.tui.screens.desk import DeskScreen
    from gongkai_tui.tui.widgets.choice_list import Choice
    from gongkai_tui.usecases.proposed_change import ProposedChange
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

    class Proposal(Protocol):
        """What would change; it may have `refusals`, and `warnings` or `cautions` to show."""

        @property
        def changes(self) -> Sequence[ProposedChange]: ...  # noqa: D102


async def save_proposal(
    screen: DeskScreen,
    propose: Callable[[Workspace], Any],
    save: Callable[[Workspace, Any], Saved],
    title: str,
    *,
    notes: Sequence[str] = (),
) -> bool:
    """Work out a change, show it, and commit it when the person agrees; tells whether it was saved."""
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog

    desk = screen.desk
    desk.say("正在核对……")
    proposal: Proposal = await desk.back.read(partial(desk.port.ask, lambda ws, _moment: propose(ws)))
    refusals = tuple(getattr(proposal, "refusals", ()))
    if not proposal.changes and not refusals:
        desk.say("没有变化，无需保存")
        return False
    said = tuple(getattr(proposal, "warnings", ()) or getattr(proposal, "cautions", ()))
    dialog = ConfirmDialog(title, notes=(*notes, *map(str, said)), changes=proposal.changes, refusals=refusals)
    if await desk.back.ask(dialog) is None:
        desk.say("没有保存")
        return False
    desk.say("正在保存……")
    await desk.back.write(partial(desk.port.ask, lambda ws, _moment: save(ws, proposal)))
    return True


async def ask_fields(
    screen: DeskScreen, title: str, fields: Sequence[Field], required: frozenset[str] = frozenset(), *, plan: str = ""
) -> dict[str, str] | None:
    """Ask for some values; None when the person would rather not."""
    from gongkai_tui.tui.dialogs.form import FormDialog

    desk = screen.desk
    dialog = FormDialog(title, fields, day=desk.port.day, required=required)
    rows = [row for row in desk.board.rows if plan in ("", row.plan)]
    if rows:
        desk.back.teach(dialog, rows)
    return await desk.back.ask(dialog)


async def ask_form(screen: DeskScreen, title: str, name: str, label: str) -> str:
    """Ask for one text that must be given; empty when the person would rather not."""
    from gongkai_tui.tui.dialogs.fields import Field

    answer = await ask_fields(screen, title, (Field(name, label),), frozenset({name}))
    return answer[name] if answer else ""


async def choose(screen: DeskScreen, title: str, choices: Sequence[Choice]) -> str | None:
    """Let the person choose; the only choice there is needs no question."""
    from gongkai_tui.tui.dialogs.choose import ChooseDialog

    return await screen.desk.back.ask(ChooseDialog(title, choices))
