"""What a person changes in a task: pure functions from one version of a task to the next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain import inputs
from gongkai_tui.domain.check_methods import read_method
from gongkai_tui.domain.due_change import with_due
from gongkai_tui.domain.field_diff import FieldChange, field_changes
from gongkai_tui.domain.records import Recorder, extension_of, step_entries
from gongkai_tui.domain.settable import (
    FIELDS,
    BadValue,
    check_evidence,
    read_confirmation,
    read_due,
    read_evidence,
    read_happened,
    read_line,
    read_paragraphs,
    read_seq,
    read_status,
    settable_field,
)
from gongkai_tui.domain.task import Deadline, DeadlineKind
from gongkai_tui.domain.task_change import TaskChange
from gongkai_tui.domain.unit_status import status_of, with_status
from gongkai_tui.domain.whole_status import previous_in, taken_back, with_whole_status
from gongkai_tui.domain.wording import told_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import Extension, LogEntry, Task
    from gongkai_tui.domain.whole_status import StepTaken
    from gongkai_tui.domain.working_days import WorkCalendar

__all__ = [
    "FIELDS",
    "BadValue",
    "FieldChange",
    "NotRecorded",
    "TaskChange",
    "Terms",
    "apply_change",
    "field_changes",
    "read_change",
    "value_refusal",
]


class NotRecorded(BadValue):
    """Something is said of an entry that the log does not take."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


def read_change(
    assignments: Mapping[str, str],
    *,
    unit: str | None = None,
    note: str = "",
    evidence: tuple[str, ...] = (),
    reason: str = "",
    on: str = "",
    method: str = "",
    confirm_hints: bool = False,
) -> TaskChange:
    """Return a change from field names in any language; what goes to the log may stand among them too.

    Raises BadValue for an unknown field, one that is named twice, or a day on which nothing is said to have happened.
    """
    values: dict[str, str] = {}
    for typed, value in assignments.items():
        name = settable_field(typed).name
        if name in values:
            raise BadValue(f"字段“{typed}”写了两次。")
        values[name] = value
    said = [read_paragraphs(text, "进展情况") for text in (note, values.pop("note", ""))]
    why = [read_paragraphs(text, "理由") for text in (reason, values.pop("reason", ""))]
    proof = (*map(check_evidence, evidence), *read_evidence(values.pop("evidence", "")))
    how = read_method(values.pop("method", "") or method)
    day = values.pop("happened", "").strip() or on.strip()
    if day and not (any(said) or proof):
        raise NotRecorded(
            f"发生日期{told_in(inputs.DAY)}说的是哪一天发生的，"
            f"要和进展情况{told_in(inputs.NOTE)}或佐证{told_in(inputs.EVIDENCE)}一起写。",
            "happened",
        )
    return TaskChange(
        tuple(values.items()),
        unit=read_line(unit, "单位", required=True) if unit is not None else None,
        note="\n".join(filter(None, said)),
        evidence=tuple(dict.fromkeys(proof)),
        reason="\n".join(filter(None, why)),
        confirm_hints=confirm_hints,
        on=day,
        method=how,
    )


class Terms(NamedTuple):
    """What the words of a day are read by."""

    today: date
    plan: Plan | None = None
    """Tells year and issue date."""
    calendar: WorkCalendar | None = None
    """Without it, working days are not counted."""


def value_refusal(task: Task, typed: str, value: str, terms: Terms) -> str:
    """Return why a task cannot take a value of the field `typed`, whatever else changes; empty where it can."""
    try:
        name = settable_field(typed).name
        if name in _SETTERS:
            _SETTERS[name](task, value, terms)
        elif name == "status":
            read_status(value)
        elif name == "happened":
            read_happened(value, terms.today)
        else:
            read_change({name: value})
    except BadValue as refused:
        return str(refused)
    return ""


def apply_change(
    task: Task,
    change: TaskChange,
    units: GridUnits,
    terms: Terms,
    *,
    actor_name: str,
    new_id: Callable[[], str],
    undone: StepTaken | None = None,
) -> Task:
    """Return the task after a change, with the log entries that it leaves behind; equal where nothing changes.

    The state machine is not asked here (`change_refusal` does). `new_id` gives 8 random hexadecimal digits. `units`
    are those of the plan's government, `undone` makes a step back a 更正. Raises BadValue.
    """
    today = terms.today
    on = read_happened(change.on, today) if change.on else None
    record = Recorder(today, actor_name, new_id, change.unit, on, change.method)
    changed = task
    for name, value in change.assignments:
        if name != "status":
            changed = _SETTERS[name](changed, value, terms)
    if change.confirm_hints:
        changed = replace(changed, hints=())
    target = change.status
    source, previous = status_of(task, change.unit, units), previous_in(undone, change.unit, units)
    if target is not None and change.unit is None:
        back = undone if previous is target is not source else None
        changed = taken_back(changed, back, units) if back else with_whole_status(changed, target, units)
    elif target is not None and target is not source:
        changed = with_status(changed, target, change.unit, units)
    entries = step_entries(record, task, changed, change, (source, target or source), previous)
    if on not in (None, today) and not any(entry.on for entry in entries):
        raise NotRecorded("发生日期只记在进展和报送上；核查、退回、更正是当天作出的。", "happened")
    if change.method and target is not source and not any(entry.method for entry in entries):
        raise NotRecorded(f"核查方式{told_in(inputs.METHOD)}只记在核查上：核查通过、不通过、发现问题、核销。", "method")
    return _settled(task, _recorded(changed, entries, extension_of(record, task, changed, change)), change)


def _recorded(task: Task, entries: Sequence[LogEntry], extensions: Sequence[Extension]) -> Task:
    if not (entries or extensions):
        return task
    return replace(task, log=(*task.log, *entries), extensions=(*task.extensions, *extensions))


def _settled(before: Task, task: Task, change: TaskChange) -> Task:
    """Drop the merge conflicts of the fields that were just decided, also where our value was confirmed."""
    decided = {_CONFLICT_KEYS.get(name, name) for name, _ in change.assignments}
    if change.unit is not None and "status" in decided:
        decided = (decided - {"status"}) | {f"unit_status.{change.unit}"}
    elif "status" in decided:
        taken_along = (unit for unit, own in before.unit_status.items() if task.unit_status.get(unit) is not own)
        decided |= {f"unit_status.{unit}" for unit in taken_along}
    left = tuple(
        item for item in task.conflicts if item.path not in decided and item.path.partition(".")[0] not in decided
    )
    return task if left == task.conflicts else replace(task, conflicts=left)


_CONFLICT_KEYS = {"due": "deadline"}


def _set_heading(task: Task, value: str, _terms: Terms) -> Task:
    return replace(task, heading=read_line(value, "任务", required=True))


def _set_section(task: Task, value: str, _terms: Terms) -> Task:
    return replace(task, section=read_line(value, "章节"))


def _set_requirement(task: Task, value: str, _terms: Terms) -> Task:
    return replace(task, requirement=read_paragraphs(value, "要求"))


def _set_seq(task: Task, value: str, _terms: Terms) -> Task:
    return replace(task, seq=read_seq(value))


def _set_hints(task: Task, value: str, _terms: Terms) -> Task:
    read_confirmation(value)
    return replace(task, hints=())


def _set_units(task: Task, value: str, _terms: Terms) -> Task:
    """Units as a person writes them; the cell as printed stays in `units_raw`."""
    # The readers of cells compile many patterns, which a change of status does not pay for.
    from gongkai_tui.domain.unit_cell import read_unit_cell

    cell = read_line(value, "责任单位", required=True)
    reading = read_unit_cell(cell)
    if not reading.units:
        raise BadValue(f"责任单位“{cell}”里认不出单位名称。")
    return replace(
        task,
        units=reading.units,
        units_raw=task.units_raw or cell,
        hints=_hints(task.hints, read_unit_cell(task.units_raw).hints, reading.hints),
    )


def _set_deadline(task: Task, value: str, terms: Terms) -> Task:
    """The words of the document, read anew."""
    from gongkai_tui.domain.deadline import read_deadline

    words = read_line(value, "完成时限")
    plan = terms.plan
    year, issued = (plan.year, plan.issued) if plan else (None, None)
    reading = read_deadline(words, year=year, issued=issued, calendar=terms.calendar)
    raw = task.deadline.raw if task.deadline else ""
    # What was imported was read without a calendar.
    readings = (read_deadline(raw, year=year, issued=issued, calendar=each) for each in (None, terms.calendar))
    asked = (hint for each in readings for hint in each.hints)
    return replace(task, deadline=reading.deadline, hints=_hints(task.hints, asked, reading.hints))


def _hints(present: tuple[str, ...], old: Iterable[str], new: tuple[str, ...]) -> tuple[str, ...]:
    """Drop what was asked about words that are replaced; ask what the new ones leave open."""
    gone = frozenset(old) - frozenset(new)
    return tuple(dict.fromkeys((*(hint for hint in present if hint not in gone), *new)))


def _set_due(task: Task, value: str, terms: Terms) -> Task:
    """The last day only; the words of the document stay, and where there are none, none are made up."""
    due = read_due(value, terms.today, terms.plan.year if terms.plan else None)
    old = task.deadline
    if old is None or (due is None and not old.raw):
        return replace(task, deadline=Deadline("", DeadlineKind.DATE, due) if due else None)
    return task if due == old.due else replace(task, deadline=with_due(old, due))


def _set_recurring(task: Task, value: str, terms: Terms) -> Task:
    """How often; the question that it answers goes."""
    # Patterns that a change of status does not pay for.
    from gongkai_tui.domain.period_hints import unanswered
    from gongkai_tui.domain.recurring_words import read_recurring

    duties = read_recurring(value, terms.today, terms.plan.year if terms.plan else None)
    answered = bool(duties) and duties != task.recurring
    return replace(task, recurring=duties, hints=unanswered(task.hints, duties) if answered else task.hints)


def _set_internal_due(task: Task, value: str, terms: Terms) -> Task:
    """A day for the office's own use; the question of the import that it answers goes."""
    from gongkai_tui.domain.deadline_words import ASKS_INTERNAL_DUE

    due = read_due(value, terms.today, terms.plan.year if terms.plan else None)
    hints = tuple(hint for hint in task.hints if not (due and hint.endswith(ASKS_INTERNAL_DUE)))
    return replace(task, internal_due=due, hints=hints)


_SETTERS: dict[str, Callable[[Task, str, Terms], Task]] = {
    "heading": _set_heading,
    "section": _set_section,
    "requirement": _set_requirement,
    "seq": _set_seq,
    "hints": _set_hints,
    "units": _set_units,
    "deadline": _set_deadline,
    "due": _set_due,
    "recurring": _set_recurring,
    "internal_due": _set_internal_due,
}
