"""How problems from files and notices are saved: show everything first, ask where it is more than one, one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.cli import console
from gongkai_tui.cli.saving import ask, refuse_without_terminal, say_saved
from gongkai_tui.usecases import change_problems

if TYPE_CHECKING:
    from gongkai_tui.usecases.change_problems import ProblemProposal
    from gongkai_tui.usecases.workspace import Workspace


def save_problems(
    ws: Workspace,
    proposal: ProblemProposal,
    shown: tuple[str, str],
    *,
    dry_run: bool,
    message: str,
    yes: bool,
) -> int:
    """Show or save a proposal; `shown` is its table and a summary of one sentence.

    Raises:
        NotConfirmed: more than one problem would change and nobody said yes.
        Refused: a problem may not change so; every one is named.
    """
    table, summary = shown
    for caution in proposal.cautions:
        console.say(f"注意：{caution}")
    if dry_run:
        console.write(table)
        console.say_problems(proposal.refusals)
        console.say(f"试运行：{summary}；没有保存。")
        return 1 if proposal.refusals else 0
    if not proposal.problems and not proposal.refusals:
        console.say(f"{summary}；没有需要保存的内容。")
        return 0
    if len(proposal.problems) > 1 and not yes and not proposal.refusals:
        refuse_without_terminal(f"会办理 {len(proposal.problems)} 个问题")
        console.say(table.rstrip("\n"))
        ask(f"{summary}，记为一次提交。确定吗？")
    say_saved(change_problems.carry_out(ws, proposal, message=message))
    console.say(f"{summary}。")
    return 0
