"""What the 对照 shows: a line for each pair of tasks, and for each task without the other, above and below a plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.coverage import Side
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LinkKind
from gongkai_tui.domain.word_diff import Edit
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.lines import BLANK, Line, Span, Tone, line, paragraph
from gongkai_tui.tui.sheets.sheet import Page, SheetLine, labelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai_tui.domain.coverage import Answer, Coverage
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.link_proposals import ProposedLink
    from gongkai_tui.usecases.workspace import Workspace

# Use cases load when they are first needed.
# ruff: noqa: PLC0415

MOST_OFFERED = 5
"""Proposals that are shown of one task."""

_SIDES = {
    Side.BOTH: ("已对应", Tone.GOOD),
    Side.STALE: ("待复核", Tone.BAD),
    Side.UPPER: ("未落实", Tone.WARN),
    Side.LOWER: ("无来源", Tone.DIM),
}
_FOLLOWING = {Side.UPPER: ("未承接", Tone.WARN), Side.LOWER: ("新增", Tone.DIM)}
"""Other words where the upper plan is last year's."""
_FRONT, _BACK = "上级或上年", "下级或下年"
SIDE_TITLES = (_FRONT, _BACK)
_PLAN_WORDS = {LinkKind.IMPLEMENTS: ("上级", "下级"), LinkKind.FOLLOWS: ("上年", "下年")}
"""What the two plans of a kind of link are called."""


class Alone(NamedTuple):
    """A task that stands on one side only, with what it could be linked to, the likeliest first."""

    row: TaskRow
    proposals: tuple[ProposedLink, ...]
    kind: LinkKind
    is_upper: bool
    """It stands in the upper plan or last year's."""
    other: str
    """Plan in which there is no task for it."""

    @property
    def lower_plan(self) -> str:
        """Plan whose tasks keep the links."""
        return self.other if self.is_upper else self.row.plan


def read_page(plan: Plan, ws: Workspace, as_of: str | None) -> Page:
    """Pairs by link, and what stands alone with what it could be linked to: of the plans above first, then below."""
    from gongkai_tui.usecases.coverage import plan_coverage

    coverages: list[Coverage] = []
    problems: list[Problem] = []
    for kind in (LinkKind.IMPLEMENTS, LinkKind.FOLLOWS):
        try:
            report = plan_coverage(ws, plan.id, kind=kind, as_of=as_of)
        except UsageError:
            continue
        coverages += report.coverages
        problems += report.problems
    if not coverages:
        words = "这份计划没有上级、下级计划，也没有上一年、下一年的计划。"
        return Page((), empty=(words, f"用 {key_of('plan_head')} 写明后再对照。"))
    coverages.sort(key=lambda each: each.lower.id != plan.id)
    lines = [
        found
        for each in coverages
        for found in _lines(each, () if as_of else _proposals(ws, each), is_above=each.lower.id == plan.id)
    ]
    return Page(tuple(lines), tuple(_said(plan, coverages)), tuple(dict.fromkeys(problems)))


def _proposals(ws: Workspace, coverage: Coverage) -> tuple[ProposedLink, ...]:
    from gongkai_tui.usecases.link_proposals import proposed_links

    try:
        return proposed_links(ws, coverage.lower.id, kind=coverage.kind)
    except UsageError:
        return ()


def _said(plan: Plan, coverages: Sequence[Coverage]) -> Iterator[Span]:
    for kind, (_, below) in _PLAN_WORDS.items():
        for each in coverages:
            if each.kind is kind and each.lower.id == plan.id:
                yield Span(f"{kind} {each.upper_answered}/{each.upper_total}  ")
        lower = [each for each in coverages if each.kind is kind and each.upper.id == plan.id]
        if lower:
            answered = {each.upper.id for found in lower for each in found.answers if each.upper and each.is_answered}
            yield Span(f"{below}{len(lower)}份{kind} {len(answered)}/{lower[0].upper_total}  ")
    stale = sum(each.stale for each in coverages)
    if stale:
        yield Span(f"待复核 {stale}  ", Tone.BAD)


def _lines(coverage: Coverage, proposals: Sequence[ProposedLink], *, is_above: bool) -> Iterator[SheetLine]:
    kind = coverage.kind or LinkKind.RELATED
    words = _SIDES | (_FOLLOWING if kind is LinkKind.FOLLOWS else {})
    for answer in coverage.answers:
        upper, lower = answer.upper, answer.lower
        row = lower or upper
        if row is None:
            continue
        found: tuple[ProposedLink, ...] = ()
        if not (upper and lower):
            likely = (each for each in proposals if row.id in (each.task.id, each.to.id))
            found = tuple(sorted(likely, key=lambda each: -each.score))
        offer = f"建议 {found[0].score}%" if found else ""
        lacking = offer if is_above else f"{coverage.lower.id} {offer}"
        word, tone = ("已终止", Tone.DIM) if answer.is_ended else words[answer.side]
        cells = (
            Span(kind.value, Tone.DIM),
            Span(word, tone),
            Span(upper.id, Tone.PLAIN) if upper else Span(offer, Tone.WARN),
            Span(lower.id, Tone.PLAIN) if lower else Span(lacking, Tone.WARN),
            Span(row.heading or row.requirement),
            Span("有改动" if answer.differs else "", Tone.ACCENT),
        )
        tasks = tuple(each.id for each in (lower, upper) if each)
        other = coverage.lower.id if upper else coverage.upper.id
        value: object = answer if upper and lower else Alone(row, found, kind, upper is not None, other)
        key = " ".join((kind, *tasks)) if is_above or lower else f"{kind} {row.id} {coverage.lower.id}"
        yield SheetLine(key, cells, partial(_detail, kind, answer, found), tasks, value=value)


def _detail(kind: LinkKind, answer: Answer, proposals: Sequence[ProposedLink], cells: int) -> list[Line]:
    upper, lower = answer.upper, answer.lower
    front, back = _PLAN_WORDS.get(kind, SIDE_TITLES)
    found: list[Line] = []
    for word, row in ((front, upper), (back, lower)):
        if row:
            ended = "（已终止，不算对应）" if row.status == Status.ENDED else ""
            found += labelled(word, f"{row.id} {row.heading}{ended}", cells, Tone.TITLE)
    found.append(BLANK)
    if upper and lower:
        marks = {Edit.SAME: "{}", Edit.DELETED: "[-{}-]", Edit.INSERTED: "[+{}+]"}
        found += paragraph("".join(marks[run.edit].format(run.text) for run in answer.diff), cells)
        found += [BLANK, line(Span(f"[-{front}有、{back}没有-]  [+{back}加的+]", Tone.DIM))]
        return found
    row = upper or lower
    found += paragraph(row.requirement if row else "", cells)
    for each in proposals[:MOST_OFFERED]:
        other = each.to if row and each.task.id == row.id else each.task
        found += [BLANK, *labelled(f"建议 {each.score}%", f"{other.id} {other.heading}", cells, Tone.WARN)]
        found += paragraph(other.requirement, cells)
    return found
