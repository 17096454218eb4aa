"""`gongkai doctor`."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.doctor import examine, mend

HELP = (
    "检查运行环境（Python、git、编码、磁盘）和仓库（身份、能否保存、缓存、数据文件、合并驱动）。\n"
    "上次中断留下的东西会自动清理；加 --mend 把其他能修的也修好。有没解决的问题时退出码为 1。"
)
EXAMPLES = (
    ("gongkai doctor", "检查"),
    ("gongkai doctor --mend", "检查并修复"),
)

_TITLES = {"state": "结果", "name": "项目", "message": "说明"}

Mend = Annotated[bool, typer.Option("--mend", help="把能修的修好。")]


def command(
    ctx: typer.Context,
    *,
    mending: Mend = False,
    form: options.Form = "",
    json: options.Json = False,
) -> int:
    """Look the environment and the repository over."""
    chosen = chosen_format(form, json=json)
    repo = settings_of(ctx).repo
    start = Path(repo) if repo else None
    findings = examine(start)
    if mending:
        for done in mend(findings):
            console.say(done)
        findings = examine(start)
    rows = [
        {"state": "正常" if found.ok else "有问题", "name": found.name, "message": found.message, "ok": found.ok}
        for found in findings
    ]
    console.write(records_text(_TITLES, rows, chosen, room=None))
    return 0 if all(found.ok for found in findings) else 1
