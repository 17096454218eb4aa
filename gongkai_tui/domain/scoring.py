"""考核: plain rules over what is recorded anyway, as in `plans/<plan>/scoring.yaml` (docs/数据格式.md).

Source: the founding plans ask for 日常考核, 表扬 and 通报批评 of units that fall behind for long (DOMAIN a1, row 9).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from gongkai_tui.domain.file_parts import Conflict, Extra  # noqa: TC001
from gongkai_tui.domain.task import Day  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Iterable


class Counted(StrEnum):
    """What a rule counts; each comes from records that stand there without being asked for."""

    DONE = "完成"
    """A task that the unit came to have met in the period: 已完成, 已核销 or 长期坚持 at its end, and not before it."""
    OVERDUE = "逾期"
    """A task that is overdue at the end of the period and fell due before."""
    SILENT = "沉默"
    """A task that is 久未更新 for the unit at the end of the period."""
    REPORTED = "报送"
    """An entry 报送 in the period."""
    RETURNED = "退回"
    """A report that the office sent back in the period."""
    PROBLEM = "问题"
    """A problem found in the period."""
    REPEATED = "反复"
    """A problem that became 反复 in the period: the flag of the list, counted once."""
    FIXED_LATE = "整改逾期"
    """A round of a problem that fell due in the period and was not fixed by then."""
    MISSING = "次数不足"
    """A period of a recurring duty that ended in the period with too few occurrences."""


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """So many points for each of something."""

    item: str
    """考核内容, as the office words it."""
    counts: Counted
    points: str
    """Signed decimal such as `-2` or `0.5`, for each; text, because YAML's numbers are not exact."""
    most: str = ""
    """Points of this rule that a unit can gain or lose in one period, without sign; empty for no limit."""
    basis: str = ""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class ManualScore:
    """Points that the office gives or takes for something that is recorded nowhere else."""

    id: str
    """8 hexadecimal digits, random."""
    date: Day
    unit: str
    points: str
    reason: str
    link: str = ""
    """URL, 文号, or the id of a task or problem."""
    by: str = ""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Scoring:
    """The rules of one plan and what was given by hand."""

    base: str = "100"
    """Points that every unit begins a period with."""
    every: str = "季"
    """Length of a period: 年 | 半年 | 季 | 月."""
    rules: tuple[ScoringRule, ...] = ()
    manual: tuple[ManualScore, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that counts, and where it stands."""

    unit: str
    counts: Counted
    day: date
    text: str
    task: str = ""
    problem: str = ""
    entry: str = ""
    """Id of the log entry."""


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """What one rule, or one entry by hand, comes to for a unit."""

    item: str
    hundredths: int
    """Points times 100, limits applied."""
    facts: tuple[Fact, ...] = ()
    basis: str = ""
    link: str = ""
    cut: bool = False
    """The limit of the rule was reached."""
    manual: ManualScore | None = None
    """The entry by hand that this is."""


@dataclass(frozen=True, slots=True)
class UnitScore:
    """One unit in one period."""

    unit: str
    rank: int
    """1 is best; equal points share a rank."""
    hundredths: int
    items: tuple[ScoreItem, ...]


def score_units(
    scoring: Scoring, units: Iterable[str], facts: Iterable[Fact], first: date, last: date
) -> tuple[UnitScore, ...]:
    """Rank units by their points in a period (both days included); the best first, then as `units` come."""
    by_unit: dict[str, list[Fact]] = {unit: [] for unit in units}
    for fact in facts:
        if fact.unit in by_unit:
            by_unit[fact.unit].append(fact)
    found = [(unit, _items(scoring, unit, own, first, last)) for unit, own in by_unit.items()]
    base = hundredths(scoring.base)
    totals = {unit: base + sum(item.hundredths for item in items) for unit, items in found}
    ordered = sorted(found, key=lambda pair: -totals[pair[0]])
    ranks = {unit: 1 + sum(other > total for other in totals.values()) for unit, total in totals.items()}
    return tuple(UnitScore(unit, ranks[unit], totals[unit], items) for unit, items in ordered)


def _items(scoring: Scoring, unit: str, facts: list[Fact], first: date, last: date) -> tuple[ScoreItem, ...]:
    ruled = (_by_rule(rule, tuple(f for f in facts if f.counts is rule.counts)) for rule in scoring.rules)
    manual = (
        ScoreItem(entry.reason, hundredths(entry.points), link=entry.link, manual=entry)
        for entry in scoring.manual
        if entry.unit == unit and first <= entry.date <= last
    )
    return (*(item for item in ruled if item.facts), *manual)


def _by_rule(rule: ScoringRule, facts: tuple[Fact, ...]) -> ScoreItem:
    points = hundredths(rule.points) * len(facts)
    limit = abs(hundredths(rule.most)) if rule.most else abs(points)
    kept = max(-limit, min(points, limit))
    return ScoreItem(rule.item, kept, facts, rule.basis, cut=kept != points)


def is_points(text: str) -> bool:
    """Tell whether a text is a number of points: at most four digits, and at most two decimals."""
    whole, dot, decimals = text.removeprefix("-").removeprefix("+").partition(".")
    return (
        text.isascii()
        and whole.isdecimal()
        and len(whole) <= 4  # noqa: PLR2004
        and (not dot or (decimals.isdecimal() and len(decimals) <= 2))  # noqa: PLR2004
    )


def hundredths(text: str) -> int:
    """Give points times 100 of a text that `is_points`."""
    sign = -1 if text.startswith("-") else 1
    whole, _, decimals = text.lstrip("+-").partition(".")
    return sign * (int(whole) * 100 + int(decimals.ljust(2, "0") or 0))


def points_text(value: int, *, signed: bool = False) -> str:
    """Write points times 100 as people do: `98.5`, with a sign where wanted `+2`."""
    sign = "-" if value < 0 else "+" if signed and value > 0 else ""
    whole, rest = divmod(abs(value), 100)
    return f"{sign}{whole}" + (f".{rest:02d}".rstrip("0") if rest else "")


_MONTHS = {"年": 12, "半年": 6, "季": 3, "月": 1}


def period_of(every: str, day: date) -> tuple[date, date]:
    """Give the first and last day of the period that holds a day."""
    months = _MONTHS[every]
    start = (day.month - 1) // months * months + 1
    end = start + months - 1
    last = date(day.year, 12, 31) if end == 12 else date.fromordinal(date(day.year, end + 1, 1).toordinal() - 1)  # noqa: PLR2004
    return date(day.year, start, 1), last


def period_name(every: str, first: date) -> str:
    """Name a period by its first day: 2022年第二季度, 2022年上半年, 2022年6月."""
    if every == "年":
        return f"{first.year}年"
    if every == "半年":
        return f"{first.year}年{'上' if first.month == 1 else '下'}半年"
    if every == "季":
        return f"{first.year}年第{'一二三四'[(first.month - 1) // 3]}季度"
    return f"{first.year}年{first.month}月"
