"""`gongkai plan`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.actions.set_fields import read_assignments
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.saving import changes_table, confirm_changes, say_saved
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.plan_fields import FIELDS
from gongkai_tui.reporting.plan_text import PLAN_TITLES, head_text, plan_record
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.change_plan import PlanProposal, change_plan, plan_head, propose_plan_change
from gongkai_tui.usecases.list_plans import list_plans
from gongkai_tui.usecases.unreadable import unreadable_files
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "查看计划的题头，或修改其中的字段。填写或更正印发日期、年度时，"
    "由它们推算的期限（如 印发后30日内）在同一次提交里随之确定；经延期或更正定下的日子不动。不写计划则列出全部计划。\n"
    "可改的字段：" + "、".join(f"{field.name}（{field.label}）" for field in FIELDS) + "；写“无”清空。"
)
EXAMPLES = (
    ("gongkai plan", "有哪些计划"),
    ("gongkai plan huaiyin-2022", "一份计划的题头"),
    ("gongkai plan huaiyin-2022 印发日期=2022-05-20 --dry-run", "印发日期定了，哪些期限随之确定"),
    ("gongkai plan huaiyin-2022 issuer=槐荫区人民政府办公室 implements=无", "改几个字段"),
)

PlanId = Annotated[str, typer.Argument(metavar="计划", help="计划编号，如 huaiyin-2022；不写则列出全部计划。")]
HeadFields = Annotated[list[str] | None, typer.Argument(metavar="字段=值", help="要改的字段和新值，可以写多个。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    plan: PlanId = "",
    head_fields: HeadFields = None,
    *,
    as_of: options.AsOf = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
    dry_run: options.DryRun = False,
    message: options.Message = "",
    yes: options.Yes = False,
) -> int:
    """Show plans, or change the head of one."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    wanted = read_assignments(head_fields or ())
    if "=" in plan.replace("＝", "="):
        raise UsageError(f"先写计划编号，再写要改的字段；例：gongkai plan huaiyin-2022 {plan}。")
    if wanted and as_of:
        raise UsageError("--as-of 只用于查看，不能和要改的字段一起用。")

    def work(ws: Workspace) -> int:
        if wanted:
            return _change(ws, plan, wanted, dry_run=dry_run, message=message, yes=yes)
        if not plan:
            rows = [plan_record(each.plan, each.figures) for each in list_plans(ws, as_of=as_of or None)]
            console.write(records_text(PLAN_TITLES, rows, chosen, room=console.room()))
        else:
            head = plan_head(ws, plan, as_of=as_of or None)
            console.write(head_text(head.plan, head.figures, head.waiting, head.path, chosen, room=console.room()))
        unreadable = unreadable_files(ws, as_of=as_of or None)
        console.say_problems(unreadable)
        return 1 if unreadable else 0

    return with_workspace(settings_of(ctx), work)


def _change(ws: Workspace, plan: str, wanted: dict[str, str], *, dry_run: bool, message: str, yes: bool) -> int:
    proposal = propose_plan_change(ws, plan, wanted)
    if dry_run:
        console.write(changes_table(proposal.changes))
        _say_kept(proposal)
        console.say(f"试运行：会修改计划 {plan} 的题头和 {len(proposal.tasks)} 项任务的期限；没有保存。")
        return 0
    if len(proposal.tasks) > 1 and not yes:
        confirm_changes(proposal.changes, f"修改 {len(proposal.tasks)} 项任务")
    say_saved(change_plan(ws, plan, wanted, seen=proposal, message=message))
    _say_kept(proposal)
    return 0


def _say_kept(proposal: PlanProposal) -> None:
    if proposal.kept:
        console.say(f"期限经延期或更正定下，没有改动：{'、'.join(proposal.kept)}。")
