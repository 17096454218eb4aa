"""`gongkai diff`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.reporting.changes_text import CHANGE_TITLES, change_record, changed_tasks
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.history import diff_between

HELP = "两个日期或版本之间，哪些任务的哪些字段变了。只写一个时与现在（最近一次提交）比较。"
EXAMPLES = (
    ("gongkai diff 2021-12-31", "今年以来的变化"),
    ("gongkai diff 2021-09-30 2021-12-31 --md", "第四季度的变化，贴进报告"),
    ("gongkai diff HEAD~1", "最近一次提交改了什么"),
)

Older = Annotated[str, typer.Argument(metavar="从", help="日期（2021-12-31、上周五）或 Git 版本。")]
Newer = Annotated[str, typer.Argument(metavar="到", help="日期或 Git 版本；不写则为最近一次提交。")]


def command(
    ctx: typer.Context,
    older: Older,
    newer: Newer = "",
    *,
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Show what changed between two moments."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    changes = with_workspace(settings_of(ctx), lambda ws: diff_between(ws, older, newer or None))
    rows = [change_record(change) for change in changes]
    console.write(records_text(CHANGE_TITLES, rows, chosen, room=console.room()))
    if chosen == "table":
        console.say(f"共 {changed_tasks(changes)} 项任务、{len(changes)} 处变化。")
    return 0
