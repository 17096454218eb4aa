"""Who owes what: one text a unit to paste into a message, one table over all units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from operator import attrgetter

from gongkai_tui.domain.acting_units import SUPPORT, TO_CHOOSE
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.markdown import markdown_text
from gongkai_tui.reporting.reminder import (
    REQUEST,
    done_words,
    missed_words,
    missing_of,
    problem_words,
    published_words,
    task_line,
    task_name,
)
from gongkai_tui.reporting.untold_text import NO_ISSUE_DATE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from gongkai_tui.domain.owed import Debts, OfficeItem, Owed
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.row import TaskRow

    PlanName = Callable[[str], str]

OWE_TITLES = {
    "name": "单位",
    "open": "未完成",
    "reported": "其中待核查",
    "overdue": "逾期",
    "due_soon": "临期",
    "silent": "沉默",
    "rectifying": "整改",
    "open_problems": "问题",
    "late_problems": "问题逾期",
    "missed": "缺期",
    "office": "待办公室",
    "last": "最近记录",
}
"""Key → heading of the table over all units."""
_MORE_TITLES = {"published": "其中已发布", "carried": "其中已转入"}


def owe_titles(debts: Iterable[Debts]) -> dict[str, str]:
    """Give `OWE_TITLES`, with a column more where any unit has open tasks that it does not owe for another reason."""
    units = list(debts)
    more = {key: title for key, title in _MORE_TITLES.items() if any(getattr(each, key) for each in units)}
    at = list(OWE_TITLES).index("reported") + 1
    titles = list(OWE_TITLES.items())
    return dict((*titles[:at], *more.items(), *titles[at:]))


ITEM_TITLES = {
    "id": "编号",
    "heading": "任务",
    "section": "类别",
    "status": "状态",
    "missing": "所欠",
    "due": "期限",
    "flags": "标记",
    "updated": "更新",
    "silent_days": "沉默天数",
}
"""Key → heading of the table of one unit's tasks."""

_SECTIONS = ("逾期", "整改", "缺期", "临期", "沉默", "其他")
_BY_DAY = frozenset({"逾期", "临期"})
"""Sections that begin with what was due first; the others keep the order of the document."""
_LASTING = "长期坚持"
_DUE = attrgetter("row.due")


def debts_record(label: str, debts: Debts, day: date) -> dict[str, Any]:
    """Give the counts of one unit, and what it owes task by task, as JSON."""
    return {
        **counts_record(label, debts),
        "tasks": [_item_record(item, day) for item in debts.items if item.is_open or item.is_asked],
        "problems": [_problem_record(problem) for problem in debts.problems],
        "waiting_for_office": [_office_record(item) for item in debts.office],
    }


def counts_record(label: str, debts: Debts) -> dict[str, Any]:
    """Give the counts of one unit."""
    return {
        "name": label,
        "unit": debts.name,
        "kind": debts.kind.value,
        "open": debts.open,
        "reported": debts.reported,
        "published": len(debts.published),
        "carried": debts.carried,
        "owed": debts.tasks_owed,
        "overdue": debts.overdue,
        "due_soon": debts.due_soon,
        "silent": debts.silent,
        "rectifying": debts.rectifying,
        "open_problems": len(debts.open_problems),
        "late_problems": debts.late_problems,
        "missed": debts.missed,
        "office": len(debts.office),
        "last": debts.last or None,
        "is_silent": debts.is_silent,
        "is_unheard": debts.is_unheard,
    }


def counts_row(label: str, debts: Debts) -> dict[str, Any]:
    """Give the counts of one unit as people read them."""
    waits = f"（{TO_CHOOSE}）" if debts.kind is LineKind.OPEN else ""
    last = (debts.last or "从无记录") + ("，沉默" if debts.is_silent else "，天数不明" if debts.is_unheard else "")
    return {**counts_record(label, debts), "name": label + waits, "last": last}


class Wording:
    """How what is owed on `day` is said: each task once, however many units share it."""

    def __init__(self, day: date, plan_name: PlanName, silent_after: int) -> None:
        self.day = day
        self.plan_name = plan_name
        self.silent_after = silent_after
        self.section = cache(section_of)
        """Give the heading under which a task stands."""
        self.line = cache(self._line)
        """Word one task."""

    def _line(self, item: Owed) -> str:
        whose = "，".join(filter(None, ("配合" if item.role == SUPPORT else "", clean(item.group))))
        missing = (*missing_of(item, self.day), *done_words(item.done))
        return task_line(item.row, self.day, self.plan_name, missing, whose=f"（{whose}）" if whose else "")

    def unit_text(self, label: str, debts: Debts) -> str:
        """Everything that one unit owes, as one text."""
        day, plan_name = self.day, self.plan_name
        shelved, debts = _set_apart(debts)
        name = clean(label) + (f"（{TO_CHOOSE}：具体单位由政务公开办选定）" if debts.kind is LineKind.OPEN else "")
        parts = list(_owed_lines(name, debts, self))
        waiting = [problem for problem in debts.problems if problem not in debts.faults]
        if shelved:
            parts.append(f"{'' if parts else f'{name}：'}{_shelved_words(shelved, plan_name)}（{day.isoformat()}）。")
        if not parts and (debts.reported or debts.published or waiting or not debts.office):
            parts.append(f"{name}：没有要办的政务公开任务（{day.isoformat()}）。")
        if debts.reported:
            parts.append(f"另有{debts.reported}项已报送，待办公室核查，不用再报。")
        if debts.published:
            parts.append(f"另有{len(debts.published)}项已经发布，办公室看得到，不用再报，待办公室登记核查：")
            parts.extend(_numbered(_published_line(item, plan_name) for item in debts.published))
        if waiting:
            parts.append(f"另有{len(waiting)}个问题待办公室处理。")
        if debts.office:
            parts.append("" if parts else f"{name}（{day.isoformat()}）")
            parts.append(f"【待办公室处理】{len(debts.office)}项")
            parts.extend(f"{n}. {_office_line(item, day, plan_name)}" for n, item in enumerate(debts.office, 1))
        return "\n".join(parts) + "\n"


def _set_apart(debts: Debts) -> tuple[tuple[Owed, ...], Debts]:
    """The unfinished tasks nobody is urged over, and the debts without all such: only 问题 are left of them."""
    shelved = tuple(item for item in debts.items if item.row.is_shelved)
    if not shelved:
        return (), debts
    problems = tuple(problem for item in shelved for problem in item.problems)
    current = tuple(item for item in debts.items if not item.row.is_shelved)
    unfinished = tuple(item for item in shelved if item.is_open)
    return unfinished, replace(debts, items=current, problems=(*problems, *debts.problems))


def _shelved_words(items: Sequence[Owed], plan_name: PlanName) -> str:
    over = [item for item in items if item.row.archived]
    carried = [item for item in items if not item.row.archived]
    plans = "、".join(dict.fromkeys(clean(plan_name(item.row.plan)) for item in over))
    said = [f"{plans}已归档，不再催办，其中{len(over)}项归档时没有完成"] if over else []
    if carried:
        plans = "、".join(dict.fromkeys(clean(plan_name(item.row.plan)) for item in carried))
        said.append(f"{plans}的{len(carried)}项已转入今年的计划，在那里办理，不再催办")
    return "；".join(said)


def _owed_lines(name: str, debts: Debts, wording: Wording) -> Iterator[str]:
    """What the unit itself has to do: the tasks that are owed, numbered through all sections, then what is not one."""
    owed, others = debts.owed, tuple(_other_lines(debts, wording))
    if not owed and not others:
        return
    count = f"尚有{len(owed)}项政务公开任务要办" if owed else "没有未完成的政务公开任务要办"
    yield f"{name}：{count}（{wording.day.isoformat()}）"
    numbers = iter(range(1, len(owed) + 1))
    for title, items in _in_sections(owed, wording):
        more = f"（{wording.silent_after}天以上没有记录）" if title == "沉默" else ""
        yield f"\n【{title}】{len(items)}项{more}"
        yield from (f"{next(numbers)}. {wording.line(item)}" for item in items)
    yield from others
    yield f"\n{REQUEST}"


def _other_lines(debts: Debts, wording: Wording) -> Iterator[str]:
    """What the unit is asked for beside the tasks that are owed; each block counts for itself."""
    if debts.lacking:
        yield f"\n另有{len(debts.lacking)}项任务缺次数（任务本身长期坚持或已报送，不在上面的项数里）："
        yield from _numbered(map(wording.line, debts.lacking))
    if debts.faults:
        yield f"\n另有{len(debts.faults)}个问题要整改："
        rows = {problem.id: item.row for item in debts.items for problem in item.problems}
        lines = (_fault_line(each, rows.get(each.id), wording.day, wording.plan_name) for each in debts.faults)
        yield from _numbered(lines)
    if debts.lasting_and_silent:
        yield f"\n另有{len(debts.lasting_and_silent)}项长期坚持的任务{wording.silent_after}天以上没有记录："
        yield from _numbered(map(wording.line, debts.lasting_and_silent))


def _fault_line(problem: ProblemRecord, row: TaskRow | None, day: date, plan_name: PlanName) -> str:
    task = f"{task_name(row, plan_name)}：" if row else ""
    return f"{task}{problem_words(problem, day)}（{problem.state}）"


def _published_line(item: Owed, plan_name: PlanName) -> str:
    return f"{task_name(item.row, plan_name)}：{published_words(item.published)}"


def _numbered(lines: Iterable[str]) -> Iterator[str]:
    return (f"{number}. {text}" for number, text in enumerate(lines, 1))


def summary_text(units: Sequence[tuple[str, Debts]], day: date, silent_after: int) -> str:
    """Give the Markdown page that stands beside the texts of all units."""
    rows = [counts_row(label, debts) for label, debts in units if debts.asks]
    titles = owe_titles(debts for _, debts in units)
    cells = [[str(row[key]) for key in titles] for row in rows]
    silent = [clean(label) for label, debts in units if debts.is_silent]
    said = "、".join(silent) if silent else "没有。"
    unheard = [clean(label) for label, debts in units if debts.is_unheard]
    more = f"\n## 从无记录的单位（{NO_ISSUE_DATE}）\n\n{'、'.join(unheard)}\n" if unheard else ""
    return (
        f"# 未完成任务汇总（{day.isoformat()}）\n\n{markdown_text(list(titles.values()), cells)}\n"
        f"## 沉默的单位（全部任务 {silent_after} 天以上没有记录）\n\n{said}\n{more}"
    )


def section_of(item: Owed) -> str:
    """Give the heading under which a task stands in the text: the most pressing one that fits."""
    if item.is_lasting_and_silent:
        return _LASTING
    if item.is_late:
        return "逾期"
    if item.status is Status.RECTIFYING or item.problems:
        return "整改"
    if item.missed:
        return "缺期"
    if Flag.DUE_SOON in item.flags:
        return "临期"
    return "沉默" if item.is_silent else "其他"


def _in_sections(items: Sequence[Owed], wording: Wording) -> Iterator[tuple[str, list[Owed]]]:
    by_title: dict[str, list[Owed]] = {}
    for item in items:
        by_title.setdefault(wording.section(item), []).append(item)
    for title in _SECTIONS:
        if title in by_title:
            found = by_title[title]
            yield title, sorted(found, key=_DUE) if title in _BY_DAY else found


def _office_line(item: OfficeItem, day: date, plan_name: PlanName) -> str:
    name = task_name(item.row, plan_name) if item.row else "单独的问题"
    who = f"（{clean(item.whose)}）" if item.units else ""
    days = (day - date.fromisoformat(item.since)).days if item.since else None
    since = f"，{item.since}起{days}天" if days is not None and days >= 0 else ""
    late = "，超时" if item.is_late else ""
    what = f"：{problem_words(item.problem, day)}" if item.problem else ""
    return f"{name}：{item.matter}{who}{what}{since}{late}"


def _item_record(item: Owed, day: date) -> dict[str, Any]:
    row = item.row
    return {
        "id": row.id,
        "plan": row.plan,
        "seq": row.seq or None,
        "heading": row.heading,
        "section": section_of(item) if item.is_asked else "",
        "status": row.status,
        "owed": item.is_owed,
        "asked": item.is_asked,
        "role": item.role,
        "group": item.group,
        "member_confirmed": item.confirmed,
        "due": row.due or None,
        "flags": [flag.value for flag in item.flags],
        "updated": row.updated or None,
        "silent_days": item.silent_days,
        "is_silent": item.is_silent,
        "missing": list(missing_of(item, day)) if item.is_asked else [],
        "missed": list(missed_words(item.missed)),
        "recorded": list(done_words(item.done)),
        "published": [each.plan for each in item.published],
        "problems": [_problem_record(problem) for problem in item.problems],
    }


def _problem_record(problem: ProblemRecord) -> dict[str, Any]:
    last = problem.last_round
    return {
        "id": problem.id,
        "state": problem.state.value,
        "what": problem.what,
        "round": last.n if last else None,
        "due": last.due.isoformat() if last and last.due else None,
    }


def _office_record(item: OfficeItem) -> dict[str, Any]:
    return {
        "id": item.row.id if item.row else None,
        "matter": item.matter.value,
        "units": list(item.units),
        "since": item.since or None,
        "late": item.is_late,
        "problem": item.problem.id if item.problem else None,
    }
