"""`gongkai problem return`."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.problem.saving import save_problems
from gongkai_tui.cli.saving import changes_table
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.reporting.returned_text import returned_words
from gongkai_tui.usecases.reading_files import read_file, tables_at
from gongkai_tui.usecases.return_sheets import propose_return
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "收回单位填好的整改链接表（gongkai problem sheet 出的）：按问题编号逐行记为报整改，记为一次提交。\n"
    "先核对再保存：编号不认识、已核销、期限或描述与记录不同、没填佐证或日期的行逐行指出，有一行不能用就全部不保存。"
    "整行空着的算还没有整改，不影响其他行；只填了备注的逐行列出请人处理，不算空行。\n"
    "整改链接一格可写几条，用换行、；或、分开；xlsx 里带超链接的格子（如只显示“链接”）取它打开的网址。"
)
EXAMPLES = (
    ("gongkai problem return 区财政局.csv 区司法局.csv --dry-run", "先看会记什么、哪些行有冲突"),
    ("gongkai problem return 区财政局.csv 区司法局.csv --yes", "记下整改"),
)

Files = Annotated[list[str], typer.Argument(metavar="文件", help="填好的 xlsx、csv 或 tsv，或所在文件夹；可以写多个。")]


def command(
    ctx: typer.Context,
    files: Files,
    *,
    dry_run: options.DryRun = False,
    message: options.Message = "",
    yes: options.Yes = False,
) -> int:
    """Take returned tables in."""
    read = [(path.name, read_file(path)) for file in files for path in tables_at(Path(file))]

    def work(ws: Workspace) -> int:
        found = propose_return(ws, read)
        for words in returned_words(found):
            console.say(words)
        summary = f"报整改 {len(found.proposal.problems)} 个问题"
        table = changes_table(found.proposal.changes)
        return save_problems(ws, found.proposal, table, summary, dry_run=dry_run, message=message, yes=yes)

    return with_workspace(settings_of(ctx), work)
