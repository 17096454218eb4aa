"""`gongkai recurring`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.recurrence import Standing
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task_id import read_task_id
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.reporting.recurring_text import RECURRING_TITLES, WHO_LACKS, period_record
from gongkai_tui.usecases.list_plans import plan_ids
from gongkai_tui.usecases.recurring import RecurringDuties, recurring_duties
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "周期任务每一期有多少单位完成了：全年按周期分成若干期，从计划年度算起；印发之前已经过去的期不算欠。"
    "年中才定的，周期写“自7月1日起”：这一天之前开始的期不算欠，从这一天或之后开始的第一期算起。\n"
    "每单位：每个责任单位都要做够次数（集合按成员算，配合单位不算）；全区：合起来做够就行，做不够的记在牵头单位名下，没有牵头的"
    "记在各责任单位名下；由某单位（如 由区政府办公室）：只由它做，做不够的只记在它名下；回头看转入今年的，不再算缺期；"
    "终止了的，终止之前已过的期和记过的次数仍列出，不算缺期。记录用 gongkai occur。\n"
    "平常只列已过的期和本期，--all 连印发前、起算前的和没有到的也列出。"
)
EXAMPLES = (
    ("gongkai recurring huaiyin-2022", "一年一次的，几个单位做了"),
    ("gongkai recurring huaiyin-2022/61 --missing", "还有哪些单位没有办培训"),
    ("gongkai recurring hongdao-2019 --as-of 2019-12-31 --csv", "2019 年底时的情况"),
)

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[计划|编号] [筛选]", help=f"计划编号或任务编号，再加筛选；都可以不写。{options.FILTER_HELP}"
    ),
]
Missing = Annotated[
    bool, typer.Option("--missing", help="列出没有完成的单位，以及过期之后记在谁的名下（缺期）；--json 总是都有。")
]
All = Annotated[bool, typer.Option("--all", help="印发前、起算前的和没有到的期也列出。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    words: Words = None,
    *,
    missing: Missing = False,
    every: All = False,
    as_of: options.AsOf = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Show how many units have done their recurring duties."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    found = with_workspace(settings_of(ctx), lambda ws: _read(ws, list(words or ()), as_of))
    records = [
        period_record(task.row, count)
        for task in found.tasks
        for count in task.counts
        if every or count.standing in (Standing.PAST, Standing.CURRENT)
    ]
    titles = {key: title for key, title in RECURRING_TITLES.items() if missing or key not in WHO_LACKS}
    console.write(records_text(titles, records, chosen, room=console.room()))
    _say(found, shown=len(records))
    console.say_problems(found.problems)
    return 1 if found.problems else 0


def _read(ws: Workspace, words: list[str], as_of: str) -> RecurringDuties:
    task = words.pop(0) if words and read_task_id(words[0]) else ""
    plan = words.pop(0) if words and words[0] in plan_ids(ws, as_of=as_of or None) else ""
    return recurring_duties(ws, plan=plan, task_id=task, filter_text=" ".join(words), as_of=as_of or None)


def _say(found: RecurringDuties, *, shown: int) -> None:
    if not found.tasks:
        console.say("没有登记周期的任务；登记用 gongkai set 编号 周期='每年1次 每单位'。")
    elif not shown:
        console.say(f"{len(found.tasks)} 项周期任务，还没有开始的期；--all 列出全部。")
    for task in found.tasks:
        if not task.counts and task.row.status == Status.ENDED:
            console.say(f"{task.row.id}：已终止，终止之前没有已过的期，也没有记过次数。")
        elif not task.counts:
            console.say(f"{task.row.id}：计划没有写年度，分不出周期。")
    if any(not unit.confirmed for task in found.tasks for count in task.counts for unit in count.units):
        console.say("提示：有集合的成员名单还没有人确认，单位数以 units/ 里登记的为准。")
