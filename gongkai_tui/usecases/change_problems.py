"""The steps of the loop on one 问题 or on many: proposed first, then one commit with the tasks they are about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.problem_loop import evidence_refusal
from gongkai_tui.domain.problem_steps import Answer, Fix, Notify, Object, Recheck, Withdraw
from gongkai_tui.domain.problem_subjects import (
    problem_line,
    problem_subject,
    problems_subject,
    recorded_lines,
    why_lines,
)
from gongkai_tui.domain.problem_transitions import acts_after, step_refusal
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.settable import BadValue, read_due, read_line, read_paragraphs
from gongkai_tui.domain.short_name import short_name
from gongkai_tui.domain.subjects import with_said
from gongkai_tui.domain.wording import by_doing, told_in
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.problem_book import ProblemBook
from gongkai_tui.usecases.problem_files import resolve_problem
from gongkai_tui.usecases.recording import Edit, record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.problem_steps import Step
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.proposed_change import ProposedChange
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

ACTION = "problem"
"""Trailer Gongkai-Action."""


@dataclass(frozen=True, slots=True)
class ProblemProposal:
    """Everything that would change, and everything that forbids it."""

    problems: tuple[str, ...]
    """Ids of the problems that would change."""
    changes: tuple[ProposedChange, ...]
    """Of problems and of tasks; `task_id` is the id of either."""
    refusals: tuple[Problem, ...]
    """One for each problem that may not change so; if any is left, nothing is done."""
    cautions: tuple[str, ...]
    """Chinese sentences to show before it is carried out."""
    head: str
    edit: Edit
    again: Callable[[], ProblemProposal]
    """Works it out anew when somebody else committed in between."""


def propose_notify(
    ws: Workspace, ids: Sequence[str], *, due: str = "", date: str = "", channel: str = ""
) -> ProblemProposal:
    """反馈 to the unit with a 整改期限; dates as typed, an empty `date` is today, an empty `due` that of the list.

    Raises:
        UnknownProblem: an id names none, or several.
        BadValue: a date or text cannot be understood.
    """
    day, how = read_day(date, ws.today), read_line(channel, "反馈方式")
    typed = read_day(due, ws.today, "整改期限") if due.strip() else None

    def told(record: ProblemRecord) -> Step:
        until = typed or (record.found.due if record.found else None)
        if until is None:
            # Whether it may be told at all comes before until when.
            barred = step_refusal(record.state, "反馈", is_office=True)
            raise ChangeRefused(barred or f"要写整改期限{told_in(inputs.DUE)}：问题里没有写。")
        return Notify(day, until, how)

    return propose_step(ws, ids, told)


def propose_object(ws: Workspace, ids: Sequence[str], *, reason: str, date: str = "") -> ProblemProposal:
    """异议 of the unit; raises as `propose_notify`."""
    return propose_step(ws, ids, Object(read_day(date, ws.today), read_paragraphs(reason, "理由")))


def propose_answer(
    ws: Workspace, ids: Sequence[str], *, upheld: bool, text: str, date: str = "", due: str = ""
) -> ProblemProposal:
    """The office's answer to an objection; `due` is a new 整改期限 where the finding stands. Raises likewise."""
    if upheld and due:
        raise UsageError("异议成立的问题随即撤销，不用再写整改期限。")
    new_due = read_day(due, ws.today, "整改期限") if due else None
    return propose_step(ws, ids, Answer(read_day(date, ws.today), upheld, read_paragraphs(text, "答复"), new_due))


def propose_fix(
    ws: Workspace, ids: Sequence[str], *, text: str, evidence: Sequence[str], date: str = ""
) -> ProblemProposal:
    """整改报告 of the unit with its evidence; raises as `propose_notify`, also for a word that is no evidence."""
    step = Fix(read_day(date, ws.today), read_paragraphs(text, "整改情况"), _read_evidence(evidence))
    return propose_step(ws, ids, step)


def propose_recheck(
    ws: Workspace,
    ids: Sequence[str],
    *,
    passed: bool,
    text: str = "",
    evidence: Sequence[str] = (),
    due: str = "",
    date: str = "",
) -> ProblemProposal:
    """再核查 by the office; one that did not pass needs the 整改期限 of the next round. Raises as `propose_notify`."""
    if passed and due:
        raise UsageError("再核查通过即核销，不用再写整改期限。")
    proof = _read_evidence(evidence)
    new_due = read_day(due, ws.today, "整改期限") if due else None
    day = read_day(date, ws.today)
    return propose_step(ws, ids, Recheck(day, passed, read_paragraphs(text, "再核查情况"), proof, new_due))


def propose_withdraw(ws: Workspace, ids: Sequence[str], *, reason: str, date: str = "") -> ProblemProposal:
    """The office takes problems back; raises as `propose_notify`."""
    return propose_step(ws, ids, Withdraw(read_day(date, ws.today), read_paragraphs(reason, "理由")))


def party_refusals(ws: Workspace, problems: Sequence[tuple[str, ProblemRecord]], acts: Iterable[str]) -> dict[str, str]:
    """Why the person at this machine may not take a step on all of some problems (each with its plan), by step.

    Whatever the step says; empty where they may.
    """
    book = ProblemBook(ws)
    return {act: next(filter(None, (book.party_refusal(*each, act) for each in problems)), "") for act in acts}


def in_hand(ws: Workspace, problems: Iterable[tuple[str, ProblemRecord]]) -> list[bool]:
    """Tell for each of some problems (with its plan) whether the person at this machine may take any step on it."""
    book = ProblemBook(ws)
    return [
        any(not book.party_refusal(plan, record, row.act) for row in acts_after(record.state))
        for plan, record in problems
    ]


def propose_step(ws: Workspace, ids: Sequence[str], step: Step | Callable[[ProblemRecord], Step]) -> ProblemProposal:
    """The same step on each problem, or what `step` makes of it; each that may not take it is named.

    Raises:
        UnknownProblem: an id names no problem, or several.
    """
    if not ids:
        raise UsageError(
            f"没有指明是哪个问题：写编号（{by_doing(Remedy.LIST_PROBLEMS, to='列出', verb='')}），可以只写开头。"
        )

    def work(book: ProblemBook) -> list[Problem]:
        refusals = []
        targets = [resolve_problem(book.problems, typed) for typed in ids]
        for target, found in {(each.plan, each.record.id): each.record for each in targets}.items():
            try:
                book.take(*target, step(found) if callable(step) else step)
            except ChangeRefused as refused:
                refusals.append(Problem(Severity.ERROR, str(refused), target[1], check="problem"))
        return refusals

    return propose_work(ws, work)


def propose_work(
    ws: Workspace, work: Callable[[ProblemBook], list[Problem]], book: ProblemBook | None = None
) -> ProblemProposal:
    """What `work` does to the problems of HEAD; it gives what it refuses. A `book` that is open already is taken."""
    book = book or ProblemBook(ws)
    refusals = tuple(work(book))
    changed = book.changed()
    files: Mapping[str, bytes | None] = {} if refusals else book.files()
    return ProblemProposal(
        tuple(new.id for _, _, new in changed),
        tuple(book.changes()),
        refusals,
        tuple(book.cautions),
        book.head,
        Edit(files, ACTION, *_words(book), saying={f"plans/{now.id}.yaml": now for _, now in book.changed_tasks()}),
        lambda: propose_work(ws, work),
    )


def _words(book: ProblemBook) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Subject, body and tasks of the commit."""
    changed = book.changed()
    pairs = [(old, new) for _, old, new in changed]
    tasks = tuple(dict.fromkeys(new.task for _, new in pairs if new.task))
    if len(pairs) != 1:
        lines = with_said([problem_line(pair) for pair in pairs], [why_lines(pair) for pair in pairs])
        return problems_subject(pairs, book.who), (*lines, *book.task_lines()), tasks
    plan = book.plans.get(changed[0][0])
    name = short_name(plan) if plan else changed[0][0]
    body = (*recorded_lines(pairs[0]), *book.task_lines())
    return problem_subject(name, pairs[0], book.who), body, tasks


def with_subject(proposal: ProblemProposal, subject: str) -> ProblemProposal:
    """The same proposal under another subject, for actions that are more than their steps."""
    return replace(
        proposal,
        edit=replace(proposal.edit, subject=subject),
        again=lambda: with_subject(proposal.again(), subject),
    )


def carry_out(ws: Workspace, proposal: ProblemProposal, *, message: str = "") -> Saved:
    """Commit a proposal: all of it or nothing.

    Raises:
        Refused: a problem may not change so; every one is named.
        GongkaiError: the disk or Git failed; nothing has changed.
    """
    _refuse(proposal)
    return record(ws, lambda view: _edit(proposal, view), message=message)


def _edit(proposal: ProblemProposal, view: HeadView) -> Edit:
    if (view.commit or "") == proposal.head:
        return proposal.edit
    # Another problem of the same task may have moved on: all is worked out against what is committed now.
    anew = proposal.again()
    _refuse(anew)
    return anew.edit


def _refuse(proposal: ProblemProposal) -> None:
    many = len(proposal.refusals)
    if many:
        raise Refused(f"{many} 处不能这样办，全部没有保存" if many > 1 else "没有保存", proposal.refusals)


def _read_evidence(evidence: Sequence[str]) -> tuple[str, ...]:
    """What no problem can take is said once, not a thousand times."""
    proof = tuple(dict.fromkeys(item.strip() for item in evidence))
    refused = evidence_refusal(proof)
    if refused:
        raise BadValue(refused)
    return proof


def read_day(text: str, today: date, label: str = "") -> date:
    """A day as typed; an empty one is today unless a `label` says that it must be given.

    Raises:
        BadValue: it is no day.
    """
    if not text.strip() and not label:
        return today
    found = read_due(text, today)
    if found is None:
        raise BadValue(f"{label or '日期'}要写哪一天，如 2022-06-10、6月10日、下周五。")
    return found
