"""回头看: last year's tasks one by one, the ones with a named unit or a date first, each with its verdict."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from gongkai_tui.domain.field_diff import entry_text, units_text
from gongkai_tui.domain.task import LookbackVerdict
from gongkai_tui.tui.commands.copying import put_on_clipboard
from gongkai_tui.tui.lines import BLANK, Line, Span, Tone
from gongkai_tui.tui.sheets.handling import all_of_the_office, ask_and_save, choose, office_only
from gongkai_tui.tui.sheets.lookback_forms import verdict_fields, verdict_request
from gongkai_tui.tui.sheets.lookback_successor import ask_successor
from gongkai_tui.tui.sheets.sheet import Closed, Column, Page, Sheet, SheetLine, labelled
from gongkai_tui.tui.sheets.writing import MARKDOWN, write_text
from gongkai_tui.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.lookback import LookbackItem, LookbackRound
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.usecases.lookback_verdicts import VerdictProposal
    from gongkai_tui.usecases.workspace import Workspace

# Use cases load when they are first needed.
# ruff: noqa: PLC0415

_LAST_ENTRIES = 8
_TONES = {LookbackVerdict.CLOSED: Tone.GOOD, LookbackVerdict.RECTIFY: Tone.BAD, LookbackVerdict.CARRIED: Tone.WARN}
_CHOICES = (
    Choice("核销", "核销", note="已落实，逐项核查后核销；要写说明"),
    Choice("转整改", "转整改", note="没有落实或不属实：开一个问题，写整改期限"),
    Choice("转入今年", "转入今年", note="今年接着办：对应今年的任务，或新增一项"),
)


class LookbackSheet(Sheet):
    """One line for each task of last year's plan."""

    name: ClassVar[str] = "回头看"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("编号", 24),
        Column("核查", 8),
        Column("状态", 8),
        Column("佐证", 4, rank=2, right=True),
        Column("问题", 4, rank=3, right=True),
        Column("任务", 60, grows=True),
        Column("单位", 26, rank=4),
        Column("今年", 24, rank=1),
    )
    handles: ClassVar[str] = "给出结论：核销、转整改、转入今年"
    copies: ClassVar[str] = "复制报告，或写成文件"
    needs_plan: ClassVar[bool] = True

    def first_plan(self, plans: Sequence[Plan]) -> Plan | None:
        """Choose the newest plan that another one follows."""
        followed = {plan.follows for plan in plans if plan.follows}
        return next((plan for plan in plans if plan.id in followed), super().first_plan(plans))

    def read(self, port: Port, plan: Plan | None) -> Page:
        """The round as far as it has come."""
        if plan is None:
            return Page(())
        return port.ask(partial(_read, plan.id))

    def closed(self, port: Port, plan: Plan | None, lines: Sequence[SheetLine]) -> Closed:
        """Tell whether all of it is the office's."""
        from gongkai_tui.usecases.lookback_verdicts import RULE

        return all_of_the_office(port, plan, RULE, lines)

    async def handle(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Ask for the verdict and what it needs."""
        from gongkai_tui.usecases.lookback_verdicts import RULE, carry_out_verdicts, propose_verdicts

        items: list[LookbackItem] = [each.value for each in lines]  # type: ignore[misc]
        if await office_only(screen, items[0].task.plan, RULE):
            return False
        words = items[0].task.id if len(items) == 1 else f"{len(items)} 项"
        chosen = await choose(screen, f"回头看 {words}", _CHOICES)
        if chosen is None:
            return False
        verdict = LookbackVerdict(chosen)
        is_carried = verdict is LookbackVerdict.CARRIED
        successor = await ask_successor(screen, items) if is_carried else None
        if is_carried and successor is None:
            return False
        fields = verdict_fields(verdict, items, successor)

        def propose(ws: Workspace, answers: Mapping[str, str]) -> VerdictProposal:
            return propose_verdicts(ws, verdict_request(verdict, items, successor, answers))

        return await ask_and_save(
            screen,
            f"{verdict}：{words}",
            fields,
            propose,
            carry_out_verdicts,
            required=frozenset(field.name for field in fields if "可空）" not in field.label),
            # A new task stands in a chapter of this year's plan.
            plan=successor.into if successor else screen.scope,
        )

    async def copy(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Offer the report of the round beside the table."""
        choices = (
            Choice("table", f"{len(lines)} 行表格"),
            Choice("report", "这一轮回头看的报告", note="Markdown"),
            Choice("file", "写成文件：这一轮的报告", note="Markdown"),
        )
        what = await choose(screen, "复制", choices)
        if what in {"report", "file"} and screen.plan:
            text = await screen.desk.back.read(partial(screen.desk.port.ask, partial(_report, screen.plan.id)))
            if what == "file":
                name = f"{screen.plan.id}-回头看"
                await write_text(screen, "回头看报告", lambda _form: text, name, label=MARKDOWN)
            else:
                put_on_clipboard(screen.desk, text)
        return what != "table"


def _read(plan: str, ws: Workspace, as_of: str | None) -> Page:
    found = _round(plan, ws, as_of)
    figures = found.figures
    said = [Span(f"已核查 {figures.decided}/{figures.total}", Tone.ACCENT)]
    said += [Span(f"  {verdict} {count}", _TONES[verdict]) for verdict, count in figures.by_verdict.items() if count]
    if found.into is None:
        said.append(Span("  还没有承接它的计划", Tone.WARN))
    empty = ("这份计划没有要核查的任务。",)
    return Page(tuple(map(_line, found.items)), tuple(said), found.problems, empty)


def _report(plan: str, ws: Workspace, as_of: str | None) -> str:
    from gongkai_tui.reporting.lookback_report import report_text

    return report_text(_round(plan, ws, as_of))


def _round(plan: str, ws: Workspace, as_of: str | None) -> LookbackRound:
    """The round with the tasks of this year's plan; of several that follow, of the newest."""
    from gongkai_tui.usecases.lookback import lookback
    from gongkai_tui.usecases.lookback_successors import plans_following

    followers = plans_following(ws, plan, as_of=as_of)
    return lookback(ws, plan, into=followers[0].id if followers else "", as_of=as_of)


def _line(item: LookbackItem) -> SheetLine:
    task, found = item.task, item.found
    if item.carried_by:
        successor = Span(item.carried_by[0].id)
    elif item.proposals and found is None:
        successor = Span(f"似 {item.proposals[0].id.rpartition('/')[2]} {item.proposals[0].score}%", Tone.DIM)
    else:
        successor = Span("")
    cells = (
        Span(task.id),
        Span(found.verdict.value, _TONES[found.verdict]) if found else Span("尚未核查", Tone.DIM),
        Span(item.status.value),
        Span(str(len(task.evidence) or "")),
        Span(str(len(item.open_problems) or ""), Tone.BAD),
        Span(task.heading or task.requirement.replace("\n", " ")),
        Span("、".join(unit.unit for unit in task.units)),
        successor,
    )
    return SheetLine(task.id, cells, partial(_detail, item), (task.id,), value=item)


def _detail(item: LookbackItem, cells: int) -> list[Line]:
    task, found = item.task, item.found
    lines = labelled("任务", task.heading, cells, Tone.TITLE)
    if found:
        words = " ".join(filter(None, (found.date.isoformat(), found.verdict, found.to, found.by)))
        lines += labelled("结论", words, cells, _TONES[found.verdict]) + labelled("", found.text, cells)
    lines += labelled("状态", item.status.value, cells) + labelled("单位", units_text(task.units), cells)
    if task.deadline:
        lines += labelled("期限", f"{task.deadline.raw} {task.deadline.due or ''}", cells)
    lines += [BLANK, *labelled("要求", task.requirement, cells), BLANK]
    for problem in item.problems:
        what = problem.found.what if problem.found else ""
        lines += labelled("问题", f"{problem.id} {problem.unit} {problem.state}：{what}", cells, Tone.WARN)
    for entry in task.log[-_LAST_ENTRIES:]:
        lines += labelled("记录", entry_text(entry), cells)
    lines.append(BLANK)
    for each in item.carried_by:
        lines += labelled("承接", f"{each.id} {each.title}", cells)
    for each in item.proposals:
        lines += labelled(f"相似 {each.score}%", f"{each.id} {each.title}", cells, Tone.DIM)
    return lines
