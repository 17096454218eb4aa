"""The ranking of units in a 考核, and every figure of one of them with where it stands."""

from __future__ import annotations

from gongkai_tui.domain.scoring import points_text
from gongkai_tui.reporting.delimited import csv_text, tsv_text
from gongkai_tui.reporting.history_text import SHORT_ID
from gongkai_tui.reporting.json_text import json_text
from gongkai_tui.reporting.markdown import markdown_text
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.reporting.table import table_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any, Protocol

    from gongkai_tui.domain.scoring import Fact, ManualScore, ScoreItem, Scoring, UnitScore
    from gongkai_tui.domain.scoring_period import ScoringPeriod

    class Ranking(Protocol):
        """Units ranked in a period."""

        @property
        def scoring(self) -> Scoring: ...  # noqa: D102
        @property
        def period(self) -> ScoringPeriod: ...  # noqa: D102
        @property
        def units(self) -> Sequence[UnitScore]: ...  # noqa: D102
        @property
        def previous(self) -> Mapping[str, int]: ...  # noqa: D102
        @property
        def behind(self) -> Mapping[str, Sequence[str]]: ...  # noqa: D102

    Commits = Mapping[Fact | ManualScore, str]

_MANUAL = "手工"
UNCOMMITTED = "未提交"
_FEW = 3
ITEM_TITLES = {
    "item": "项目",
    "points": "分数",
    "day": "日期",
    "about": "出处",
    "text": "内容",
    "commit": "提交",
}
"""Columns of the items of one unit; the points of an item stand with its first fact."""


def ranking_text(found: Ranking, form: str, *, room: int | None = None) -> str:
    """Give the ranking in `form` (table, json, csv, tsv, md); one column a rule."""
    if form == "json":
        return json_text(ranking_record(found))
    titles = ["rank", "unit", "points"] if form in ("csv", "tsv") else ["名次", "单位", "得分"]
    titles += [rule.item for rule in found.scoring.rules]
    titles += ["manual", "previous_rank", "behind"] if form in ("csv", "tsv") else [_MANUAL, "上期名次", "长期落后"]
    rows = [_row(found, each) for each in found.units]
    if form in ("csv", "tsv"):
        return (csv_text if form == "csv" else tsv_text)(titles, rows)
    if form == "md":
        return markdown_text(titles, rows)
    if not rows:
        return ""
    numbers = set(range(len(titles) - 1)) - {1}
    columns = list(zip(*rows, strict=True))
    return "\n".join(table_lines(titles, columns, room=room, right=numbers, fixed={0, 1, 2})) + "\n"


def _row(found: Ranking, each: UnitScore) -> list[str]:
    manual = [item for item in each.items if item.manual]
    return [
        str(each.rank),
        each.unit,
        points_text(each.hundredths),
        *(_cell([i for i in each.items if not i.manual and i.item == rule.item]) for rule in found.scoring.rules),
        _cell(manual),
        str(found.previous.get(each.unit, "")),
        periods_words(found.behind.get(each.unit, ())),
    ]


def periods_words(periods: Sequence[str]) -> str:
    """Give the periods in a row in which a unit was at the end; of many, the first, the last and how many."""
    if len(periods) <= _FEW:
        return "、".join(periods)
    return f"{periods[0]}至{periods[-1]}（{len(periods)}期）"


def _cell(items: Sequence[ScoreItem]) -> str:
    return points_text(sum(item.hundredths for item in items), signed=True) if items else ""


def ranking_record(found: Ranking) -> dict[str, Any]:
    """Give the ranking as JSON; points are decimal texts, because JSON's numbers are not exact."""
    return {
        "period": _period(found),
        "base": found.scoring.base,
        "units": [_unit_record(found, u) for u in found.units],
    }


def _period(found: Ranking) -> dict[str, str]:
    period = found.period
    return {"name": period.name, "first": period.first.isoformat(), "last": period.last.isoformat()}


def _unit_record(found: Ranking, each: UnitScore, commits: Commits | None = None) -> dict[str, Any]:
    return {
        "rank": each.rank,
        "unit": each.unit,
        "points": points_text(each.hundredths),
        "previous_rank": found.previous.get(each.unit),
        "behind": list(found.behind.get(each.unit, ())),
        "items": [_item_record(item, commits) for item in each.items],
    }


def _item_record(item: ScoreItem, commits: Commits | None) -> dict[str, Any]:
    """Facts with their commits in the detail of one unit; their number alone in the ranking."""
    record: dict[str, Any] = {
        "item": item.item,
        "points": points_text(item.hundredths, signed=True),
        "count": len(item.facts) if not item.manual else 1,
        "cut": item.cut,
        "basis": item.basis or None,
    }
    if item.manual:
        record |= {"manual": item.manual.id, "date": item.manual.date.isoformat(), "link": item.link or None}
    if commits is not None:
        record["facts"] = [_fact_record(fact, commits) for fact in item.facts]
        if item.manual:
            record["commit"] = commits.get(item.manual) or None
    return record


def _fact_record(fact: Fact, commits: Commits) -> dict[str, Any]:
    return {
        "counts": fact.counts.value,
        "date": fact.day.isoformat(),
        "task": fact.task or None,
        "problem": fact.problem or None,
        "entry": fact.entry or None,
        "text": fact.text,
        "commit": commits.get(fact) or None,
    }


def unit_text(found: Ranking, score: UnitScore, commits: Commits, form: str, *, room: int | None = None) -> str:
    """Give every item of one unit in `form`, one row a fact."""
    if form == "json":
        record = {"period": _period(found), "base": found.scoring.base, **_unit_record(found, score, commits)}
        return json_text(record)
    rows = [{"item": "基础分", "points": found.scoring.base}]
    rows += [row for item in score.items for row in _item_rows(item, commits)]
    rows.append({"item": "合计", "points": points_text(score.hundredths)})
    return records_text(ITEM_TITLES, rows, form, room=room)


def _item_rows(item: ScoreItem, commits: Commits) -> Iterator[dict[str, str]]:
    points = points_text(item.hundredths, signed=True) + ("（到上限）" if item.cut else "")
    if item.manual:
        commit = _commit(commits, item.manual)
        yield _fact_row(f"{_MANUAL}加减分", points, item.manual.date, item.link, item.item, commit)
    for number, fact in enumerate(item.facts):
        about = " ".join(filter(None, (fact.problem or fact.task, fact.entry)))
        commit = _commit(commits, fact)
        yield _fact_row(item.item, "" if number else points, fact.day, about, fact.text, commit)


def _fact_row(item: str, points: str, day: date, about: str, text: str, commit: str) -> dict[str, str]:
    words = " ".join(text.split())
    return {"item": item, "points": points, "day": day.isoformat(), "about": about, "text": words, "commit": commit}


def _commit(commits: Commits, what: Fact | ManualScore) -> str:
    return commits.get(what, "")[:SHORT_ID] or UNCOMMITTED


def unit_summary(found: Ranking, score: UnitScore) -> str:
    """Give one line on a unit: its points, its rank, and for how long it has been at the end."""
    behind = found.behind.get(score.unit, ())
    long = f"；长期落后：{periods_words(behind)}都在后四分之一" if behind else ""
    before = f"，上期第 {found.previous[score.unit]} 名" if score.unit in found.previous else ""
    rank = f"第 {score.rank} 名（共 {len(found.units)} 个单位{before}）"
    return f"{score.unit} {found.period.name}：{points_text(score.hundredths)} 分，{rank}{long}。"
