"""Words of a deadline that name no day of their own: 长期坚持, 适时, 按要求时限, 春节前, 本周五前."""

from __future__ import annotations

import re

NO_DEADLINE = frozenset({
    *("-", "--", "---", "—", "——", "———", "–", "―", "/", "//", "\\", "*", "·", "无", "暂无", "没有", "不限", "空"),
    *("待定", "待确定", "待明确", "另行通知", "另行确定", "另定", "未定", "N/A", "n/a", "NA", "na", "无时限", "无期限"),
})  # fmt: skip
"""Whole cells that say there is no deadline, or none yet; not the same as a blank cell."""

_ONGOING = re.compile(r"长期|持续|常态|常年|经常性|动态|随时|日常|一以贯之|长效|贯穿全程|全过程")
_SOFT = re.compile(r"力争|争取|原则上|努力")
_AHEAD_OF_TIME = re.compile(r"提前完成")

_ON_ANOTHER_DOCUMENT = re.compile(
    r"按(?:照)?(?:各?项?)?(?:时间)?节点|(?:规定|要求|法定)时限|规定时间"
    r"|(?:按|根据)(?:照)?[^,;。]{0,8}(?:要求|部署|安排|规定|通知)(?:时限)?"
)
_ON_AN_EVENT = re.compile(
    r"(?:元旦|春节|元宵|清明|五一|劳动节|端午|六一|七一|八一|中秋|十一|国庆|汛期|两会|开学|放假|高考|中考|党代会"
    r"|入汛|入冬|供暖|年会|学期|寒假|暑假)(?:[节期季]|期间)?(?:期间|之?前|之?后|以前|以后|结束前|开始前)"
)
_ON_AN_UNNAMED_DAY = re.compile(
    r"[本当这下次上]个?(?:月|周|星期|季度|旬)(?:[一二三四五六日天底末初]|[1-7](?![0-9日号]))?(?:[之以]?前|内)?"
    r"|[当今明次][天日](?:下班前|前|内)?|下班前"
)
_WITHOUT_MONTH = re.compile(r"[0-9]{1,2}[日号](?:[之以]?前)?")
_PROMPT = re.compile(r"即时|及时|第一时间|立即|实时|同步|即刻|马上|限时")
_LOOSE = re.compile(
    r"适时|视情|定期|不定期|逐步|抓紧|分阶段|分步|阶段性|年初|年中|岁末|年前|月初|月中|届时|限期"
    r"|近期|尽快|尽早|早日|近日|短期内|中期|远期"
)
ASKS_INTERNAL_DUE = "请政务公开办另定内控时限"
"""How a hint ends that a day for the office's own use answers."""
_VAGUE = (
    (_ON_ANOTHER_DOCUMENT, "“{}”取决于另一份文件，请关联该文件或填写日期"),
    (_ON_AN_EVENT, "“{}”要看当年的日子，请填写日期"),
    (_ON_AN_UNNAMED_DAY, "“{}”要看从哪一天说起，请填写日期"),
    (_WITHOUT_MONTH, "“{}”没有写月份，请核对"),
    (_PROMPT, "“{}”没有确切日期，不替文件定日期"),
    (_LOOSE, f"“{{}}”没有确切日期，{ASKS_INTERNAL_DUE}"),
)
"""Words that give no day, and why, the surest first."""


def is_no_deadline(text: str) -> bool:
    """Tell whether the folded cell says that there is no deadline (—, 无, 另行通知)."""
    return text.strip("()。.") in NO_DEADLINE or text in NO_DEADLINE


def is_ongoing(text: str) -> bool:
    """Tell whether the duty goes on without an end (长期坚持, 动态更新)."""
    return _ONGOING.search(text) is not None


def soft_word(text: str) -> str:
    """Give the word that makes a date a mere aim (力争), or nothing."""
    match = _SOFT.search(text)
    return match.group() if match else ""


def is_only_ahead_of_time(text: str) -> bool:
    """Tell whether 提前完成 stands there, which has no date of its own."""
    return _AHEAD_OF_TIME.search(text) is not None


def vague_hint(text: str) -> str:
    """Say why the words give no day, in Chinese; empty where no such words are known."""
    found = (hint.format(match.group()) for pattern, hint in _VAGUE if (match := pattern.search(text)))
    return next(found, "")


def names_loose_time(text: str) -> bool:
    """Tell whether a part of the year without a day is named (年初)."""
    return _LOOSE.search(text) is not None


def names_relative_day(text: str) -> bool:
    """Tell whether the day is counted from an unnamed today (本周五前, 当日)."""
    return _ON_AN_UNNAMED_DAY.search(text) is not None
