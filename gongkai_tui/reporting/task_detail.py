"""One task in full: every field with its name, long texts wrapped, records oldest first."""

from __future__ import annotations

from gongkai_tui.domain.extensions import original_due
from gongkai_tui.domain.field_diff import link_text, lookback_text
from gongkai_tui.domain.flags import internal_words, not_urged_words
from gongkai_tui.domain.recurring_words import recurring_words
from gongkai_tui.reporting.acting_text import acting_lines, acting_record
from gongkai_tui.reporting.clean import clean, one_line
from gongkai_tui.reporting.extension_text import extension_line, extension_record
from gongkai_tui.reporting.problem_list import problem_json, problem_words
from gongkai_tui.reporting.recurring_text import duty_summary, period_record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from gongkai_tui.domain.acting_units import ActingUnit
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_row import ListedProblem
    from gongkai_tui.domain.recurrence import PeriodCount
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import Deadline, Link, LogEntry, Lookback, Recurring, Task, UnitRole


def task_fields(  # noqa: PLR0913  (one parameter a part of the view)
    task: Task,
    row: TaskRow,
    plan: Plan | None,
    path: str,
    flags: Sequence[str],
    found: Sequence[ListedProblem] = (),
    *,
    acting: Sequence[ActingUnit] = (),
    counts: Sequence[PeriodCount] = (),
    day: date | None = None,
) -> list[tuple[str, str]]:
    """Give (name, text) of everything that the task says; what it leaves open is left out.

    `found` are the problems found on it, `acting` those who must act, of whom only the exceptions are named, `counts`
    those of recurring duties, `day` the one against which days have passed.
    """
    fields = [
        ("编号", task.id),
        ("计划", one_line(plan.title) if plan else row.plan),
        ("章节", one_line(task.section)),
        ("任务", one_line(task.heading)),
        ("要求", task.requirement),
        ("责任单位", "\n".join(map(_unit_text, task.units))),
        ("单位原文", task.units_raw),
        ("完成时限", _deadline_text(task.deadline, original_due(task))),
        ("内控时限", internal_due_text(row, day)),
        ("延期", "\n".join(map(extension_line, task.extensions))),
        ("周期要求", recurring_words(task.recurring)),
        ("周期完成", "\n".join(duty_summary(counts))),
        ("状态", _status_text(task, row)),
        ("标记", "、".join(filter(None, (*flags, not_urged_words(row))))),
        ("各单位", "\n".join(acting_lines(acting))),
        ("问题", "\n".join(map(problem_words, found))),
        ("更新", row.updated),
        ("记录", "\n".join(map(_entry_text, task.log))),
        ("关联", "\n".join(map(link_text, task.links))),
        ("回头看", lookback_text(task.lookback)),
        ("待确认", "\n".join(task.hints)),
        ("合并冲突", "\n".join(f"{c.path}：本方 {c.ours}，对方 {c.theirs}" for c in task.conflicts)),
        ("原文行", "-".join(map(str, task.source_lines or ()))),
        ("文件", path),
    ]
    return [(name, text) for name, text in fields if text]


def task_json(
    task: Task,
    row: TaskRow,
    path: str,
    flags: Sequence[str],
    found: Sequence[ListedProblem] = (),
    *,
    acting: Sequence[ActingUnit] = (),
    counts: Sequence[PeriodCount] = (),
) -> dict[str, Any]:
    """Give the keys of a JSON row of the list, and all else that the task says and that follows from it.

    Problems only where there are any.
    """
    return {
        "id": task.id,
        "plan": row.plan,
        "seq": task.seq,
        "section": task.section,
        "heading": task.heading,
        "requirement": task.requirement,
        "units": [_unit_json(unit) for unit in task.units],
        "deadline": _deadline_json(task.deadline),
        "status": row.status,
        "flags": list(flags),
        "updated": row.updated or None,
        "units_raw": task.units_raw,
        "stored_status": task.status.value,
        "unit_status": {unit: status.value for unit, status in task.unit_status.items()},
        "chosen": {choice.group: list(choice.members) for choice in task.chosen},
        "acting": [acting_record(unit) for unit in acting],
        "original_due": original.isoformat() if (original := original_due(task)) else None,
        "internal_due": task.internal_due.isoformat() if task.internal_due else None,
        "extensions": [extension_record(entry) for entry in task.extensions],
        "log": [_entry_json(entry) for entry in task.log],
        "links": [_link_json(link) for link in task.links],
        "lookback": _lookback_json(task.lookback),
        "recurring": [_recurring_json(duty) for duty in task.recurring],
        "periods": [period_record(row, count) for count in counts],
        "source_lines": list(task.source_lines) if task.source_lines else None,
        "hints": list(task.hints),
        "conflicts": [{"path": c.path, "base": c.base, "ours": c.ours, "theirs": c.theirs} for c in task.conflicts],
        "uncommitted": row.uncommitted,
        "file": path,
        **({"problems": [problem_json(each) for each in found]} if found else {}),
    }


def _unit_text(unit: UnitRole) -> str:
    return f"{unit.role} {unit.unit}" + (f"（{unit.scope}）" if unit.scope else "")


def _unit_json(unit: UnitRole) -> dict[str, str]:
    scope = {"scope": unit.scope} if unit.scope else {}
    return {"unit": unit.unit, "role": unit.role.value, **scope}


def internal_due_text(row: TaskRow, day: date | None) -> str:
    """Give the 内控时限 of a task, and that it has passed where it has; empty without one."""
    passed = internal_words(row, day) if day else ""
    return f"{row.internal_due}（{passed}）" if passed else row.internal_due


def _deadline_text(deadline: Deadline | None, original: date | None) -> str:
    if deadline is None:
        return ""
    known = f"{deadline.kind}，{deadline.due}" if deadline.due else str(deadline.kind)
    before = f"，原 {original.isoformat()}" if original and original != deadline.due else ""
    return f"{deadline.raw}（{known}{before}）" if deadline.raw else f"{known}{before}"


def _deadline_json(deadline: Deadline | None) -> dict[str, str | None] | None:
    if deadline is None:
        return None
    due = deadline.due.isoformat() if deadline.due else None
    return {"raw": deadline.raw, "kind": deadline.kind.value, "due": due}


def _link_json(link: Link) -> dict[str, Any]:
    confirmed = link.confirmed.isoformat() if link.confirmed else None
    return {"to": link.to, "kind": link.kind.value, "confirmed": confirmed, "by": link.by or None}


def _lookback_json(found: Lookback | None) -> dict[str, str] | None:
    if found is None:
        return None
    return {
        "date": found.date.isoformat(),
        "verdict": found.verdict.value,
        "by": found.by,
        "text": found.text,
        "to": found.to,
    }


def _recurring_json(duty: Recurring) -> dict[str, Any]:
    what = {"what": duty.what} if duty.what else {}
    unit = {"unit": duty.unit} if duty.unit else {}
    begins = {"from": duty.begins.isoformat()} if duty.begins else {}
    return {"every": duty.every, "at_least": duty.at_least, "per": duty.per, **unit, **what, **begins}


def _status_text(task: Task, row: TaskRow) -> str:
    return row.status if row.status == task.status else f"{row.status}（整体 {task.status}）"


def _entry_text(entry: LogEntry) -> str:
    head = " ".join(filter(None, (entry.day_words, entry.kind_words, entry.unit, entry.text)))
    lines = [head + (f"（{entry.by}）" if entry.by else "")]
    lines.extend(f"  佐证 {clean(item)}" for item in entry.evidence)
    return "\n".join(lines)


def _entry_json(entry: LogEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "date": entry.date.isoformat(),
        "kind": entry.kind.value,
        "unit": entry.unit,
        "text": entry.text,
        "evidence": list(entry.evidence),
        "by": entry.by,
        **({"happened": entry.on.isoformat()} if entry.on else {}),
        **({"method": entry.method} if entry.method else {}),
        **({"corrects": entry.corrects} if entry.corrects else {}),
    }
