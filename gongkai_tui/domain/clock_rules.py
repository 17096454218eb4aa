"""Clocks that an event starts: those of the law by name, and free ones such as 20工作日, 1个月, 会前7日."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from gongkai_tui.domain.deadline import fold_deadline
from gongkai_tui.domain.errors import UsageError


class Measure(StrEnum):
    """What a clock counts."""

    WORKING_DAY = "个工作日"
    DAY = "日"
    MONTH = "个月"
    HOUR = "小时"


class Span(NamedTuple):
    """How long a clock runs; a negative count runs back from the event."""

    amount: int
    measure: Measure

    @property
    def words(self) -> str:
        """As people write it: `20个工作日`, `事前7日`."""
        return f"{'事前' if self.amount < 0 else ''}{abs(self.amount)}{self.measure}"


class ClockRule(NamedTuple):
    """One clock, or several that the same event starts."""

    name: str
    spans: tuple[Span, ...]
    source: str = ""
    """Article, or where else it is laid down; empty for a free rule."""
    event: str = "事项发生"
    """What starts it."""
    aliases: tuple[str, ...] = ()
    extension: Span | None = None
    """By how much it may be extended, counted on from the last day."""
    note: str = ""


_FREE = "自定规则"
_REGULATIONS = "《政府信息公开条例》"


def _working(count: int) -> Span:
    return Span(count, Measure.WORKING_DAY)


RULES: tuple[ClockRule, ...] = (
    ClockRule(
        "主动公开",
        (_working(20),),
        f"{_REGULATIONS}第二十六条",
        "信息形成或者变更",
        ("公开",),
        note="法律、法规对公开期限另有规定的，从其规定。",
    ),
    ClockRule(
        "补正",
        (_working(7),),
        f"{_REGULATIONS}第三十条",
        "收到申请",
        ("告知补正",),
        note="要一次性告知；答复期限从收到补正的申请之日起计算。",
    ),
    ClockRule(
        "答复",
        (_working(20),),
        f"{_REGULATIONS}第三十三条",
        "收到申请",
        ("依申请公开", "依申请"),
        _working(20),
        "能当场答复的当场答复；延长须经政府信息公开工作机构负责人同意并告知申请人；征求第三方和其他机关意见的时间不计算在内。",
    ),
    ClockRule(
        "征求第三方意见",
        (_working(15),),
        f"{_REGULATIONS}第三十二条",
        "第三方收到征求意见书",
        ("第三方", "第三方意见"),
        note="逾期未提出意见的，由行政机关决定是否公开。",
    ),
    ClockRule(
        "征求机关意见",
        (_working(15),),
        f"{_REGULATIONS}第三十四条",
        "被征求意见的机关收到征求意见书",
        ("共同制作", "其他机关"),
        note="逾期未提出意见的，视为同意公开。",
    ),
    ClockRule("解读", (_working(3),), "各地要点的通行要求，如福建省2016年要点第47项", "文件公开", ("政策解读",)),
    ClockRule(
        "舆情",
        (Span(5, Measure.HOUR), Span(24, Measure.HOUR)),
        "槐荫区2022年要点第33项",
        "特别重大、重大突发事件发生",
        ("舆情回应", "突发事件"),
        note="5小时内发布权威信息，24小时内举行新闻发布会。",
    ),
    ClockRule(
        "收费通知",
        (_working(20),),
        f"《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），期限同{_REGULATIONS}第三十三条",
        "收到申请",
        ("信息处理费通知",),
        note="收费通知要在申请处理期限内发出。",
    ),
    ClockRule(
        "缴费",
        (_working(20),),
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
        "收到收费通知",
        ("信息处理费", "信息处理费缴纳"),
        note="从收到通知次日起算；逾期未缴纳的，视为放弃申请。",
    ),
    ClockRule(
        "复核",
        (Span(30, Measure.DAY),),
        "《政府督查工作条例》第十七条",
        "收到督查结论",
        ("申请复核",),
        note="这是申请复核的期限；办理复核见“复核决定”。",
    ),
    ClockRule("复核决定", (Span(30, Measure.DAY),), "《政府督查工作条例》第十七条", "收到复核申请", ("办理复核",)),
    ClockRule(
        "听证材料",
        (Span(-7, Measure.DAY),),
        "《重大行政决策程序暂行条例》第十六条",
        "听证会召开",
        ("听证", "听证公告"),
    ),
)
"""The clocks that have a name."""

_BY_NAME = {name: rule for rule in RULES for name in (rule.name, *rule.aliases)}
_SPAN = re.compile(
    r"(?P<before>-|提前|会前|会议前|召开前|事前)?(?P<count>[0-9]{1,4})"
    r"(?:(?P<unit>个?工作日|个?自然日|日|天|个?周|个?星期|年|个?小时)|个(?P<month>月))(?:[以之]?内)?"
)
_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-"})
_MEASURES = {"工作日": Measure.WORKING_DAY, "小时": Measure.HOUR, "年": Measure.MONTH, None: Measure.MONTH}
_TIMES = {"周": 7, "星期": 7, "年": 12}
EXAMPLES = "20工作日、15日、5小时、1个月、会前7日"
"""What a free rule may look like."""


def read_rule(text: str) -> ClockRule:
    """Return the rule of that name, or the free rule that the words describe. Raises UsageError."""
    name = "".join(text.split())
    if name in _BY_NAME:
        return _BY_NAME[name]
    match = _SPAN.fullmatch(fold_deadline(text.translate(_MINUS)))
    if match is None:
        names = "、".join(rule.name for rule in RULES)
        raise UsageError(f"没有“{text.strip()}”这种时限。可用：{names}；也可以直接写 {EXAMPLES}。")
    unit = match.group("unit")
    unit = unit.removeprefix("个") if unit else None
    count = int(match.group("count")) * _TIMES.get(unit or "", 1)
    if not count:
        raise UsageError(f"“{text.strip()}”里的数目要大于 0。")
    span = Span(-count if match.group("before") else count, _MEASURES.get(unit, Measure.DAY))
    return ClockRule(_FREE, (span,))
