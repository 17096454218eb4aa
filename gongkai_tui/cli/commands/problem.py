"""`gongkai problem`."""

from typing import Annotated

import typer

from gongkai_tui.cli import options, problem_acts
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.problem_words import Typed, refuse_misuse
from gongkai_tui.cli.session import with_workspace

HELP = (
    "核查发现的问题，按“核查—反馈—整改—再核查—核销”逐步办理；任务上该单位的状态在同一次提交里随之改变。\n"
    "open 登记（写 --due 就同时反馈），notify 反馈，fix 报整改，recheck 再核查（--pass 核销，--fail 再整改一轮），"
    "object 提出异议，answer 答复异议，withdraw 撤销，list 列出，show 查看。不写动作就是 list。\n"
    "问题编号可以只写开头；不写编号而写 --plan、--unit、--task、--state、--flag、--text，就办理符合条件的全部问题，"
    "记为一次提交，有一个不能办就全部不办。日期可以写 2022-06-10、6月10日、下周五。"
)
EXAMPLES = (
    (
        "gongkai problem open tianqiao-2021/8 --unit 区财政局 --what '预决算栏目链接失效' --method 网上巡查",
        "登记一个问题",
    ),
    ("gongkai problem open --plan tianqiao-2021 --unit 区财政局 --what '栏目半年未更新' --due 30天后", "登记并反馈"),
    ("gongkai problem notify 20220518-3f --due 6月10日 --channel OA", "反馈给责任单位，写明整改期限"),
    ("gongkai problem notify --plan tianqiao-2021 --state 待反馈 --due 6月10日 --yes", "一批问题同一期限"),
    ("gongkai problem fix 20220518-3f --note '链接已修复' -e https://example.gov.cn/1", "报整改，附佐证"),
    ("gongkai problem recheck 20220518-3f --pass", "再核查通过，核销"),
    ("gongkai problem recheck 20220518-3f --fail --note '附件仍打不开' --due 10天后", "不通过，进入下一轮"),
    ("gongkai problem object 20220518-3f --reason '该栏目已移交区大数据局'", "单位提出异议"),
    ("gongkai problem answer 20220518-3f --keep --note '移交未备案'", "维持；异议成立写 --uphold"),
    ("gongkai problem list --unit 区财政局 --flag 逾期,反复", "逾期和反复的问题"),
    ("gongkai problem list --state 未核销 --json", "供脚本使用"),
)

Act = Annotated[
    str,
    typer.Argument(
        metavar="动作", help="list、show、open、notify、fix、recheck、object、answer 或 withdraw；不写就是 list。"
    ),
]
Ids = Annotated[
    list[str] | None,
    typer.Argument(metavar="编号", help="问题编号，可以写几个，可以只写开头；open 写任务编号。"),
]
PlanId = Annotated[str, typer.Option("--plan", metavar="计划", help="哪份计划的；open 用于不属于某项任务的问题。")]
Unit = Annotated[str, typer.Option("-u", "--unit", metavar="单位", help="哪个单位的问题。")]
TaskId = Annotated[str, typer.Option("--task", metavar="任务", help="筛选：哪项任务的问题。")]
State = Annotated[
    str,
    typer.Option(
        "--state", metavar="状态", help="筛选：待反馈、整改中、复核中、待再核查、已核销、已撤销，或 未核销；可写几个。"
    ),
]
Flag = Annotated[
    str, typer.Option("--flag", metavar="标记", help="筛选：逾期、反复、复核超时、待再核查超时；可写几个。")
]
Words = Annotated[str, typer.Option("--text", metavar="文字", help="筛选：问题、位置、依据、整改情况里的文字。")]
What = Annotated[str, typer.Option("--what", metavar="文字", help="open：是什么问题。")]
Where = Annotated[str, typer.Option("--where", metavar="位置", help="open：栏目、网页或地点，多为网址。")]
Method = Annotated[str, typer.Option("--method", metavar="方式", help="open：网上巡查、抽检、实地、第三方等。")]
Basis = Annotated[str, typer.Option("--basis", metavar="依据", help="open：不符合哪条规定。")]
By = Annotated[str, typer.Option("--by", metavar="人", help="open：发现人；不写就是操作人。")]
Repeats = Annotated[str, typer.Option("--repeats", metavar="编号", help="open：重复的是以前哪个问题。")]
Day = Annotated[str, typer.Option("--date", metavar="日期", help="这一步是哪天的；不写就是今天。")]
Due = Annotated[
    str,
    typer.Option("--due", metavar="日期", help="整改期限（含当天）：notify、--fail 必须写，open、--keep 可以写。"),
]
Channel = Annotated[str, typer.Option("--channel", metavar="方式", help="怎样反馈的：OA、电话、整改通知等。")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="整改情况、再核查情况或对异议的答复。")]
Reason = Annotated[str, typer.Option("--reason", metavar="理由", help="异议或撤销的理由。")]
Passed = Annotated[bool, typer.Option("--pass", help="recheck：通过，核销。")]
Failed = Annotated[bool, typer.Option("--fail", help="recheck：不通过，进入下一轮。")]
Keep = Annotated[bool, typer.Option("--keep", help="answer：维持原来的认定。")]
Uphold = Annotated[bool, typer.Option("--uphold", help="answer：异议成立，撤销问题。")]

_ACTS = {"list": problem_acts.run_list, "show": problem_acts.run_show, "open": problem_acts.run_open}


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    step: Act = "list",
    problems: Ids = None,
    *,
    plan: PlanId = "",
    unit: Unit = "",
    task: TaskId = "",
    state: State = "",
    flag: Flag = "",
    text: Words = "",
    what: What = "",
    where: Where = "",
    method: Method = "",
    basis: Basis = "",
    finder: By = "",
    repeats: Repeats = "",
    date: Day = "",
    due: Due = "",
    channel: Channel = "",
    note: Note = "",
    evidence: options.Evidence = None,
    reason: Reason = "",
    passed: Passed = False,
    failed: Failed = False,
    keep: Keep = False,
    uphold: Uphold = False,
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
    """List problems, or take a step of the loop."""
    is_formatted = bool(form or json or csv or tsv or md)
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    typed = Typed(
        ids=tuple(problems or ()),
        plan=plan,
        unit=unit,
        task=task,
        state=state,
        flag=flag,
        text=text,
        what=what,
        where=where,
        method=method,
        basis=basis,
        by=finder,
        repeats=repeats,
        date=date,
        due=due,
        channel=channel,
        note=note,
        evidence=tuple(evidence or ()),
        reason=reason,
        passed=passed,
        failed=failed,
        keep=keep,
        uphold=uphold,
        as_of=as_of,
        form=chosen if is_formatted or step in ("list", "show") else "",
        dry_run=dry_run,
        message=message,
        yes=yes,
    )
    refuse_misuse(step, typed)
    run = _ACTS.get(step) or problem_acts.run_step(step)
    return with_workspace(settings_of(ctx), lambda ws: run(ws, typed))
