"""`gongkai lookback`."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated

import typer

from gongkai_tui.cli import options
from gongkai_tui.cli.actions import give_verdicts, show_lookback
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.option_record import takes
from gongkai_tui.cli.option_rules import refuse_beside, refuse_without
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.task import LookbackVerdict

HELP = (
    "对上一年的计划“回头看”：列出每一项的状态、佐证、未销号的问题、已有的结论，以及今年计划里相近的任务。\n"
    "有明确责任单位或日期的在前；已终止的不列。今年的计划是 follows 写明承接它的那一份，也可用 --into 指定。\n"
    "结论有三种，一次给出的结论记为一次提交，都可以用 gongkai undo 撤销：\n"
    "核销要有说明（--note），未销号的问题先办结；转整改要有理由和整改期限（--reason、--due），同时立一个问题并反馈给单位，"
    "单位可以写几个，各立一个问题；已有未销号的问题用 --to 接续，不另立；\n"
    "转入今年要写明转入哪一项（--to）或新增一项（--new）；都不写的，转入今年已确认承接它的那一项（link）。改变已有的结论要写理由（--reason）。\n"
    "相近的任务只是建议，不会自动采用。做到哪里从已记的结论看出，随时可以接着做。"
)
EXAMPLES = (
    ("gongkai lookback tianqiao-2020", "2020 年的计划做到哪里"),
    ("gongkai lookback tianqiao-2020 --next", "下一项还没有结论的任务，全部内容"),
    ("gongkai lookback tianqiao-2020 unit:区财政局 --todo", "涉及区财政局、还没有结论的"),
    (
        "gongkai lookback tianqiao-2020 status:已完成 --todo --verdict 核销 --note 已核对 --dry-run",
        "已完成、还没有结论的一起核销，先看",
    ),
    (
        "gongkai lookback tianqiao-2020 tianqiao-2020/8 --verdict 转整改 --reason 未公开 --due 15日后 -u 区农业农村局",
        "没有落实的转整改，限期 15 天",
    ),
    (
        "gongkai lookback tianqiao-2020 tianqiao-2020/9 --verdict 转入今年 --to tianqiao-2021/2",
        "确认由今年的第 2 项承接",
    ),
    ("gongkai lookback tianqiao-2020 --report > 回头看.md", "报告"),
)

PlanId = Annotated[str, typer.Argument(metavar="计划", help="上一年的计划，如 tianqiao-2020。")]
Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="筛选", help="任务编号（tianqiao-2020/17，可以几个）或筛选；只在这份计划里找。"),
]
VerdictName = Annotated[str, typer.Option("--verdict", metavar="结论", help="核销、转整改或转入今年。")]
Todo = Annotated[bool, typer.Option("--todo", help="只列（或只对）还没有结论的。")]
Next = Annotated[bool, typer.Option("--next", help="下一项还没有结论的任务，全部内容。")]
Report = Annotated[bool, typer.Option("--report", help="输出“回头看”报告（Markdown）；没有做完的会写明。")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="说明：核查了什么、依据什么。")]
Reason = Annotated[str, typer.Option("--reason", metavar="文字", help="转整改的理由，或更正结论的理由。")]
What = Annotated[
    str,
    typer.Option(
        "--what", metavar="文字", help="转整改发现的问题；不写则取 --reason，更正转整改的结论时沿用原问题的文字。"
    ),
]
Due = Annotated[str, typer.Option("--due", metavar="日期", help="整改期限，如 2022-09-30、9月底、15日后。")]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to", metavar="编号", help="今年的任务（转入今年，可以只写序号），或接续的问题（转整改，可以写多次）。"
    ),
]
New = Annotated[bool, typer.Option("--new", help="在今年的计划里新增一项来承接。")]
Section = Annotated[str, typer.Option("--section", metavar="章节", help="新增的任务放在哪一章；不写则为“上年结转”。")]
Deadline = Annotated[
    str, typer.Option("--deadline", metavar="时限", help="新增的任务今年的完成时限，如 9月底前；不写则为全年。")
]
Into = Annotated[str, typer.Option("--into", metavar="计划", help="今年的计划；不写则取 follows 写明承接它的那一份。")]
Units = Annotated[
    list[str] | None,
    typer.Option(
        "-u",
        "--unit",
        metavar="单位",
        help="由哪个单位整改，可以写多次，各立一个问题；只有一个责任单位或一个牵头单位时可以不写。",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed behind `gongkai lookback`."""

    plan: PlanId
    words: Words = None
    verdict: VerdictName = ""
    note: Note = ""
    reason: Reason = ""
    what: What = ""
    evidence: options.Evidence = None
    units: Units = None
    due: Due = ""
    to: To = None
    new: New = False
    section: Section = ""
    deadline: Deadline = ""
    into: Into = ""
    todo: Todo = False
    show_next: Next = False
    report: Report = False
    dry_run: options.DryRun = False
    message: options.Message = ""
    yes: options.Yes = False
    as_of: options.AsOf = ""
    output: options.Output

    @property
    def target(self) -> str:
        """Ids of tasks, or a filter."""
        return " ".join(self.words or ())


@takes(Typed)
def command(ctx: typer.Context, typed: Typed) -> int:
    """Show 回头看 on a plan, or give verdicts."""
    form = typed.output.format
    _refuse_misuse(typed, form)
    run = give_verdicts.run if typed.verdict else partial(show_lookback.run, form=form)
    return run(settings_of(ctx), typed)


def _refuse_misuse(typed: Typed, form: str) -> None:
    """Refuse what only shows beside a verdict, what only gives one without it, and a verdict that there is not."""
    if not typed.verdict:
        texts = {"--note": typed.note, "--reason": typed.reason, "--what": typed.what, "-e": typed.evidence}
        told = {"--unit": typed.units}
        where = {"--due": typed.due, "--to": typed.to, "--new": typed.new}
        added = {"--section": typed.section, "--deadline": typed.deadline}
        saving = {"--dry-run": typed.dry_run, "--message": typed.message, "--yes": typed.yes}
        refuse_without("--verdict", {**texts, **told, **where, **added, **saving})
        return
    shows = {"--next": typed.show_next, "--report": typed.report, "--as-of": typed.as_of, "输出格式": form != "table"}
    refuse_beside("--verdict", shows)
    if typed.verdict not in tuple(LookbackVerdict):
        raise UsageError(f"没有“{typed.verdict}”这个结论；可用：{'、'.join(LookbackVerdict)}。")
