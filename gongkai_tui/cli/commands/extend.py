"""`gongkai extend`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.option_rules import refuse_beside, refuse_without
from gongkai_tui.cli.saving import save_proposal
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.task import Decision
from gongkai_tui.domain.task_id import read_task_id
from gongkai_tui.reporting.extension_text import EXTENSION_TITLES, listed_cells, listed_record
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.extend_task import list_extensions, propose_answer, propose_request, save_extension
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "延期：责任单位（或办公室代它）申请，政务公开办答复。同意后期限随之改动，原期限保留备查；"
    "过了期限再申请的标明“逾期后申请”。\n"
    "给多个单位中的一个延期（--unit），任务的期限不变，只是这个单位另有期限。不写任务则列出待答复的申请。"
)
EXAMPLES = (
    ("gongkai extend", "待答复的申请"),
    ("gongkai extend --list plan:huaiyin-2022 --all", "一份计划的全部延期"),
    ("gongkai extend huaiyin-2022/39 --to 2022-09-30 --reason 系统改版尚未完成", "申请延期"),
    ("gongkai extend huaiyin-2022/39 --grant --answer 仅此一次", "同意"),
    ("gongkai extend huaiyin-2022/39", "一项任务的延期记录"),
)

Target = Annotated[list[str] | None, typer.Argument(metavar="任务", help="任务编号；列出时也可以是筛选。")]
To = Annotated[str, typer.Option("--to", metavar="日期", help="申请延到哪一天，如 2022-10-31、下月底。")]
Reason = Annotated[str, typer.Option("--reason", metavar="文字", help="申请的理由。")]
UnitName = Annotated[
    str, typer.Option("-u", "--unit", metavar="单位", help="为哪个单位申请，或答复哪个单位的申请；不写为整项任务。")
]
Grant = Annotated[bool, typer.Option("--grant", help="同意。")]
Refuse = Annotated[bool, typer.Option("--refuse", help="不同意。")]
Words = Annotated[str, typer.Option("--answer", metavar="文字", help="答复的说明；--refuse 必须写明为什么。")]
Listing = Annotated[bool, typer.Option("--list", help="列出筛选所选任务的申请。")]
Everything = Annotated[bool, typer.Option("--all", help="已答复的也列出。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    target: Target = None,
    *,
    to: To = "",
    reason: Reason = "",
    unit: UnitName = "",
    grant: Grant = False,
    refuse: Refuse = False,
    answer: Words = "",
    listing: Listing = False,
    everything: Everything = False,
    as_of: options.AsOf = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
    dry_run: options.DryRun = False,
    message: options.Message = "",
) -> int:
    """Ask for an extension, answer one, or list them."""
    words = " ".join(target or ())
    asked = [name for name, on in (("--to", to), ("--grant", grant), ("--refuse", refuse), ("--list", listing)) if on]
    if len(asked) > 1:
        raise UsageError(f"一次只能做一件事，不能同时用 {'、'.join(asked)}。")
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    if not to:
        refuse_without("--to（申请）", {"--reason": reason})
    if not (grant or refuse):
        refuse_without("--grant 或 --refuse（答复）", {"--answer": answer})
    settings = settings_of(ctx)
    if not asked or listing:
        refuse_without("--to、--grant 或 --refuse", {"--unit": unit, "--dry-run": dry_run, "--message": message})
        one = "" if listing else read_task_id(words) or ""
        return with_workspace(settings, lambda ws: _list(ws, words, everything or bool(one), as_of, chosen))
    refuse_beside(asked[0], {"--all": everything, "--as-of": as_of, "输出格式": chosen != "table"})
    task = read_task_id(words)
    if not task:
        raise UsageError("要写一项任务的编号；例：gongkai extend huaiyin-2022/39 --to 2022-09-30 --reason 理由。")

    def work(ws: Workspace) -> int:
        which = unit or None
        if to:
            proposal = propose_request(ws, task, to, reason, unit=which)
        else:
            decision = Decision.GRANTED if grant else Decision.REFUSED
            proposal = propose_answer(ws, task, decision, answer, unit=which)
        return save_proposal(proposal, lambda: save_extension(ws, proposal, message=message), dry_run=dry_run, yes=True)

    return with_workspace(settings, work)


def _list(ws: Workspace, words: str, everything: bool, as_of: str, form: str) -> int:  # noqa: FBT001  (an option)
    found = list_extensions(ws, words, decided=everything, as_of=as_of or None)
    records = [listed_record(each.task_id, each.title, each.entry) for each in found.requests]
    rows = records if form == "json" else list(map(listed_cells, records))
    console.write(records_text(EXTENSION_TITLES, rows, form, room=console.room()))
    waiting = sum(each.entry.decision is None for each in found.requests)
    console.say(f"{len(found.requests)} 件延期申请，{waiting} 件待答复。" if found.requests else "没有延期申请。")
    console.say_problems(found.problems)
    return 1 if found.problems else 0
