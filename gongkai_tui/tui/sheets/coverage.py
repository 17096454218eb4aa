"""对照: how a plan answers the upper plan and last year's; links proposed, confirmed, cleared, removed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from gongkai_tui.domain.coverage import Side
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.task import LinkKind
from gongkai_tui.domain.word_diff import Edit
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.lines import BLANK, Line, Span, Tone, line, paragraph
from gongkai_tui.tui.outcome import Outcome
from gongkai_tui.tui.sheets.handling import all_of_the_office, ask_and_save, choose, office_only, save_proposal
from gongkai_tui.tui.sheets.sheet import Closed, Column, Page, Sheet, SheetLine, labelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gongkai_tui.domain.coverage import Answer, Coverage
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.tui.widgets.choice_list import Choice
    from gongkai_tui.usecases.link_proposals import ProposedLink
    from gongkai_tui.usecases.workspace import Workspace

# Use cases and dialogs load when they are first needed.
# ruff: noqa: PLC0415

_MOST_OFFERED = 5
_OTHER = "other"

_SIDES = {
    Side.BOTH: ("已对应", Tone.GOOD),
    Side.STALE: ("待复核", Tone.BAD),
    Side.UPPER: ("未落实", Tone.WARN),
    Side.LOWER: ("无来源", Tone.DIM),
}
_FOLLOWING = {Side.UPPER: ("未承接", Tone.WARN), Side.LOWER: ("新增", Tone.DIM)}
"""Other words where the upper plan is last year's."""


class Alone(NamedTuple):
    """A task that stands on one side only, with what it could be linked to, the likeliest first."""

    row: TaskRow
    proposals: tuple[ProposedLink, ...]
    kind: LinkKind
    is_upper: bool
    """It stands in the upper plan or last year's."""


class CoverageSheet(Sheet):
    """One line for each pair of tasks, and for each task without the other."""

    name: ClassVar[str] = "对照"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("关系", 4, rank=3),
        Column("情况", 8),
        Column("上级或上年", 24),
        Column("本计划", 24, rank=1),
        Column("任务", 60, grows=True),
        Column("用字", 6, rank=2),
    )
    handles: ClassVar[str] = "确认或写明对应哪一项；待复核的复核；已对应的可删去"
    needs_plan: ClassVar[bool] = True

    def first_plan(self, plans: Sequence[Plan]) -> Plan | None:
        """Choose the first plan that names another."""
        return next((plan for plan in plans if plan.implements or plan.follows), super().first_plan(plans))

    def read(self, port: Port, plan: Plan | None) -> Page:
        """Pairs by link, and what stands alone with what it could be linked to."""
        empty = ("这份计划没有写上级计划或上一年计划。", f"用 {key_of('plan_head')} 写明后再对照。")
        if plan is None or not (plan.implements or plan.follows):
            return Page((), empty=empty)
        return port.ask(partial(_read, plan))

    def closed(self, port: Port, plan: Plan | None, lines: Sequence[SheetLine]) -> Closed:
        """Tell whether all of it is the office's."""
        from gongkai_tui.usecases.linking import RULE

        return all_of_the_office(port, plan, RULE, lines)

    async def handle(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Confirm what the lines propose; else clear or remove the one link."""
        from gongkai_tui.usecases import linking

        if await office_only(screen, screen.plan.id if screen.plan else "", linking.RULE):
            return False
        alone = [each.value for each in lines if isinstance(each.value, Alone)]
        if alone:
            return await _link(screen, alone)
        answer: Answer = lines[0].value  # type: ignore[assignment]
        if answer.upper is None or answer.lower is None:
            return False
        task, to = answer.lower.id, answer.upper.id
        stale = answer.side is Side.STALE
        title = f"复核关联：{task} 与 {to}" if stale else f"删去关联：{task} 与 {to}"
        work = linking.propose_clearing if stale else linking.propose_removal
        return await ask_and_save(
            screen,
            title,
            (Field("reason", "理由"),),
            lambda ws, answers: work(ws, task=task, to=to, reason=answers["reason"]),
            linking.save_links,
            required=frozenset({"reason"}),
        )


async def _link(screen: SheetsScreen, alone: Sequence[Alone]) -> bool:
    """Confirm the likeliest link of each marked task; of a single one, the link that the person chooses."""
    from gongkai_tui.usecases import linking

    chosen = [each.proposals[0] for each in alone if each.proposals]
    if len(alone) == 1:
        offered = alone[0].proposals[:_MOST_OFFERED]
        answer = await _choose(screen, alone[0].row, offered) if offered else _OTHER
        if answer is None:
            return False
        if answer == _OTHER:
            return await _name_other(screen, alone[0])
        chosen = [offered[int(answer)]]
    if not chosen:
        screen.warn("这几项都没有相近的任务可以建议；取消标记，逐项写明对应哪一项")
        return False
    wishes = [found.wish for found in chosen]
    propose = partial(linking.propose_links, wishes=wishes)
    outcome = await save_proposal(screen, propose, linking.save_links, f"确认 {len(wishes)} 条关联")
    return outcome is Outcome.SAVED


async def _choose(screen: SheetsScreen, row: TaskRow, offered: Sequence[ProposedLink]) -> str | None:
    from gongkai_tui.tui.widgets.choice_list import Choice

    choices = [_choice(place, found, row) for place, found in enumerate(offered)]
    return await choose(screen, f"{row.id} 对应哪一项", [*choices, Choice(_OTHER, "另一项", note="写编号")])


async def _name_other(screen: SheetsScreen, alone: Alone) -> bool:
    """Link a task to one that nothing proposes."""
    from gongkai_tui.usecases import linking

    def propose(ws: Workspace, answers: Mapping[str, str]) -> linking.LinkProposal:
        task, to = (answers["other"], alone.row.id) if alone.is_upper else (alone.row.id, answers["other"])
        return linking.propose_links(ws, [linking.LinkWish(task, to, alone.kind)])

    where = "本计划" if alone.is_upper else "上级或上一年计划"
    fields = (Field("other", f"{where}里对应的任务（编号）"),)
    required = frozenset({"other"})
    return await ask_and_save(
        screen, f"{alone.row.id} 对应哪一项", fields, propose, linking.save_links, required=required
    )


def _choice(place: int, found: ProposedLink, row: TaskRow) -> Choice:
    from gongkai_tui.tui.widgets.choice_list import Choice

    other = found.to if found.task.id == row.id else found.task
    return Choice(str(place), f"{found.score}%  {other.id} {other.heading}", note=other.requirement)


def _read(plan: Plan, ws: Workspace, as_of: str | None) -> Page:
    from gongkai_tui.usecases.coverage import plan_coverage

    coverages: list[Coverage] = []
    problems: list[Problem] = []
    for kind in (LinkKind.IMPLEMENTS, LinkKind.FOLLOWS):
        try:
            report = plan_coverage(ws, plan.id, kind=kind, as_of=as_of)
        except UsageError:
            continue
        coverages += [each for each in report.coverages if each.lower.id == plan.id]
        problems += report.problems
    proposals = () if as_of else _proposals(ws, plan)
    lines = [found for each in coverages for found in _lines(each, proposals)]
    return Page(tuple(lines), tuple(_said(coverages)), tuple(dict.fromkeys(problems)))


def _proposals(ws: Workspace, plan: Plan) -> tuple[ProposedLink, ...]:
    from gongkai_tui.usecases.link_proposals import proposed_links

    try:
        return proposed_links(ws, plan.id)
    except UsageError:
        return ()


def _said(coverages: Sequence[Coverage]) -> Iterator[Span]:
    for each in coverages:
        word = "落实" if each.kind is LinkKind.IMPLEMENTS else "承接"
        yield Span(f"{word} {each.upper_answered}/{each.upper_total}  ")
        if each.stale:
            yield Span(f"待复核 {each.stale}  ", Tone.BAD)


def _lines(coverage: Coverage, proposals: Sequence[ProposedLink]) -> Iterator[SheetLine]:
    kind = coverage.kind or LinkKind.RELATED
    words = _SIDES | (_FOLLOWING if kind is LinkKind.FOLLOWS else {})
    for answer in coverage.answers:
        upper, lower = answer.upper, answer.lower
        row = lower or upper
        if row is None:
            continue
        found: tuple[ProposedLink, ...] = ()
        if not (upper and lower):
            likely = (each for each in proposals if each.kind is kind and row.id in (each.task.id, each.to.id))
            found = tuple(sorted(likely, key=lambda each: -each.score))
        offer = f"建议 {found[0].score}%" if found else ""
        word, tone = words[answer.side]
        cells = (
            Span(kind.value, Tone.DIM),
            Span(word, tone),
            Span(upper.id, Tone.PLAIN) if upper else Span(offer, Tone.WARN),
            Span(lower.id, Tone.PLAIN) if lower else Span(offer, Tone.WARN),
            Span(row.heading or row.requirement),
            Span("有改动" if answer.differs else "", Tone.ACCENT),
        )
        tasks = tuple(each.id for each in (lower, upper) if each)
        value: object = answer if upper and lower else Alone(row, found, kind, upper is not None)
        detail = partial(_detail, answer, found)
        yield SheetLine(f"{kind} {' '.join(tasks)}", cells, detail, tasks, value=value)


def _detail(answer: Answer, proposals: Sequence[ProposedLink], cells: int) -> list[Line]:
    upper, lower = answer.upper, answer.lower
    found: list[Line] = []
    for word, row in (("上级或上年", upper), ("本计划", lower)):
        if row:
            found += labelled(word, f"{row.id} {row.heading}", cells, Tone.TITLE)
    found.append(BLANK)
    if upper and lower:
        marks = {Edit.SAME: "{}", Edit.DELETED: "[-{}-]", Edit.INSERTED: "[+{}+]"}
        found += paragraph("".join(marks[run.edit].format(run.text) for run in answer.diff), cells)
        found += [BLANK, line(Span("[-上级或上年有、本计划没有-]  [+本计划加的+]", Tone.DIM))]
        return found
    row = upper or lower
    found += paragraph(row.requirement if row else "", cells)
    for each in proposals[:_MOST_OFFERED]:
        other = each.to if row and each.task.id == row.id else each.task
        found += [BLANK, *labelled(f"建议 {each.score}%", f"{other.id} {other.heading}", cells, Tone.WARN)]
        found += paragraph(other.requirement, cells)
    return found
