"""`gongkai add`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.numbers import read_count
from gongkai_tui.cli.saving import say_saved
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.task import Task
from gongkai_tui.reporting.task_columns import units_text
from gongkai_tui.usecases.add_task import NewTask, add_task, draft_task
from gongkai_tui.usecases.unknown_unit_hint import unknown_units_of
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "手工添加一项任务，如会议或领导临时交办的事。编号自动生成（如 tianqiao-2021/x-7c2e），两处同时添加也不会重号。\n"
    "任务只能终止、不能删除：gongkai set 编号 status=已终止 --reason 依据。"
)
EXAMPLES = (
    ("gongkai add tianqiao-2021 --requirement '9月底前完成栏目自查' --units 区政府办公室", "临时交办一件事"),
    ("gongkai add tianqiao-2021 --requirement '…' --deadline 9月底前 --basis 区政府第8次常务会", "写明期限和依据"),
    ("gongkai add tianqiao-2021 --requirement '补充任务' --seq 68 --dry-run", "指定序号，先看结果"),
)

PlanId = Annotated[str, typer.Argument(metavar="计划", help="计划编号，如 tianqiao-2021。")]
Heading = Annotated[str, typer.Option("--heading", metavar="文字", help="任务名称。")]
Requirement = Annotated[str, typer.Option("--requirement", metavar="文字", help="具体要求。")]
Units = Annotated[str, typer.Option("--units", metavar="单位", help="责任单位，写法与文件里一样：A牵头，B、C配合。")]
Deadline = Annotated[str, typer.Option("--deadline", metavar="期限", help="完成时限，写法与文件里一样：9月底前。")]
Section = Annotated[str, typer.Option("--section", metavar="章节", help="所属章节。")]
Seq = Annotated[str, typer.Option("--seq", metavar="序号", help="序号；不写则没有序号。")]
Basis = Annotated[str, typer.Option("--basis", metavar="依据", help="交办依据：文号、会议或批示，记入第一条记录。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    plan: PlanId,
    *,
    heading: Heading = "",
    requirement: Requirement = "",
    units: Units = "",
    deadline: Deadline = "",
    section: Section = "",
    seq: Seq = "",
    basis: Basis = "",
    dry_run: options.DryRun = False,
    message: options.Message = "",
) -> int:
    """Add a task by hand."""
    new = NewTask(
        requirement=requirement,
        heading=heading,
        units=units,
        deadline=deadline,
        section=section,
        seq=read_count(seq, "--seq"),
        basis=basis,
    )

    def work(ws: Workspace) -> int:
        task = draft_task(ws, plan, new)
        console.say(_summary(task))
        console.say_hints(unknown_units_of(ws, task))
        if dry_run:
            console.say("试运行：没有保存。")
            return 0
        say_saved(add_task(ws, task, message=message))
        console.write(f"{task.id}\n")
        return 0

    return with_workspace(settings_of(ctx), work)


def _summary(task: Task) -> str:
    units = units_text(tuple((unit.unit, unit.role) for unit in task.units)) or "（无）"
    deadline = "（无）"
    if task.deadline is not None:
        deadline = f"{task.deadline.raw}（{task.deadline.kind}，{task.deadline.due or '无日期'}）"
    lines = [f"{task.id}  {task.heading or task.requirement}", f"责任单位：{units}", f"期限：{deadline}"]
    lines.extend(f"请确认：{hint}" for hint in task.hints)
    return "\n".join(lines)
