"""Deadlines that come back (每季度, 每年至少1次) or run from an event (印发后30日内, 收到申请后5日内)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gongkai_tui.domain.working_days import UnknownYear, nth_working_day

if TYPE_CHECKING:
    from gongkai_tui.domain.working_days import WorkCalendar

_PERIOD = re.compile(
    r"(?:每个?1?个?|按|逐)"
    r"(?P<every>半年度?|半个?月|年度?|季度?|[2-6]个?(?:月|季度|年)|双月|月度?|工作日|周|星期|旬|日|天)"
    r"(?![常程期节]|计划|要点|目标|任务|安排|报告)[底末]?"
)
_TIMES_PER = re.compile(
    r"(?<![0-9每上下前第按])(?:1个?)?(?P<every>半年|年|季度?|月|周)(?=(?:至少|不少于)?[0-9]{1,2}次)"
)
_MONTH_END = re.compile(r"(?<![0-9每按个本当这下上次双半月])月[底末]")
_QUARTER_END = re.compile(r"(?<![0-9每按个本当这下上次第])季度?[底末]")
_DAY_OF_MONTH = re.compile(r"(?<![0-9])(?<![0-9]月)[0-9]{1,2}[日号](?:之|以)?前")
_COUNT = re.compile(
    r"(?:至少|不少于|不低于)[^0-9,;。]{0,8}(?P<least>[0-9]{1,3})[次期场批个件条篇]"
    r"|(?<![第0-9])(?P<times>[0-9]{1,3})次"
)

_WINDOW = re.compile(
    r"(?<![0-9上下每按第月])(?P<n>[0-9]{1,3}|半)(?P<measure>个)?(?P<half>半)?"
    r"(?P<unit>工作日|自然日|小时|分钟|日|天|周|星期|月|季度|年)[以之]?内"
)
_AHEAD = re.compile(r"(?:提前|会前|会议前|召开前)[0-9]{1,3}个?(?:工作日|日|天|周|小时|月)")
_EVENT_LOOK_BACK = 30
_CLAUSE_ENDS = ",;。、\0"
_WORKING_DAY = "工作日"
_RUNS_PER_EVENT = frozenset({_WORKING_DAY, "小时", "分钟"})
_ISSUED = re.compile(
    r"(?:^|[自从在])(?:本?(?:文件?|通知|要点|方案|意见|计划|工作要点|实施方案|公文))?(?:正式)?"
    r"(?:印发|下发|发文|制发)(?:之日|之时|日期|后|以后|之后|起|算起|的)*$"
)
_THIS_DOCUMENT = re.compile(
    r"本(?:文件?|通知|要点|方案|意见|计划|工作要点|实施方案)(?:正式)?(?:印发|下发|发布|公布|发文|出台|公开)"
    r"(?:之日|之时|后|以后|之后|起|算起|的)*$"
)
_EVENT = re.compile(r"(?:之日起?|后|以后|之后|时|起)$")


@dataclass(frozen=True, slots=True)
class Period:
    """A duty that comes back."""

    start: int
    end: int
    text: str
    every: str
    """年 | 半年 | 季 | 月 | 周 | 日, or the words of another rhythm (2个月, 旬)."""


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time that an event opens."""

    start: int
    end: int
    text: str
    due: date | None
    hint: str
    """Why `due` is unknown, in Chinese; empty where it is known."""


RHYTHMS = {
    **dict.fromkeys(("年", "年度"), "年"),
    **dict.fromkeys(("半年", "半年度", "6个月"), "半年"),
    **dict.fromkeys(("季", "季度", "3个月"), "季"),
    **dict.fromkeys(("月", "月度"), "月"),
    **dict.fromkeys(("周", "星期"), "周"),
    **dict.fromkeys(("日", "天", "工作日"), "日"),
}
"""Every word for a period that comes back, and how it is written as such."""


def read_periods(text: str) -> tuple[Period, ...]:
    """Find 每年, 按季度, 逐月, 半年一次, 月底前 and the like in the folded `text`."""
    found = [
        Period(match.start(), match.end(), match.group(), RHYTHMS.get(match.group("every"), match.group("every")))
        for pattern in (_PERIOD, _TIMES_PER)
        for match in pattern.finditer(text)
    ]
    for pattern, every in ((_MONTH_END, "月"), (_QUARTER_END, "季")):
        found += [Period(match.start(), match.end(), match.group(), every) for match in pattern.finditer(text)]
    return tuple(sorted(found, key=lambda period: period.start))


def read_count(text: str) -> int | None:
    """Read how many times a period asks for: 不少于2次 is 2; None where no number of times is written."""
    match = _COUNT.search(text)
    return int(match.group("least") or match.group("times")) if match else None


def names_day_of_month(text: str) -> bool:
    """Tell whether a day without a month is written (每月10日前)."""
    return _DAY_OF_MONTH.search(text) is not None


def read_windows(text: str, issued: date | None, calendar: WorkCalendar | None = None) -> tuple[Window, ...]:
    """Find the spans that run from an event, with the last day where the event is the issue of the document.

    Working days need the `calendar`.
    """
    windows = [_window(text, match, issued, calendar) for match in _WINDOW.finditer(text) if _is_span(match)]
    windows += [
        Window(match.start(), match.end(), match.group(), None, f"“{match.group()}”从事项往前推算，每次单独确定")
        for match in _AHEAD.finditer(text)
    ]
    return tuple(sorted(windows, key=lambda window: window.start))


def _is_span(match: re.Match[str]) -> bool:
    """Tell 3个月内, a span, from 3月内, the month of March."""
    return match.group("unit") not in {"月", "季度"} or bool(match.group("measure")) or match.group("n") == "半"


def _window(text: str, match: re.Match[str], issued: date | None, calendar: WorkCalendar | None) -> Window:
    before = text[max(0, match.start() - _EVENT_LOOK_BACK) : match.start()]
    clause = before[max(before.rfind(end) for end in _CLAUSE_ENDS) + 1 :]
    words, unit = clause + match.group(), match.group("unit")
    start = match.start() - len(clause)
    if _runs_from_issue(clause, unit):
        due, hint = _from_issue(words, match, issued, calendar)
        return Window(start, match.end(), words, due, hint)
    hint = f"“{words}”从事项发生时起算，没有统一日期"
    if not _EVENT.search(clause) and unit not in _RUNS_PER_EVENT:
        hint = f"“{words}”没有写从何时起算，请核对"
    return Window(start, match.end(), words, None, hint)


def _from_issue(
    words: str, match: re.Match[str], issued: date | None, calendar: WorkCalendar | None
) -> tuple[date | None, str]:
    """The last day of a span that the issue of the document opens, or why it is not known."""
    unit, number = match.group("unit"), match.group("n")
    if unit == _WORKING_DAY and calendar and number.isdigit() and int(number):
        if issued is None:
            return None, f"“{words}”需先填写印发日期"
        try:
            return nth_working_day(issued, int(number), calendar), ""
        except UnknownYear as unknown:
            return None, f"“{words}”要用 {unknown.year} 年的放假安排，现在还没有；有了以后请填写日期"
    if unit in _RUNS_PER_EVENT:
        return None, f"“{words}”按{unit}计算，请对照放假安排填写日期"
    if issued is None:
        return None, f"“{words}”需先填写印发日期"
    due = _later(issued, number, unit, half=match.group("half") is not None)
    return due, "" if due else f"“{words}”算不出日期，请核对"


def _runs_from_issue(clause: str, unit: str) -> bool:
    if _ISSUED.search(clause) or _THIS_DOCUMENT.search(clause):
        return True
    return unit == "年" and not _EVENT.search(clause)


def _later(issued: date, number: str, unit: str, *, half: bool) -> date | None:
    if number == "半":
        months, days = {"年": (6, 0), "月": (0, 15)}.get(unit, (0, 0))
    else:
        count = int(number)
        months = count * {"月": 1, "季度": 3, "年": 12}.get(unit, 0)
        days = count * {"日": 1, "天": 1, "自然日": 1, "周": 7, "星期": 7}.get(unit, 0)
    if half:
        months, days = months + (6 if unit == "年" else 0), days + (15 if unit == "月" else 0)
    if not months and not days:
        return None
    return later_by(issued, months, days)


def later_by(start: date, months: int, days: int = 0) -> date | None:
    """Return the day months and days after `start`; a month without that day ends with its last one.

    None where the calendar ends.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(start.day, last)) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
