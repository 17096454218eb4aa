"""欠账: what each unit still owes, the late and the silent ones alike, as text to paste."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.reporting.owe_text import counts_row
from gongkai_tui.reporting.untold_text import untold_note
from gongkai_tui.tui.commands.copying import put_on_clipboard
from gongkai_tui.tui.lines import Line, Span, Tone, paragraph
from gongkai_tui.tui.sheets.handling import choose
from gongkai_tui.tui.sheets.owed_filter import URGED, owed_filter
from gongkai_tui.tui.sheets.sheet import Column, Page, Sheet, SheetLine
from gongkai_tui.tui.sheets.writing import write_owed
from gongkai_tui.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.reporting.owe_text import Wording
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.usecases.owing import Owing, UnitOwing
    from gongkai_tui.usecases.workspace import Workspace

_BAD = {"overdue", "rectifying", "late_problems", "missed"}
_FIGURES = (
    "open",
    "reported",
    "overdue",
    "due_soon",
    "silent",
    "rectifying",
    "open_problems",
    "late_problems",
    "missed",
    "office",
)


class Owes(NamedTuple):
    """What one unit owes. Its text is made when it is looked at: that of 800 units takes a while."""

    unit: UnitOwing
    found: Owing
    wording: Wording

    @property
    def text(self) -> str:
        """What can be pasted into a message."""
        return self.wording.unit_text(self.unit.label, self.unit.debts)


class OwingSheet(Sheet):
    """One line for each unit that has anything left to do."""

    name: ClassVar[str] = "欠账"
    copies: ClassVar[str] = "复制催办文字，或写成文件"
    opens: ClassVar[str] = "看它未完成的任务"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("单位", 40, grows=True, least=30),
        Column("未完成", 6, right=True),
        Column("待核查", 6, rank=3, right=True),
        Column("逾期", 4, right=True),
        Column("临期", 4, rank=4, right=True),
        Column("沉默", 4, rank=1, right=True),
        Column("整改", 4, rank=2, right=True),
        Column("问题", 4, rank=2, right=True),
        Column("问题逾期", 8, rank=5, right=True),
        Column("缺期", 4, rank=5, right=True),
        Column("待办公室", 8, rank=6, right=True),
        Column("最近记录", 18, rank=7),
    )

    def read(self, port: Port, plan: Plan | None) -> Page:
        """Every unit of the plan, or of all plans that are not archived."""
        return port.ask(partial(_read, plan.id if plan else ""))

    async def copy(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Offer the text to paste beside the table."""
        words = lines[0].cells[0].text if len(lines) == 1 else f"{len(lines)} 个单位"
        everybody = screen.lines.all
        choices = (
            Choice("text", f"{words}的催办文字", note="可贴入消息"),
            Choice("all", f"全部 {len(everybody)} 个单位的催办文字"),
            Choice("table", "表格"),
            Choice("files", f"写成文件：全部 {len(everybody)} 个单位的催办文字", note="每个单位一个 .txt，另有汇总"),
        )
        what = await choose(screen, "复制", choices)
        if what == "files":
            await write_owed(screen, everybody[0].value.found)  # type: ignore[attr-defined]
        if what in {"text", "all"}:
            wanted: list[Owes] = [line.value for line in (lines if what == "text" else everybody)]  # type: ignore[misc]
            screen.desk.say("正在整理催办文字……")
            text = await screen.desk.back.read(lambda: "\n".join(each.text for each in wanted))
            put_on_clipboard(screen.desk, text)
        return what != "table"


def _read(plan: str, ws: Workspace, as_of: str | None) -> Page:
    from gongkai_tui.usecases.owe_files import wording_of  # noqa: PLC0415  (loads when first needed)
    from gongkai_tui.usecases.owing import owing  # noqa: PLC0415  (loads when first needed)

    found = owing(ws, plan=plan, as_of=as_of)
    wording = wording_of(found)
    # The same name under another government is another unit.
    several = len({each.government for each in found.units}) > 1
    lines = tuple(
        _line(each, plan, Owes(each, found, wording), several=several) for each in found.units if each.debts.asks
    )
    late = sum(bool(each.debts.overdue) for each in found.units)
    said = [Span(f"{len(lines)} 个单位有欠账", Tone.ACCENT)]
    if late:
        said.append(Span(f"  逾期 {late} 个", Tone.BAD))
    if found.silent:
        said.append(Span(f"  沉默 {len(found.silent)} 个", Tone.WARN))
    if found.unheard:
        said.append(Span(f"  从无记录 {len(found.unheard)} 个", Tone.WARN))
    said += [Span(f"  {untold_note(each)}", Tone.WARN) for each in found.untold]
    return Page(lines, tuple(said), found.problems, ("没有欠账。", "各单位的任务都已完成，或还没有任务。"))


def _line(each: UnitOwing, plan: str, value: Owes, *, several: bool) -> SheetLine:
    row = counts_row(each.label, each.debts)
    name = Tone.DIM if each.debts.kind is LineKind.OPEN else Tone.PLAIN
    last = Tone.WARN if each.debts.is_silent or each.debts.is_unheard else Tone.DIM
    bad = _BAD | ({"open_problems"} if each.debts.late_problems else set())
    figures = (
        Span(str(row[key] or ""), Tone.BAD if key in bad else Tone.WARN if key == "silent" else Tone.PLAIN)
        for key in _FIGURES
    )
    cells = (
        Span(f"沉默 {row['name']}" if each.debts.is_silent else row["name"], name),
        *figures,
        Span(row["last"], last),
    )
    # Both names: two governments may have a unit of the same one.
    key = f"{each.government} {each.debts.name}"
    return SheetLine(
        key, cells, partial(_detail, value), filter=_filter(each, plan, several=several), plan=plan, value=value
    )


def _filter(each: UnitOwing, plan: str, *, several: bool) -> str:
    """What it has not done in what is counted: of all plans, neither those archived nor what was carried on."""
    unit = "" if each.debts.kind is LineKind.NOBODY else each.debts.name
    if plan:
        return owed_filter(unit)
    plans = dict.fromkeys(item.row.plan for item in each.debts.items) if several else ()
    return f"{owed_filter(unit, plans)} {URGED}"


def _detail(value: Owes, cells: int) -> list[Line]:
    return paragraph(value.text.rstrip("\n"), cells)
