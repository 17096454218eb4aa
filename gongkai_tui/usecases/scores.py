"""考核: the ranking of units in a plan and period, and who has been at its end for long.

A period that is over is ranked by the data, and the rules, as they stood on its last day: what is recorded or changed
later does not move it. Points given by hand count by their own day, whenever they were entered.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError, UsageError
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.scoring import Counted, hundredths, score_units
from gongkai_tui.domain.scoring_facts import Window
from gongkai_tui.domain.scoring_period import EXAMPLES, period_before, read_scoring_period
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.gitrepo.moments import UnknownMoment
from gongkai_tui.usecases.plan_lookup import UnknownPlan, refuse_unknown_plan
from gongkai_tui.usecases.plan_units import PlanUnits
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.score_commits import dated_completions, origins_of_facts
from gongkai_tui.usecases.scoring_facts import PlanFacts, met_by_then, plan_facts
from gongkai_tui.usecases.scoring_files import scoring_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.scoring import Fact, ManualScore, Scoring, UnitScore
    from gongkai_tui.domain.scoring_period import ScoringPeriod
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.score_commits import Origin
    from gongkai_tui.usecases.scoring_facts import MetBy
    from gongkai_tui.usecases.workspace import Workspace

MOST_PERIODS = 12
"""Periods that are looked back for 长期落后."""
LONG = 2
"""Periods in a row at the end of the ranking that make 长期落后."""


class NoScoring(GongkaiError):
    """The plan has no rules of 考核."""


class NoSuchStanding(GongkaiError):
    """Nothing was saved yet when the period ended."""


class NotRanked(GongkaiError):
    """The unit is not among those that are ranked."""


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """What `gongkai score` shows."""

    scoring: Scoring
    """Rules that were applied, with the entries by hand of today."""
    period: ScoringPeriod
    data: PlanFacts
    units: tuple[UnitScore, ...]
    """The best first."""
    previous: Mapping[str, int]
    """Rank in the period before, by unit; empty where nothing was saved then."""
    behind: Mapping[str, tuple[str, ...]]
    """长期落后: unit → the periods in a row in which it was in the last quarter of the ranking, the earliest first."""
    rules_came_later: bool
    """The period ended without rules that can be read, and those of today were applied."""
    recorded_later: int
    """Records and 问题 of the period that came in only after its end, and do not count."""
    unused: tuple[ManualScore, ...]
    """Entries by hand of the period for somebody who is not ranked."""
    untold: Mapping[str, int]
    """Where silence counts, and the plan has no issue date: the tasks that never had a record, by plan."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class UnitDetail:
    """Every figure of one unit with where it stands."""

    report: ScoreReport
    score: UnitScore
    commits: Mapping[Fact | ManualScore, str]
    """Commit that recorded each; empty for what is not committed yet."""


def scores(ws: Workspace, plan: str, *, period: str = "", as_of: str | None = None) -> ScoreReport:
    """The ranking of a plan in a period as typed (2022-Q2, 上季度, 2022-06); without one, in that which runs.

    Raises:
        UnknownPlan: there is no such plan.
        NoScoring: it has no rules.
        UsageError: the period cannot be read or has not begun.
        NoSuchStanding: nothing was saved yet when the period ended.
        UnreadableFile: the rules have an error.
    """
    view = read_view(ws, as_of=as_of)
    plans = view.plans()
    refuse_unknown_plan(plan, plans)
    scoring = scoring_in(ws, view, plan)
    if scoring is None:
        sample = by_doing(Remedy.SAMPLE_SCORING, plan, to="写一份样例", verb="先")
        raise NoScoring(f"{plan} 还没有考核规则；{sample}，按本单位的考核办法改好再用。")
    wanted = _period(period, scoring.every, view.day)
    maker = _Maker(ws, view, plan, scoring, wanted)
    return maker.report(wanted)


def unit_scores(ws: Workspace, plan: str, unit: str, *, period: str = "", as_of: str | None = None) -> UnitDetail:
    """Every item of one unit with its facts, and the commit that recorded each; errors as `scores`.

    Raises:
        NotRanked: the unit is not among those that are ranked.
    """
    report = scores(ws, plan, period=period, as_of=as_of)
    data = report.data
    name = data.names.name(unit)
    score = next((each for each in report.units if each.unit == name), None)
    if score is None:
        why = "它是主管政务公开的单位，不参加排名" if name == data.units.office else "排名里没有它"
        raise NotRanked(f"{unit}：{why}；{by_doing(Remedy.SEE_SCORES, plan, to='查看参加排名的单位')}。")
    origins = _origins(ws, data, (score,))
    return UnitDetail(report, score, {each: origin.commit for each, origin in origins.items()})


def ranking_with_origins(
    ws: Workspace, plan: str, *, as_of: str | None = None
) -> tuple[ScoreReport, Mapping[Fact | ManualScore, Origin]]:
    """The ranking of the period that runs, and the commit behind every figure of every unit; errors as `scores`."""
    report = scores(ws, plan, as_of=as_of)
    return report, _origins(ws, report.data, report.units)


def _origins(ws: Workspace, data: PlanFacts, units: Iterable[UnitScore]) -> dict[Fact | ManualScore, Origin]:
    items = [item for score in units for item in score.items]
    facts = [fact for item in items for fact in item.facts]
    return origins_of_facts(ws, data, facts, [item.manual for item in items if item.manual])


def best_units(report: ScoreReport, count: int) -> tuple[UnitScore, ...]:
    """Those of the first `count` of the ranking, ties at the edge included, that stand above the base.

    Nobody where all are equal.
    """
    base = hundredths(report.scoring.base)
    first = (each for each in report.units if each.rank <= count) if _differ(report) else ()
    return tuple(each for each in first if each.hundredths > base)


def worst_units(report: ScoreReport, count: int) -> tuple[UnitScore, ...]:
    """Those of the last `count` of the ranking, ties at the edge included, below the base or with a deduction.

    Nobody where all are equal.
    """
    base = hundredths(report.scoring.base)
    points = [each.hundredths for each in report.units]
    last = (e for e in report.units if sum(other < e.hundredths for other in points) < count) if _differ(report) else ()
    return tuple(e for e in last if e.hundredths < base or any(item.hundredths < 0 for item in e.items))


def _differ(report: ScoreReport) -> bool:
    """Whether somebody is first and somebody else last."""
    return len({each.hundredths for each in report.units}) > 1


def _period(typed: str, every: str, today: date) -> ScoringPeriod:
    found = read_scoring_period(typed, every, today)
    if found is None:
        raise UsageError(f"看不懂考核的时段“{typed}”；可以写 {EXAMPLES}。")
    if found.first > today:
        raise UsageError(f"{found.name}还没有开始（今天是 {today.isoformat()}）。")
    return found


@dataclass(frozen=True, slots=True)
class _Standing:
    """One period, ranked."""

    data: PlanFacts
    scoring: Scoring
    units: tuple[UnitScore, ...]

    @property
    def last_quarter(self) -> frozenset[str]:
        """Units with at least three quarters of all before them; none where all are equal."""
        count = len(self.units)
        return frozenset(each.unit for each in self.units if 4 * (each.rank - 1) >= 3 * count)


class _Maker:
    """Ranks periods, that which was asked for and those before it."""

    def __init__(self, ws: Workspace, view: View, plan: str, scoring: Scoring, wanted: ScoringPeriod) -> None:
        self._ws = ws
        self._plan = plan
        self._today = view.day
        self._names = PlanUnits(view).of_plan(plan)
        manual = (replace(entry, unit=self._names.name(entry.unit)) for entry in scoring.manual)
        self._scoring = replace(scoring, manual=tuple(manual))
        self._ended: dict[ScoringPeriod, tuple[MetBy, str] | None] = {}
        # Read before a view of the past takes its place.
        self._present = plan_facts(ws, view, plan, self._window(wanted, view.day))

    def _window(self, period: ScoringPeriod, day: date) -> Window:
        return Window(period.first, period.last, day, is_over=period.last < self._today)

    def report(self, wanted: ScoringPeriod) -> ScoreReport:
        found = self._standing(wanted, dated=True)
        if found is None:
            day = wanted.last.isoformat()
            raise NoSuchStanding(f"{wanted.name}结束时（{day}）库里还没有 {self._plan}，排不了名次。")
        earlier = self._before(wanted)
        streaks, previous = self._streaks(found, wanted, earlier), earlier
        ranked = {each.unit for each in found.units}
        of_period = [entry for entry in found.scoring.manual if wanted.first <= entry.date <= wanted.last]
        return ScoreReport(
            found.scoring,
            wanted,
            found.data,
            found.units,
            {each.unit: each.rank for each in previous.units} if previous else {},
            streaks,
            found.data.scoring is None,
            self._recorded_later(found),
            tuple(entry for entry in of_period if entry.unit not in ranked),
            self._untold(found),
            tuple(dict.fromkeys((*found.data.problems, *self._present.problems))),
        )

    def _standing(self, period: ScoringPeriod, *, dated: bool = False) -> _Standing | None:
        """A period ranked, its completions `dated` where they are to be shown; None where nothing was saved by then."""
        data = self._present
        if period.last < self._today:
            day = period.last
            try:
                view = read_view(self._ws, as_of=day.isoformat())
                data = self._by_todays_names(plan_facts(self._ws, view, self._plan, self._window(period, day)))
            except (UnknownMoment, UnknownPlan):
                return None
        data, after = self._newly_met(data, period)
        if dated:
            data = replace(data, facts=dated_completions(self._ws, data, after))
        rules = data.scoring or self._scoring
        scoring = replace(rules, manual=self._scoring.manual)
        ranked = score_units(scoring, data.units.ranked, data.facts, period.first, period.last)
        return _Standing(data, scoring, ranked)

    def _newly_met(self, data: PlanFacts, period: ScoringPeriod) -> tuple[PlanFacts, str]:
        """The facts without completions that an earlier period has scored, and the commit at which the last one ended.

        What was found untrue and done again later is no second completion. A plan was not there before its first
        period, so no more is read than its own time, and nothing once no completion is left.
        """
        facts, after = data.facts, ""
        before = period_before(period)
        while (ended := self._met_at_end(before)) is not None:
            met, head = ended
            after = after or head
            facts = tuple(fact for fact in facts if fact.counts is not Counted.DONE or not met(fact.task, fact.unit))
            if not any(fact.counts is Counted.DONE for fact in facts):
                break
            before = period_before(before)
        return replace(data, facts=facts), after

    def _met_at_end(self, period: ScoringPeriod) -> tuple[MetBy, str] | None:
        """What had been met when a period ended, and the commit of that moment; None where the plan was not there."""
        if period not in self._ended:
            self._ended[period] = None
            try:
                view = read_view(self._ws, as_of=period.last.isoformat())
            except UnknownMoment:
                return None
            if self._plan in view.plans():
                self._ended[period] = met_by_then(view, self._plan, self._names), view.head
        return self._ended[period]

    def _by_todays_names(self, data: PlanFacts) -> PlanFacts:
        """A unit that was renamed since is one unit in all periods, and to those who give points by hand."""
        ranked = dict.fromkeys(map(self._names.name, data.units.ranked))
        facts = (replace(fact, unit=self._names.name(fact.unit)) for fact in data.facts)
        units = data.units._replace(ranked=tuple(ranked))
        return replace(data, units=units, facts=tuple(facts), names=self._names)

    def _before(self, period: ScoringPeriod) -> _Standing | None:
        """The period before; None where the plan was not issued or not saved yet."""
        issued = self._present.plan.issued
        before = period_before(period)
        return None if issued and before.last < issued else self._standing(before)

    def _streaks(self, found: _Standing, period: ScoringPeriod, before: _Standing | None) -> dict[str, tuple[str, ...]]:
        streaks: dict[str, tuple[str, ...]] = dict.fromkeys(found.last_quarter, (period.name,))
        running = set(streaks)
        for _ in range(MOST_PERIODS):
            if before is None:
                break
            period = period_before(period)
            running &= before.last_quarter
            for unit in running:
                streaks[unit] = (period.name, *streaks[unit])
            before = self._before(period) if running else None
        return {each.unit: streaks[each.unit] for each in found.units if len(streaks.get(each.unit, ())) >= LONG}

    def _untold(self, found: _Standing) -> Mapping[str, int]:
        counts_silence = any(rule.counts is Counted.SILENT for rule in found.scoring.rules)
        return found.data.untold if counts_silence and not self._present.plan.issued else {}

    def _recorded_later(self, found: _Standing) -> int:
        window, then = found.data.window, found.data.dated
        return sum(window.holds(day) and name not in then for name, day in self._present.dated.items())
