"""Ask for what an action of a sheet needs, show what it would change, save it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol
from zlib import crc32

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.tui.commands.saving import is_refused, tell_not_saved
from gongkai_tui.tui.drafts import FOLDER, Draft
from gongkai_tui.tui.outcome import Outcome
from gongkai_tui.tui.sheets.sheet import Closed

# Dialogs load when they are first needed.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.tui.dialogs.fields import Field
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.desk import DeskScreen
    from gongkai_tui.tui.sheets.sheet import SheetLine
    from gongkai_tui.tui.widgets.choice_list import Choice
    from gongkai_tui.usecases.proposed_change import ProposedChange
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

    Answers = Mapping[str, str]

    class Proposal(Protocol):
        """What would change; it may have `refusals`, and `warnings` or `cautions` to show."""

        @property
        def changes(self) -> Sequence[ProposedChange]: ...  # noqa: D102


async def refuses(screen: DeskScreen, ask: Callable[[Workspace], str]) -> bool:
    """Whether what somebody is about to fill in is not theirs to save; says why."""
    from gongkai_tui.usecases.form_refusals import refuse_unless_savable

    def first_of_all(ws: Workspace, _moment: str | None) -> str:
        refuse_unless_savable(ws)
        return ask(ws)

    return await is_refused(screen, partial(screen.desk.port.ask, first_of_all))


async def office_only(screen: DeskScreen, plan: str, rule: str) -> bool:
    """Whether what a `rule` leaves to the office of a plan's government is refused to this person; says why."""
    from gongkai_tui.usecases.authority import office_refusal

    return await refuses(screen, partial(office_refusal, plan_id=plan, rule=rule))


def is_office_only(port: Port, plan: str, rule: str) -> bool:
    """Whether what a `rule` leaves to the office of a plan's government is refused to this person."""
    from gongkai_tui.usecases.authority import office_refusal

    return bool(port.ask(lambda ws, _moment: office_refusal(ws, plan, rule)))


def all_of_the_office(port: Port, plan: Plan | None, rule: str, lines: Sequence[SheetLine]) -> Closed:
    """Close every line to whoever is not of the office that a `rule` leaves them to."""
    others = is_office_only(port, plan.id if plan else "", rule)
    return Closed(frozenset(each.key for each in lines) if others else frozenset())


async def save_proposal(
    screen: DeskScreen,
    propose: Callable[[Workspace], Any],
    save: Callable[[Workspace, Any], Saved],
    title: str,
    *,
    notes: Sequence[str] = (),
) -> Outcome:
    """Work out a change, show it, and commit it when the person agrees."""
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog

    desk = screen.desk
    desk.say("正在核对……")
    proposal: Proposal = await desk.back.read(partial(desk.port.ask, lambda ws, _moment: propose(ws)))
    refusals = tuple(getattr(proposal, "refusals", ()))
    if not proposal.changes and not refusals:
        desk.say("没有变化，无需保存")
        return Outcome.UNCHANGED
    said = tuple(getattr(proposal, "warnings", ()) or getattr(proposal, "cautions", ()))
    dialog = ConfirmDialog(title, notes=(*notes, *map(str, said)), changes=proposal.changes, refusals=refusals)
    if await desk.back.confirm(dialog) is None:
        desk.say("没有保存")
        return Outcome.REFUSED if refusals else Outcome.LEFT
    desk.say("正在保存……")
    await desk.back.write(partial(desk.port.ask, lambda ws, _moment: save(ws, proposal)))
    return Outcome.SAVED


async def ask_and_do(
    screen: DeskScreen,
    title: str,
    fields: Sequence[Field],
    work: Callable[[Answers], Awaitable[Outcome]],
    *,
    required: frozenset[str] = frozenset(),
    plan: str = "",
    verb: str = "保存",
) -> bool:
    """Ask for some values and do something with them (`verb`); tells whether anything was saved.

    After a refusal the form stands there again with what was typed, which is kept until it is saved.
    """
    from gongkai_tui.tui.dialogs.form import FormDialog

    desk = screen.desk
    # A draft belongs to what the form was opened for: the same title of another task is another one.
    about = crc32(" ".join((title, plan, *(field.value for field in fields))).encode())
    draft = Draft(desk.port.folder / FOLDER / f"sheet-{about:08x}.json", title=title)
    rows = [row for row in desk.board.rows if plan in ("", row.plan)]
    while True:
        dialog = FormDialog(title, fields, draft, day=desk.port.day, required=required, verb=verb)
        if rows or plan:
            desk.back.dialogs.teach(dialog, rows, plan)
        answers = await desk.back.ask(dialog)
        if answers is None:
            return False
        try:
            outcome = await work(answers)
        except GongkaiError as error:
            await tell_not_saved(desk, error)
            outcome = Outcome.REFUSED
        if outcome.is_settled:
            draft.drop()
        if outcome is not Outcome.REFUSED:
            return outcome is Outcome.SAVED


def units_named(text: str) -> tuple[str, ...]:
    """Return the units of a field that takes several."""
    return tuple(filter(None, text.replace("，", "、").split("、")))


async def ask_and_save(
    screen: DeskScreen,
    title: str,
    fields: Sequence[Field],
    propose: Callable[[Workspace, Answers], Any],
    save: Callable[[Workspace, Any], Saved],
    *,
    required: frozenset[str] = frozenset(),
    plan: str = "",
) -> bool:
    """Ask for some values, show what they would change, and save that; tells whether it was saved."""

    async def offer(answers: Answers) -> Outcome:
        return await save_proposal(screen, lambda ws: propose(ws, answers), save, title)

    return await ask_and_do(screen, title, fields, offer, required=required, plan=plan)


async def choose(
    screen: DeskScreen,
    title: str,
    choices: Sequence[Choice],
    *,
    meant: Callable[[str], Collection[str]] | None = None,
    tall: bool = False,
) -> str | None:
    """Let the person choose; `meant` are the ids of the choices that a typed word names outright."""
    from gongkai_tui.tui.dialogs.choose import ChooseDialog

    return await screen.desk.back.ask(ChooseDialog(title, choices, meant=meant, tall=tall))
