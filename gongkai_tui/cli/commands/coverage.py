"""`gongkai coverage`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.option_rules import refuse_without
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.cli.settings import Settings
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.task import LinkKind
from gongkai_tui.domain.task_id import read_task_id
from gongkai_tui.reporting.coverage_text import coverage_text, diff_text, figures_text, units_figures, units_text
from gongkai_tui.usecases.coverage import COMPARE_FLOOR, CoverageReport, compare_plans, plan_coverage
from gongkai_tui.usecases.own_plans import own_plans
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "一份计划与上级、下级计划逐项对应：哪些上级任务没有下级任务，哪些下级任务没有来源，哪些关联待复核，哪些用词不同。"
    "只看已确认的关联（gongkai link）；有一项已终止的写明，不算对应。--kind 承接 看今年与去年。\n"
    "--with 把同级的两份计划对照：哪些任务两份都有，哪些只有一份有；按关联和用词相似判断。\n"
    "--diff 列出一项任务与它对应的任务用词差在哪里：〔－删去的〕〔＋增加的〕，"
    "从上级（去年、前者）到下级（今年、后者）。\n"
    "--units 列出一项任务要求各单位发布的本单位要点：谁已发布、何时、网址、文号、印发后几天、是否超期。"
    "已发布是指这项任务里有那个单位（或整项任务）附佐证的报送（日期即报送日期；"
    "发布在前、报送在后的，报送时写 --on 发布日），"
    "或库里有一份那个单位已印发（有印发日期）的计划，implements 写的是这份计划。"
    "报送后又被退回、查出问题或更正的，再报送之前不算已发布。"
    "任务要求各单位发布本单位要点、而那个单位的已在库里的，owe、单位任务表、交接单和考核都不算它逾期，"
    "写明已发布，等办公室登记核查，不再向单位要。"
)
EXAMPLES = (
    ("gongkai coverage tianqiao-2021", "天桥区 2021 年要点与它落实的市要点"),
    ("gongkai coverage jinan-2021 --against tianqiao-2021 --json", "市要点在天桥区的落实，连同用词差别，供程序使用"),
    ("gongkai coverage tianqiao-2021 --kind 承接 --md", "今年与去年，贴进文档"),
    ("gongkai coverage tianqiao-2021 --diff tianqiao-2021/6", "第 6 项与市要点用词差在哪里"),
    ("gongkai coverage huaiyin-2022 --with tianqiao-2021", "两个区的要点对照"),
    ("gongkai coverage huaiyin-2022 --units huaiyin-2022/65", "各单位是否在印发后 30 日内发布了自己的要点"),
)

PlanId = Annotated[str, typer.Argument(metavar="计划", help="计划编号，作为上级或下级。")]
Against = Annotated[str, typer.Option("--against", metavar="计划", help="只看与这份计划的对应（上级、下级或前后年）。")]
Other = Annotated[str, typer.Option("--with", metavar="计划", help="与这份同级的计划对照。")]
Kind = Annotated[str, typer.Option("--kind", metavar="关系", help="落实（上下级，默认）或 承接（前后年）。")]
Diff = Annotated[str, typer.Option("--diff", metavar="编号", help="列出这项任务与对应任务的用词差别。")]
Units = Annotated[str, typer.Option("--units", metavar="编号", help="列出各单位是否发布了这项任务要求的本单位要点。")]
Floor = Annotated[
    int | None,
    typer.Option(
        "--floor",
        metavar="分数",
        min=0,
        max=100,
        help=f"--with 时，相似到多少分算同一项任务（0～100），默认 {COMPARE_FLOOR}。",
    ),
]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    plan: PlanId,
    *,
    against: Against = "",
    other: Other = "",
    relation: Kind = "",
    differing: Diff = "",
    units_of: Units = "",
    floor: Floor = None,
    as_of: options.AsOf = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Show how plans answer each other, or which units published their own."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    _refuse_contradictions(relation, floor, against=against, other=other, units=units_of, diff=differing)
    settings = settings_of(ctx)
    if units_of:
        return with_workspace(settings, lambda ws: _units(ws, plan, units_of, as_of, chosen))

    def read(ws: Workspace) -> CoverageReport:
        if other:
            least = COMPARE_FLOOR if floor is None else floor
            return compare_plans(ws, plan, other, floor=least, as_of=as_of or None)
        wanted = LinkKind(relation) if relation else LinkKind.IMPLEMENTS
        return plan_coverage(ws, plan, against=against, kind=wanted, as_of=as_of or None)

    report = with_workspace(settings, read)
    if differing:
        _show_diff(settings, report, differing, chosen)
    else:
        console.write(coverage_text(report.coverages, chosen, room=console.room()))
        for coverage in report.coverages:
            console.say(figures_text(coverage))
    console.say_problems(report.problems)
    return 1 if report.problems else 0


def _refuse_contradictions(kind: str, floor: int | None, *, against: str, other: str, units: str, diff: str) -> None:
    if kind not in ("", LinkKind.IMPLEMENTS, LinkKind.FOLLOWS):
        raise UsageError(f"不能按“{kind}”看对应；可用：{LinkKind.IMPLEMENTS}、{LinkKind.FOLLOWS}。")
    if sum(map(bool, (against, other, units))) > 1 or (units and diff) or (kind and (units or other)):
        raise UsageError("--against、--with、--units 只写一样；--diff 不与 --units、--kind 不与 --units、--with 同用。")
    if not other:
        refuse_without("--with", {"--floor": floor is not None})


def _show_diff(settings: Settings, report: CoverageReport, typed: str, form: str) -> None:
    task = read_task_id(typed)
    if task is None:
        raise UsageError(f"“{typed}”不是任务编号；例：tianqiao-2021/6。")
    answers = [
        answer
        for coverage in report.coverages
        for answer in coverage.answers
        if answer.upper and answer.lower and task in (answer.upper.id, answer.lower.id)
    ]
    console.write(diff_text(answers, form, color=settings.color))
    same = sum(not answer.differs for answer in answers)
    alike = f"，其中 {same} 项用词相同（只差空格标点的也算）" if same else ""
    console.say(f"{task}：{len(answers)} 项对应{alike}。")


def _units(ws: Workspace, plan: str, task: str, as_of: str, form: str) -> int:
    found = own_plans(ws, plan, task, as_of=as_of or None)
    console.write(units_text(found.duties, form, room=console.room()))
    issued = f"{found.issued.isoformat()} 印发" if found.issued else "没有印发日期，算不出印发后天数"
    due = f"期限 {found.due.isoformat()}" if found.due else "没有算得出的期限，不判断超期"
    if found.doubt:
        console.say(f"注意：{found.doubt}。")
    console.say(f"{found.task.id}（{issued}，{due}）：{units_figures(found.duties)}")
    console.say_problems(found.problems)
    return 1 if found.problems else 0
