"""`gongkai problem sheet`."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai_tui.cli import console
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.usecases.rectification_sheets import rectification_sheets
from gongkai_tui.usecases.writing_files import write_new_files

HELP = (
    "出整改链接表：每个单位一个文件，列出它正在整改的问题，空着整改情况、整改链接、整改完成时间、备注四列给单位填写；"
    "填好的用 gongkai problem return 收回。没有反馈过的问题不在表里。\n已有同名文件时不覆盖。"
)
EXAMPLES = (
    ("gongkai problem sheet --plan tianqiao-2021 --out 整改表", "每个单位一张，放在“整改表”文件夹里"),
    (
        "gongkai problem sheet --unit 区财政局 --plan tianqiao-2021 --format csv --out 整改表",
        "只出区财政局的，csv 格式",
    ),
)

Unit = Annotated[str, typer.Option("-u", "--unit", metavar="单位", help="只出这个单位的。")]
PlanId = Annotated[str, typer.Option("--plan", metavar="计划", help="只出这份计划的问题。")]
Place = Annotated[str, typer.Option("--jurisdiction", metavar="辖区", help="辖区编号；同名单位靠它区分。")]
Out = Annotated[str, typer.Option("--out", metavar="文件夹", help="放在哪里；不写则放在当前文件夹。")]
Form = Annotated[str, typer.Option("-f", "--format", metavar="格式", help="xlsx（默认）或 csv。")]


def command(
    ctx: typer.Context,
    *,
    unit: Unit = "",
    plan: PlanId = "",
    jurisdiction: Place = "",
    out: Out = ".",
    sheet_form: Form = "xlsx",
) -> int:
    """Write the tables."""
    found = with_workspace(
        settings_of(ctx),
        lambda ws: rectification_sheets(ws, unit=unit, plan=plan, jurisdiction=jurisdiction, form=sheet_form),
    )
    for path in write_new_files(Path(out), {file.name: file.data for file in found.files}):
        console.write(f"{path}\n")
    count = sum(file.count for file in found.files)
    console.say(f"{len(found.files)} 个单位，{count} 个问题。" if count else "没有正在整改的问题，没有出表。")
    if found.untold:
        console.say(f"另有 {found.untold} 个问题还没有反馈（没有整改期限），不在表里；先用 gongkai problem notify。")
    if found.without_unit:
        console.say(f"另有 {found.without_unit} 个问题没有写责任单位，不在表里。")
    console.say_problems(found.problems)
    return 1 if found.problems else 0
