"""`gongkai link`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.option_record import takes
from gongkai_tui.cli.option_rules import refuse_beside, refuse_without
from gongkai_tui.cli.saving import save_proposal
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.task import LinkKind
from gongkai_tui.reporting.links_text import PROPOSAL_TEXTS, PROPOSAL_TITLES, proposal_record
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.likeness import FLOOR, SURE
from gongkai_tui.usecases.link_proposals import proposed_links
from gongkai_tui.usecases.link_table import read_link_table
from gongkai_tui.usecases.linking import (
    LinkProposal,
    LinkWish,
    propose_clearing,
    propose_links,
    propose_removal,
    save_links,
)
from gongkai_tui.usecases.reading_files import read_file
from gongkai_tui.usecases.unreadable import unreadable_files
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "任务之间的关联：落实（上级计划的任务）、承接（去年的任务）、相关。关联记在下级或今年的任务上，由政务公开办确认，"
    "确认时记下对方当时的用词；对方的要求后来改了，关联就是待复核（gongkai check、gongkai coverage 会列出），"
    "看过以后用 --clear 写明理由。\n"
    "--propose 按用词相似提出还没有的关联，只供人看；确认一条写 --to，确认一批写 --confirm --floor 分数，\n"
    "或把 --propose --csv 存成文件，逐行看过、删去不对的行，再用 --confirm --from 文件 一次确认。"
)
EXAMPLES = (
    ("gongkai link tianqiao-2021 --propose --kind 落实", "还可能落实济南市哪些任务"),
    ("gongkai link huaiyin-2022 --propose --to tianqiao-2021 --json", "与另一份计划对照，两边的全文都列出"),
    ("gongkai link tianqiao-2021/28 --to jinan-2021/29 --kind 相关", "确认一条"),
    ("gongkai link tianqiao-2021/28 --remove jinan-2021/29 --reason '逐字核对后不是一回事'", "删去一条"),
    ("gongkai link tianqiao-2021 --propose --csv > 提议.csv", "存下来逐行看"),
    ("gongkai link tianqiao-2021 --confirm --from 提议.csv --dry-run", "看过之后按表确认"),
    ("gongkai link tianqiao-2021 --confirm --floor 95 --dry-run", "看看 95 分以上的一次确认会写下什么"),
)

What = Annotated[str, typer.Argument(metavar="编号|计划", help="任务编号；--propose、--confirm 时为计划编号。")]
To = Annotated[
    str, typer.Option("--to", metavar="编号", help="关联到哪项任务；--propose、--confirm 时为与哪份计划对照。")
]
Kind = Annotated[
    str, typer.Option("--kind", metavar="关系", help="落实、承接、相关；不写则看对方是上级还是去年的计划。")
]
Propose = Annotated[bool, typer.Option("--propose", help="按用词相似提出还没有的关联，不保存。")]
Confirm = Annotated[bool, typer.Option("--confirm", help="把够分数的提议一次确认，先列出再询问。")]
Floor = Annotated[
    int | None,
    typer.Option(
        "--floor",
        metavar="分数",
        min=0,
        max=100,
        help=f"最低相似分数（0～100）；--propose 时默认 {FLOOR}，--confirm 时默认 {SURE}。",
    ),
]
From = Annotated[
    str,
    typer.Option("--from", metavar="文件", help="按看过的表（csv、tsv，有“编号”“对应编号”列）确认；- 为标准输入。"),
]
Clear = Annotated[str, typer.Option("--clear", metavar="编号", help="复核过：与这项任务的关联仍然成立。")]
Remove = Annotated[str, typer.Option("--remove", metavar="编号", help="删去与这项任务的关联。")]
Reason = Annotated[str, typer.Option("--reason", metavar="理由", help="复核或删去的理由，记入任务的记录。")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed behind `gongkai link`."""

    task_or_plan: What
    to_task: To = ""
    relation: Kind = ""
    propose: Propose = False
    confirm: Confirm = False
    floor: Floor = None
    file: From = ""
    clear: Clear = ""
    remove: Remove = ""
    reason: Reason = ""
    output: options.Output
    dry_run: options.DryRun = False
    message: options.Message = ""
    yes: options.Yes = False

    @property
    def kind(self) -> LinkKind | None:
        """The relation; None where nothing is said.

        Raises:
            UsageError: there is no such relation.
        """
        if self.relation and self.relation not in tuple(LinkKind):
            raise UsageError(f"没有“{self.relation}”这种关系；可用：{'、'.join(LinkKind)}。")
        return LinkKind(self.relation) if self.relation else None


@takes(Typed)
def command(ctx: typer.Context, typed: Typed) -> int:
    """Propose, make, clear or remove links."""
    form = typed.output.format
    _refuse_misuse(typed, form)
    reviewed = _reviewed(typed.task_or_plan, typed.file) if typed.file else None
    kind = typed.kind

    def work(ws: Workspace) -> int:
        if typed.propose:
            return _show(ws, typed, kind, form)
        made = _proposal(ws, typed, kind, reviewed)
        for warning in made.warnings:
            console.say(f"警告：{warning}")
        return save_proposal(
            made, lambda: save_links(ws, made, message=typed.message), dry_run=typed.dry_run, yes=typed.yes
        )

    return with_workspace(settings_of(ctx), work)


_SAVING = ("--to", "--confirm", "--clear", "--remove")
_OWNERS = {
    "--kind": ("--to", "--propose", "--confirm"),
    "--floor": ("--propose", "--confirm"),
    "--from": ("--confirm",),
    "--reason": ("--clear", "--remove"),
    "输出格式": ("--propose",),
    "--dry-run": _SAVING,
    "--message": _SAVING,
    "--yes": _SAVING,
}
"""Option → what it goes with."""


def _refuse_misuse(typed: Typed, form: str) -> None:
    """Let pass one thing to do, with the options that go with it."""
    does = {
        "--propose": typed.propose,
        "--confirm": typed.confirm,
        "--clear": typed.clear,
        "--remove": typed.remove,
        "--to": typed.to_task and not (typed.propose or typed.confirm),
    }
    given = {
        "--kind": typed.relation,
        "--floor": typed.floor is not None,
        "--from": typed.file,
        "--reason": typed.reason,
        "输出格式": form != "table",
        "--dry-run": typed.dry_run,
        "--message": typed.message,
        "--yes": typed.yes,
    }
    doing = [name for name, on in does.items() if on]
    if len(doing) != 1:
        raise UsageError("请写明做什么，只写一样：--to 编号、--propose、--confirm、--clear 编号、--remove 编号。")
    for name, value in given.items():
        if doing[0] not in _OWNERS[name]:
            refuse_without(" 或 ".join(_OWNERS[name]), {name: value})
    if typed.file:
        refuse_beside("--from", {"--to": typed.to_task, "--kind": typed.relation, "--floor": given["--floor"]})


def _proposal(
    ws: Workspace, typed: Typed, kind: LinkKind | None, reviewed: tuple[LinkWish, ...] | None
) -> LinkProposal:
    what = typed.task_or_plan
    if typed.clear:
        return propose_clearing(ws, what, typed.clear, typed.reason)
    if typed.remove:
        return propose_removal(ws, what, typed.remove, typed.reason)
    if reviewed is not None:
        return propose_links(ws, reviewed)
    if typed.confirm:
        floor = SURE if typed.floor is None else typed.floor
        found = proposed_links(ws, what, kind=kind, to=typed.to_task, floor=floor)
        return propose_links(ws, (link.wish for link in found))
    return propose_links(ws, (LinkWish(what, typed.to_task, kind),))


def _show(ws: Workspace, typed: Typed, kind: LinkKind | None, form: str) -> int:
    what, floor = typed.task_or_plan, FLOOR if typed.floor is None else typed.floor
    found = proposed_links(ws, what, kind=kind, to=typed.to_task, floor=floor)
    titles = PROPOSAL_TITLES if form in ("table", "md") else PROPOSAL_TITLES | PROPOSAL_TEXTS
    console.write(records_text(titles, [proposal_record(link) for link in found], form, room=console.room()))
    console.say(f"{what}：提出 {len(found)} 条还没有的关联（{floor} 分以上），请逐条看过两边的原文再确认。")
    unreadable = unreadable_files(ws)
    console.say_problems(unreadable)
    return 1 if unreadable else 0


def _reviewed(plan: str, file: str) -> tuple[LinkWish, ...]:
    data = sys.stdin.buffer.read() if file == "-" else read_file(Path(file))
    name = "标准输入" if file == "-" else Path(file).name
    return read_link_table(data, plan, suffix="tsv" if file.lower().endswith(".tsv") else "csv", name=name)
