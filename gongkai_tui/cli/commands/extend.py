"""`gongkai extend`."""

from dataclasses import dataclass
from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.option_record import takes
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed behind `gongkai extend`."""

    target: Target = None
    to: To = ""
    reason: Reason = ""
    unit: UnitName = ""
    grant: Grant = False
    refuse: Refuse = False
    answer: Words = ""
    listing: Listing = False
    everything: Everything = False
    as_of: options.AsOf = ""
    output: options.Output
    dry_run: options.DryRun = False
    message: options.Message = ""

    @property
    def words(self) -> str:
        """Id of a task, or a filter."""
        return " ".join(self.target or ())


@takes(Typed)
def command(ctx: typer.Context, typed: Typed) -> int:
    """Ask for an extension, answer one, or list them."""
    form = typed.output.format
    asked = _asked(typed)
    if asked in ("", "--list"):
        refuse_without(
            "--to、--grant 或 --refuse",
            {"--unit": typed.unit, "--dry-run": typed.dry_run, "--message": typed.message},
        )
        return with_workspace(settings_of(ctx), lambda ws: _list(ws, typed, form))
    refuse_beside(asked, {"--all": typed.everything, "--as-of": typed.as_of, "输出格式": form != "table"})
    task = read_task_id(typed.words)
    if not task:
        raise UsageError("要写一项任务的编号；例：gongkai extend huaiyin-2022/39 --to 2022-09-30 --reason 理由。")
    return with_workspace(settings_of(ctx), lambda ws: _save(ws, task, typed))


def _asked(typed: Typed) -> str:
    """The option that says what to do; empty where none does."""
    does = (("--to", typed.to), ("--grant", typed.grant), ("--refuse", typed.refuse), ("--list", typed.listing))
    asked = [name for name, on in does if on]
    if len(asked) > 1:
        raise UsageError(f"一次只能做一件事，不能同时用 {'、'.join(asked)}。")
    if not typed.to:
        refuse_without("--to（申请）", {"--reason": typed.reason})
    if not (typed.grant or typed.refuse):
        refuse_without("--grant 或 --refuse（答复）", {"--answer": typed.answer})
    return asked[0] if asked else ""


def _save(ws: Workspace, task: str, typed: Typed) -> int:
    """Enter a request, or the answer to one."""
    unit = typed.unit or None
    if typed.to:
        proposal = propose_request(ws, task, typed.to, typed.reason, unit=unit)
    else:
        decision = Decision.GRANTED if typed.grant else Decision.REFUSED
        proposal = propose_answer(ws, task, decision, typed.answer, unit=unit)
    return save_proposal(
        proposal, lambda: save_extension(ws, proposal, message=typed.message), dry_run=typed.dry_run, yes=True
    )


def _list(ws: Workspace, typed: Typed, form: str) -> int:
    is_one = not typed.listing and bool(read_task_id(typed.words))
    found = list_extensions(ws, typed.words, decided=typed.everything or is_one, as_of=typed.as_of or None)
    records = [listed_record(each.task_id, each.title, each.entry) for each in found.requests]
    rows = records if form == "json" else list(map(listed_cells, records))
    console.write(records_text(EXTENSION_TITLES, rows, form, room=console.room()))
    waiting = sum(each.entry.decision is None for each in found.requests)
    console.say(f"{len(found.requests)} 件延期申请，{waiting} 件待答复。" if found.requests else "没有延期申请。")
    console.say_problems(found.problems)
    return 1 if found.problems else 0
