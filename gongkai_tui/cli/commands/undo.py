"""`gongkai undo`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.saving import save_proposal
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.reporting.history_text import SHORT_ID
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "撤销一次操作：添一次新的提交，把那次操作的全部修改改回去。历史不会被改写，撤销本身也能再撤销。\n"
    "不写提交时撤销最近一次操作。之后又有人改过同一处时拒绝，并指出是哪里。\n"
    "责任单位只能撤销本单位的操作。"
)
EXAMPLES = (
    ("gongkai undo", "撤销最近一次操作"),
    ("gongkai undo --dry-run", "先看会改回什么"),
    ("gongkai undo 3f9a2c1e", "撤销 gongkai log 里列出的某一次操作"),
)

Commit = Annotated[str, typer.Argument(metavar="提交", help="要撤销的提交，见 gongkai log；不写则为最近一次操作。")]


def command(
    ctx: typer.Context,
    commit: Commit = "",
    *,
    dry_run: options.DryRun = False,
    message: options.Message = "",
    yes: options.Yes = False,
) -> int:
    """Take one action back."""

    def work(ws: Workspace) -> int:
        proposal = propose_undo(ws, commit or None)
        entry = proposal.entry
        console.say(f"撤销：{entry.subject}（{entry.author}，{entry.when:%Y-%m-%d}，{entry.commit[:SHORT_ID]}）")
        return save_proposal(proposal, lambda: carry_out_undo(ws, proposal, message=message), dry_run=dry_run, yes=yes)

    return with_workspace(settings_of(ctx), work)
