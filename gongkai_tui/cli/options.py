"""Arguments and options that several commands share, with their Chinese help."""

from __future__ import annotations

from dataclasses import asdict, astuple, dataclass
from typing import Annotated

import typer

from gongkai_tui.cli.formats import chosen_format

Repo = Annotated[
    str,
    typer.Option("-C", "--repo", metavar="目录", help="台账仓库所在的目录；也可用环境变量 GONGKAI_REPO 指定。"),
]
Today = Annotated[
    str,
    typer.Option(
        "--today",
        metavar="日期",
        help="把这一天当作今天，写全年月日，如 2022-09-30、2022年9月30日；也可用环境变量 GONGKAI_TODAY 指定。",
    ),
]
NoColor = Annotated[bool, typer.Option("--no-color", help="不用颜色；也可设置环境变量 NO_COLOR。")]
NoMouse = Annotated[
    bool,
    typer.Option("--no-mouse", help="界面不用鼠标，终端可照常选取文字；也可设置环境变量 GONGKAI_NO_MOUSE。"),
]
Version = Annotated[bool, typer.Option("--version", help="显示版本。")]

FILTER_HELP = (
    "筛选：词与词之间是“并且”，a|b 是“或者”，!词 是“不含”；czj 这样的拼音首字母也能找到财政局，~czj 中间可隔别的字。"
    "字段：plan unit lead support status section due updated evidence flag id，如 status:推进中 due:30d unit:区财政局；"
    "列表里 排序:期限,-更新 定先后。"
)
FilterWords = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="筛选",
        help=FILTER_HELP,
    ),
]
Target = Annotated[
    str,
    typer.Argument(
        metavar="筛选",
        help="任务编号（tianqiao-2021/17）或筛选条件。",
    ),
]
TaskId = Annotated[
    str,
    typer.Argument(
        metavar="编号",
        help="任务编号，如 tianqiao-2021/17。",
    ),
]
MaybeTaskId = Annotated[
    str,
    typer.Argument(
        metavar="编号",
        help="任务编号；不写则看全部。",
    ),
]

AsOf = Annotated[
    str, typer.Option("--as-of", metavar="日期|版本", help="按那一天或那个 Git 版本的数据来看，如 2021-12-31、上周五。")
]
Form = Annotated[
    str,
    typer.Option(
        "-f",
        "--format",
        metavar="格式",
        help="输出格式：table（默认）、json、csv、tsv、md。",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="等于 --format json。")]
Csv = Annotated[bool, typer.Option("--csv", help="等于 --format csv。")]
Tsv = Annotated[bool, typer.Option("--tsv", help="等于 --format tsv。")]
Md = Annotated[bool, typer.Option("--md", help="等于 --format md。")]


@dataclass(frozen=True, slots=True)
class Output:
    """How what is printed is written, as part of a record of options."""

    form: Form = ""
    json: Json = False
    csv: Csv = False
    tsv: Tsv = False
    md: Md = False

    def __bool__(self) -> bool:
        """Whether anything was said of it."""
        return any(astuple(self))

    @property
    def format(self) -> str:
        """The format that was asked for.

        Raises:
            UsageError: there is no such format, or two are asked for.
        """
        return chosen_format(**asdict(self))


Jurisdiction = Annotated[
    str, typer.Option("--jurisdiction", metavar="辖区", help="辖区编号（如 tianqiao）或计划编号；同名单位靠它区分。")
]
HAPPENED = "事情是哪一天发生的（如发布日），不是今天时写；记录的日期仍是今天。"
"""What the day is that `--on` and a column 发生日期 take."""
On = Annotated[
    str,
    typer.Option("--on", metavar="日期", help=HAPPENED),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只显示会改什么，不保存。")]
Message = Annotated[str, typer.Option("-m", "--message", metavar="说明", help="提交说明的标题；不写则自动生成。")]
Yes = Annotated[bool, typer.Option("-y", "--yes", help="不询问，直接保存（脚本里修改多项任务时必须写）。")]
UnitNames = Annotated[
    list[str] | None,
    typer.Option(
        "-u",
        "--unit",
        metavar="单位",
        help="只改这个单位的状态，或记录是哪个单位的；可以写多次，记为一次提交。",
    ),
]
Evidence = Annotated[
    list[str] | None,
    typer.Option("-e", "--evidence", metavar="佐证", help="佐证：网址、文号或文件名；可以写多次。"),
]
