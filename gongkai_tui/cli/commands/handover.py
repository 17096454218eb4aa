"""`gongkai handover`."""

from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.numbers import read_count
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.reporting.handover_text import handover_text
from gongkai_tui.usecases.handover import DAYS, handover_page

HELP = (
    "给新联络员的一页：联系人，快到期的，没核销的问题和整改期限，说过的日子和延期，没做够的经常性工作（本期的和已经过去的），"
    "未办结的任务，上一年度留下的，最近的记录。\n"
    "可以写单位，也可以写人名；不写则是你所代表的单位。政务公开主管单位的一页另列出等办公室处理的：待核查、已发布待登记、延期、异议、问题的下一步、没做完的回头看。"
)
EXAMPLES = (
    ("gongkai handover 区财政局 --jurisdiction tianqiao", "天桥区财政局的交接单（Markdown）"),
    ("gongkai handover 区财政局 --jurisdiction tianqiao --days 60 --format text", "看今后 60 天，纯文本"),
    ("gongkai handover 区政府办公室 --jurisdiction huaiyin --json", "槐荫区办公室的，供脚本使用"),
)
_FORMS = ("md", "text", "json")

Who = Annotated[str, typer.Argument(metavar="单位|姓名", help="单位的名称、别名，或联系人的姓名。")]
Days = Annotated[str, typer.Option("--days", metavar="天数", help=f"往后看几天；不写则 {DAYS} 天。")]
PageForm = Annotated[str, typer.Option("-f", "--format", metavar="格式", help="md（默认）、text 或 json。")]


def command(
    ctx: typer.Context,
    who: Who = "",
    *,
    days: Days = "",
    jurisdiction: options.Jurisdiction = "",
    as_of: options.AsOf = "",
    page_form: PageForm = "",
    json: options.Json = False,
) -> int:
    """Show the 交接 page."""
    form = page_form or ("json" if json else "md")
    if form not in _FORMS or (json and form != "json"):
        raise UsageError(f"交接单只有 {'、'.join(_FORMS)} 三种格式，只能选一种。")
    count = read_count(days, "--days")
    found = with_workspace(
        settings_of(ctx),
        lambda ws: handover_page(
            ws, who, jurisdiction=jurisdiction, days=DAYS if count is None else count, as_of=as_of or None
        ),
    )
    console.write(handover_text(found.page, form))
    console.say_problems(found.problems)
    return 1 if found.problems else 0
