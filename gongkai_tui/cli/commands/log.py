"""`gongkai log`."""

from typing import Annotated

import typer

from gongkai_tui.cli import options
from gongkai_tui.cli.actions import show_log
from gongkai_tui.cli.app import settings_of

HELP = "修改记录：何时、谁、改了什么。不写编号时列出最近 20 条。"
EXAMPLES = (
    ("gongkai log", "最近的操作"),
    ("gongkai log tianqiao-2021/17", "一项任务从导入到现在"),
    ("gongkai log -n 5 --changes", "最近 5 次操作各改了哪些字段"),
    ("gongkai log tianqiao-2021/17 --json --changes", "供脚本使用"),
    ("gongkai log --filter 'unit:区财政局 since:2022-09-01'", "九月以来涉及区财政局任务的操作"),
    ("gongkai log --filter 'action:手工 who:zs'", "某人没有经过本程序的手工提交"),
)

Filter = Annotated[
    str,
    typer.Option(
        "--filter",
        metavar="筛选",
        help="只列符合的操作。词在标题、作者、任务编号里查找；字段：task plan unit who since until date action commit，"
        "如 plan:tianqiao-2021 date:本月 action:set。",
    ),
]
Limit = Annotated[str, typer.Option("-n", "--limit", metavar="数量", help="最多列出多少条。")]
Changes = Annotated[bool, typer.Option("--changes", help="列出每次操作改了哪些字段：原值 → 新值。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    task: options.MaybeTaskId = "",
    *,
    words: Filter = "",
    limit: Limit = "",
    changes: Changes = False,
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Show the history."""
    return show_log.run(
        settings_of(ctx),
        task=task,
        words=words,
        limit=limit,
        changes=changes,
        form=form,
        json=json,
        csv=csv,
        tsv=tsv,
        md=md,
    )
