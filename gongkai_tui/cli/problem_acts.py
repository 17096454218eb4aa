"""The actions of `gongkai problem`: read, propose, show, ask, save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.cli import console
from gongkai_tui.cli.problem_words import one_of
from gongkai_tui.cli.saving import changes_table, confirm_changes, say_saved
from gongkai_tui.domain.errors import GongkaiError, UsageError
from gongkai_tui.domain.problem import Severity
from gongkai_tui.reporting.json_text import json_text
from gongkai_tui.reporting.problem_detail import problem_detail_json, problem_fields
from gongkai_tui.reporting.problem_list import PROBLEM_TITLES, problem_json, problem_row, problem_titles
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.reporting.task_detail import task_text
from gongkai_tui.usecases import change_problems
from gongkai_tui.usecases.open_problem import NewProblem, propose_open
from gongkai_tui.usecases.problems import list_problems, show_problem
from gongkai_tui.usecases.unreadable import unreadable_files

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.cli.problem_words import Typed
    from gongkai_tui.usecases.change_problems import ProblemProposal
    from gongkai_tui.usecases.workspace import Workspace


class NoProblemSelected(GongkaiError):
    """Conditions that should say which problems are meant select none."""


def run_list(ws: Workspace, typed: Typed) -> int:
    """Print the problems that meet the conditions."""
    found = list_problems(ws, **typed.filters, as_of=typed.as_of or None)
    make = problem_json if typed.form == "json" else problem_row
    rows = [make(each) for each in found.problems]
    titles = problem_titles(rows) if typed.form == "table" else PROBLEM_TITLES
    console.write(records_text(titles, rows, typed.form, room=console.room()))
    errors = [each for each in found.findings if each.severity is Severity.ERROR]
    console.say_problems(errors)
    return 1 if errors else 0


def run_show(ws: Workspace, typed: Typed) -> int:
    """Print one problem in full."""
    found = show_problem(ws, typed.ids[0], as_of=typed.as_of or None)
    if typed.form == "json":
        console.write(json_text(problem_detail_json(found.problem, found.path)))
    else:
        fields = problem_fields(found.problem, found.plan, found.path)
        rows = [{"field": name, "value": text} for name, text in fields]
        is_table = typed.form == "table"
        room = console.room()
        console.write(
            task_text(fields, room=room)
            if is_table
            else records_text({"field": "字段", "value": "内容"}, rows, typed.form)
        )
    console.say_problems(found.findings)
    # Then it stands as it was committed, not as it is.
    is_unreadable = any(each.place == found.path for each in unreadable_files(ws, as_of=typed.as_of or None))
    return 1 if is_unreadable else 0


def run_open(ws: Workspace, typed: Typed) -> int:
    """Write a new problem down; its id goes to stdout."""
    new = NewProblem(
        what=typed.what,
        task=typed.ids[0] if typed.ids else "",
        plan=typed.plan,
        unit=typed.unit,
        where=typed.where,
        method=typed.method,
        basis=typed.basis,
        date=typed.date,
        by=typed.by,
        repeats=typed.repeats,
        due=typed.due,
        channel=typed.channel,
    )
    proposal = propose_open(ws, new)
    code = _save(ws, proposal, typed)
    if not typed.dry_run:
        console.write(f"{proposal.problems[0]}\n")
    return code


def run_step(act: str) -> Callable[[Workspace, Typed], int]:
    """Give the action that takes one step on the problems that were named or selected."""
    return lambda ws, typed: _save(ws, _STEPS[act](ws, _targets(ws, typed), typed), typed)


def _notify(ws: Workspace, ids: Sequence[str], typed: Typed) -> ProblemProposal:
    if not typed.due:
        raise UsageError("反馈要写整改期限（--due），如 --due 6月10日。")
    return change_problems.propose_notify(ws, ids, due=typed.due, date=typed.date, channel=typed.channel)


def _object(ws: Workspace, ids: Sequence[str], typed: Typed) -> ProblemProposal:
    return change_problems.propose_object(ws, ids, reason=typed.reason, date=typed.date)


def _answer(ws: Workspace, ids: Sequence[str], typed: Typed) -> ProblemProposal:
    upheld = one_of(typed, "uphold", "keep", "异议成立或维持原来的认定")
    return change_problems.propose_answer(ws, ids, upheld=upheld, text=typed.note, date=typed.date, due=typed.due)


def _fix(ws: Workspace, ids: Sequence[str], typed: Typed) -> ProblemProposal:
    return change_problems.propose_fix(ws, ids, text=typed.note, evidence=typed.evidence, date=typed.date)


def _recheck(ws: Workspace, ids: Sequence[str], typed: Typed) -> ProblemProposal:
    passed = one_of(typed, "passed", "failed", "再核查通过或不通过")
    return change_problems.propose_recheck(
        ws, ids, passed=passed, text=typed.note, evidence=typed.evidence, due=typed.due, date=typed.date
    )


def _withdraw(ws: Workspace, ids: Sequence[str], typed: Typed) -> ProblemProposal:
    return change_problems.propose_withdraw(ws, ids, reason=typed.reason, date=typed.date)


_STEPS: dict[str, Callable[[Workspace, Sequence[str], Typed], ProblemProposal]] = {
    "notify": _notify,
    "object": _object,
    "answer": _answer,
    "fix": _fix,
    "recheck": _recheck,
    "withdraw": _withdraw,
}


def _targets(ws: Workspace, typed: Typed) -> tuple[str, ...]:
    """The problems that were named, or that the conditions select."""
    if typed.ids and typed.filters:
        raise UsageError("写问题编号，或者写筛选条件（--plan、--unit、--state……），不能两样都写。")
    if typed.ids:
        return typed.ids
    if not typed.filters:
        raise UsageError("没有指明是哪个问题：写编号（可以只写开头），或者写筛选条件（--plan、--unit、--state……）。")
    found = list_problems(ws, **typed.filters)
    if not found.problems:
        raise NoProblemSelected("没有问题符合这些条件，没有改动；gongkai problem list 列出全部。")
    return tuple(f"{each.plan}/{each.record.id}" for each in found.problems)


def _save(ws: Workspace, proposal: ProblemProposal, typed: Typed) -> int:
    """Show or save a proposal; ask first where it is more than one problem."""
    for caution in proposal.cautions:
        console.say(f"注意：{caution}")
    count = len(proposal.problems)
    if typed.dry_run:
        console.write(changes_table(proposal.changes))
        console.say_problems(proposal.refusals)
        refused = f"，{len(proposal.refusals)} 个不能这样办" if proposal.refusals else ""
        console.say(f"试运行：会办理 {count} 个问题{refused}；没有保存。")
        return 1 if proposal.refusals else 0
    if count > 1 and not typed.yes and not proposal.refusals:
        confirm_changes(proposal.changes, f"办理 {count} 个问题")
    say_saved(change_problems.carry_out(ws, proposal, message=typed.message))
    return 0
