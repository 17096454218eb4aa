"""`gongkai choose`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.actions.set_fields import selected
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.saving import save_proposal
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.cli.settings import Settings
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out
from gongkai_tui.usecases.choosing import open_choices, propose_choice, read_members
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "为一项任务里的“有关部门”这样的集合选定具体单位，记进任务；单位任务表、owe、筛选 unit: 和按单位填报都照此办理。\n"
    "只有政务公开办可以选定。单位要在 units/ 里登记过，写别名也可以；写“无”收回选定。\n"
    "不写集合和单位，则列出还没有选定的任务（可加筛选）。"
)
EXAMPLES = (
    ("gongkai choose", "哪些任务还没有选定"),
    ("gongkai choose plan:tianqiao-2021", "只看一份计划"),
    ("gongkai choose tianqiao-2021/1 区政府有关部门 区司法局、区财政局", "选定两个单位"),
    (
        "gongkai choose 'plan:tianqiao-2021 unit=区政府有关部门 财政' 区政府有关部门 区财政局 --dry-run",
        "一次选定多项，先看会改哪些",
    ),
)

Targets = Annotated[str, typer.Argument(metavar="筛选", help="任务编号（tianqiao-2021/17）或筛选条件。")]
Group = Annotated[str, typer.Argument(metavar="集合", help="任务里的集合，如 区政府有关部门。")]
Members = Annotated[str, typer.Argument(metavar="单位", help="选定的单位，用、隔开；无 表示收回。")]

TITLES = {"id": "编号", "heading": "任务", "group": "待选定", "role": "角色", "status": "状态"}


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    target: Targets = "",
    group: Group = "",
    members: Members = "",
    *,
    dry_run: options.DryRun = False,
    message: options.Message = "",
    yes: options.Yes = False,
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Choose the units of an open set, or list what waits for a choice."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    if not group:
        return _list(settings_of(ctx), target, chosen)
    if not members:
        raise UsageError(f"没有写选定哪些单位；例：gongkai choose {target} {group} 区司法局、区财政局。")
    names = read_members(members)

    def work(ws: Workspace) -> int:
        proposal = propose_choice(ws, ChangeRequest(**selected(target)), group, names)
        console.say_hints(proposal.cautions)
        return save_proposal(proposal, lambda: carry_out(ws, proposal, message=message), dry_run=dry_run, yes=yes)

    return with_workspace(settings_of(ctx), work)


def _list(settings: Settings, target: str, form: str) -> int:
    words = " ".join(f"id={each}" for each in (selected(target).get("targets", ()) if target else ())) or target
    found = with_workspace(settings, lambda ws: open_choices(ws, words))
    records = [
        {
            "id": choice.row.id,
            "heading": choice.row.heading or choice.row.requirement.partition("\n")[0],
            "group": choice.group,
            "role": choice.role,
            "status": choice.row.status,
        }
        for choice in found.choices
    ]
    console.write(records_text(TITLES, records, form, room=console.room()))
    tasks = len({choice.row.id for choice in found.choices})
    console.say(f"{tasks} 项任务还没有选定单位。" if tasks else "没有待选定的任务。")
    console.say_problems(found.problems)
    return 1 if found.problems else 0
