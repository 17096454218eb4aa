"""The steps of the loop, taken on the problems that were named or selected: `notify`, `fix`, `recheck`…"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.cli.problem.misuse import one_of
from gongkai_tui.cli.problem.saving import save_step
from gongkai_tui.domain.errors import GongkaiError, UsageError
from gongkai_tui.usecases import change_problems
from gongkai_tui.usecases.problems import list_problems

if TYPE_CHECKING:
    from gongkai_tui.cli.problem.typed import Typed
    from gongkai_tui.usecases.workspace import Workspace


class NoProblemSelected(GongkaiError):
    """Conditions that should say which problems are meant select none."""


def run_notify(ws: Workspace, typed: Typed) -> int:
    """Tell the units, with the day until which they put it right."""
    ids = _targets(ws, typed)
    proposal = change_problems.propose_notify(ws, ids, due=typed.due, date=typed.date, channel=typed.channel)
    return save_step(ws, proposal, typed)


def run_object(ws: Workspace, typed: Typed) -> int:
    """Enter that a unit objects."""
    ids = _targets(ws, typed)
    proposal = change_problems.propose_object(ws, ids, reason=typed.reason, date=typed.date)
    return save_step(ws, proposal, typed)


def run_answer(ws: Workspace, typed: Typed) -> int:
    """Answer an objection."""
    ids = _targets(ws, typed)
    upheld = one_of(typed, "uphold", "keep", "异议成立或维持原来的认定")
    proposal = change_problems.propose_answer(ws, ids, upheld=upheld, text=typed.note, date=typed.date, due=typed.due)
    return save_step(ws, proposal, typed)


def run_fix(ws: Workspace, typed: Typed) -> int:
    """Enter that a unit put it right."""
    ids = _targets(ws, typed)
    proposal = change_problems.propose_fix(
        ws, ids, text=typed.note, evidence=tuple(typed.evidence or ()), date=typed.date
    )
    return save_step(ws, proposal, typed)


def run_recheck(ws: Workspace, typed: Typed) -> int:
    """Enter what another check found."""
    ids = _targets(ws, typed)
    passed = one_of(typed, "passed", "failed", "再核查通过或不通过")
    proposal = change_problems.propose_recheck(
        ws,
        ids,
        passed=passed,
        text=typed.note,
        evidence=tuple(typed.evidence or ()),
        due=typed.due,
        date=typed.date,
    )
    return save_step(ws, proposal, typed)


def run_withdraw(ws: Workspace, typed: Typed) -> int:
    """Take a problem back."""
    ids = _targets(ws, typed)
    proposal = change_problems.propose_withdraw(ws, ids, reason=typed.reason, date=typed.date)
    return save_step(ws, proposal, typed)


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
