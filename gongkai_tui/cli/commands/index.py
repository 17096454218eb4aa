"""`gongkai index`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.usecases.list_tasks import all_rows
from gongkai_tui.usecases.rebuild_index import rebuild_index

HELP = (
    "索引是 .git/gongkai/ 里的缓存，随数据自动更新，随时可以删。平时不需要这个命令；"
    "怀疑缓存不对时用 --rebuild 从头重建。"
)
EXAMPLES = (
    ("gongkai index", "把索引更新到最近一次提交"),
    ("gongkai index --rebuild", "从头重建"),
)

Rebuild = Annotated[bool, typer.Option("--rebuild", help="从头重建。")]


def command(ctx: typer.Context, *, rebuild: Rebuild = False) -> int:
    """Bring the index up to date, or make it anew."""
    build = rebuild_index if rebuild else all_rows
    with console.Progress("正在建立索引") as progress:
        found = with_workspace(settings_of(ctx), lambda ws: build(ws, progress=progress))
    console.say(f"索引{'已重建' if rebuild else '已更新'}：{found.total} 项任务。")
    console.say_problems(found.problems)
    return 1 if found.problems else 0
