"""A 问题清单 of a third party or of the level above becomes draft rows; every row that cannot be read is named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.sheet_days import read_sheet_day, read_sheet_due
from gongkai_tui.importing.sheet_heads import broken_cells, find_head, is_head_row, unused_columns, vocabulary
from gongkai_tui.importing.sheets import read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.importing.sheet_heads import Head
    from gongkai_tui.importing.sheets import Sheet, SheetRow

NUMBER, UNIT, WHERE, WHAT, BASIS, TASK, FOUND, DUE, METHOD, BY = (
    "序号", "单位", "问题位置", "问题描述", "依据", "任务", "检查时间", "整改期限", "方式", "检查人",
)  # fmt: skip

_WORDS: Final = vocabulary({
    NUMBER: "序号 编号 项次 NO No no №",
    UNIT: (
        "单位 责任单位 被检查单位 被查单位 被检单位 受检单位 单位名称 责任部门 部门 整改单位 责任主体 整改责任单位 "
        "被评估单位 评估单位 主办单位 问题单位 涉及单位 责任单位名称 被检查单位名称"
    ),
    WHERE: (
        "栏目 位置 网址 链接 问题位置 问题链接 栏目名称 页面 所在栏目 问题栏目 URL url 页面链接 网址链接 检查位置 "
        "栏目位置 问题网址 问题页面 链接地址 网页链接 页面地址 网站栏目 涉及栏目 问题所在位置 所在位置 网页地址 "
        "栏目链接 具体位置 具体链接 问题URL 栏目路径 地址"
    ),
    WHAT: (
        "问题描述 存在问题 问题 具体问题 问题内容 问题情况 发现问题 主要问题 问题详情 存在的问题 发现的问题 "
        "具体问题描述 存在主要问题 存在的主要问题 问题说明 检查情况 问题表现 描述 问题具体描述"
    ),
    BASIS: "依据 检查依据 评估依据 问题依据 依据条款 考核指标 评估指标 指标 对应指标 检查标准 标准依据 判定依据",
    TASK: "任务 工作任务 任务编号 对应任务 关联任务 相关任务 涉及任务 要点任务 重点任务 任务序号 要点序号 所属任务",
    FOUND: "检查时间 检查日期 发现时间 发现日期 巡查时间 监测时间 监测日期 评估时间 问题发现时间 巡查日期 抽查时间",
    DUE: "整改期限 整改时限 整改截止时间 整改截止日期 完成时限 整改完成时限 限期 期限 整改日期 整改完成期限 反馈期限",
    METHOD: "方式 来源 检查方式 发现方式 检查来源 问题来源 核查方式 巡查方式 渠道",
    BY: "检查人 检查单位 评估机构 检查机构 发现人 第三方 第三方机构 巡查人 检查人员",
})  # fmt: skip

MAX_PROBLEMS: Final = 2_000
"""Rows of one list."""
_LONGEST: Final = {UNIT: 200, WHERE: 2_000, WHAT: 5_000, BASIS: 5_000, METHOD: 200, BY: 200}
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """One row of the list, as printed; nothing is matched to units or tasks yet."""

    place: str
    """File, with the worksheet where it has several: `清单.xlsx[Sheet1]`."""
    row: int
    """As the spreadsheet program numbers it; the line in a csv."""
    unit: str
    what: str
    where: str = ""
    basis: str = ""
    task: str = ""
    """Id, number or title of a task, as printed."""
    found: date | None = None
    due: date | None = None
    method: str = ""
    by: str = ""
    hints: tuple[str, ...] = ()
    """What a person should look at, such as a unit that was carried down from the row above."""
    unreadable: frozenset[str] = frozenset()
    """Columns that cannot be read, as `problems` of the list says."""


@dataclass(frozen=True, slots=True)
class ProblemList:
    """What a file holds."""

    rows: tuple[DraftProblem, ...]
    problems: tuple[Problem, ...] = ()
    """Rows that cannot be read: place, row, column, why. With any of them the list is not whole."""
    faulty: tuple[DraftProblem, ...] = ()
    """Rows with columns that cannot be read: the others tell what else is wrong with them."""
    hints: tuple[str, ...] = ()
    """How it was read: encoding, title rows, columns and lines that were left aside, each in its own words."""


@dataclass(slots=True)
class _Reading:
    place: str
    year: int | None
    today: date | None = None
    rows: list[DraftProblem] = field(default_factory=list)
    faulty: list[DraftProblem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    def refuse(self, row: SheetRow, title: str, reason: str) -> None:
        self.problems.append(Problem(Severity.ERROR, reason, self.place, row.number, title, "problem-list"))


def read_problem_list(data: bytes, name: str, *, year: int | None = None, today: date | None = None) -> ProblemList:
    """Read csv (UTF-8 or GB18030), tsv or xlsx; `name` is what messages call the file.

    `year` is the one of days that are printed without (5月18日). Last days such as 本月底 count from the day on which
    it was checked, else from `today`.

    Raises:
        DocumentError: no table with 问题描述 and 单位, damaged, too big, or openpyxl is missing for an xlsx.
    """
    try:
        sheets, hints = read_sheets(data)
        found = [(sheet, find_head(sheet, _WORDS, ((WHAT,), (UNIT,)), frozenset({WHERE}))) for sheet in sheets]
    except DocumentError as error:
        raise DocumentError(f"{name}：{error}") from error
    if not any(head for _, head in found):
        raise DocumentError(
            f"{name}：没有找到表头。要有一列“问题描述”（或存在问题）和一列“责任单位”（或被检查单位），列的次序不限。"
        )
    parts: list[_Reading] = []
    for sheet, head in found:
        place = f"{name}[{sheet.name}]" if sheet.name and len(sheets) > 1 else name
        reading = _Reading(place, year, today)
        parts.append(reading)
        if head is not None:
            _read_sheet(sheet, head, reading)
        elif any(not row.is_blank for row in sheet.rows):
            reading.hints.append(f"{place} 没有问题清单的表头，没有读取")
    rows = tuple(row for part in parts for row in part.rows)
    if len(rows) > MAX_PROBLEMS:
        raise DocumentError(f"{name}：有 {len(rows)} 条问题，超过 {MAX_PROBLEMS} 条的上限；请分成几个文件。")
    return ProblemList(
        rows,
        tuple(problem for part in parts for problem in part.problems),
        tuple(row for part in parts for row in part.faulty),
        (*hints, *(hint for part in parts for hint in part.hints)),
    )


def _read_sheet(sheet: Sheet, head: Head, reading: _Reading) -> None:
    reading.hints.extend(f"{reading.place} 表头之上的文字没有导入：{_short(text)}" for text in head.above)
    reading.hints.extend(f"{reading.place} 没有用到“{_short(title)}”这一列" for title in unused_columns(sheet, head))
    carried: dict[str, str] = {}
    for row in sheet.rows[head.first :]:
        if _is_left_aside(sheet, row, head, reading):
            continue
        texts, hints = _texts(sheet, row, head, carried)
        days = {column: _day(texts, column, reading) for column in (FOUND, DUE)}
        faults = list(_faults(sheet, row, head, texts, days))
        for _, title, why in faults:
            reading.refuse(row, title, why)
        draft = _draft(row, texts, days, hints, reading.place)
        if faults:
            reading.faulty.append(replace(draft, unreadable=frozenset(column for column, _, _ in faults)))
        else:
            reading.rows.append(draft)


def _is_left_aside(sheet: Sheet, row: SheetRow, head: Head, reading: _Reading) -> bool:
    """Blank rows, heads that a new page repeats, and lines that are no rows (一、网站问题; 填表人：…)."""
    faulty = any(number == row.number for number, _ in sheet.faults)
    if row.is_blank and not faulty:
        return True
    if is_head_row(row, _WORDS):
        return True
    texts = dict.fromkeys(filter(None, row.cells))
    has_content = any(_own(row, head, column) for column in (UNIT, WHAT, WHERE))
    is_label = len(texts) == 1 and bool(row.spread)
    if faulty or (has_content and not is_label):
        return False
    reading.hints.append(f"{reading.place} 第 {row.number} 行没有作为问题导入：{_short(' '.join(texts))}")
    return True


def _own(row: SheetRow, head: Head, column: str) -> bool:
    """Whether a column has text in the row itself."""
    return any(row.cell(place) and place not in row.spread for place in head.columns.get(column, ()))


def _texts(sheet: Sheet, row: SheetRow, head: Head, carried: dict[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The texts of a row by what they are; in a csv, an empty unit is that of the row above, and this is said."""
    texts = {column: head.text(row, column) for column in head.columns}
    hints = []
    if texts.get(UNIT):
        carried[UNIT] = texts[UNIT]
    elif not sheet.has_merges and texts.get(WHAT) and carried:
        texts[UNIT] = carried[UNIT]
        hints.append(f"{head.title(UNIT)}空着，沿用上面的“{carried[UNIT]}”")
    return texts, tuple(hints)


def _faults(
    sheet: Sheet, row: SheetRow, head: Head, texts: dict[str, str], days: dict[str, date | str | None]
) -> Iterator[tuple[str, str, str]]:
    """Columns that cannot be read, as the list calls them, and why."""
    broken = list(broken_cells(sheet, row, head))
    yield from broken
    for column in (UNIT, WHAT):
        if not texts.get(column) and all(column != known for known, _, _ in broken):
            filled = _short(" ".join(filter(None, dict.fromkeys(row.cells))))
            yield column, head.title(column), f"{head.title(column)}空着（这一行是：{filled}）。"
    for column, longest in _LONGEST.items():
        if len(texts.get(column, "")) > longest:
            yield column, head.title(column), f"这一格有 {len(texts[column])} 字，超过 {longest} 字的上限。"
    for column, day in days.items():
        if isinstance(day, str):
            yield column, head.title(column), f"{day}。"


def _day(texts: dict[str, str], column: str, reading: _Reading) -> date | str | None:
    """A day, or why it cannot be read; a last day such as 本月底 counts from the day on which it was checked."""
    text = texts.get(column, "")
    if column == FOUND:
        return read_sheet_day(text, reading.year)
    found = _day(texts, FOUND, reading)
    base = found if isinstance(found, date) else reading.today
    return read_sheet_due(text, reading.year, base) if base else read_sheet_day(text, reading.year)


def _draft(
    row: SheetRow, texts: dict[str, str], days: dict[str, date | str | None], hints: tuple[str, ...], place: str
) -> DraftProblem:
    def line(column: str) -> str:
        return " ".join(texts.get(column, "").split("\n"))

    found, due = (day if isinstance(day, date) else None for day in (days[FOUND], days[DUE]))
    return DraftProblem(
        place, row.number, line(UNIT), texts.get(WHAT, ""), line(WHERE), texts.get(BASIS, ""), line(TASK),
        found, due, line(METHOD), line(BY), hints,
    )  # fmt: skip


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…"
