"""`gongkai stats`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.reporting.overview import FIGURE_TITLES, figures_record
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.statistics import statistics

HELP = (
    "统计任务的状态、落实率、逾期和临期。落实率 =（已完成 + 已核销 + 长期坚持）÷（全部 − 已终止）；待核查不算落实。\n"
    "按单位统计时，一项任务有几个单位就各算一次，合计里只算一次。"
)
EXAMPLES = (
    ("gongkai stats", "按计划"),
    ("gongkai stats plan:tianqiao-2021 --by unit", "天桥区 2021 年要点，按单位"),
    ("gongkai stats --by month --as-of 2021-12-31 --csv", "2021 年底时，按期限月份"),
)

_TOTAL = "合计"
_HEADINGS = {
    "plan": "计划",
    "year": "年度",
    "unit": "单位",
    "section": "章节",
    "status": "状态",
    "month": "期限月份",
}

By = Annotated[str, typer.Option("--by", metavar="项目", help="按什么统计：plan、year、unit、section、status、month。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    words: options.FilterWords = None,
    *,
    by: By = "plan",
    as_of: options.AsOf = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Show figures."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    found = with_workspace(
        settings_of(ctx),
        lambda ws: statistics(ws, filter_text=" ".join(words or ()), as_of=as_of or None, by=by),
    )
    rows = [{"group": group.key, **figures_record(group.summary)} for group in found.groups]
    rows.append({"group": _TOTAL, **figures_record(found.whole)})
    titles = {"group": _HEADINGS.get(by, by), **FIGURE_TITLES}
    console.write(records_text(titles, rows, chosen, room=console.room()))
    console.say_problems(found.problems)
    return 1 if found.problems else 0
