"""`gongkai unit`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.saving import say_saved
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.reporting.units_text import NAME_TITLES, name_record
from gongkai_tui.usecases.saved import Saved
from gongkai_tui.usecases.unit_registry import add_alias, confirm_members, list_names
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "名录（units/）里的单位和集合：不写动作就列出名称、别名、成员。\n"
    "alias 登记一个别名，以后文件和清单里这样写的就是它；confirm 确认“各街道办事处”这样的集合的成员：看过了，没有错。"
    "几个辖区有同名的要用 --jurisdiction 写明。"
)
EXAMPLES = (
    ("gongkai unit 区政府各部门 --jurisdiction huaiyin", "槐荫区的“区政府各部门”是哪些单位，确认了没有"),
    ("gongkai unit confirm 区政府各部门 --jurisdiction huaiyin", "看过成员，确认"),
    ("gongkai unit alias 区发展改革局 区发改局 --jurisdiction huaiyin", "区发改局就是区发展改革局"),
)
_ACTS = {"alias": 2, "confirm": 1}
"""Action → how many names it takes."""

Act = Annotated[str, typer.Argument(metavar="动作", help="alias 或 confirm；不写则列出（这里直接写名称）。")]
Name = Annotated[str, typer.Argument(metavar="单位|集合", help="登记的名称或别名。")]
Other = Annotated[str, typer.Argument(metavar="别名", help="alias：它的另一个名称。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    unit_act: Act = "",
    unit: Name = "",
    alias: Other = "",
    *,
    jurisdiction: options.Jurisdiction = "",
    dry_run: options.DryRun = False,
    message: options.Message = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """List names, enter another one, or confirm the members of a set."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    names = [each for each in (unit, alias) if each.strip()]
    if unit_act not in _ACTS:
        if names or dry_run or message:
            raise UsageError(f"没有“{unit_act}”这个动作：可用 {'、'.join(_ACTS)}；只写名称则列出它。")
        return with_workspace(settings_of(ctx), lambda ws: _list(ws, unit_act, jurisdiction, chosen))
    if len(names) != _ACTS[unit_act]:
        raise UsageError(f"gongkai unit {unit_act} 后面要写{'单位和别名' if unit_act == 'alias' else '一个集合'}。")
    if chosen != "table":
        raise UsageError("输出格式只用于列出。")

    def work(ws: Workspace) -> Saved:
        if unit_act == "alias":
            return add_alias(ws, unit, alias, jurisdiction=jurisdiction, message=message, dry_run=dry_run)
        return confirm_members(ws, unit, jurisdiction=jurisdiction, message=message, dry_run=dry_run)

    say_saved(with_workspace(settings_of(ctx), work), dry_run=dry_run)
    return 0


def _list(ws: Workspace, name: str, jurisdiction: str, form: str) -> int:
    found = list_names(ws, name, jurisdiction=jurisdiction)
    rows = [name_record(each.jurisdiction.id, each.each) for each in found]
    console.write(records_text(NAME_TITLES, rows, form, room=console.room()))
    return 0
