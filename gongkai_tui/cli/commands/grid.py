"""`gongkai grid`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.grid import Grid
from gongkai_tui.reporting.grid_text import grid_text, legend, with_members
from gongkai_tui.reporting.untold_text import untold_lines
from gongkai_tui.usecases.grid import UnitGrid, unit_grid
from gongkai_tui.usecases.list_plans import plan_ids
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "单位任务表：每行一个单位，每列一项任务，格里是这个单位在这项任务上的状态，以及是否逾期、久未更新。\n"
    "单位另有状态的以单位的为准。各X、有关X 这样的集合自成一行，--members 再列出成员。不写计划时取最新的一份。\n"
    "单位名后的总、完、逾、久是它的全部任务，随各X办理的也算，与 stats --by unit、owe 一致；"
    "集合的是写到这个集合的任务。\n"
    "有关X 的任务有的选定了单位、有的没有时分两行，（待选定）一行只算还没有选定的。"
)
EXAMPLES = (
    ("gongkai grid", "最新一份计划"),
    ("gongkai grid huaiyin-2022 --by section", "槐荫区 2022 年要点，每章合成一列"),
    ("gongkai grid huaiyin-2022 flag:久未更新 --members", "只看久未更新的任务，列出各街道"),
    ("gongkai grid tianqiao-2021 --as-of 2021-12-31 --csv", "2021 年底时的情况，存成表格"),
)
_ACROSS = ("task", "section")
PlanId = Annotated[str, typer.Argument(metavar="计划", help="计划编号，如 tianqiao-2021；不写则取最新的一份。")]
Across = Annotated[str, typer.Option("--by", metavar="列", help="每列是什么：task（任务，默认）或 section（章节）。")]
Members = Annotated[bool, typer.Option("--members", help="在各X的下面列出它的成员。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    plan: PlanId = "",
    words: options.FilterWords = None,
    *,
    across: Across = "task",
    members: Members = False,
    as_of: options.AsOf = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Show the grid of units and tasks."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    if across not in _ACROSS:
        raise UsageError(f"不能按“{across}”分列；可用：{'、'.join(_ACROSS)}。")
    by_section = across == "section"
    found = with_workspace(settings_of(ctx), lambda ws: _read(ws, plan, tuple(words or ()), as_of))
    grid = found.grid
    lines = with_members(grid.lines) if members else list(grid.lines)
    console.write(grid_text(grid, lines, chosen, by_section=by_section, room=console.room()))
    console.say(_said(found, grid))
    if grid.lines and chosen != "json":
        console.say(legend(by_section=by_section))
    console.say_lines(untold_lines(found.untold, by_unit=True))
    console.say_problems(found.problems)
    return 1 if found.problems else 0


def _read(ws: Workspace, plan: str, words: tuple[str, ...], as_of: str) -> UnitGrid:
    """The first word names a plan, or begins the filter."""
    moment = as_of or None
    if plan and plan not in plan_ids(ws, as_of=moment):
        return unit_grid(ws, "", " ".join((plan, *words)), as_of=moment)
    return unit_grid(ws, plan, " ".join(words), as_of=moment)


def _said(found: UnitGrid, grid: Grid) -> str:
    if found.plan is None:
        return "还没有计划，先 gongkai import。"
    which = found.plan.id if found.chosen else f"{found.plan.id}（没有写计划，取最新的一份）"
    if not grid.columns:
        return f"{which}：没有任务{f'符合“{found.filter_text}”' if found.filter_text else ''}。"
    return f"{which}：{len(grid.lines)} 个单位，{len(grid.columns)} 项任务。"
