"""`gongkai score`."""

from typing import Annotated

import typer

from gongkai_tui.cli import options
from gongkai_tui.cli.actions import give_points, show_scores
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.numbers import read_count
from gongkai_tui.cli.option_rules import refuse_beside, refuse_without
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.scoring_period import EXAMPLES as PERIODS
from gongkai_tui.usecases.change_scoring import ManualPoints

HELP = (
    "考核：按计划目录里的 scoring.yaml 给各单位打分、排名。分数全部从平时的记录算出，不用单位另报；"
    "写了单位，就列出它的每一分和出处：任务或问题、日期、提交。\n"
    "已结束的一期按期末那一天的数据和规则计算，以后再改、再补都不影响；手工加减分按它自己的日期计入。"
    "连续两期以上排在后四分之一的，列为长期落后。主管政务公开的单位不参加排名。\n"
    "--praise、--criticise 输出表扬、通报批评的草稿；依督查条例第二十一条，须报政府或其负责人批准。"
)
EXAMPLES = (
    ("gongkai score huaiyin-2022 --init", "写一份样例规则，对照本单位的考核办法改好再用"),
    ("gongkai score huaiyin-2022 --period 2022-Q2", "2022 年第二季度的排名"),
    ("gongkai score huaiyin-2022 区财政局 --period 上季度", "区财政局上季度的每一分和出处"),
    (
        "gongkai score huaiyin-2022 --add 区财政局 2 --reason 被省简报采用 --link 省简报第12期 --date 2022-05-20",
        "手工加 2 分",
    ),
    ("gongkai score huaiyin-2022 --period 2022-Q2 --criticise 3 > 通报.md", "排名最后三个单位的通报批评草稿"),
)

PlanId = Annotated[str, typer.Argument(metavar="计划", help="计划编号，如 huaiyin-2022。")]
Unit = Annotated[str, typer.Argument(metavar="单位", help="只看这个单位的每一分；可以写别名。")]
Period = Annotated[str, typer.Option("--period", metavar="时段", help=f"哪一期：{PERIODS}；不写则为当前这一期。")]
Init = Annotated[bool, typer.Option("--init", help="计划还没有考核规则时，写一份带说明的样例；分值不出自法律法规。")]
Add = Annotated[
    tuple[str, str] | None,
    typer.Option("--add", metavar="单位 分数", help="给一个单位手工加分或减分（-1.5），要写 --reason。"),
]
Reason = Annotated[str, typer.Option("--reason", metavar="文字", help="手工加减分的理由。")]
Link = Annotated[str, typer.Option("--link", metavar="出处", help="网址、文号，或任务、问题的编号。")]
Day = Annotated[str, typer.Option("--date", metavar="日期", help="事情发生的日子，由此归入哪一期；不写则为今天。")]
Praise = Annotated[
    str, typer.Option("--praise", metavar="个数", help="前几名中高于基础分的表扬草稿（Markdown）；并列的一起列出。")
]
Criticise = Annotated[
    str,
    typer.Option(
        "--criticise", metavar="个数", help="最后几名中有扣分或低于基础分的通报批评草稿（Markdown）；并列的一起列出。"
    ),
]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    plan: PlanId,
    unit: Unit = "",
    *,
    period: Period = "",
    praise: Praise = "",
    criticise: Criticise = "",
    init: Init = False,
    add: Add = None,
    reason: Reason = "",
    link: Link = "",
    day: Day = "",
    dry_run: options.DryRun = False,
    message: options.Message = "",
    as_of: options.AsOf = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Rank units, show one unit's figures, or change the 考核 of a plan."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    best, worst = read_count(praise, "--praise"), read_count(criticise, "--criticise")
    if 0 in (best, worst):
        raise UsageError("--praise、--criticise 后面的个数要在 1 以上。")
    asked = {"--init": init, "--add": add is not None, "--praise": best, "--criticise": worst}
    named = [name for name, given in asked.items() if given]
    if len(named) > 1:
        raise UsageError(f"{'、'.join(named)} 不能同时用。")
    only_add = {"--reason": reason, "--link": link, "--date": day}
    writes = {"--dry-run": dry_run, "--message": message}
    shows = {"单位": unit, "--period": period, "--as-of": as_of, "输出格式": chosen != "table"}
    if init or add is not None:
        refuse_beside(named[0], shows if add is not None else {**shows, **only_add})
        settings = settings_of(ctx)
        if add is None:
            return give_points.write_example(settings, plan, dry_run=dry_run, message=message)
        points = ManualPoints(*add, reason, link, day)
        return give_points.run(settings, plan, points, dry_run=dry_run, message=message)
    refuse_without("--init 或 --add", writes)
    refuse_without("--add", only_add)
    if named:
        refuse_beside(named[0], {"单位": unit, "输出格式": chosen != "table"})
        return show_scores.draft(settings_of(ctx), plan, period, as_of, best=best, worst=worst)
    return show_scores.run(settings_of(ctx), plan, unit, period=period, as_of=as_of, form=chosen)
