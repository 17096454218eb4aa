"""The arguments and options of `gongkai problem`."""

from dataclasses import dataclass
from typing import Annotated

import typer

from gongkai_tui.cli import options
from gongkai_tui.domain.check_methods import METHODS

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
Method = Annotated[str, typer.Option("--method", metavar="方式", help=f"open：{METHODS}等。")]
Basis = Annotated[str, typer.Option("--basis", metavar="依据", help="open：不符合哪条规定。")]
By = Annotated[str, typer.Option("--by", metavar="人", help="open：发现人；不写就是操作人。")]
Repeats = Annotated[str, typer.Option("--repeats", metavar="编号", help="open：重复的是以前哪个问题。")]
Day = Annotated[str, typer.Option("--date", metavar="日期", help="这一步是哪天的；不写就是今天。")]
Due = Annotated[
    str,
    typer.Option(
        "--due",
        metavar="日期",
        help="整改期限（含当天）：--fail 必须写，notify 不写用清单的，open、--keep 可以写。",
    ),
]
Channel = Annotated[str, typer.Option("--channel", metavar="方式", help="怎样反馈的：OA、电话、整改通知等。")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="整改情况、再核查情况或对异议的答复。")]
Reason = Annotated[str, typer.Option("--reason", metavar="理由", help="异议或撤销的理由。")]
Passed = Annotated[bool, typer.Option("--pass", help="recheck：通过，核销；要写 --note 或附 -e。")]
Failed = Annotated[bool, typer.Option("--fail", help="recheck：不通过，进入下一轮；要写 --note 和 --due。")]
Keep = Annotated[bool, typer.Option("--keep", help="answer：维持原来的认定。")]
Uphold = Annotated[bool, typer.Option("--uphold", help="answer：异议成立，撤销问题。")]

FILTERS = ("plan", "unit", "task", "state", "flag", "text")
"""The conditions that select problems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed behind `gongkai problem`; what was not written is empty."""

    step: Act = "list"
    problems: Ids = None
    plan: PlanId = ""
    unit: Unit = ""
    task: TaskId = ""
    state: State = ""
    flag: Flag = ""
    text: Words = ""
    what: What = ""
    where: Where = ""
    method: Method = ""
    basis: Basis = ""
    finder: By = ""
    repeats: Repeats = ""
    date: Day = ""
    due: Due = ""
    channel: Channel = ""
    note: Note = ""
    evidence: options.Evidence = None
    reason: Reason = ""
    passed: Passed = False
    failed: Failed = False
    keep: Keep = False
    uphold: Uphold = False
    as_of: options.AsOf = ""
    output: options.Output
    dry_run: options.DryRun = False
    message: options.Message = ""
    yes: options.Yes = False

    @property
    def ids(self) -> tuple[str, ...]:
        """The problems, or the task, that were named."""
        return tuple(self.problems or ())

    @property
    def filters(self) -> dict[str, str]:
        """The conditions that were written."""
        return {name: value for name in FILTERS if (value := str(getattr(self, name)))}
