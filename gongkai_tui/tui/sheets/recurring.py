"""次数: duties that come back, and how many units have done theirs in each period."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from gongkai_tui.domain.evidence_form import evidence_pieces
from gongkai_tui.domain.field_diff import entry_text
from gongkai_tui.domain.inputs import PERIOD
from gongkai_tui.domain.occurrences import occurrences
from gongkai_tui.domain.recurrence import Standing
from gongkai_tui.domain.recurring_words import EXAMPLE, recurring_words
from gongkai_tui.reporting.recurring_text import result_words
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.commands.saving import is_refused
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.lines import BLANK, Line, Span, Tone
from gongkai_tui.tui.sheets.handling import ask_and_save, choose, units_named
from gongkai_tui.tui.sheets.sheet import Closed, Column, Page, Sheet, SheetLine, labelled
from gongkai_tui.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.recurrence import PeriodCount
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import LogEntry, Recurring
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.usecases.change_tasks import Proposal
    from gongkai_tui.usecases.workspace import Workspace

# Use cases load when they are first needed.
# ruff: noqa: PLC0415

_ORDER = (Standing.CURRENT, Standing.PAST, Standing.BEFORE_START, Standing.BEFORE_ISSUE)
_NOT_OWED = {Standing.BEFORE_ISSUE: "印发前已过，不算欠", Standing.BEFORE_START: "起算之前，不算欠"}
_TONES = {Standing.PAST: Tone.PLAIN, Standing.CURRENT: Tone.ACCENT}


class Counted(NamedTuple):
    """One duty in one period, with its task."""

    row: TaskRow
    period: PeriodCount
    is_one_of_several: bool = False
    """Whether the task has other duties beside this one."""


class RecurringSheet(Sheet):
    """One line for each duty and period."""

    name: ClassVar[str] = "次数"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("编号", 24),
        Column("时期", 16),
        Column("到期", 6),
        Column("已完成", 9, right=True),
        Column("任务", 60, grows=True),
        Column("要求", 30, rank=2),
        Column("还差", 30, rank=1),
    )
    handles: ClassVar[str] = "记一次：谁在哪天做了；更正记错的一次"

    def read(self, port: Port, plan: Plan | None) -> Page:
        """Every duty of the plan, the periods that are over or running."""
        return port.ask(partial(_read, plan.id if plan else ""))

    def closed(self, port: Port, plan: Plan | None, lines: Sequence[SheetLine]) -> Closed:  # noqa: ARG002
        """Tell which duties are not this person's."""
        from gongkai_tui.usecases.form_refusals import closed_tasks

        tasks = {each.tasks[0] for each in lines}
        others = port.ask(lambda ws, _moment: closed_tasks(ws, tasks))
        return Closed(frozenset(each.key for each in lines if each.tasks[0] in others))

    async def handle(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Record that a duty was done, or take back what was recorded by mistake."""
        if len(lines) > 1:
            screen.warn("一次记一项任务；同一次的几个单位用顿号分开")
            return False
        found: Counted = lines[0].value  # type: ignore[assignment]
        desk = screen.desk
        if await is_refused(screen, partial(desk.port.entry_refusal, [found.row.id])):
            return False
        is_office = (await desk.back.read(desk.port.actor)).is_office
        recorded = await desk.back.read(partial(desk.port.ask, partial(_recorded, found))) if is_office else ()
        if recorded:
            choices = [
                Choice(_ONCE_MORE, "记一次"),
                *(Choice(each.id, f"更正  {entry_text(each)}") for each in recorded),
            ]
            chosen = await choose(screen, f"{found.row.id} {found.period.period.label}", choices, tall=True)
            if chosen != _ONCE_MORE:
                return await _take_back(screen, found, chosen) if chosen else False
        return await _record(screen, found, asks_unit=is_office)


_ONCE_MORE = "once-more"


def _recorded(found: Counted, ws: Workspace, _as_of: str | None) -> tuple[LogEntry, ...]:
    """What counts for the duty in the period, newest first."""
    from gongkai_tui.usecases.show_task import show_task

    first, last = found.period.period.first, found.period.period.last
    entries = occurrences(show_task(ws, found.row.id).task, found.period.duty)
    return tuple(entry for entry in reversed(entries) if first <= entry.date <= last)


async def _record(screen: SheetsScreen, found: Counted, *, asks_unit: bool) -> bool:
    """Record that it was done; a unit records its own and is not asked whose."""
    from gongkai_tui.usecases.change_tasks import carry_out
    from gongkai_tui.usecases.occurring import Occurrence, propose_occurrence

    fields = (
        *((Field("units", _whose(found.period.duty), kind=Kind.UNITS),) if asks_unit else ()),
        Field("day", "日期（空为今天，可空）", kind=Kind.DUE),
        Field("text", "做了什么"),
        Field("evidence", "佐证（可空）", kind=Kind.EVIDENCE),
        Field("period", f"{PERIOD.name}（空为日期所在的一期，可空）", hint=found.period.period.label),
    )

    def propose(ws: Workspace, answers: Mapping[str, str]) -> Proposal:
        units = units_named(answers.get("units", ""))
        evidence = evidence_pieces(answers["evidence"])
        what = found.period.duty.what
        said = Occurrence(found.row.id, units, answers["day"], answers["text"], evidence, what, answers["period"])
        return propose_occurrence(ws, said)

    title, required = f"记一次：{found.row.id}", frozenset({"text"})
    return await ask_and_save(screen, title, fields, propose, carry_out, required=required, plan=screen.scope)


def _whose(duty: Recurring) -> str:
    """The label of the units that did it, with who is meant by an empty answer."""
    return f"单位（空为{duty.unit}，可空）" if duty.unit else "单位（几个用顿号分开；全区的可空）"


async def _take_back(screen: SheetsScreen, found: Counted, entry: str) -> bool:
    """Enter a 更正 of one record, after which it does not count."""
    from gongkai_tui.usecases.change_tasks import carry_out
    from gongkai_tui.usecases.taking_back import Withdrawal, propose_withdrawal

    def propose(ws: Workspace, answers: Mapping[str, str]) -> Proposal:
        return propose_withdrawal(ws, Withdrawal(found.row.id, answers["reason"], entry=entry))

    field, title = Field("reason", "为什么不算", "", "误记，培训没有开"), f"更正：{found.row.id}"
    return await ask_and_save(
        screen, title, (field,), propose, carry_out, required=frozenset({"reason"}), plan=screen.scope
    )


def _read(plan: str, ws: Workspace, as_of: str | None) -> Page:
    from gongkai_tui.usecases.recurring import recurring_duties

    found = recurring_duties(ws, plan=plan, as_of=as_of)
    counted = [
        Counted(task.row, count, len({each.duty for each in task.counts}) > 1)
        for task in found.tasks
        for count in task.counts
        if count.standing is not Standing.AHEAD
    ]
    # What runs now first, then what ended last; what nobody owes at the end.
    counted.sort(key=lambda each: (_ORDER.index(each.period.standing), -each.period.period.last.toordinal()))
    missed = sum(bool(each.period.missed_by) for each in counted)
    said = [Span(f"{len(found.tasks)} 项周期任务", Tone.ACCENT)]
    if missed:
        said.append(Span(f"  缺 {missed} 期", Tone.BAD))
    empty = ("没有周期性的任务。", f"给任务写上周期：按 {key_of('form')}，如 {EXAMPLE}。")
    return Page(tuple(map(_line, counted)), tuple(said), found.problems, empty)


def _line(each: Counted) -> SheetLine:
    row, count, is_one_of_several = each
    late = bool(count.missed_by)
    met = count.done >= count.needed
    result = Tone.BAD if late else Tone.GOOD if met else Tone.PLAIN
    title = row.heading or row.requirement
    cells = (
        Span(row.id),
        Span(count.period.label),
        Span(count.standing.value, _TONES.get(count.standing, Tone.DIM)),
        Span(result_words(count), Tone.DIM if count.standing in _NOT_OWED else result),
        Span(f"{count.duty.what}：{title}" if is_one_of_several else title),
        Span(recurring_words((count.duty,)), Tone.DIM),
        Span(_lacking(count), Tone.BAD if late else Tone.DIM),
    )
    key = f"{row.id} {count.duty.what} {count.duty.every} {count.period.label}"
    return SheetLine(key, cells, partial(_detail, each), (row.id,), value=each)


def _lacking(count: PeriodCount) -> str:
    """The units that have not done theirs; of a common duty how often, for no unit owes it alone."""
    if count.standing in _NOT_OWED:
        return _NOT_OWED[count.standing]
    if not count.is_common:
        return "、".join(count.missing)
    return f"{count.needed - count.done}次" if count.done < count.needed else ""


def _detail(each: Counted, cells: int) -> list[Line]:
    row, count, _ = each
    lines = labelled("任务", f"{row.id} {row.heading}", cells, Tone.TITLE)
    lines += labelled("要求", recurring_words((count.duty,)), cells)
    lines += labelled("时期", f"{count.period.label}（{count.period.first} 至 {count.period.last}）", cells)
    if count.standing in _NOT_OWED:
        return [
            *lines,
            *labelled("到期", _NOT_OWED[count.standing], cells),
            *labelled("已完成", result_words(count), cells),
        ]
    lines += labelled("到期", count.standing.value, cells)
    lines.append(BLANK)
    if count.is_common:
        lines += labelled("已完成", f"{count.done}次，应{count.needed}次", cells, Tone.GOOD)
        lines += labelled("还差", _lacking(count), cells, Tone.WARN)
        return [
            *lines,
            BLANK,
            *labelled("由谁做" if count.duty.unit else "合起来做", "、".join(unit.unit for unit in count.units), cells),
        ]
    done = [f"{unit.unit}（{unit.done}/{unit.needed}）" for unit in count.units if unit.is_done]
    missing = [f"{unit.unit}（{unit.done}/{unit.needed}）" for unit in count.units if not unit.is_done]
    lines += labelled(f"还差 {len(missing)}", "、".join(missing), cells, Tone.WARN)
    return [*lines, BLANK, *labelled(f"已完成 {len(done)}", "、".join(done), cells, Tone.GOOD)]
