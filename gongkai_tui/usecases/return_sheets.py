"""整改链接表 that came back: every row against the records first, then 报整改 for all of them in one commit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold, fold_unspaced
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.problem_loop import day_refusal, evidence_refusal
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.problem_steps import Fix
from gongkai_tui.importing.returned_table import DONE, FIXED, ID, LINK, TEXT, read_returned_table
from gongkai_tui.reporting.delimited import unformula
from gongkai_tui.reporting.rectification_sheet import fixed_cells
from gongkai_tui.usecases.change_problems import propose_work, with_subject
from gongkai_tui.usecases.changing import ChangeRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from gongkai_tui.domain.problem_record import PlanProblem, ProblemRecord
    from gongkai_tui.importing.returned_table import ReturnedRow
    from gongkai_tui.usecases.change_problems import ProblemProposal
    from gongkai_tui.usecases.problem_book import ProblemBook
    from gongkai_tui.usecases.workspace import Workspace

_CLOSED_STATES = (ProblemState.CLOSED, ProblemState.WITHDRAWN)
_REPORTING = "报整改"
_NOTHING = frozenset({"", "无", "-", "—", "/"})
_FIXED = (ID, *FIXED)
_ANSWERS = (TEXT, LINK, DONE)


@dataclass(frozen=True, slots=True)
class SheetReturn:
    """What the tables would record."""

    proposal: ProblemProposal
    """With every conflict among its refusals; `change_problems.carry_out` commits it."""
    unfilled: tuple[str, ...]
    """Ids of rows that nobody filled in: not put right so far."""
    recorded: tuple[str, ...]
    """Ids of rows that say what is recorded already."""
    hints: tuple[str, ...]
    remarked: tuple[ReturnedRow, ...] = ()
    """Rows in which only 备注 is filled in: nothing is recorded, and a person has to read them."""


def propose_return(ws: Workspace, files: Sequence[tuple[str, bytes]]) -> SheetReturn:
    """Work out what returned tables record; `files` are (name, content). Nothing is written.

    Raises:
        DocumentError: a file is no such table or cannot be read.
    """
    tables = [read_returned_table(data, name, year=ws.today.year) for name, data in files]
    rows = [row for table in tables for row in (*table.rows, *table.faulty)]
    unreadable = [problem for table in tables for problem in table.problems]
    filled = [row for row in rows if not _is_unfilled(row)]
    recorded: list[str] = []

    def work(book: ProblemBook) -> list[Problem]:
        recorded.clear()
        found = [*unreadable, *_take_all(book, filled, recorded, ws.today), *_unknown(book, rows, filled)]
        return sorted(found, key=lambda problem: (problem.place, problem.line or 0))

    proposal = propose_work(ws, work)
    proposal = with_subject(proposal, f"收回整改链接表：{len(proposal.problems)}个问题 整改中 → 待再核查")
    empty = [row for row in rows if _is_unfilled(row)]
    remarked = tuple(row for row in empty if row.note.strip() not in _NOTHING)
    unfilled = tuple(dict.fromkeys(row.id for row in empty if row.id and row not in remarked))
    hints = tuple(hint for table in tables for hint in table.hints)
    return SheetReturn(proposal, unfilled, tuple(recorded), hints, remarked)


def _is_unfilled(row: ReturnedRow) -> bool:
    return not row.links and row.done is None and row.text.strip() in _NOTHING and row.unreadable.isdisjoint(_ANSWERS)


def _take_all(book: ProblemBook, rows: Iterable[ReturnedRow], recorded: list[str], today: date) -> Iterator[Problem]:
    known = {fold(each.record.id): each for each in book.problems}
    first: dict[str, ReturnedRow] = {}
    for row in rows:
        found = known.get(fold(row.id))
        if found is None:
            yield from _unknown_id(row)
            yield from _lacking(row)
            continue
        other = first.setdefault(found.record.id, row)
        if other is not row and _said(other) == _said(row):
            continue
        if _is_recorded(found.record, row):
            recorded.append(found.record.id)
            continue
        conflicts = list(_conflicts(book, found, row, today))
        if other is not row:
            message = f"{row.id} 在{other.place} 第 {other.row} 行也填了，内容不同；请留一处。"
            conflicts.insert(0, _problem(row, message, ID))
        yield from conflicts
        if not conflicts and not row.unreadable:
            yield from _take(book, found, row)


def _take(book: ProblemBook, found: PlanProblem, row: ReturnedRow) -> Iterator[Problem]:
    if row.done is None:
        return
    try:
        book.take(found.plan, found.record.id, Fix(row.done, _text(row), row.links))
    except ChangeRefused as refused:
        yield _problem(row, f"{found.record.id}：{refused}", "")


def _conflicts(book: ProblemBook, found: PlanProblem, row: ReturnedRow, today: date) -> Iterator[Problem]:
    """Everything that keeps a row from being recorded, in the words of the table."""
    record = found.record
    if record.state in _CLOSED_STATES:
        yield _problem(row, f"{record.id} {record.state}，不再报整改。", ID)
        return
    if record.state is not ProblemState.RECTIFYING:
        yield _problem(row, f"{record.id} 现在是{record.state}，不能报整改；发表之后已有变化。", ID)
        return
    refused = book.party_refusal(found.plan, record, _REPORTING)
    if refused:
        yield _problem(row, f"{record.id}：{refused}", "")
        return
    now = dict(zip(_FIXED, fixed_cells(record), strict=True))
    for column, text in row.fixed:
        same = (fold_unspaced(now[column]), fold_unspaced(unformula(now[column])))
        if column not in row.unreadable and fold_unspaced(text) not in same:
            yield _problem(row, f"“{_short(text)}”与记录的“{_short(now[column])}”不同：{_why(column)}。", column)
    yield from _lacking(row)
    wrong_day = day_refusal(record, row.done, today) if row.done else ""
    if wrong_day:
        yield _problem(row, wrong_day, DONE)


def _lacking(row: ReturnedRow) -> Iterator[Problem]:
    """What the unit left out, and links that are none, whichever problem the row is about."""
    lacks = (
        (TEXT, "没有填整改情况。" if row.text.strip() in _NOTHING else ""),
        (LINK, "" if row.links else "没有填整改链接：要有网址、文号或文件名作佐证。"),
        *((LINK, evidence_refusal((link,))) for link in row.links),
        (DONE, "没有填整改完成时间。" if row.done is None else ""),
    )
    yield from (_problem(row, why, column) for column, why in lacks if why and column not in row.unreadable)


def _unknown_id(row: ReturnedRow) -> Iterator[Problem]:
    if ID not in row.unreadable:
        yield _problem(row, f"没有编号为 {row.id} 的问题（或还没有提交）。", ID)


def _why(column: str) -> str:
    if column == "整改期限":
        return "发表之后期限变了，或表里被改过；请用新发的表，或改回原样"
    return "表里被改过，或发表之后记录变了；请改回原样，有不同意见另报异议"


def _is_recorded(record: ProblemRecord, row: ReturnedRow) -> bool:
    """Whether the row says what the last 整改 already says, as where a table is read twice."""
    fixed = record.last_round.fixed if record.last_round else None
    return fixed is not None and (fixed.date, fold_unspaced(fixed.text), fixed.evidence) == (
        row.done, fold_unspaced(_text(row)), row.links,
    )  # fmt: skip


def _unknown(book: ProblemBook, rows: Iterable[ReturnedRow], filled: Sequence[ReturnedRow]) -> Iterator[Problem]:
    """Rows that nobody filled in and that name no problem: an id was damaged, so something may be missing."""
    known = {fold(each.record.id) for each in book.problems}
    for row in rows:
        if row not in filled and fold(row.id) not in known:
            yield from _unknown_id(row)


def _said(row: ReturnedRow) -> tuple[object, ...]:
    return row.done, fold_unspaced(_text(row)), row.links


def _text(row: ReturnedRow) -> str:
    note = row.note.strip()
    return row.text if note in _NOTHING else f"{row.text}\n备注：{note}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 20 else f"{flat[:20]}…"  # noqa: PLR2004


def _problem(row: ReturnedRow, message: str, column: str) -> Problem:
    return Problem(Severity.ERROR, message, row.place, row.row, column, "problem-return")
