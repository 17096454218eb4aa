"""`gongkai apply`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.saving import save_proposal
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.check_methods import METHODS
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.usecases.apply_table import propose_table
from gongkai_tui.usecases.change_tasks import carry_out
from gongkai_tui.usecases.reading_files import read_file
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "按表格批量更新任务：要有“编号”（id）列，其余列是要改的字段；每行一项任务，或用“单位”列写明是其中哪个单位的，"
    "一项任务可以有几个单位的几行，存为一次提交。csv、tsv 的第一行是列名；xlsx 的列名上面可以有标题行。\n"
    "空的格子和照导出的表没有改的格子不算。要么全部保存，要么全不保存；有问题的行一次全部指出，写明哪一行、哪一列。"
    "写 - 从标准输入读。\n"
    "佐证一格可写几条，用换行、；或、分开；xlsx 里带超链接的格子（如只显示“链接”）取它打开的网址。\n"
    "“发生日期”列（也可写作发布日期、公开日期）：" + options.HAPPENED + "\n"
    f"“核查方式”列：{METHODS}等，记在那一行作出的核查上；可以不写。"
)
EXAMPLES = (
    ("gongkai apply 各单位回报.csv --dry-run", "先看会改什么"),
    ("gongkai apply 各单位回报.csv", "更新（多于一项时会询问）"),
    ("gongkai list unit:区财政局 --csv --columns id,status > 表.csv", "先导出一份可以填写的表"),
    ("my-script | gongkai apply - --format jsonl --yes", "从脚本更新，每行一个 JSON 对象"),
)

_SUFFIXES = ("csv", "tsv", "xlsx", "jsonl")
_STDIN = "-"

File = Annotated[str, typer.Argument(metavar="文件", help="csv、tsv、xlsx 或 jsonl 文件；- 为标准输入。")]
Format = Annotated[
    str,
    typer.Option("-f", "--format", metavar="格式", help="csv、tsv、xlsx 或 jsonl；不写则按文件名，标准输入按 csv。"),
]


def command(
    ctx: typer.Context,
    file: File,
    *,
    suffix: Format = "",
    dry_run: options.DryRun = False,
    message: options.Message = "",
    yes: options.Yes = False,
) -> int:
    """Update tasks from a table."""
    suffix = suffix or ("csv" if file == _STDIN else Path(file).suffix.lower().lstrip("."))
    if suffix not in _SUFFIXES:
        raise UsageError(f"不能从“{file}”更新：只接受 {'、'.join(_SUFFIXES)}，可用 --format 指明格式。")
    data = sys.stdin.buffer.read() if file == _STDIN else read_file(Path(file))
    name = "标准输入" if file == _STDIN else Path(file).name

    def work(ws: Workspace) -> int:
        proposal = propose_table(ws, data, suffix=suffix, name=name)
        console.say_hints((*proposal.hints, *proposal.cautions))
        return save_proposal(proposal, lambda: carry_out(ws, proposal, message=message), dry_run=dry_run, yes=yes)

    return with_workspace(settings_of(ctx), work)
