"""What the words at the head of a column mean."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "序号"
    SECTION = "章节"
    TASK = "工作任务"
    REQUIREMENT = "具体要求"
    UNITS = "责任单位"
    LEAD = "牵头单位"
    SUPPORT = "配合单位"
    DEADLINE = "完成时限"
    NOTE = "备注"
    OTHER = "其他"
    IGNORED = "空列"


UNIT_COLUMNS: Final = frozenset({Column.UNITS, Column.LEAD, Column.SUPPORT})

_WORDS: Final = {
    Column.NUMBER: ("序号 编号 项次 序 号 项 NO No №"),
    Column.SECTION: (
        "类别 任务类别 工作类别 分类 任务分类 板块 工作板块 领域 重点领域 一级任务 一级指标 一级目录 "
        "章节 方面 大类 类型"
    ),
    Column.TASK: (
        "工作任务 任务 重点任务 重点工作 目标任务 主要任务 任务名称 工作项目 工作事项 事项 重点事项 "
        "工作要点 任务事项 项目 主要工作 重点工作任务 任务目标 二级任务 二级指标 二级目录 工作重点 "
        "公开事项 重点工作事项 任务清单 工作名称 标题 事项名称"
    ),
    Column.REQUIREMENT: (
        "具体要求 工作要求 工作内容 主要内容 工作措施 具体措施 具体内容 任务内容 具体任务 落实措施 "
        "主要措施 工作举措 具体举措 任务要求 要求 内容 措施 举措 目标要求 任务分解 工作标准 落实要求 "
        "具体工作 具体工作任务 具体事项 三级指标 任务描述 推进举措 重点内容 公开内容 工作目标 工作安排 "
        "任务举措 工作任务及要求 重点任务及要求"
    ),
    Column.UNITS: (
        "责任单位 责任部门 责任科室 责任处室 落实单位 承办单位 责任主体 责任分工 实施单位 负责单位 分工 "
        "承办部门 单位 部门 责任 落实部门 负责部门 任务分工 责任机构 实施主体 承办科室 公开主体 "
        "配合/责任单位"
    ),
    Column.LEAD: (
        "牵头单位 牵头部门 主办单位 牵头责任单位 牵头处室 牵头科室 主责单位 主办部门 牵头 主办 "
        "第一责任单位 主要责任单位 牵头负责单位"
    ),
    Column.SUPPORT: (
        "配合单位 协办单位 配合 协办 配合部门 协办部门 配合责任单位 参与单位 参加单位 协同单位 协助单位 "
        "配合科室 配合处室"
    ),
    Column.DEADLINE: (
        "完成时限 时限要求 完成时间 时间节点 时间要求 办理时限 时限 完成期限 时间 期限 时间安排 "
        "进度安排 完成日期 工作时限 时间进度 完成节点 落实时限 计划完成时间 公开时限 截止时间 截止日期 "
        "时间表"
    ),
    Column.NOTE: ("备注 说明 备 注"),
}
_BY_WORD: Final = {word: column for column, words in _WORDS.items() for word in words.split()}
_UNIT_ENDS: Final = ("单位", "部门", "科室", "处室", "主体")
_ENDINGS: Final = (
    (("时限", "时间", "期限", "节点", "日期"), Column.DEADLINE),
    (("要求", "内容", "措施", "举措"), Column.REQUIREMENT),
    (("任务", "工作", "事项"), Column.TASK),
    (("类别", "类型", "分类", "领域", "板块"), Column.SECTION),
)
_VAGUE_TEXT: Final = (
    "项目 单位 部门 时间 内容 标题 事项 责任 分工 要求 措施 期限 类别 类型 分类 领域 方面 大类 项 编号 序号 "
    "NO No № 说明 备注 主办 配合 协办 牵头"
)
_VAGUE: Final = frozenset(_VAGUE_TEXT.split())
_LEAST_VAGUE: Final = 4
"""So many heads make a plan's table even when each of them may stand over anything."""
_LONGEST: Final = 12
_LONGEST_FORM: Final = 6
_FORM_STARTS: Final = ("工作", "任务", "具体", "主要", "重点", "完成", "办理", "落实", "计划", "目标", "事项", "公开")
_BRACKETED: Final = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{0,20}[）)〕\]]")
_ROLE: Final = re.compile(r"[（(](牵头|主办|配合|协办)(?:单位|部门)?[）)]")
_JOINED: Final = re.compile(r"[及和与、/]")
_DECORATION: Final = re.compile(r"[\s*#`：:]+")


def column_of(text: str) -> Column | None:
    """Column that the header word `text` names, or None; spaces inside the word and brackets after it do not matter."""
    if len(text) > 4 * _LONGEST:
        return None
    word = _bare_word(text)
    if not word:
        return None
    known = _BY_WORD.get(word)
    if known is not None:
        return known
    bare = _BRACKETED.sub("", word)
    if (role := _ROLE.search(word)) and _BY_WORD.get(bare) in UNIT_COLUMNS:
        return Column.LEAD if role.group(1) in {"牵头", "主办"} else Column.SUPPORT
    return _BY_WORD.get(bare) or _first_of_several(bare) or _by_form(bare)


def _bare_word(text: str) -> str:
    return _DECORATION.sub("", unicodedata.normalize("NFKC", text))


def _first_of_several(word: str) -> Column | None:
    """责任单位及责任人, 牵头/责任单位: the first known part; 责任单位 where units of two kinds share a column."""
    known = [_BY_WORD[part] for part in _JOINED.split(word) if part in _BY_WORD]
    if not known or len(word) > _LONGEST:
        return None
    kinds = {column for column in known if column in UNIT_COLUMNS}
    return Column.UNITS if len(kinds) > 1 else known[0]


def _by_form(word: str) -> Column | None:
    if not 3 <= len(word) <= _LONGEST or any(char in "。，；0123456789" for char in word):  # noqa: PLR2004
        return None
    if word.endswith(_UNIT_ENDS):
        return _unit_column(word)
    return next((column for ends, column in _ENDINGS if word.endswith(ends) and _plain(word)), None)


def _plain(word: str) -> bool:
    """A header names one thing in a few characters; 加强组织工作 is a task, not the head of a column."""
    return len(word) <= _LONGEST_FORM and word.startswith(_FORM_STARTS)


def _unit_column(word: str) -> Column | None:
    lead = "牵头" in word or "主办" in word
    support = "配合" in word or "协办" in word or "协同" in word
    if lead and support:
        return Column.UNITS
    if lead:
        return Column.LEAD
    if support:
        return Column.SUPPORT
    return Column.UNITS if word.startswith(("责任", "落实", "承办", "实施", "负责")) else None


def header_score(texts: list[str]) -> int:
    """How many cells are header words, or 0 when together they cannot be the head of a plan's table."""
    found = [column_of(text) for text in texts]
    known = {column for column in found if column is not None}
    has_content = bool(known & {Column.TASK, Column.REQUIREMENT})
    has_more = bool(known & (UNIT_COLUMNS | {Column.DEADLINE})) or {Column.NUMBER, Column.REQUIREMENT} <= known
    if not (has_content and has_more):
        return 0
    named = [_bare_word(text) for text, column in zip(texts, found, strict=True) if column is not None]
    if len(named) < _LEAST_VAGUE and _VAGUE.issuperset(named):
        return 0
    filled = sum(1 for text in texts if text.strip())
    count = sum(1 for column in found if column is not None)
    return count if 2 * count >= filled else 0
