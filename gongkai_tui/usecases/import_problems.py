"""A 问题清单 of a third party becomes problem records: matched, previewed, then one commit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.problem_matching import problem_key, ranges
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.settable import read_line
from gongkai_tui.domain.short_name import one_line, short_name
from gongkai_tui.domain.wording import called
from gongkai_tui.importing.problem_list import read_problem_list
from gongkai_tui.usecases.change_problems import propose_work, with_subject
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.problem_book import ProblemBook
from gongkai_tui.usecases.problem_rows import METHOD, ImportLine, ListOptions, ProblemMatcher, RowRefused
from gongkai_tui.usecases.reading import committed_view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.importing.problem_list import DraftProblem, ProblemList
    from gongkai_tui.usecases.change_problems import ProblemProposal
    from gongkai_tui.usecases.workspace import Workspace

    Rows = list[tuple[DraftProblem, ImportLine]]

__all__ = ["METHOD", "RULE", "ImportLine", "ListOptions", "ProblemImport", "propose_problem_list"]

RULE = "问题清单由政务公开办导入"
_LINE = 110
_NAME = 200
"""Characters of a name that a record may hold."""


@dataclass(frozen=True, slots=True)
class ProblemImport:
    """Everything that a list would add."""

    lines: tuple[ImportLine, ...]
    hints: tuple[str, ...]
    """How the file was read, and what was left aside."""
    proposal: ProblemProposal
    """`change_problems.carry_out` commits it."""

    @property
    def added(self) -> int:
        """How many records it would add."""
        return sum(bool(line.id) for line in self.lines)

    @property
    def linked(self) -> int:
        """How many records that are known would get a task."""
        return sum(bool(line.links) for line in self.lines)


def propose_problem_list(
    ws: Workspace, data: bytes, name: str, *, plan: str, options: ListOptions | None = None
) -> ProblemImport:
    """Work out what a list adds to a plan; nothing is written.

    Raises:
        DocumentError: the file is no list that can be read.
        UnknownPlan: there is no such plan.
        Refused: a unit works here, or rows cannot be read or matched; every one is named, and nothing is imported.
    """
    options = options or ListOptions()
    view = committed_view(ws)
    plans = view.plans()
    refuse_unknown_plan(plan, plans)
    ws.actor().refuse_unless_office(RULE, plans[plan].jurisdiction)
    _refuse_long_names(options)
    listed = read_problem_list(data, name, year=plans[plan].year, today=ws.today)
    matcher = ProblemMatcher(view, plans[plan], options, ws.today)
    book = ProblemBook(ws)
    rows = _matched(listed, matcher, name, book)
    entered = [(draft, line) for draft, line in rows if line.id or line.links]
    proposal = propose_work(ws, lambda now: _enter(now, plan, matcher, entered), book)
    hints = (*listed.hints, *matcher.hints([draft for draft, line in rows if line.id]))
    found = ProblemImport(tuple(line for _, line in rows), hints, proposal)
    return replace(found, proposal=with_subject(proposal, _subject(plans[plan], name, found, options.by)))


def _refuse_long_names(options: ListOptions) -> None:
    for label, text in ((called(inputs.CHECKED_BY), options.by), (called(inputs.METHOD), options.method)):
        if len(read_line(text, label)) > _NAME:
            raise UsageError(f"{label} 最多 {_NAME} 个字，现在是 {len(text)} 个。")


def _matched(listed: ProblemList, matcher: ProblemMatcher, name: str, book: ProblemBook) -> Rows:
    """Every row with what becomes of it; Refused where one cannot be read or matched."""
    rows: Rows = []
    problems = list(listed.problems)
    for draft in (*listed.rows, *listed.faulty):
        try:
            line = matcher.line(draft)
            about = (line.task, line.unit) if line.id or line.links else ("", "")
            rows.append((draft, line))
        except RowRefused as refused:
            about = (refused.task, refused.unit)
            problems += [_refusal(draft, str(fault), fault.field) for fault in refused.faults]
        try:
            if all(about):
                task, unit = about
                book.changer.unit_in(book.task(task), unit)
        except ChangeRefused as stranger:
            problems.append(_refusal(draft, str(stranger), "责任单位"))
    if problems:
        raise Refused(f"{name} 有 {len(problems)} 处不能用，全部没有导入", _once_each(problems))
    if not rows:
        raise Refused(f"{name} 里没有一条问题")
    return rows


def _refusal(draft: DraftProblem, message: str, column: str) -> Problem:
    return Problem(Severity.ERROR, message, draft.place, draft.row, column, "import")


def _once_each(problems: Iterable[Problem]) -> list[Problem]:
    """Give the findings in the order of the rows; what many rows have in common is said once, with their numbers."""
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: (problem.place, problem.line or 0)):
        alike.setdefault((problem.place, problem.field, problem.message), []).append(problem)
    found = []
    for same in alike.values():
        rows = [problem.line for problem in same if problem.line is not None]
        more = f"（共 {len(same)} 行：{ranges(rows)}）" if len(same) > 1 else ""
        found.append(same[0]._replace(message=f"{same[0].message}{more}"))
    return found


def _subject(plan: Plan, name: str, found: ProblemImport, by: str) -> str:
    source = f"（{by}）" if by else ""
    parts = (found.added, f"登记{found.added}个问题"), (found.linked, f"给{found.linked}个问题补上任务")
    done = "、".join(words for count, words in parts if count)
    return one_line(f"{short_name(plan)} 导入问题清单 {name}：{done}{source}", _LINE)


def _enter(book: ProblemBook, plan: str, matcher: ProblemMatcher, rows: Rows) -> list[Problem]:
    """Add the records, and tell the units where that is recorded too; give those that are known their task."""
    refusals = []
    meanwhile = matcher.added_meanwhile(book.problems)
    for draft, line in rows:
        other = meanwhile.get((line.task, problem_key(line.unit, line.where, line.what)))
        if other:
            message = f"与别人刚登记的 {other} 相同，请重新导入。"
            refusals.append(Problem(Severity.ERROR, message, draft.place, draft.row, check="import"))
            continue
        try:
            if line.links:
                _link(book, plan, line)
                continue
            record = matcher.record(draft, line, book.actor.name)
            if line.task:
                record = replace(record, unit=book.changer.unit_in(book.task(line.task), line.unit))
            book.add(plan, record)
            told = matcher.notice(line)
            if told is not None:
                book.take(plan, line.id, told)
        except ChangeRefused as refused:
            refusals.append(Problem(Severity.ERROR, str(refused), draft.place, draft.row, check="import"))
    return refusals


def _link(book: ProblemBook, plan: str, line: ImportLine) -> None:
    """Give a problem that nobody was told of the task that the list names now.

    Raises:
        ChangeRefused: the task does not name the unit, or somebody has moved the problem on meanwhile.
    """
    unit = book.changer.unit_in(book.task(line.task), line.unit)

    def linked(record: ProblemRecord) -> ProblemRecord:
        if record.task or record.state is not ProblemState.TO_NOTIFY:
            raise ChangeRefused(f"{record.id} 刚有变化，请重新导入。")
        return replace(record, task=line.task, unit=unit)

    book.change(plan, line.links, linked)
