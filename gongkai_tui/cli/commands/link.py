"""`gongkai link`."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
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


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    task_or_plan: What,
    *,
    to_task: To = "",
    relation: Kind = "",
    propose: Propose = False,
    confirm: Confirm = False,
    floor: Floor = None,
    file: From = "",
    clear: Clear = "",
    remove: Remove = "",
    reason: Reason = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
    dry_run: options.DryRun = False,
    message: options.Message = "",
    yes: options.Yes = False,
) -> int:
    """Propose, make, clear or remove links."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    doing = {
        "--propose": propose,
        "--confirm": confirm,
        "--clear": clear,
        "--remove": remove,
        "--to": to_task and not (propose or confirm),
    }
    given = {
        "--kind": relation,
        "--floor": floor is not None,
        "--from": file,
        "--reason": reason,
        "输出格式": chosen != "table",
        "--dry-run": dry_run,
        "--message": message,
        "--yes": yes,
    }
    _refuse_misuse([name for name, on in doing.items() if on], given)
    if file:
        refuse_beside("--from", {"--to": to_task, "--kind": relation, "--floor": floor is not None})
    reviewed = _reviewed(task_or_plan, file) if file else None
    asked = _Asked(task_or_plan, to_task, _kind(relation), floor, reviewed, clear, remove, reason)

    def work(ws: Workspace) -> int:
        if propose:
            return _show(ws, asked, chosen)
        made = _proposal(ws, asked, many=confirm)
        for warning in made.warnings:
            console.say(f"警告：{warning}")
        return save_proposal(made, lambda: save_links(ws, made, message=message), dry_run=dry_run, yes=yes)

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


def _refuse_misuse(doing: list[str], given: Mapping[str, object]) -> None:
    if len(doing) != 1:
        raise UsageError("请写明做什么，只写一样：--to 编号、--propose、--confirm、--clear 编号、--remove 编号。")
    for name, value in given.items():
        if doing[0] not in _OWNERS[name]:
            refuse_without(" 或 ".join(_OWNERS[name]), {name: value})


class _Asked(NamedTuple):
    """What was typed."""

    what: str
    to: str
    kind: LinkKind | None
    floor: int | None
    reviewed: tuple[LinkWish, ...] | None
    clear: str
    remove: str
    reason: str


def _proposal(ws: Workspace, asked: _Asked, *, many: bool) -> LinkProposal:
    if asked.clear:
        return propose_clearing(ws, asked.what, asked.clear, asked.reason)
    if asked.remove:
        return propose_removal(ws, asked.what, asked.remove, asked.reason)
    if asked.reviewed is not None:
        return propose_links(ws, asked.reviewed)
    if many:
        floor = SURE if asked.floor is None else asked.floor
        found = proposed_links(ws, asked.what, kind=asked.kind, to=asked.to, floor=floor)
        return propose_links(ws, (link.wish for link in found))
    return propose_links(ws, (LinkWish(asked.what, asked.to, asked.kind),))


def _show(ws: Workspace, asked: _Asked, form: str) -> int:
    floor = FLOOR if asked.floor is None else asked.floor
    found = proposed_links(ws, asked.what, kind=asked.kind, to=asked.to, floor=floor)
    titles = PROPOSAL_TITLES if form in ("table", "md") else PROPOSAL_TITLES | PROPOSAL_TEXTS
    console.write(records_text(titles, [proposal_record(link) for link in found], form, room=console.room()))
    console.say(f"{asked.what}：提出 {len(found)} 条还没有的关联（{floor} 分以上），请逐条看过两边的原文再确认。")
    unreadable = unreadable_files(ws)
    console.say_problems(unreadable)
    return 1 if unreadable else 0


def _reviewed(plan: str, file: str) -> tuple[LinkWish, ...]:
    data = sys.stdin.buffer.read() if file == "-" else read_file(Path(file))
    name = "标准输入" if file == "-" else Path(file).name
    return read_link_table(data, plan, suffix="tsv" if file.lower().endswith(".tsv") else "csv", name=name)


def _kind(word: str) -> LinkKind | None:
    if not word:
        return None
    try:
        return LinkKind(word)
    except ValueError as error:
        raise UsageError(f"没有“{word}”这种关系；可用：{'、'.join(LinkKind)}。") from error
