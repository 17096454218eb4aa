"""`gongkai fmt`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.saving import ask, refuse_without_terminal, say_saved
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.usecases.format_files import FormatProposal, carry_out_format, propose_format
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "把数据文件整理成规范格式（键的顺序、缩进、引号），内容不变，记为一次提交。手写的注释会去掉，所以先询问。\n"
    "读不懂的文件不动，写明在哪一行。"
)
EXAMPLES = (
    ("gongkai fmt --dry-run", "看哪些文件不规范"),
    ("gongkai fmt", "整理全部文件"),
    ("gongkai fmt plans/tianqiao-2021/017.yaml --yes", "只整理一个文件"),
)

Files = Annotated[list[str] | None, typer.Argument(metavar="文件", help="仓库里的路径；不写则为全部文件。")]


def command(
    ctx: typer.Context,
    files: Files = None,
    *,
    dry_run: options.DryRun = False,
    message: options.Message = "",
    yes: options.Yes = False,
) -> int:
    """Bring files to the canonical form."""

    def work(ws: Workspace) -> int:
        proposal = propose_format(ws, tuple(files or ()))
        console.say_problems(proposal.problems)
        if dry_run:
            return _dry_run(proposal)
        if proposal.files and not yes:
            _confirm(proposal)
        say_saved(carry_out_format(ws, proposal, message=message))
        return 1 if proposal.problems else 0

    return with_workspace(settings_of(ctx), work)


def _dry_run(proposal: FormatProposal) -> int:
    console.write("".join(f"{path}\n" for path in proposal.files))
    console.say(f"试运行：会整理 {len(proposal.files)} 个文件；没有保存。")
    return 1 if proposal.problems else 0


def _confirm(proposal: FormatProposal) -> None:
    count = len(proposal.files)
    refuse_without_terminal(f"会整理 {count} 个文件")
    console.say("\n".join(proposal.files))
    ask(f"以上 {count} 个文件整理成规范格式，手写的注释会去掉。确定吗？")
