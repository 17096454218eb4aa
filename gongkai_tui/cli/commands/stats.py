"""`gongkai stats`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.numbers import read_count
from gongkai_tui.cli.option_rules import refuse_beside, refuse_without
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.cli.settings import Settings
from gongkai_tui.domain.summary import AXIS_LABELS, axis_called
from gongkai_tui.reporting.burndown_text import BURNDOWN_TITLES, point_record
from gongkai_tui.reporting.overview import FIGURE_TITLES, figures_record
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.reporting.untold_text import untold_lines
from gongkai_tui.usecases.burndown import POINTS, burndown
from gongkai_tui.usecases.statistics import statistics

HELP = (
    "统计任务的状态、落实率、逾期和临期。落实率 =（已完成 + 已核销 + 长期坚持）÷（全部 − 已终止）；待核查不算落实。\n"
    "按单位统计的是谁要办，与 owe 的数字相同：各X 的每个成员、有关X 选定的单位都在内，各按自己的状态；"
    "没有登记成员的、还没有选定的集合自成一行。一项任务有几个单位就各算一次，合计里只算一次。"
    "按牵头单位统计的照计划里写的；按标记统计时，有几个标记就各算一次。\n"
    "--over-time 从 Git 历史里算出各个状态的项数怎样随时间变化："
    "从计划印发（没有印发日期则从录入）到今天，均匀取若干天，每一天的数与 --as-of 那一天的相同。"
)
EXAMPLES = (
    ("gongkai stats", "按计划"),
    ("gongkai stats plan:tianqiao-2021 --by unit", "天桥区 2021 年要点，按单位"),
    ("gongkai stats --by month --as-of 2021-12-31 --csv", "2021 年底时，按期限月份"),
    ("gongkai stats --over-time --points 12 plan:tianqiao-2021", "天桥区 2021 年要点的进度，取 12 天"),
)

_TOTAL = "合计"

By = Annotated[str, typer.Option("--by", metavar="项目", help=f"按什么统计：{'、'.join(AXIS_LABELS)}；不写则按 plan。")]
OverTime = Annotated[bool, typer.Option("--over-time", help="各状态的项数怎样随时间变化。")]
Points = Annotated[str, typer.Option("--points", metavar="个数", help=f"--over-time 取多少天；不写则取 {POINTS} 天。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    words: options.FilterWords = None,
    *,
    by: By = "",
    over_time: OverTime = False,
    points: Points = "",
    as_of: options.AsOf = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Show figures."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    filter_text = " ".join(words or ())
    if over_time:
        return _show_burndown(settings_of(ctx), filter_text, by, points, as_of, chosen)
    refuse_without("--over-time", {"--points": points})
    by = by or "plan"
    with console.Progress("正在统计") as progress:
        found = with_workspace(
            settings_of(ctx),
            lambda ws: statistics(ws, filter_text=filter_text, as_of=as_of or None, by=by, progress=progress),
        )
    rows = [{"group": group.key, **figures_record(group.summary)} for group in found.groups]
    rows.append({"group": _TOTAL, **figures_record(found.whole)})
    titles = {"group": AXIS_LABELS[axis_called(by)], **FIGURE_TITLES}
    console.write(records_text(titles, rows, chosen, room=console.room()))
    console.say_lines(untold_lines(found.untold, by_unit=axis_called(by) == "unit"))
    console.say_problems(found.problems)
    return 1 if found.problems else 0


def _show_burndown(settings: Settings, filter_text: str, by: str, points: str, as_of: str, form: str) -> int:
    refuse_beside("--over-time", {"--by": by})
    count = read_count(points, "--points")
    with console.Progress("正在从历史中统计") as progress:
        found = with_workspace(
            settings,
            lambda ws: burndown(
                ws, filter_text, count=POINTS if count is None else count, as_of=as_of or None, progress=progress
            ),
        )
    console.write(records_text(BURNDOWN_TITLES, list(map(point_record, found.points)), form, room=console.room()))
    console.say_problems(found.problems)
    for point in found.points[:-1]:
        if point.unreadable:
            console.say(f"提示：{point.day} 的数据里有 {point.unreadable} 个文件无法读取，那一天的项数偏少。")
    return 1 if found.problems else 0
