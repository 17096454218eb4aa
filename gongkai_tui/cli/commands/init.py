"""`gongkai init`."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai_tui.cli import console
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.saving import say_saved
from gongkai_tui.usecases.create import create_repository

HELP = "建立一个空的台账仓库：一个普通的 Git 仓库，里面有 plans/ 和 units/ 的约定和说明。"
EXAMPLES = (
    ("gongkai init 台账", "建立空仓库"),
    (
        "gongkai init 槐荫台账 --jurisdiction huaiyin --name 济南市槐荫区 --office 区政府办公室",
        "同时开始一份单位名录",
    ),
    ("gongkai -C 台账 import 要点.txt", "接着导入第一份工作要点"),
)

Folder = Annotated[str, typer.Argument(metavar="目录", help="新仓库的目录；要么不存在，要么是空的。")]
JurisdictionId = Annotated[
    str, typer.Option("--jurisdiction", metavar="编号", help="辖区编号，如 huaiyin，写成 units/huaiyin.yaml。")
]
Name = Annotated[str, typer.Option("--name", metavar="名称", help="辖区名称，如 济南市槐荫区。")]
Office = Annotated[str, typer.Option("--office", metavar="单位", help="政务公开主管单位，如 区政府办公室。")]


def command(
    ctx: typer.Context,
    folder: Folder,
    *,
    jurisdiction: JurisdictionId = "",
    name: Name = "",
    office: Office = "",
) -> int:
    """Make an empty repository."""
    say_saved(
        create_repository(
            Path(folder), jurisdiction=jurisdiction, name=name, office=office, today=settings_of(ctx).today
        )
    )
    console.say(f"下一步：gongkai -C {folder} import 文件")
    return 0
