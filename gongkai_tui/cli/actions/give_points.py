"""Write the example of rules of 考核, or points by hand."""

from __future__ import annotations

from gongkai_tui.cli import console
from gongkai_tui.cli.saving import changes_table, say_saved
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.usecases.change_scoring import change_scoring, propose_example, propose_points

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.settings import Settings
    from gongkai_tui.usecases.change_scoring import ManualPoints, ScoringProposal
    from gongkai_tui.usecases.workspace import Workspace


def write_example(settings: Settings, plan: str, *, dry_run: bool, message: str) -> int:
    """Write the example for a plan without rules."""

    def work(ws: Workspace) -> int:
        _carry_out(ws, propose_example(ws, plan), dry_run=dry_run, message=message)
        console.say(
            "这是样例，项目和分值不出自任何法律法规："
            f"请对照本单位的考核办法修改 plans/{plan}/scoring.yaml 并提交后再用。"
        )
        return 0

    return with_workspace(settings, work)


def run(settings: Settings, plan: str, points: ManualPoints, *, dry_run: bool, message: str) -> int:
    """Give or take points by hand."""

    def work(ws: Workspace) -> int:
        _carry_out(ws, propose_points(ws, plan, points), dry_run=dry_run, message=message)
        return 0

    return with_workspace(settings, work)


def _carry_out(ws: Workspace, proposal: ScoringProposal, *, dry_run: bool, message: str) -> None:
    if not dry_run:
        say_saved(change_scoring(ws, proposal, message=message))
        return
    console.write(changes_table(proposal.changes))
    console.say(f"试运行：{proposal.subject}；没有保存。")
