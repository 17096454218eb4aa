"""`gongkai problem import`."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.problem.saving import save_problems
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.cli.typed_day import read_day
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.reporting.problem_import_text import IMPORT_TITLES, import_hints, import_record, import_summary
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.import_problems import METHOD, ListOptions, propose_problem_list
from gongkai_tui.usecases.reading_files import read_file
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "导入第三方或上级的问题清单（csv、tsv、xlsx）：每行一个问题，列的次序不限，要有“责任单位”和“问题描述”两列，"
    "还认识 问题位置、依据、任务、检查时间、整改期限、方式、检查人；表头之上可以有标题，合并单元格按合并读。\n"
    "单位按 units/ 里的名称和别名对上，对不上的逐行指出，全部不导入。已有的不重复登记；核销之后再次发现的记为反复。"
    "写 --due 或 --notified 的，同时记为已反馈。"
)
EXAMPLES = (
    ("gongkai problem import 问题清单.csv --plan tianqiao-2021 --dry-run", "先看会登记哪些"),
    (
        "gongkai problem import 问题清单.csv --plan tianqiao-2021 --by 某评估公司 --due 5月31日 --yes",
        "登记并反馈，整改期限 5 月 31 日",
    ),
)

File = Annotated[str, typer.Argument(metavar="文件", help="csv、tsv 或 xlsx 文件。")]
PlanId = Annotated[str, typer.Option("--plan", metavar="计划", help="问题属于哪份计划，如 tianqiao-2021；必须写。")]
By = Annotated[str, typer.Option("--by", metavar="第三方", help="谁检查的；表里没有这一列时用。")]
Method = Annotated[str, typer.Option("--method", metavar="方式", help=f"表里没有这一列时用；不写则为 {METHOD}。")]
Found = Annotated[str, typer.Option("--found", metavar="日期", help="检查时间；表里没有写的行用它，不写则为今天。")]
Due = Annotated[str, typer.Option("--due", metavar="日期", help="整改期限；表里没有写的行用它，并记为已反馈。")]
Notified = Annotated[str, typer.Option("--notified", metavar="日期", help="已经反馈给单位的日子；不写则为今天。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    file: File,
    *,
    plan: PlanId = "",
    finder: By = "",
    method: Method = "",
    found: Found = "",
    due: Due = "",
    notified: Notified = "",
    dry_run: options.DryRun = False,
    message: options.Message = "",
    yes: options.Yes = False,
) -> int:
    """Import a list of problems."""
    if not plan:
        raise UsageError("缺少选项 --plan：写明问题属于哪份计划，如 --plan tianqiao-2021。")
    data = read_file(Path(file))

    def work(ws: Workspace) -> int:
        said = ListOptions(
            finder.strip(),
            method.strip() or METHOD,
            read_day(found, "--found", ws.today),
            read_day(due, "--due", ws.today),
            read_day(notified, "--notified", ws.today),
        )
        listed = propose_problem_list(ws, data, Path(file).name, plan=plan, options=said)
        console.say_hints(listed.hints)
        table = records_text(
            IMPORT_TITLES, [import_record(line) for line in listed.lines], "table", room=console.room()
        )
        summary, hints = import_summary(len(listed.lines), listed.added, listed.linked), import_hints(listed.lines)
        return save_problems(
            ws, listed.proposal, table, summary, hints=hints, dry_run=dry_run, message=message, yes=yes
        )

    return with_workspace(settings_of(ctx), work)
