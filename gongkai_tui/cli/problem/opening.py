"""`gongkai problem open`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.cli import console
from gongkai_tui.cli.problem.saving import save_step
from gongkai_tui.usecases.open_problem import NewProblem, propose_open

if TYPE_CHECKING:
    from gongkai_tui.cli.problem.typed import Typed
    from gongkai_tui.usecases.workspace import Workspace


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
        by=typed.finder,
        repeats=typed.repeats,
        due=typed.due,
        channel=typed.channel,
    )
    proposal = propose_open(ws, new)
    code = save_step(ws, proposal, typed)
    if not typed.dry_run:
        console.write(f"{proposal.problems[0]}\n")
    return code
