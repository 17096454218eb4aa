"""A last day as people type it: 今天, 下周五, 本月底, 30天后, 9月底前, 第三季度末, 2022.9.30. Nothing is guessed.

Words that count from today take today; dates without a year take the year of the plan, as in a deadline.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.deadline import fold_deadline
from gongkai_tui.domain.deadline_dates import read_dates
from gongkai_tui.domain.deadline_words import is_no_deadline, vague_hint
from gongkai_tui.domain.filter_dates import read_period, shifted
from gongkai_tui.domain.working_days import weekday_of

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = "2022-09-30、9月底、下周五、30天后"
"""What a last day may look like: short enough for one line with the reason before it."""

_WEEKDAYS = "一二三四五六日"
_LONGEST = 40
_LATEST_YEAR = 2100
_BEFORE = r"(?:(?:之|以)?前|止|为止)?"
_DAY = re.compile(rf"(?P<word>大后天|后天|今[天日]|明[天日]|昨天|today){_BEFORE}")
_DAYS_ON = {"大后天": 3, "后天": 2, "明日": 1}
_WEEK = re.compile(
    rf"(?P<which>下下|下|本|这|上)?个?(?:周|星期|礼拜)(?P<day>[{_WEEKDAYS}天末1-7])?(?P<end>{_BEFORE}|内)"
)
_WEEKS_ON = {"上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
_MONTH = re.compile(
    rf"(?P<which>本|这|当|下|上)个?月(?:(?P<number>[0-9]{{1,2}})[日号]?|(?P<end>[底末]|[之以]?内))?(?P<before>{_BEFORE})"
)
_QUARTER = re.compile(rf"(?P<which>本|这|当|下|上)个?季度?(?P<end>[底末]|[之以]?内)?(?P<before>{_BEFORE})")
_LATER = re.compile(r"(?P<count>[0-9]{1,4})(?P<unit>天|日|个?自然日|个?周|个?星期|个月|年)(?:[之以]?后)")
_UNITS = {"天": "d", "日": "d", "自然日": "d", "周": "w", "星期": "w", "月": "m", "年": "y"}
_WITHIN = re.compile(r"(?P<count>[0-9]{1,4})(?:天|日|个?自然日)[之以]?内")
_WORKING_DAYS = re.compile(r"[0-9]{1,4}个?工作日")
_SHORT = re.compile(r"(?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})[日号]?")
_MONTH_END = re.compile(r"月[底末](?:[之以]?前)?")
_HALF_YEAR = re.compile(r"半年(?=[之以]?后)")
_BARE_MONTH = re.compile(r"(?:[0-9]{2,4}[年./-]|[今本当明次来翌]年)?[0-9]{1,2}月?份?")
_BARE_YEAR = re.compile(r"[0-9]{4}年?|[今本当去明次来翌]年")
_YEAR_WORD = re.compile(r"[今本当明次来翌]年度?")
_NAMED_YEARS = {0: "今年", 1: "明年"}
_FILLERS = re.compile(r"(?:完成|办结|到期)$")


class TypedDate(NamedTuple):
    """What was understood: a day, that there is none (无), or why not."""

    due: date | None
    """Last day, inclusive; None for 无 and for what is not understood."""
    problem: str = ""
    """Why the words are no day, with what to write instead; empty when they were understood."""


def read_typed_date(text: str, today: date, plan_year: int | None = None) -> TypedDate:
    """Read one day; `plan_year` is the year of a date that is written without one, today's where it is None."""
    words = text.strip()
    flat = _FILLERS.sub("", fold_deadline(words[:_LONGEST]))
    if not flat or is_no_deadline(flat) or flat.lower() == "none":
        return TypedDate(None)
    year = today.year if plan_year is None else plan_year
    try:
        for reader in _RELATIVE:
            found = reader(flat, today)
            if found is not None:
                return _believable(words, found)
        return _two_years(flat, today, year) or _written(words, flat, year)
    except (ValueError, OverflowError):
        return TypedDate(None, f"“{words}”算出来的日子不在日历上，请核对")


def _believable(words: str, found: TypedDate) -> TypedDate:
    """Refuse a day that the deadline of a plan would be refused for too."""
    if found.due is None or found.due.year <= _LATEST_YEAR:
        return found
    return TypedDate(None, f"“{words}”是{found.due.year}年，不像真的，请核对")


def read_last_such_day(text: str, today: date) -> date | None:
    """Read a day that is not after today, the last one where the year is not typed; None for anything else."""
    days = (read_typed_date(text, today, year).due for year in (today.year, today.year - 1))
    return next((day for day in days if day is not None and day <= today), None)


def day_words(due: date, today: date) -> str:
    """Say a day in full: `2022-09-30 周五，还有 12 天`."""
    days = (due - today).days
    distance = f"还有 {days} 天" if days > 0 else f"已过 {-days} 天" if days else "就是今天"
    return f"{due.isoformat()} {weekday_of(due)}，{distance}"


def past_refusal(text: str, due: date, today: date) -> str:
    """Say of a typed day that must lie ahead that it is past, and how a later year is written; empty where it is not.

    A month that has gone by is a slip of the year, where none was typed.
    """
    if due >= today:
        return ""
    words, day = text.strip(), due.isoformat()
    said = f"{day} 已经过去" if words == day else f"“{words}”是 {day}，已经过去"
    later = in_later_year(text, due, today)
    if not later:
        return f"{said}，请写今天或以后的一天"
    year = int(later[:4])
    return f"{said}；如指{_NAMED_YEARS.get(year - today.year, f'{year}年')}，请写 {later}"


def in_later_year(text: str, due: date, today: date) -> str:
    """Give the words for the same day of the next year in which it lies ahead; empty where the text names its year."""
    words = text.strip()
    for year in range(due.year + 1, today.year + 2):
        there = read_typed_date(words, today, year).due
        if there == due:
            return ""
        if there is not None and there >= today:
            said = f"{year}年{words}"
            return said if read_typed_date(said, today).due == there else there.isoformat()
    return ""


def _day(flat: str, today: date) -> TypedDate | None:
    match = _DAY.fullmatch(flat)
    if match is None:
        return None
    word = match.group("word")
    if word in _DAYS_ON:
        return TypedDate(today + timedelta(days=_DAYS_ON[word]))
    period = read_period(word, today)
    return TypedDate(date.fromisoformat(period.last)) if period else None


def _week(flat: str, today: date) -> TypedDate | None:
    match = _WEEK.fullmatch(flat)
    if match is None:
        return None
    which, weekday = match.group("which"), match.group("day")
    monday = today - timedelta(days=today.weekday())
    if which is None:
        if weekday is None or weekday == "末":
            return TypedDate(None, f"“{flat}”没有写是哪一周，请写 本周五 或 下周五")
        this, following = (f"{name}周{weekday}（{_in_week(monday, weeks, weekday)}）" for name, weeks in _NEAR)
        return TypedDate(None, f"“{flat}”是{this}还是{following}，请写明")
    monday += timedelta(weeks=_WEEKS_ON[which])
    if weekday is None or weekday == "末":
        friday, sunday = monday + timedelta(days=4), monday + timedelta(days=6)
        saturday = sunday - timedelta(days=1)
        first, name = (friday, "五") if weekday is None else (saturday, "六")
        return TypedDate(None, f"“{flat}”请写哪一天：{which}周{name}（{first}）还是{which}周日（{sunday}）")
    return TypedDate(_in_week(monday, 0, weekday))


_NEAR = (("本", 0), ("下", 1))


def _in_week(monday: date, weeks: int, weekday: str) -> date:
    place = int(weekday) - 1 if weekday.isdigit() else _WEEKDAYS.index(weekday.replace("天", "日"))
    return monday + timedelta(weeks=weeks, days=place)


def _month(flat: str, today: date) -> TypedDate | None:
    if _MONTH_END.fullmatch(flat):
        return TypedDate(None, f"“{flat}”没有写哪个月，请写“本月底”或“{today.month}月底”一类")
    match = _MONTH.fullmatch(flat)
    days = near_period(match.group("which"), "月", today) if match else None
    if match is None or days is None:
        return None
    number = match.group("number")
    if number:
        return TypedDate(days[0].replace(day=int(number)))
    return _end_of(flat, match, *days)


def _quarter(flat: str, today: date) -> TypedDate | None:
    match = _QUARTER.fullmatch(flat)
    days = near_period(match.group("which"), "季", today) if match else None
    return _end_of(flat, match, *days) if match and days else None


def near_period(which: str, what: str, today: date) -> tuple[date, date] | None:
    """Return the first and last day of the 周, 月 or 季 that is 上, 本 (这, 当) or 下; None where the calendar ends."""
    words = ("本" if which in "这当" else which) + ("季度" if what == "季" else what)
    period = read_period(words, today)
    return (date.fromisoformat(period.first), date.fromisoformat(period.last)) if period else None


def _end_of(flat: str, match: re.Match[str], first: date, last: date) -> TypedDate:
    if match.group("end"):
        return TypedDate(last)
    if match.group("before"):
        before = first - timedelta(days=1)
        return TypedDate(None, f"“{flat}”可能指 {before}，也可能指 {last}，请写日期")
    stem = flat.removesuffix("度") + ("度" if "季" in flat else "")
    return TypedDate(None, f"“{flat}”不是一个日期，最后一天请写“{stem}底”（{last}）")


def _later(flat: str, today: date) -> TypedDate | None:
    if within := _WITHIN.fullmatch(flat):
        return TypedDate(None, f"“{flat}”没有写从哪天算起；从今天起请写“{within.group('count')}天后”")
    if _WORKING_DAYS.match(flat):
        return TypedDate(None, f"“{flat}”要对照放假安排，请写日期，如 {today.isoformat()}")
    match = _LATER.fullmatch(_HALF_YEAR.sub("6个月", flat))
    if match is None:
        return None
    found = shifted(match.group("count") + _UNITS[match.group("unit").removeprefix("个")], today)
    return TypedDate(date.fromisoformat(found)) if found else None


_RELATIVE: tuple[Callable[[str, date], TypedDate | None], ...] = (_day, _week, _month, _quarter, _later)


def _two_years(flat: str, today: date, year: int) -> TypedDate | None:
    """今年 and 明年 in a plan of another year than this: of the plan, or of today?"""
    match = _YEAR_WORD.match(flat)
    if match is None or year == today.year:
        return None
    rest = flat[match.end() :].lstrip("的")
    on = match.group()[0] in "明次来翌"
    one, other = today.year + on, year + on
    choice = f"{one}年{rest or '底'}"
    return TypedDate(None, f"“{match.group()}”可能指{one}年，也可能指计划年度的{other}年，请写“{choice}”一类")


def _written(words: str, flat: str, year: int) -> TypedDate:
    """A date in the words of a deadline; a bare month or year is what is typed before its day, so it is none."""
    if short := _SHORT.fullmatch(flat):
        flat = f"{short.group('month')}月{short.group('day')}日"
    phrases = read_dates(flat, year)
    if _BARE_YEAR.fullmatch(flat):
        return TypedDate(None, f"“{words}”不是一个日期，年底请写“{flat.removesuffix('年')}年底”")
    if _BARE_MONTH.fullmatch(flat) and phrases and (end := phrases[0].due):
        return TypedDate(None, f"“{words}”不是一个日期，月底请写“{end.year}年{end.month}月底”（{end}）")
    if len(phrases) == 1 and phrases[0].end - phrases[0].start == len(flat) and not phrases[0].begins:
        phrase = phrases[0]
        if phrase.due is not None and not phrase.hint:
            return TypedDate(phrase.due)
        why = phrase.hint or f"“{words}”没有写年份"
        return TypedDate(None, _with_choice(why.removesuffix("，请核对"), flat, year))
    why = f"“{words}”不只是一个日期" if phrases else vague_hint(flat).partition("，")[0] or f"看不懂“{words}”"
    return TypedDate(None, f"{why}；请写一个日期，如 {EXAMPLES}，或“无”")


def _with_choice(why: str, flat: str, year: int) -> str:
    month = re.fullmatch(r"(?:[0-9]{4}年)?([0-9]{1,2})月(?:之|以)?前", flat)
    if month is None:
        return f"{why}；请写日期，如 {year}-09-30"
    number = int(month.group(1))
    return f"{why}；请写“{(number - 2) % 12 + 1}月底”或“{number}月底”"
