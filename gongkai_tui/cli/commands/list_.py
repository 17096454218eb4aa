"""`gongkai list`."""

from typing import Annotated

import typer

from gongkai_tui.cli import options
from gongkai_tui.cli.actions import list_tasks
from gongkai_tui.cli.app import settings_of

HELP = (
    "列出任务。不写筛选就列出全部。表格随终端宽度截断；输出到文件或管道时不截断。\n"
    "有文件读不出来时，其余任务照常列出，问题写到标准错误，退出码为 1。"
)
EXAMPLES = (
    ("gongkai list 'unit:区财政局 due:30d'", "区财政局 30 天内到期的任务（含“各部门”之类的集合称谓）"),
    ("gongkai list 'plan:huaiyin-2022 owes:区财政局'", "区财政局在这份计划里还没办完的，与 owe、stats 数得一样"),
    ("gongkai list czj '!status:已完成' --sort due", "拼音首字母 czj，未完成的，按期限排序"),
    ("gongkai list flag:逾期 --csv > 逾期.csv", "逾期任务存成表格"),
    ("gongkai list --view 逾期 unit:区财政局", "视图“逾期”里区财政局的任务"),
    ("gongkai list --as-of 2021-12-31 --json", "2021 年底时的全部任务，供脚本使用"),
)

View = Annotated[
    str,
    typer.Option(
        "--view",
        metavar="视图",
        help="保存的视图：在它的筛选之内再筛选；排序和列另写时以另写的为准。gongkai view 列出全部视图。",
    ),
]
Sort = Annotated[
    str,
    typer.Option("-s", "--sort", metavar="字段", help="排序字段，逗号分隔，前加 - 为倒序，如 due,-updated。"),
]
Columns = Annotated[
    str,
    typer.Option("--columns", metavar="列", help="要输出的列，逗号分隔，英文或中文名，如 id,状态,due。"),
]
Limit = Annotated[str, typer.Option("-n", "--limit", metavar="数量", help="最多列出多少项。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    words: options.FilterWords = None,
    *,
    view: View = "",
    sort: Sort = "",
    columns: Columns = "",
    limit: Limit = "",
    as_of: options.AsOf = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """List tasks."""
    return list_tasks.run(
        settings_of(ctx),
        words=tuple(words or ()),
        view=view,
        sort=sort,
        columns=columns,
        limit=limit,
        as_of=as_of,
        form=form,
        json=json,
        csv=csv,
        tsv=tsv,
        md=md,
    )
