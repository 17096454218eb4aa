"""延期: requests for a later day, and the office's answers; the first day is kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from gongkai_tui.domain.task import Decision
from gongkai_tui.reporting.extension_text import EXTENSION_TITLES, listed_cells, listed_record
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.lines import Line, Span, Tone
from gongkai_tui.tui.sheets.handling import ask_and_save, choose, is_office_only, office_only
from gongkai_tui.tui.sheets.sheet import Closed, Column, Page, Sheet, SheetLine, labelled
from gongkai_tui.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.usecases.extend_task import ExtensionProposal, ListedExtension
    from gongkai_tui.usecases.workspace import Workspace

    Answers = Mapping[str, str]

# Use cases load when they are first needed.
# ruff: noqa: PLC0415

_SHOWN = ("task", "unit", "asked", "original", "proposed", "late", "decision", "title", "reason")
_RANKS = {"asked": 4, "late": 3, "reason": 2, "original": 1}
_DECISIONS = {Decision.GRANTED: Tone.GOOD, Decision.REFUSED: Tone.BAD}


class ExtensionsSheet(Sheet):
    """One line for each request, those that wait for an answer first."""

    name: ClassVar[str] = "延期"
    columns: ClassVar[tuple[Column, ...]] = tuple(
        Column(EXTENSION_TITLES[key], 30, rank=_RANKS.get(key, 0), grows=key == "title") for key in _SHOWN
    )
    handles: ClassVar[str] = "答复：同意或不同意"
    adds: ClassVar[str] = "为一项任务申请延期"
    goes_on: ClassVar[bool] = True

    def read(self, port: Port, plan: Plan | None) -> Page:
        """Every request in the tasks of the plan."""
        return port.ask(partial(_read, f"plan:{plan.id}" if plan else ""))

    def closed(self, port: Port, plan: Plan | None, lines: Sequence[SheetLine]) -> Closed:  # noqa: ARG002
        """Tell which requests are answered, or not this person's to answer."""
        from gongkai_tui.usecases.extend_task import RULE

        plans = {_plan_of(each) for each in lines}
        others = {each for each in plans if is_office_only(port, each, RULE)}
        return Closed(frozenset(each.key for each in lines if _is_answered(each) or _plan_of(each) in others))

    async def handle(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Answer a request."""
        from gongkai_tui.usecases.extend_task import RULE, propose_answer, save_extension

        if len(lines) > 1:
            screen.warn("延期逐条答复：请取消标记")
            return False
        found: ListedExtension = lines[0].value  # type: ignore[assignment]
        if _is_answered(lines[0]):
            screen.warn("这条已经答复过")
            return False
        if await office_only(screen, _plan_of(lines[0]), RULE):
            return False
        title = f"{found.task_id} 延至 {found.entry.proposed}"
        decision = await choose(screen, title, [Choice(each, each) for each in Decision])
        if decision is None:
            return False

        def propose(ws: Workspace, answers: Answers) -> ExtensionProposal:
            words, unit = answers["words"], found.entry.unit
            return propose_answer(ws, found.task_id, Decision(decision), words=words, unit=unit)

        is_refused = decision == Decision.REFUSED
        fields = (Field("words", "答复（为什么不同意）" if is_refused else "答复（可空）"),)
        required = frozenset({"words"} if is_refused else ())
        return await ask_and_save(screen, f"{decision}：{title}", fields, propose, save_extension, required=required)

    async def add(self, screen: SheetsScreen) -> None:
        """Ask for a later day, on behalf of a unit or for the whole task."""
        from gongkai_tui.usecases.extend_task import propose_request, save_extension

        line, row = screen.table.current, screen.desk.current
        task_id = line.tasks[0] if line else row.id if row else ""
        if task_id and await screen.desk.back.read(partial(screen.desk.port.entry_refusal, [task_id])):
            # Somebody else's: this person writes which of theirs.
            task_id = ""
        whose = await screen.desk.back.read(partial(screen.desk.port.ask, _asked_for))
        fields = (
            Field("task", "任务（编号）", task_id),
            Field("unit", f"单位（空为{whose}，可空）", kind=Kind.UNIT),
            Field("to", "延至", hint="下月底、2022-10-31", kind=Kind.AHEAD),
            Field("reason", "理由"),
        )

        def propose(ws: Workspace, answers: Answers) -> ExtensionProposal:
            unit = answers["unit"] or None
            return propose_request(ws, answers["task"], to=answers["to"], reason=answers["reason"], unit=unit)

        required = frozenset({"task", "to", "reason"})
        await ask_and_save(screen, "申请延期", fields, propose, save_extension, required=required, plan=screen.scope)


def _asked_for(ws: Workspace, _moment: str | None) -> str:
    """For whom is asked where no unit is written: the office asks for the whole task, a contact for the own unit."""
    actor = ws.actor()
    return "整项任务" if actor.is_office else actor.unit


def _plan_of(line: SheetLine) -> str:
    return line.tasks[0].partition("/")[0]


def _is_answered(line: SheetLine) -> bool:
    found: ListedExtension = line.value  # type: ignore[assignment]
    return found.entry.decided is not None


def _read(filter_text: str, ws: Workspace, as_of: str | None) -> Page:
    from gongkai_tui.usecases.extend_task import list_extensions

    listed = list_extensions(ws, filter_text, decided=True, as_of=as_of)
    found = listed.requests
    ordered = sorted(found, key=lambda each: each.entry.decided is not None)
    waiting = sum(each.entry.decided is None for each in found)
    said = (Span(f"待答复 {waiting}/{len(found)}", Tone.WARN if waiting else Tone.ACCENT),)
    empty = ("没有延期申请。", "按 + 为一项任务申请延期。")
    return Page(tuple(map(_line, ordered)), said, listed.problems, empty)


def _line(each: ListedExtension) -> SheetLine:
    record = listed_cells(listed_record(each.task_id, each.title, each.entry))
    tone = _DECISIONS[each.entry.decision] if each.entry.decision else Tone.WARN
    cells = tuple(Span(str(record[key] or ""), tone if key == "decision" else Tone.PLAIN) for key in _SHOWN)
    return SheetLine(f"{each.task_id} {each.entry.id}", cells, partial(_detail, record), (each.task_id,), value=each)


def _detail(record: Mapping[str, Any], cells: int) -> list[Line]:
    shown = {**EXTENSION_TITLES, "answer": "答复意见", "decided_by": "答复人"}
    return [line for key, title in shown.items() for line in labelled(title, str(record[key] or ""), cells)]
