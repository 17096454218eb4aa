"""`gongkai schema`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console
from gongkai_tui.reporting.json_text import json_text
from gongkai_tui.usecases.data_schema import data_schema

HELP = "输出一种数据文件的 JSON Schema，编辑器可以据此补全和检查。"
EXAMPLES = (
    ("gongkai schema task > task.schema.json", "任务文件"),
    ("gongkai schema plan", "计划文件"),
    ("gongkai schema views", "保存的视图"),
)

Kind = Annotated[str, typer.Argument(metavar="种类", help="plan、task、problem、scoring、units 或 views。")]


def command(kind: Kind) -> int:
    """Print a JSON Schema."""
    console.write(json_text(data_schema(kind)))
    return 0
