"""`gongkai check`."""

import typer

from gongkai_tui.cli import options
from gongkai_tui.cli.actions import check_data
from gongkai_tui.cli.app import settings_of

HELP = (
    "用全部规则检查全部数据，逐条列出“文件:行: 程度：说明 [检查项]”。只读，从不改文件。\n"
    "有错误时退出码为 1；只有警告和提示时为 0。"
)
EXAMPLES = (
    ("gongkai check", "检查全部数据"),
    ("gongkai check --json", "供脚本使用"),
    ("gongkai check > /dev/null && git push", "没有错误才推送"),
)


def command(
    ctx: typer.Context,
    *,
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Check all data."""
    return check_data.run(settings_of(ctx), form=form, json=json, csv=csv, tsv=tsv, md=md)
