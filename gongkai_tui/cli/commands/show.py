"""`gongkai show`."""

import typer

from gongkai_tui.cli import options
from gongkai_tui.cli.actions import show_task
from gongkai_tui.cli.app import settings_of

HELP = "查看一项任务的全部内容：原文、责任单位、期限、状态、记录、佐证、待确认的地方。"
EXAMPLES = (
    ("gongkai show tianqiao-2021/17", "查看一项任务"),
    ("gongkai show tianqiao-2021/17 --as-of 2021-12-31", "当时的样子"),
    ("gongkai show tianqiao-2021/17 --json", "供脚本使用"),
)


def command(
    ctx: typer.Context,
    task: options.TaskId,
    *,
    as_of: options.AsOf = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Show one task."""
    return show_task.run(settings_of(ctx), task=task, as_of=as_of, form=form, json=json, csv=csv, tsv=tsv, md=md)
