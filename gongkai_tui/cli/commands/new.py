"""`gongkai new`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.numbers import read_count
from gongkai_tui.cli.saving import say_saved
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.cli.typed_day import read_day
from gongkai_tui.domain.plan import Plan
from gongkai_tui.usecases.new_plan import check_new_plan, new_plan, year_of
from gongkai_tui.usecases.workspace import Workspace

HELP = "新建一份没有文档的计划，只有标题等基本信息；任务之后用 gongkai add 一项项添加。有文档时请用 gongkai import。"
EXAMPLES = (
    ("gongkai new huaiyin-2023 --title 要点 --implements jinan-2023 --dry-run", "先看会写出什么"),
    (
        "gongkai new huaiyin-2023 --title 2023年槐荫区政务公开工作要点 --year 2023 --jurisdiction huaiyin",
        "新建一份计划",
    ),
)

PlanId = Annotated[str, typer.Argument(metavar="编号", help="计划编号：小写字母、数字和连字符，如 huaiyin-2023。")]
Title = Annotated[str, typer.Option("--title", metavar="标题", help="计划的标题。")]
Issuer = Annotated[str, typer.Option("--issuer", metavar="机关", help="发文机关。")]
Number = Annotated[str, typer.Option("--doc-number", metavar="文号", help="发文字号。")]
Issued = Annotated[str, typer.Option("--issued", metavar="日期", help="印发日期，如 2022-08-10、8月10日。")]
Year = Annotated[str, typer.Option("--year", metavar="年度", help="计划年度，如 2022；不写则由编号末尾推出。")]
JurisdictionId = Annotated[
    str, typer.Option("--jurisdiction", metavar="辖区", help="units/ 里的单位名录，如 huaiyin。")
]
Implements = Annotated[str, typer.Option("--implements", metavar="计划", help="落实的上级计划的编号。")]
Follows = Annotated[str, typer.Option("--follows", metavar="计划", help="承接的上年计划的编号。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    plan: PlanId,
    *,
    title: Title = "",
    issuer: Issuer = "",
    doc_number: Number = "",
    issued: Issued = "",
    year: Year = "",
    jurisdiction: JurisdictionId = "",
    implements: Implements = "",
    follows: Follows = "",
    dry_run: options.DryRun = False,
    message: options.Message = "",
) -> int:
    """Begin a plan without a document."""
    typed_year = read_count(year, "--year")
    plan_year = year_of(plan) if typed_year is None else typed_year

    def work(ws: Workspace) -> int:
        new = Plan(
            id=plan,
            title=title or plan,
            issuer=issuer,
            doc_number=doc_number,
            issued=read_day(issued, "--issued", ws.today, plan_year),
            year=plan_year,
            jurisdiction=jurisdiction,
            implements=implements,
            follows=follows,
        )
        if dry_run:
            console.write(check_new_plan(ws, new).decode())
            console.say("试运行：没有保存。")
            return 0
        say_saved(new_plan(ws, new, message=message))
        return 0

    return with_workspace(settings_of(ctx), work)
