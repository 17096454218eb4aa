"""`gongkai lookback … --verdict`: verdicts on one task or many, as one commit."""

from __future__ import annotations

from gongkai_tui.cli import console
from gongkai_tui.cli.actions.set_fields import selected
from gongkai_tui.cli.saving import save_proposal
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.task import LookbackVerdict
from gongkai_tui.reporting.lookback_text import figures_text
from gongkai_tui.usecases.lookback import lookback_figures
from gongkai_tui.usecases.lookback_verdicts import VerdictRequest, carry_out_verdicts, propose_verdicts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.commands.lookback import Typed
    from gongkai_tui.cli.settings import Settings
    from gongkai_tui.usecases.workspace import Workspace


def run(settings: Settings, typed: Typed) -> int:
    """Propose the verdicts and carry them out; says how far the round has come."""
    verdict, to = LookbackVerdict(typed.verdict), tuple(typed.to or ())
    # It names open problems for 转整改, else the one task of this year.
    goes_on = verdict is LookbackVerdict.RECTIFY
    if len(to) > 1 and not goes_on:
        raise UsageError("转入今年只转入一项任务，--to 只能写一次。")
    request = VerdictRequest(
        typed.plan,
        verdict,
        **selected(typed.target),
        note=typed.note,
        reason=typed.reason,
        evidence=tuple(typed.evidence or ()),
        what=typed.what,
        units=tuple(typed.units or ()),
        due=typed.due,
        problems=to if goes_on else (),
        to=to[0] if to and not goes_on else "",
        new=typed.new,
        section=typed.section,
        deadline=typed.deadline,
        into=typed.into,
        todo=typed.todo,
    )

    def work(ws: Workspace) -> int:
        proposal = propose_verdicts(ws, request)
        for caution in proposal.cautions:
            console.say(f"注意：{caution}。")
        # One task that was judged is no bulk change, whatever else its verdict touches.
        is_single = len(proposal.tasks) == 1
        code = save_proposal(
            proposal,
            lambda: carry_out_verdicts(ws, proposal, message=typed.message),
            dry_run=typed.dry_run,
            yes=typed.yes or is_single,
        )
        if not typed.dry_run:
            console.say(f"{typed.plan}：{figures_text(lookback_figures(ws, typed.plan))}。")
        return code

    return with_workspace(settings, work)
