"""`gongkai problem notice`."""

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.problem.saving import save_problems
from gongkai_tui.cli.saving import changes_table
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.cli.typed_day import read_day
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.problem_notice import KINDS
from gongkai_tui.reporting.notice_text import notice_text
from gongkai_tui.usecases.problem_notices import Chosen, SentNotice, notice_page, propose_sent, sent_page
from gongkai_tui.usecases.workspace import Workspace
from gongkai_tui.usecases.writing_files import write_new_files

HELP = (
    "起草整改通知或通报：标题、主送机关、总体情况、存在问题（按单位）、整改要求、署名和成文日期，数字都从记录里数出来；"
    "不带红头，粘进本单位的模板即可。\n"
    "表扬和通报批评要经本级政府或其负责人批准（《政府督查工作条例》第二十一条）：记下批准之前，通报稿上写着“待批准”。"
    "发出之后用 --sent、--number、--approved-by 把文号和批准人记到每个问题上，文里写的整改期限同一次提交里记下："
    "待反馈的问题算作反馈，期限已过的改为新的期限。起草时写了 --due，记发出时也写同一个 --due。\n"
    "每次起草都是新的一份：今天的日期，没有文号，以前发过的写在“此前已发”里；一个文号只能是一份文。"
    "已发出的要再印，只写 --kind 和 --number：数字、日期和批准人都是发出那天的。"
)
EXAMPLES = (
    ("gongkai problem notice --plan tianqiao-2021 --kind 整改通知 --due 6月10日", "起草整改通知"),
    ("gongkai problem notice --plan tianqiao-2021 --kind 通报 --due 6月10日 --out 通报.md", "起草通报，写进文件"),
    (
        "gongkai problem notice 20220518-3f --kind 整改通知 --due 6月10日 --sent 今天 --number 天政办函〔2022〕5号",
        "记下已发出",
    ),
    ("gongkai problem notice --kind 整改通知 --number 天政办函〔2022〕5号", "把已发出的再印一次"),
)
_FORMS = ("md", "text")
_SHOWN = 5

Ids = Annotated[list[str] | None, typer.Argument(metavar="编号", help="问题编号，可以只写开头；不写则用下面的条件。")]
Kind = Annotated[str, typer.Option("--kind", metavar="文种", help=f"{'、'.join(KINDS)}；必须写。")]
Unit = Annotated[str, typer.Option("-u", "--unit", metavar="单位", help="这个单位的问题。")]
PlanId = Annotated[str, typer.Option("--plan", metavar="计划", help="这份计划的问题。")]
Place = Annotated[str, typer.Option("--jurisdiction", metavar="辖区", help="辖区编号；同名单位靠它区分。")]
Due = Annotated[
    str, typer.Option("--due", metavar="日期", help="还没有整改期限的、期限已过的问题用它，须在成文日期之后。")
]
Out = Annotated[str, typer.Option("--out", metavar="文件", help="写进这个文件；不写则输出到屏幕。")]
Form = Annotated[str, typer.Option("-f", "--format", metavar="格式", help="md（默认）或 text。")]
Sent = Annotated[str, typer.Option("--sent", metavar="日期", help="已经发出：哪一天。")]
Number = Annotated[
    str, typer.Option("--number", metavar="文号", help="和 --sent 一起写；不写 --sent 是把用这个文号发出的再印一次。")
]
Approved = Annotated[str, typer.Option("--approved-by", metavar="谁", help="谁批准的；通报必须写。")]


class _Typed(NamedTuple):
    """What was typed beside the problems."""

    kind: str
    due: str
    out: str
    form: str
    sent: str
    number: str
    approved_by: str


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    problems: Ids = None,
    *,
    notice_kind: Kind = "",
    unit: Unit = "",
    plan: PlanId = "",
    jurisdiction: Place = "",
    due: Due = "",
    out: Out = "",
    notice_form: Form = "md",
    sent: Sent = "",
    number: Number = "",
    approved_by: Approved = "",
    dry_run: options.DryRun = False,
    message: options.Message = "",
    yes: options.Yes = False,
) -> int:
    """Draft a notice, or record that it was sent."""
    typed = _Typed(notice_kind, due, out, notice_form, sent, number.strip(), approved_by.strip())
    _refuse_misuse(typed, is_write=dry_run or yes or bool(message))
    chosen = Chosen(tuple(problems or ()), unit, plan, jurisdiction)

    def work(ws: Workspace) -> int:
        if typed.number and not typed.sent:
            return _print_again(ws, chosen, typed)
        dated, until = read_day(sent, "--sent", ws.today), read_day(due, "--due", ws.today)
        page = notice_page(ws, chosen, notice_kind, due=until, day=dated)
        console.say_problems(page.problems)
        if page.keeping:
            shown = "、".join(page.keeping[:_SHOWN]) + ("等" if len(page.keeping) > _SHOWN else "")
            console.say(f"{len(page.keeping)} 个问题的整改期限还没有到，仍按各自的期限写，不用 --due：{shown}。")
        if typed.sent:
            return _record(ws, typed, page.ids, dry_run=dry_run, message=message, yes=yes)
        _show(typed, notice_text(page.draft, notice_form, due=until))
        if until and page.taking:
            console.say(f"整改期限还没有记到问题上；发出后用 --sent 记下时写同一个 --due {until.isoformat()}。")
        return 1 if page.problems else 0

    return with_workspace(settings_of(ctx), work)


def _print_again(ws: Workspace, chosen: Chosen, typed: _Typed) -> int:
    """Show a notice as it was sent; the exit code tells of files that could not be read."""
    page = sent_page(ws, chosen, typed.kind, typed.number)
    console.say_problems(page.problems)
    _show(typed, notice_text(page.draft, typed.form, due=page.due))
    return 1 if page.problems else 0


def _refuse_misuse(typed: _Typed, *, is_write: bool) -> None:
    if typed.kind not in KINDS:
        said = f"没有“{typed.kind}”这种文" if typed.kind else "缺少选项 --kind"
        raise UsageError(f"{said}：可写 {'、'.join(KINDS)}。")
    if typed.form not in _FORMS:
        raise UsageError(f"没有“{typed.form}”这种格式；可用：{'、'.join(_FORMS)}。")
    if not typed.sent and typed.approved_by:
        raise UsageError("--approved-by 要和 --sent 日期 一起用。")
    if typed.number and typed.due and not typed.sent:
        raise UsageError("只写 --number 是把已发出的文再印一次，不能改期限（--due）；起草新的不写 --number。")
    if not typed.sent and is_write:
        raise UsageError("--dry-run、--message、--yes 只用于记下已发出（--sent）。")
    if typed.sent and typed.out:
        raise UsageError("--out 用于起草，不和 --sent 一起用。")


def _show(typed: _Typed, text: str) -> None:
    if not typed.out:
        console.write(text)
        return
    path = Path(typed.out)
    for written in write_new_files(path.parent, {path.name: text.encode()}):
        console.say(f"已写进 {written}。")


def _record(ws: Workspace, typed: _Typed, ids: tuple[str, ...], *, dry_run: bool, message: str, yes: bool) -> int:
    day = read_day(typed.sent, "--sent", ws.today) or ws.today
    sent = SentNotice(typed.kind, day, typed.number, typed.approved_by, read_day(typed.due, "--due", ws.today))
    proposal = propose_sent(ws, ids, sent)
    summary = f"{typed.kind} {typed.number} 记到 {len(ids)} 个问题上"
    table = changes_table(proposal.changes)
    return save_problems(ws, proposal, table, summary, dry_run=dry_run, message=message, yes=yes)
