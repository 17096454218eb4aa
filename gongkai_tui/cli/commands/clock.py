"""`gongkai clock`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.usage_errors import too_many_words, unknown_option, with_help
from gongkai_tui.domain.clock_rules import EXAMPLES as FREE_RULES
from gongkai_tui.domain.clock_rules import read_rule
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.reporting.clock_text import RULE_TITLES, clock_text, rule_record
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.clock import read_today
from gongkai_tui.usecases.count_clock import count_clock, named_clocks

HELP = (
    "推算一项时限的最后一日，逐日说明计第几日、为什么不计。从起算事项的次日起计；工作日扣除放假、计入调休上班，"
    "没有放假安排的年份不推算；小时不扣除夜间和节假日。\n"
    f"时限写名称（主动公开、补正、答复、舆情……，不写则列出全部），也可以直接写 {FREE_RULES}。不需要台账仓库。"
)
EXAMPLES = (
    ("gongkai clock", "有哪些法定时限"),
    ("gongkai clock 主动公开 2022-09-30", "信息形成后 20 个工作日是哪一天"),
    ("gongkai clock 答复 2022-09-30 --json", "依申请公开的答复期限，可延长的也算出"),
    ("gongkai clock 舆情 '2022-05-01 22:30'", "5 小时和 24 小时"),
    ("gongkai clock 会前7日 2022-06-20", "从事项往前推算"),
)
CONTEXT = {"ignore_unknown_options": True, "allow_extra_args": True}
"""-7日 is a clock, not an option; what else is unknown is said here."""
_WORDS = 2

Rule = Annotated[str, typer.Argument(metavar="时限", help="名称，如 答复；或 20工作日、1个月、会前7日。")]
Start = Annotated[str, typer.Argument(metavar="起算", help="事项发生的日期，如 2022-09-30；小时要写到几点几分。")]


def command(
    ctx: typer.Context,
    rule: Rule = "",
    start: Start = "",
    *,
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Count one clock, or list those that have a name."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    _refuse_unknown((rule, start, *ctx.args), ctx.command_path)
    if not rule:
        rows = [rule_record(each) for each in named_clocks()]
        console.write(records_text(RULE_TITLES, rows, chosen, room=console.room()))
        return 0
    if not start:
        read_rule(rule)
        raise UsageError(f"没有写从哪一天起算；例：gongkai clock {rule} 2022-09-30。")
    found = count_clock(rule, start, today=read_today(settings_of(ctx).today))
    console.write(clock_text(found, chosen, room=console.room()))
    return 0


def _refuse_unknown(words: Sequence[str], command: str) -> None:
    unknown = next((word for word in words if word.startswith("--")), "")
    if unknown:
        raise with_help(unknown_option(unknown.partition("=")[0]), command)
    if words[_WORDS:]:
        raise with_help(too_many_words(" ".join(words[_WORDS:])), command)
