"""Coverage of plans, differences of wording, and the units' own plans, in each output format."""

from __future__ import annotations

from gongkai_tui.domain.coverage import Side
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import LinkKind
from gongkai_tui.domain.word_diff import Edit
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.json_text import json_text
from gongkai_tui.reporting.records_text import records_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from gongkai_tui.domain.coverage import Answer, Coverage
    from gongkai_tui.domain.own_plans import Duties, UnitDuty
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.word_diff import Run

_TITLES = {
    "state": "对应",
    "lower_plan": "后者计划",
    "upper": "前者编号",
    "upper_heading": "前者任务",
    "lower": "后者编号",
    "lower_heading": "后者任务",
    "wording": "用词",
}
_WORDS = {
    LinkKind.IMPLEMENTS: ("上级", "下级", {Side.BOTH: "已对应", Side.UPPER: "下级没有", Side.LOWER: "上级没有"}),
    LinkKind.FOLLOWS: ("去年", "今年", {Side.BOTH: "已承接", Side.UPPER: "今年没有", Side.LOWER: "去年没有"}),
}
"""What the two plans of a kind of link are called, and what is said of a task that stands in one or both."""
_NO_ANSWER = "不算对应"
"""Said of a pair one of which was ended."""
_UNIT_TITLES = {
    "unit": "单位",
    "group": "所属集合",
    "state": "发布",
    "date": "日期",
    "days": "印发后天数",
    "late": "超期",
    "number": "文号",
    "url": "网址",
    "plan": "计划",
}
_BRIEF_TITLES = {
    "unit": "单位",
    "state": "发布",
    "date": "日期",
    "days": "天数",
    "late": "超期",
    "url": "网址",
}
_PUBLISHED, _NO_URL = "已发布", "未填网址"
_MARKS = {Edit.DELETED: ("〔－", "〕", "\x1b[31m"), Edit.INSERTED: ("〔＋", "〕", "\x1b[32m")}
_PLAIN = "\x1b[0m"


def coverage_text(coverages: Sequence[Coverage], form: str, *, room: int | None = None) -> str:
    """Give all answers in `form` (table, json, csv, tsv, md); JSON also has the figures and the differences.

    Where there are several lower plans, every line names the one that has or lacks the task.
    """
    if form == "json":
        return json_text([_coverage_record(coverage) for coverage in coverages])
    kinds = {coverage.kind for coverage in coverages}
    titles = dict(_TITLES)
    if form in ("table", "md") and len(coverages) == 1:
        del titles["lower_plan"]
    if len(kinds) == 1:
        front, back = _sides(coverages[0])
        titles = {key: title.replace("前者", front).replace("后者", back) for key, title in titles.items()}
    if None in kinds:
        titles["score"] = "相似"
    rows = [_answer_record(coverage, answer) for coverage in coverages for answer in coverage.answers]
    return records_text(titles, rows, form, room=room)


def pairs_text(coverage: Coverage, *, room: int | None = None) -> str:
    """Give two plans side by side where there is little room: one line a pair, each task by its number and words.

    Headings are shared by many tasks of a plan: they tell none from the other.
    """
    titles = {"upper": coverage.upper.id, "lower": coverage.lower.id, "wording": "用词", "score": "相似"}
    rows = [
        _answer_record(coverage, answer) | {"upper": _titled(answer.upper), "lower": _titled(answer.lower)}
        for answer in coverage.answers
    ]
    return records_text(titles, rows, "table", room=room)


def _titled(row: TaskRow | None) -> str:
    return f"{row.id.partition('/')[2]} {row.requirement.partition(chr(10))[0] or row.heading}" if row else ""


def figures_text(coverage: Coverage) -> str:
    """Give the figures of two plans in one sentence."""
    front, back = _sides(coverage)
    kind = f"（{coverage.kind}）" if coverage.kind else ""
    missing = coverage.upper_total - coverage.upper_answered
    ended = f"；{coverage.ended} 对有一项已终止，{_NO_ANSWER}" if coverage.ended else ""
    alone = coverage.lower_total - coverage.lower_sourced
    return (
        f"{coverage.upper.id} → {coverage.lower.id}{kind}："
        f"{front.strip()} {coverage.upper_total} 项中 {coverage.upper_answered} 项有对应，{missing} 项没有；"
        f"{back.strip()} {coverage.lower_total} 项中 {coverage.lower_sourced} 项有对应，{alone} 项没有；"
        f"待复核 {coverage.stale} 条，用词不同 {coverage.differing} 对{ended}。"
    )


def _sides(coverage: Coverage) -> tuple[str, str]:
    if coverage.kind in _WORDS:
        front, back, _ = _WORDS[coverage.kind]
        return front, back
    # Between Latin and Chinese stands a space.
    return f"{coverage.upper.id} ", f"{coverage.lower.id} "


def _state(coverage: Coverage, answer: Answer) -> str:
    side, ended = answer.side, _ended_words(coverage, answer)
    if ended and answer.upper and answer.lower:
        return (f"{Side.STALE}，" if side is Side.STALE else "") + _NO_ANSWER + ended
    return _side_words(coverage, side) + ended


def _side_words(coverage: Coverage, side: Side) -> str:
    if side is Side.STALE:
        return side.value
    if coverage.kind in _WORDS:
        return _WORDS[coverage.kind][2][side]
    return {Side.BOTH: "两份都有", Side.UPPER: f"只在 {coverage.upper.id}"}.get(side, f"只在 {coverage.lower.id}")


def _ended_words(coverage: Coverage, answer: Answer) -> str:
    """Which of the two, or which one that stands alone, was ended."""
    front, back = (side.strip() for side in _sides(coverage))
    ended = [
        name
        for name, row in ((front, answer.upper), (back, answer.lower))
        if row is not None and row.status == Status.ENDED
    ]
    return f"（{'、'.join(ended)}{Status.ENDED}）" if ended else ""


def _coverage_record(coverage: Coverage) -> dict[str, Any]:
    return {
        "upper": coverage.upper.id,
        "lower": coverage.lower.id,
        "kind": coverage.kind.value if coverage.kind else None,
        "upper_total": coverage.upper_total,
        "upper_answered": coverage.upper_answered,
        "lower_total": coverage.lower_total,
        "lower_sourced": coverage.lower_sourced,
        "stale": coverage.stale,
        "differing": coverage.differing,
        "ended": coverage.ended,
        "answers": [
            {
                **_answer_record(coverage, answer),
                "ended": answer.is_ended,
                "diff": diff_record(answer.diff) if answer.differs else [],
            }
            for answer in coverage.answers
        ],
    }


def _answer_record(coverage: Coverage, answer: Answer) -> dict[str, Any]:
    upper, lower = answer.upper, answer.lower
    both = upper and lower
    return {
        "state": _state(coverage, answer),
        "lower_plan": coverage.lower.id,
        "upper": upper.id if upper else None,
        "upper_heading": upper.heading if upper else None,
        "lower": lower.id if lower else None,
        "lower_heading": lower.heading if lower else None,
        "wording": ("不同" if answer.differs else "相同") if both else None,
        "score": answer.score,
    }


def diff_text(answers: Sequence[Answer], form: str, *, color: bool = False) -> str:
    """Give the wording of pairs of tasks with what differs marked: in text, as steps in JSON, or a row a run."""
    if form == "json":
        return json_text(
            [
                {"upper": answer.upper.id, "lower": answer.lower.id, "diff": diff_record(answer.diff)}
                for answer in answers
                if answer.upper and answer.lower
            ]
        )
    if form != "table":
        rows = [
            {"upper": answer.upper.id, "lower": answer.lower.id, "edit": run.edit.value, "text": run.text}
            for answer in answers
            if answer.upper and answer.lower
            for run in answer.diff
        ]
        return records_text({"upper": "前者", "lower": "后者", "edit": "改动", "text": "文字"}, rows, form)
    parts = (
        f"{answer.upper.id} → {answer.lower.id}  {clean(answer.lower.heading)}\n{marked(answer.diff, color=color)}\n"
        for answer in answers
        if answer.upper and answer.lower
    )
    return "\n".join(parts)


def diff_record(runs: Iterable[Run]) -> list[dict[str, str]]:
    """Give runs as JSON objects."""
    return [{"edit": run.edit.value, "text": run.text} for run in runs]


def marked(runs: Iterable[Run], *, color: bool = False) -> str:
    """Give the text with 〔－…〕 around what was taken out and 〔＋…〕 around what was put in."""
    found: list[str] = []
    for run in runs:
        text = clean(run.text, keep_newlines=True)
        before, after, code = _MARKS.get(run.edit, ("", "", ""))
        found.append(f"{code}{before}{text}{after}{_PLAIN}" if color and code else f"{before}{text}{after}")
    return "".join(found)


def units_text(duties: Duties, form: str, *, room: int | None = None, brief: bool = False) -> str:
    """Give one row a unit, and one a collective whose members nobody has named; `brief` for a small screen."""
    open_groups = [_unit_record(name, name, "未定") for name in duties.unresolved]
    rows = [*(_duty_record(duty) for duty in duties.units), *open_groups]
    if form != "json":
        rows = [row | {"late": _late_words(row)} for row in rows]
        rows = [row | {"url": _NO_URL} if row["state"] == _PUBLISHED and not row["url"] else row for row in rows]
    return records_text(_BRIEF_TITLES if brief else _UNIT_TITLES, rows, form, room=room)


def units_figures(duties: Duties) -> str:
    """Give the figures of the units in one sentence."""
    done = sum(duty.publication is not None for duty in duties.units)
    late = sum(duty.late is True for duty in duties.units)
    early = sum(duty.is_early for duty in duties.units)
    settled = sum(bool(duty.settled) for duty in duties.units)
    unseen = f"，{settled} 个已报或已办结而没有发布记录" if settled else ""
    before = f"（{early} 个的日期早于上级印发，请核对）" if early else ""
    open_groups = f"，{'、'.join(duties.unresolved)}的成员未定" if duties.unresolved else ""
    doubt = f"，{'、'.join(duties.unconfirmed)}的成员还没有人确认" if duties.unconfirmed else ""
    return f"{len(duties.units)} 个单位中 {done} 个已发布{before}{unseen}，{late} 个超期{open_groups}{doubt}。"


def _duty_record(duty: UnitDuty) -> dict[str, Any]:
    found = duty.publication
    unpublished = f"{duty.settled}，没有发布记录" if duty.settled else "未发布"
    record = _unit_record(duty.unit, duty.group, _PUBLISHED if found else unpublished)
    record["extended_to"] = duty.extended.isoformat() if duty.extended else None
    in_time = "早于上级印发" if duty.is_early else "按期" if found else "未到期"
    late = {True: "超期", False: in_time, None: None}[duty.late]
    if found is None:
        return record | {"late": late}
    return record | {
        "date": found.date.isoformat(),
        "days": duty.days,
        "late": late,
        "number": found.number or None,
        "url": found.url or None,
        "plan": found.plan or None,
    }


def _late_words(row: Mapping[str, Any]) -> str | None:
    """Whether it was in time, and by which day where 延期 was granted."""
    until = row["extended_to"]
    return "，".join(filter(None, (row["late"], f"延期至{until}" if until else "")))


def _unit_record(unit: str, group: str, state: str) -> dict[str, Any]:
    return dict.fromkeys(_UNIT_TITLES) | {"unit": unit, "group": group or None, "state": state, "extended_to": None}
