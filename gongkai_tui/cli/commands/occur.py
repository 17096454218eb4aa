"""`gongkai occur`."""

from typing import Annotated

import typer

from gongkai_tui.cli import options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.option_rules import refuse_beside, refuse_without
from gongkai_tui.cli.saving import save_proposal
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.usecases.change_tasks import carry_out
from gongkai_tui.usecases.occurring import Occurrence, propose_occurrence
from gongkai_tui.usecases.taking_back import Withdrawal, propose_withdrawal
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "周期任务（每年至少1次之类）做了一次，记一条完成次数。日期是做的那一天，可以是过去的某天，不能是将来，也不能在计划年度之外。\n"
    "按期要做的到下一期开头才做成（12月的空气质量，次年1月公布），用 --for 写明记入哪一期，期满后 31 天内都可以。\n"
    "几个单位一起做的，--unit 写几次，记为一次提交；写了各街道办事处这样的集合，其中的单位不另记一次。"
    "任务的周期用 gongkai set 编号 周期='每年1次 每单位' 登记。\n"
    "记错了的（没有做、记错单位或日子），由政务公开办用 --withdraw 更正：另记一条更正，写明更正的是哪一条，"
    "原记录留着，不再计入。"
)
EXAMPLES = (
    (
        "gongkai occur huaiyin-2022/61 --unit 区财政局 --date 2022-06-15 --text 举办政务公开通识培训",
        "区财政局办了一次培训",
    ),
    (
        "gongkai occur huaiyin-2022/58 -u 区财政局 -u 区民政局 --date 2022-03-10 --text 专题听取政务公开工作汇报",
        "两个单位各一次",
    ),
    (
        "gongkai occur hongdao-2019/12 --what 空气 --date 2019-03-05 -e https://example.gov.cn/3.html",
        "任务有几种周期时写明是哪一种",
    ),
    (
        "gongkai occur hongdao-2019/12 --what 空气 --date 2020-01-05 --for 12月 -e https://example.gov.cn/12.html",
        "12月的，次年1月才公布",
    ),
    (
        "gongkai occur huaiyin-2022/61 -u 区财政局 --date 2022-06-15 --withdraw --reason 误记，培训没有开",
        "记错的一次不再计入",
    ),
)

Units = Annotated[list[str] | None, typer.Option("-u", "--unit", metavar="单位", help="哪个单位做的；可以写多次。")]
Day = Annotated[str, typer.Option("--date", metavar="日期", help="做的那一天；不写则是今天。")]
Text = Annotated[str, typer.Option("--text", metavar="文字", help="做了什么。")]
What = Annotated[str, typer.Option("--what", metavar="哪一种", help="任务有几种周期时，是其中的哪一种。")]

Withdraw = Annotated[
    bool,
    typer.Option(
        "--withdraw", help="更正记错的一次：--unit、--date（--what、--text）说的是已记的哪一条，另写 --reason。"
    ),
]
Reason = Annotated[str, typer.Option("--reason", metavar="文字", help="更正的理由，和 --withdraw 一起写。")]

For = Annotated[
    str, typer.Option("--for", metavar="期", help="记入哪一期，如 12月、第4季度；不写则是日期所在的那一期。")
]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    task: options.TaskId,
    *,
    units: Units = None,
    day: Day = "",
    text: Text = "",
    evidence: options.Evidence = None,
    what: What = "",
    period: For = "",
    withdraw: Withdraw = False,
    reason: Reason = "",
    dry_run: options.DryRun = False,
    message: options.Message = "",
) -> int:
    """Record that a recurring duty was done once, or that it was not."""
    if withdraw:
        refuse_beside("--withdraw", {"--evidence": evidence, "--for": period})
    else:
        refuse_without("--withdraw", {"--reason": reason})
    named = tuple(units or ())
    said = Occurrence(task, named, day, text, tuple(evidence or ()), what, period)
    mistaken = Withdrawal(task, reason, named, day, text, what)

    def work(ws: Workspace) -> int:
        proposal = propose_withdrawal(ws, mistaken) if withdraw else propose_occurrence(ws, said)
        return save_proposal(proposal, lambda: carry_out(ws, proposal, message=message), dry_run=dry_run, yes=True)

    return with_workspace(settings_of(ctx), work)
