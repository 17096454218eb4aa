"""How problems are saved: show everything first, ask where it is more than one, one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.cli import console
from gongkai_tui.cli.saving import ask, changes_table, confirm_changes, refuse_without_terminal, say_dry_run, say_saved
from gongkai_tui.usecases import change_problems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.cli.problem.typed import Typed
    from gongkai_tui.usecases.change_problems import ProblemProposal
    from gongkai_tui.usecases.workspace import Workspace


def save_problems(
    ws: Workspace,
    proposal: ProblemProposal,
    table: str,
    summary: str,
    *,
    hints: Iterable[str] = (),
    dry_run: bool,
    message: str,
    yes: bool,
) -> int:
    """Show or save what a file or a notice brings.

    The summary is one sentence; the hints stand in the table too.

    Raises:
        NotConfirmed: more than one problem would change and nobody said yes.
        Refused: a problem may not change so; every one is named.
    """
    for caution in proposal.cautions:
        console.say(f"注意：{caution}")
    if dry_run:
        console.write(table)
        return say_dry_run(summary, proposal.refusals)
    is_asked = len(proposal.problems) > 1 and not yes and not proposal.refusals
    if not is_asked:
        console.say_hints(hints)
    if not proposal.problems and not proposal.refusals:
        console.say(f"{summary}；没有需要保存的内容。")
        return 0
    if is_asked:
        refuse_without_terminal(f"会办理 {len(proposal.problems)} 个问题")
        console.say(table.rstrip("\n"))
        ask(f"{summary}，记为一次提交。确定吗？")
    say_saved(change_problems.carry_out(ws, proposal, message=message))
    console.say(f"{summary}。")
    return 0


def save_step(ws: Workspace, proposal: ProblemProposal, typed: Typed) -> int:
    """Show or save one step of some problems."""
    for caution in proposal.cautions:
        console.say(f"注意：{caution}")
    count = len(proposal.problems)
    if typed.dry_run:
        console.write(changes_table(proposal.changes))
        return say_dry_run(f"会办理 {count} 个问题", proposal.refusals)
    if count > 1 and not typed.yes and not proposal.refusals:
        confirm_changes(proposal.changes, f"办理 {count} 个问题")
    say_saved(change_problems.carry_out(ws, proposal, message=typed.message))
    return 0
