"""`gongkai owe`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from gongkai_tui.cli import console, options
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.numbers import read_count
from gongkai_tui.cli.option_rules import refuse_beside, refuse_without
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.flags import STALE_DAYS
from gongkai_tui.reporting.json_text import json_rows_text
from gongkai_tui.reporting.owe_text import (
    ITEM_TITLES,
    OWE_TITLES,
    counts_record,
    counts_row,
    debts_record,
    owe_titles,
)
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.reporting.untold_text import UNHEARD, untold_lines
from gongkai_tui.usecases.owe_files import SUMMARY, others_words, wording_of, write_owe_files
from gongkai_tui.usecases.owing import Owing, UnitOwing, owing, units_plan_and_filter
from gongkai_tui.usecases.workspace import Workspace

HELP = (
    "谁还欠什么。写了单位，每个单位输出一段可以直接粘贴到微信或 OA 的文字；不写单位，列出全部单位的数字。\n"
    "各X 的每个成员各算一次；有关X 按办公室选定的单位（gongkai choose），没有选定的自成一行。\n"
    "已报送的（待核查）不再向单位要，列在办公室名下，待答复的延期和异议也是。"
    "“尚有N项”就是表里的未完成减去其中待核查、已发布（单位自己的要点已在库里，待登记）、已转入（今年的计划）；长期坚持而沉默的、缺次数的另列，不算在内。"
    "没核销的问题一并列出，带轮次和整改期限；写了筛选条件，只列所选任务的问题。"
    "沉默：最近一条记录（没有记录则从印发）到今天超过 --silent 天；待核查的是等办公室，不算。"
)
EXAMPLES = (
    ("gongkai owe 区财政局", "区财政局还欠什么，一段文字"),
    ("gongkai owe 区财政局 区民政局", "几个单位，各是一段文字"),
    ("gongkai owe", "全部单位：未完成、逾期、临期、沉默、整改、没核销的问题"),
    ("gongkai owe 区政府办公室 huaiyin-2022", "办公室自己的，和等它核查、答复的"),
    ("gongkai owe huaiyin-2022 flag:逾期 --csv", "只看一份计划里逾期的任务"),
    ("gongkai owe --out 催办 --yes", "每个单位一个 .txt，另有 汇总.md"),
)

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[单位]… [计划] [筛选]",
        help=f"单位名称或别名（可写几个），计划编号，筛选条件；都可以不写。{options.FILTER_HELP}",
    ),
]
Out = Annotated[
    str,
    typer.Option("--out", metavar="目录", help="每个单位写一个 .txt，再写 汇总.md；不覆盖已有的文件，除非加 --yes。"),
]
Silent = Annotated[
    str, typer.Option("--silent", metavar="天数", help=f"多少天没有记录算沉默；不写则 {STALE_DAYS} 天。")
]
Overwrite = Annotated[bool, typer.Option("-y", "--yes", help="覆盖目录里已有的同名文件。")]
_NAMED = 10


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    words: Words = None,
    *,
    out: Out = "",
    silent: Silent = "",
    yes: Overwrite = False,
    as_of: options.AsOf = "",
    form: options.Form = "",
    json: options.Json = False,
    csv: options.Csv = False,
    tsv: options.Tsv = False,
    md: options.Md = False,
) -> int:
    """Show what units owe."""
    chosen = chosen_format(form, json=json, csv=csv, tsv=tsv, md=md)
    days = read_count(silent, "--silent")
    if out:
        refuse_beside("--out", {"输出格式": chosen != "table"})
    else:
        refuse_without("--out", {"--yes": yes})

    after = STALE_DAYS if days is None else days

    def work(ws: Workspace) -> tuple[tuple[str, ...], Owing]:
        with console.Progress("正在统计欠账") as progress:
            units, plan, text = units_plan_and_filter(ws, words or (), as_of=as_of or None, progress=progress)
            found = owing(ws, units, text, plan=plan, as_of=as_of or None, silent_after=after, progress=progress)
            return units, found

    units, found = with_workspace(settings_of(ctx), work)
    if out:
        _write(found, out, overwrite=yes)
    else:
        console.write(_of_some(found, chosen) if units else _of_all(found, chosen))
        if not units:
            _say_silent(found)
    console.say_lines(untold_lines(found.untold, by_unit=True))
    console.say_problems(found.problems)
    return 1 if found.problems else 0


def _of_some(found: Owing, form: str) -> str:
    records = [debts_record(each.label, each.debts, found.day) for each in found.units]
    if form == "json":
        return json_rows_text(records)
    if form != "table":
        items = [{"name": one["name"], **item} for one in records for item in one["tasks"] if item["asked"]]
        titles = {"name": OWE_TITLES["name"], **ITEM_TITLES} if len(records) > 1 else ITEM_TITLES
        return records_text(titles, items, form)
    nothing = (f"{unit}：没有要办的政务公开任务（{found.day.isoformat()}）。\n" for unit in found.idle)
    wording = wording_of(found)
    return "\n".join((*(wording.unit_text(each.label, each.debts) for each in found.units), *nothing))


def _of_all(found: Owing, form: str) -> str:
    if form == "json":
        return json_rows_text(debts_record(each.label, each.debts, found.day) for each in found.units)
    if form in ("csv", "tsv"):
        titles = {**OWE_TITLES, "is_silent": "沉默单位"}
        return records_text(titles, [counts_record(each.label, each.debts) for each in found.units], form)
    rows = [counts_row(each.label, each.debts) for each in found.units if each.debts.asks]
    return records_text(owe_titles(each.debts for each in found.units), rows, form, room=console.room())


def _say_silent(found: Owing) -> None:
    if not found.units:
        console.say("没有任务。")
        return
    done = sum(not each.debts.asks for each in found.units)
    if done:
        console.say(f"另有 {done} 个单位没有要办的。")
    if found.silent:
        console.say(f"沉默（全部任务 {found.silent_after} 天以上没有记录）：{_named(found.silent)}。")
    if found.unheard:
        console.say(f"沉默（{UNHEARD}）：{_named(found.unheard)}。")


def _named(units: Sequence[UnitOwing]) -> str:
    names = "、".join(each.label for each in units[:_NAMED])
    return names + (f"等 {len(units)} 个单位" if len(units) > _NAMED else "")


def _write(found: Owing, folder: str, *, overwrite: bool) -> None:
    with console.Progress("正在写入") as progress:
        written = write_owe_files(found, folder, overwrite=overwrite, progress=progress)
    console.say(f"已写入 {folder}：{written.units} 个单位，另有 {SUMMARY}。")
    if written.others:
        console.say(f"提示：{others_words(folder, written.others)}。")
