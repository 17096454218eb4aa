"""`gongkai note`."""

from typing import Annotated

import typer

from gongkai_tui.cli import options
from gongkai_tui.cli.actions import add_note
from gongkai_tui.cli.app import settings_of

HELP = "给任务添一条带日期的进展记录，不改状态。记录只增不改，写错了再记一条更正。"
EXAMPLES = (
    ("gongkai note tianqiao-2021/8 '预决算报表已在门户网站公开' --unit 区财政局", "区财政局的进展"),
    ("gongkai note tianqiao-2021/17 已公开 -e https://example.gov.cn/1.html", "附佐证"),
    ("gongkai note 'plan:huaiyin-2022 flag:逾期' '已电话催办' --yes", "给所有逾期任务记一笔"),
)

Text = Annotated[str, typer.Argument(metavar="文字", help="记录的内容。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    target: options.Target,
    text: Text,
    *,
    units: options.UnitNames = None,
    evidence: options.Evidence = None,
    on: options.On = "",
    dry_run: options.DryRun = False,
    message: options.Message = "",
    yes: options.Yes = False,
) -> int:
    """Add a record to one task or to many."""
    return add_note.run(
        settings_of(ctx),
        target=target,
        text=text,
        units=tuple(units or ()),
        evidence=tuple(evidence or ()),
        on=on,
        dry_run=dry_run,
        message=message,
        yes=yes,
    )
