"""`gongkai set`."""

from typing import Annotated

import typer

from gongkai_tui.cli import options
from gongkai_tui.cli.actions import set_fields
from gongkai_tui.cli.app import settings_of
from gongkai_tui.domain.check_methods import METHODS
from gongkai_tui.domain.settable import FIELDS

HELP = (
    "修改任务的字段，一次操作记为一次提交：要么全部保存，要么全不保存。\n"
    "改动多于一项任务时先列出会改什么并询问；脚本里请加 --yes。不允许的状态变化会被拒绝，并说明是哪一项、为什么。\n"
    "可改的字段：" + "、".join(f"{field.name}（{field.label}）" for field in FIELDS) + "。"
)
EXAMPLES = (
    ("gongkai set tianqiao-2021/17 status=推进中", "一项任务开始推进"),
    (
        "gongkai set tianqiao-2021/8 status=待核查 --unit 区财政局 --evidence https://example.gov.cn/1.html",
        "区财政局报送，附佐证",
    ),
    ("gongkai set tianqiao-2021/8 note=已部署 -u 区财政局 -u 无影山街道办事处", "几个单位一起，记为一次提交"),
    ("gongkai set 'plan:tianqiao-2021 unit:区财政局 status:未启动' status=推进中 --dry-run", "先看会改哪些"),
    ("gongkai set tianqiao-2021/17 status=推进中 --reason 缺少公开链接", "核查后退回补充"),
    ("gongkai set tianqiao-2021/8 status=已完成 --unit 区财政局 --method 网上巡查", "核查通过，写明怎样核查的"),
    ("gongkai set tianqiao-2021/17 due=2022-10-31 --reason 经批准延期", "修改期限"),
    ("gongkai set tianqiao-2021/17 --confirm-hints", "确认导入时存疑的地方已经看过"),
    ("gongkai set tianqiao-2021/31 周期='每季1次 全区'", "原文只说“定期”：录入定下的周期，问它的提示随之去掉"),
    ("gongkai set huaiyin-2022/58 周期='每季1次 由区政府办公室（领导小组会议）'", "由一个单位做的，只有它欠"),
    ("gongkai set tianqiao-2021/31 周期='每季1次 全区，自7月1日起'", "年中才定的：这一天之前开始的各期不算"),
    (
        "gongkai set huaiyin-2022/58 周期='每年1次 每单位（听取汇报）；每季1次 全区（会议）'",
        "任务有几种周期，用；分开写在一起；只写一种的，原有的就换成这一种",
    ),
)

Assignments = Annotated[list[str] | None, typer.Argument(metavar="字段=值", help="要改的字段和新值，可以写多个。")]
Note = Annotated[str, typer.Option("--note", metavar="文字", help="同时记一条说明。")]
Reason = Annotated[str, typer.Option("--reason", metavar="文字", help="退回、整改、终止、更正的理由。")]
Method = Annotated[
    str, typer.Option("--method", metavar="方式", help=f"核查怎样做的，记在核查上：{METHODS}等；可以不写。")
]
ConfirmHints = Annotated[bool, typer.Option("--confirm-hints", help="导入时标出的存疑之处已由人看过，予以消除。")]


def command(  # noqa: PLR0913  (one parameter an option)
    ctx: typer.Context,
    target: options.Target,
    assignments: Assignments = None,
    *,
    units: options.UnitNames = None,
    note: Note = "",
    evidence: options.Evidence = None,
    reason: Reason = "",
    confirm_hints: ConfirmHints = False,
    on: options.On = "",
    method: Method = "",
    dry_run: options.DryRun = False,
    message: options.Message = "",
    yes: options.Yes = False,
) -> int:
    """Change fields of one task or of many."""
    return set_fields.run(
        settings_of(ctx),
        target=target,
        assignments=tuple(assignments or ()),
        units=tuple(units or ()),
        note=note,
        evidence=tuple(evidence or ()),
        reason=reason,
        confirm_hints=confirm_hints,
        on=on,
        method=method,
        dry_run=dry_run,
        message=message,
        yes=yes,
    )
