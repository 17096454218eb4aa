"""考核: the ranking of the period that runs, with what every figure is made of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from gongkai_tui.domain.scoring import ManualScore, points_text
from gongkai_tui.reporting.history_text import SHORT_ID
from gongkai_tui.reporting.score_text import UNCOMMITTED, unit_summary
from gongkai_tui.reporting.untold_text import untold_note
from gongkai_tui.tui.commands.copying import put_on_clipboard
from gongkai_tui.tui.commands.screens import show_commit
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.lines import BLANK, Line, Span, Tone, line, paragraph
from gongkai_tui.tui.sheets.handling import ask_and_save, choose, is_office_only, office_only, save_proposal
from gongkai_tui.tui.sheets.sheet import Closed, Column, Page, Sheet, SheetLine
from gongkai_tui.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.scoring import Fact, ScoreItem, UnitScore
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.usecases.change_scoring import ScoringProposal
    from gongkai_tui.usecases.score_commits import Origin
    from gongkai_tui.usecases.scores import ScoreReport
    from gongkai_tui.usecases.workspace import Workspace

# Use cases load when they are first needed.
# ruff: noqa: PLC0415

_LISTED = 3
"""Units that the drafts of 表扬 and 通报批评 name; ties make it more."""


def made_of(item: ScoreItem) -> tuple[Fact | ManualScore, ...]:
    """Give everything that a figure is made of."""
    return (*item.facts, item.manual) if item.manual else item.facts


class Scored(NamedTuple):
    """One unit, and the commit behind each of its figures."""

    score: UnitScore
    origins: Mapping[Fact | ManualScore, Origin]

    @property
    def unit(self) -> str:
        """Its name."""
        return self.score.unit

    @property
    def counted(self) -> list[tuple[ScoreItem, Fact | ManualScore]]:
        """Everything that a figure is made of, with what it counts for."""
        return [(item, each) for item in self.score.items for each in made_of(item)]


class ScoresSheet(Sheet):
    """One line for each unit that is ranked."""

    name: ClassVar[str] = "考核"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("名次", 4, right=True),
        Column("得分", 8, right=True),
        Column("单位", 30),
        Column("加减分", 80, grows=True),
        Column("上期", 4, rank=2, right=True),
        Column("长期落后", 30, rank=1),
    )
    handles: ClassVar[str] = "看每个数字出自哪次提交"
    adds: ClassVar[str] = "手工加减分；还没有规则的写入样例"
    copies: ClassVar[str] = "复制表扬、通报批评名单草稿"
    needs_plan: ClassVar[bool] = True

    def read(self, port: Port, plan: Plan | None) -> Page:
        """The ranking of the period in which the day that is looked at lies."""
        if plan is None:
            return Page(())
        return port.ask(partial(_read, plan.id))

    def closed(self, port: Port, plan: Plan | None, lines: Sequence[SheetLine]) -> Closed:  # noqa: ARG002
        """Tell whether this person gives no points."""
        from gongkai_tui.usecases.change_scoring import RULE

        return Closed(adds=is_office_only(port, plan.id if plan else "", RULE))

    async def handle(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Show the commit behind one figure of a unit in the history."""
        value: Scored = lines[0].value  # type: ignore[assignment]
        committed = [(item, each) for item, each in value.counted if value.origins[each].commit]
        if not committed:
            screen.warn(f"{value.unit}没有加减分，或加减分的依据都还没有提交")
            return False
        choices = [
            Choice(str(place), f"{_origin_words(value.origins[each])}  {item.item}", note=_said(each))
            for place, (item, each) in enumerate(committed)
        ]
        answer = await choose(screen, f"{value.unit}：看哪一件的提交", choices)
        if answer is not None:
            show_commit(screen.desk, value.origins[committed[int(answer)][1]].commit)
        return False

    async def add(self, screen: SheetsScreen) -> None:
        """Give points by hand, or write the first rules."""
        from gongkai_tui.usecases.change_scoring import (
            RULE,
            ManualPoints,
            change_scoring,
            propose_example,
            propose_points,
        )

        if screen.plan is None or await office_only(screen, screen.plan.id, RULE):
            return
        plan = screen.plan.id
        if not screen.lines.all:
            await save_proposal(screen, partial(propose_example, plan_id=plan), change_scoring, "写入样例规则")
            return
        unit = screen.table.current.value if screen.table.current else None
        fields = (
            Field("unit", "单位", getattr(unit, "unit", ""), kind=Kind.UNIT),
            Field("points", "分数", hint="2、-1.5"),
            Field("reason", "理由"),
            Field("link", "依据（网址、文号或编号，可空）"),
            Field("day", "日期（空为今天，可空）", kind=Kind.DUE),
        )
        required = frozenset({"unit", "points", "reason"})

        def propose(ws: Workspace, answers: Mapping[str, str]) -> ScoringProposal:
            return propose_points(ws, plan, ManualPoints(**answers))

        await ask_and_save(screen, "手工加减分", fields, propose, change_scoring, required=required, plan=plan)

    async def copy(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Offer the drafts beside the table."""
        from gongkai_tui.reporting.score_draft import CRITICISM, PRAISE

        choices = (
            Choice("table", f"{len(lines)} 行表格"),
            Choice(PRAISE, "表扬名单草稿", note=f"前 {_LISTED} 名，待批准"),
            Choice(CRITICISM, "通报批评名单草稿", note=f"后 {_LISTED} 名，待批准"),
        )
        what = await choose(screen, "复制", choices)
        if what in {PRAISE, CRITICISM} and screen.plan:
            ask = partial(screen.desk.port.ask, partial(_draft, screen.plan.id, what))
            draft, said = await screen.desk.back.read(ask)
            if draft:
                put_on_clipboard(screen.desk, draft)
            if said:
                screen.say(said)
        return what != "table"


def _read(plan: str, ws: Workspace, as_of: str | None) -> Page:
    from gongkai_tui.usecases.scores import NoScoring, NoSuchStanding, ranking_with_origins

    try:
        report, origins = ranking_with_origins(ws, plan, as_of=as_of)
    except NoScoring:
        return Page((), empty=("这份计划还没有考核规则。", "按 + 写入一份样例，按本单位的考核办法改好再用。"))
    except NoSuchStanding as nothing:
        return Page((), empty=(str(nothing),))
    said = [Span(f"{report.period.name}  {len(report.units)} 个单位", Tone.ACCENT)]
    if report.behind:
        said.append(Span(f"  长期落后 {len(report.behind)}", Tone.BAD))
    said += [Span(f"  {untold_note(each)}", Tone.WARN) for each in report.untold]
    lines = tuple(_line(report, Scored(each, origins)) for each in report.units)
    return Page(lines, tuple(said), report.problems, ("没有可以排名的单位。",))


def _draft(plan: str, wanted: str, ws: Workspace, as_of: str | None) -> tuple[str, str]:
    """The draft, with a remark where it names more or fewer; else an empty text, and why there is nobody to name."""
    from gongkai_tui.usecases.score_drafts import score_draft
    from gongkai_tui.usecases.scores import scores

    text, remark, named = score_draft(scores(ws, plan, as_of=as_of), wanted, _LISTED)
    if text:
        remark = f"已复制。{remark}" if named != _LISTED else ""
    return text, remark


def _line(report: ScoreReport, value: Scored) -> SheetLine:
    each = value.score
    behind = report.behind.get(each.unit, ())
    cells = (
        Span(str(each.rank), Tone.ACCENT),
        Span(points_text(each.hundredths)),
        Span(each.unit),
        Span("，".join(_words(item) for item in each.items), Tone.DIM),
        Span(str(report.previous.get(each.unit, "")), Tone.DIM),
        Span("、".join(behind), Tone.BAD),
    )
    return SheetLine(each.unit, cells, partial(_detail, report, value), _tasks(each), value=value)


def _words(item: ScoreItem) -> str:
    times = f"（{len(item.facts)}件）" if item.facts else ""
    return f"{item.item} {points_text(item.hundredths, signed=True)}{times}"


def _tasks(each: UnitScore) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.task for item in each.items for fact in item.facts if fact.task))


def _said(what: Fact | ManualScore) -> str:
    """What counts: its day, where it stands, what it is."""
    if isinstance(what, ManualScore):
        return f"{what.date} 手工加减分 {what.reason}"
    return f"{what.day} {what.problem or what.task} {what.text}"


def _origin_words(origin: Origin) -> str:
    return f"{origin.commit[:SHORT_ID]} {origin.day}" if origin.commit else UNCOMMITTED


def _detail(report: ScoreReport, value: Scored, cells: int) -> list[Line]:
    found = paragraph(unit_summary(report, value.score), cells, tone=Tone.TITLE)
    for item in value.score.items:
        found += [BLANK, line(Span(_words(item), Tone.ACCENT), Span("  已到上限" if item.cut else "", Tone.WARN))]
        for each in made_of(item):
            found += paragraph(_said(each), cells, first="  - ")
            found.append(line(Span(f"    提交 {_origin_words(value.origins[each])}", Tone.DIM)))
        if item.link:
            found += paragraph(item.link, cells, first="  ")
    return found
