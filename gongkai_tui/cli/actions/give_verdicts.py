"""`gongkai lookback … --verdict`: verdicts on one task or many, as one commit."""

from __future__ import annotations

from typing import Any

from gongkai_tui.cli import console
from gongkai_tui.cli.actions.set_fields import selected
from gongkai_tui.cli.saving import save_proposal
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.reporting.lookback_text import figures_text
from gongkai_tui.usecases.lookback import lookback_figures
from gongkai_tui.usecases.lookback_verdicts import VerdictRequest, carry_out_verdicts, propose_verdicts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.settings import Settings
    from gongkai_tui.domain.task import LookbackVerdict
    from gongkai_tui.usecases.workspace import Workspace


def run(
    settings: Settings,
    plan: str,
    target: str,
    *,
    verdict: LookbackVerdict,
    dry_run: bool = False,
    message: str = "",
    yes: bool = False,
    **words: Any,
) -> int:
    """Propose the verdicts and carry them out; says how far the round has come."""
    request = VerdictRequest(plan, verdict, **selected(target), **words)

    def work(ws: Workspace) -> int:
        proposal = propose_verdicts(ws, request)
        for caution in proposal.cautions:
            console.say(f"注意：{caution}。")
        # One task that was judged is no bulk change, whatever else its verdict touches.
        is_single = len(proposal.tasks) == 1
        code = save_proposal(
            proposal,
            lambda: carry_out_verdicts(ws, proposal, message=message),
            dry_run=dry_run,
            yes=yes or is_single,
        )
        if not dry_run:
            console.say(f"{plan}：{figures_text(lookback_figures(ws, plan))}。")
        return code

    return with_workspace(settings, work)
