"""回头看 as rows: each task with where it stands, its verdict, and what may carry it on."""

from __future__ import annotations

from gongkai_tui.reporting.clean import one_line
from gongkai_tui.reporting.task_columns import units_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from gongkai_tui.domain.lookback import Candidate, LookbackFigures, LookbackItem
    from gongkai_tui.domain.task import LogEntry, Task

LOOKBACK_TITLES = {
    "task": "编号",
    "title": "任务",
    "units": "责任单位",
    "status": "状态",
    "evidence": "佐证",
    "problems": "未销号问题",
    "verdict": "结论",
    "proposal": "今年的任务",
}
_LAST_ENTRIES = 3


def lookback_record(item: LookbackItem) -> dict[str, Any]:
    """Give one task as a JSON object; `proposal` says in words what `candidates` lists."""
    task, found = item.task, item.found
    deadline = task.deadline
    return {
        "task": task.id,
        "seq": task.seq,
        "title": title_of(task),
        "requirement": task.requirement,
        "units": units_of(task),
        "deadline": deadline.raw if deadline else "",
        "due": deadline.due.isoformat() if deadline and deadline.due else None,
        "clear": item.is_clear,
        "status": item.status.value,
        "evidence": len(task.evidence),
        "records": [_entry_json(entry) for entry in task.log[-_LAST_ENTRIES:]],
        "problems": [problem.id for problem in item.open_problems],
        "verdict": found.verdict.value if found else "",
        "date": found.date.isoformat() if found else None,
        "by": found.by if found else "",
        "text": found.text if found else "",
        "to": found.to if found else "",
        "proposal": proposal_text(item),
        "candidates": [
            *(_candidate_json(candidate, linked=True) for candidate in item.carried_by),
            *(_candidate_json(candidate, linked=False) for candidate in item.proposals),
        ],
    }


def title_of(task: Task) -> str:
    """Give the heading, or the first line of the requirement."""
    return one_line(task.heading or task.requirement.partition("\n")[0])


def units_of(task: Task) -> str:
    """Give the units with their roles."""
    return units_text(tuple((entry.unit, entry.role.value) for entry in task.units))


def proposal_text(item: LookbackItem) -> str:
    """Give `已承接 tianqiao-2021/003`, else `tianqiao-2021/012 49%` for each proposal."""
    if item.carried_by:
        return "已承接 " + "、".join(candidate.id for candidate in item.carried_by)
    if item.found is not None:
        return ""
    return "、".join(f"{candidate.id} {candidate.score}%" for candidate in item.proposals)


def item_fields(item: LookbackItem) -> list[tuple[str, str]]:
    """Give (name, text) of what 回头看 knows of a task beyond the task itself."""
    fields = [
        ("责任时限", "" if item.is_clear else "没有明确的责任单位，也没有日期"),
        ("未销号", "\n".join(f"{p.id} {p.unit} {p.state} {p.what}" for p in item.open_problems)),
        ("已承接", "\n".join(f"{c.id} {one_line(c.title)}" for c in item.carried_by)),
        ("相近的", "\n".join(f"{c.score}% {c.id} {one_line(c.title)}" for c in item.proposals)),
    ]
    return [(name, text) for name, text in fields if text]


def figures_text(figures: LookbackFigures) -> str:
    """Give `共35项，核销3项，转整改1项，转入今年0项，尚未核查31项`."""
    verdicts = "，".join(f"{verdict}{count}项" for verdict, count in figures.by_verdict.items())
    return f"共{figures.total}项，{verdicts}，尚未核查{figures.undecided}项"


def _candidate_json(candidate: Candidate, *, linked: bool) -> dict[str, Any]:
    return {"id": candidate.id, "title": candidate.title, "score": candidate.score, "linked": linked}


def _entry_json(entry: LogEntry) -> dict[str, Any]:
    return {
        "date": entry.date.isoformat(),
        "kind": entry.kind.value,
        "unit": entry.unit,
        "text": entry.text,
        "evidence": list(entry.evidence),
    }
