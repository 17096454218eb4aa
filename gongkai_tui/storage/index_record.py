"""One data file as the index keeps it: flat columns for lists, its search text, and its findings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai_tui.domain.derive import shown
from gongkai_tui.domain.haystack import haystack_of
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.reports import report_steps
from gongkai_tui.domain.residue import residue_of
from gongkai_tui.domain.task import LookbackVerdict
from gongkai_tui.domain.task_facts import facts_of
from gongkai_tui.domain.task_rules import task_problems
from gongkai_tui.domain.unit_dues import granted_dues
from gongkai_tui.storage import codec
from gongkai_tui.storage.index_packing import problems_to_json
from gongkai_tui.storage.locating import located
from gongkai_tui.storage.paths import PLANS, FileKind, classify, task_id_of
from gongkai_tui.storage.units_json import units_to_json

if TYPE_CHECKING:
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.task import Task


@dataclass(frozen=True, slots=True)
class Record:
    """What the index stores of one file at one content."""

    path: str
    oid: str
    kind: str
    readable: bool
    columns: tuple[object, ...] = ()
    """The small columns of a task, in the order of `TASK_COLUMNS`; empty for other kinds."""
    units: tuple[tuple[str, str, int], ...] = ()
    """Every unit that a task names, that was chosen for it, that has a status of its own in it, or that recorded
    something, each with the ISO date of its newest log entry (or an empty text) and how many pieces of evidence its
    entries hold; the entries of no unit stand under an empty name."""
    keys: tuple[str, ...] = ()
    """Which of `KEYS` the task has: few do, and who needs what stands there reads the file."""
    requirement: str = ""
    haystack: str = ""
    residue: str = ""
    marks: str = ""
    """Fingerprints of a task's wording, parted by spaces."""
    links: tuple[tuple[str, str], ...] = ()
    """File of each task that it leads to, with a fingerprint of its wording when somebody confirmed the link."""
    header: str = ""
    """JSON of a plan's header fields, of a units file or of a 问题 record; empty for tasks."""
    facts: str = ""
    """JSON of a task's `TaskFacts`, for the rules over many files."""
    problems: str = "[]"
    """JSON list of findings, as `problems_to_json` writes them."""


KEYS = ("recurring", "extensions")

PLAN_HEADER = (
    "title", "issuer", "doc_number", "issued", "year", "disclosure", "index_number",
    "jurisdiction", "implements", "follows", "state",
)  # fmt: skip


def read_record(path: str, oid: str, data: bytes) -> Record | None:
    """The record of a file's content; None for files that hold no data of ours.

    An unreadable file gives a record that is not `readable` and carries its findings.
    """
    kind = classify(path)
    if kind is FileKind.TASK:
        return _task_record(path, oid, data)
    if kind is FileKind.PLAN:
        decoded_plan = codec.decode_plan(data, path)
        header = "" if decoded_plan.value is None else _plan_header(decoded_plan.value)
        return Record(path, oid, "plan", decoded_plan.value is not None, header=header,
                      problems=problems_to_json(decoded_plan.problems))  # fmt: skip
    if kind is FileKind.UNITS:
        decoded = codec.decode_units(data, path)
        header = "" if decoded.value is None else units_to_json(decoded.value)
        return Record(path, oid, "units", decoded.value is not None, header=header,
                      problems=problems_to_json(decoded.problems))  # fmt: skip
    if kind is FileKind.PROBLEM:
        return _problem_record(path, oid, data)
    if kind in (FileKind.SCORING, FileKind.VIEWS):
        # Tasks are listed without them: what is wrong with one is for `check` and for those who ask for it.
        return Record(path, oid, kind.value, readable=True, problems=problems_to_json(_findings(kind, data, path)))
    return None


def _problem_record(path: str, oid: str, data: bytes) -> Record:
    from gongkai_tui.domain.problem_rules import record_problems
    from gongkai_tui.storage.problem_json import problem_to_json
    from gongkai_tui.storage.problem_record import decode_problem

    decoded = decode_problem(data, path)
    record = decoded.value
    if record is None:
        return Record(path, oid, "problem", readable=False, problems=problems_to_json(decoded.problems))
    found = (*decoded.problems, *(located(p._replace(place=path), data) for p in record_problems(record)))
    return Record(path, oid, "problem", readable=True, header=problem_to_json(record), problems=problems_to_json(found))


def _findings(kind: FileKind, data: bytes, path: str) -> tuple[Problem, ...]:
    if kind is FileKind.SCORING:
        from gongkai_tui.storage.scoring_record import decode_scoring

        return decode_scoring(data, path).problems
    from gongkai_tui.storage.view_record import decode_views

    return decode_views(data, path).problems


def _task_record(path: str, oid: str, data: bytes) -> Record:
    decoded = codec.decode_task(data, path)
    task = decoded.value
    if task is None:
        return Record(path, oid, "task", readable=False, problems=problems_to_json(decoded.problems))
    return _record_of(path, oid, data, task, decoded.problems)


def task_record(path: str, oid: str, data: bytes, task: Task) -> Record:
    """The record of a task file whose content is already known to say `task`."""
    if _has_unknown_keys(task):
        return _task_record(path, oid, data)
    return _record_of(path, oid, data, task, ())


def _has_unknown_keys(task: Task) -> bool:
    """Reading finds something to say of these, which only the file's text tells."""
    parts: tuple[Any, ...] = (
        *(*task.units, *task.chosen, *task.extensions, *task.log, *task.links, *task.recurring),
        *filter(None, (task.deadline, task.lookback)),
        task,
    )
    return any(part.extra for part in parts)


def _record_of(path: str, oid: str, data: bytes, task: Task, problems: tuple[Problem, ...]) -> Record:
    found = (*problems, *(located(p, data) for p in task_problems(task)))
    task_id = task_id_of(path) or task.id
    status = shown(task)
    facts = facts_of(task)
    confirmed = zip(facts.links, facts.link_fingerprints, strict=True)
    return Record(
        path,
        oid,
        "task",
        readable=True,
        columns=task_columns(task, task_id, status),
        units=_units_with_records(task),
        keys=tuple(key for key in KEYS if getattr(task, key)),
        requirement=task.requirement,
        haystack=haystack_of(
            task_id=task_id,
            seq=task.seq or 0,
            section=task.section,
            heading=task.heading,
            requirement=task.requirement,
            units=(*(u.unit for u in task.units), *(name for choice in task.chosen for name in choice.members)),
            status=status,
        ),
        residue=residue_of(task.requirement),
        marks=" ".join(facts.fingerprints),
        links=tuple((f"{PLANS}/{to}.yaml", mark) for to, mark in confirmed if mark),
        facts=json.dumps(facts, ensure_ascii=False),
        problems=problems_to_json(found),
    )


def _units_with_records(task: Task) -> tuple[tuple[str, str, int], ...]:
    chosen = (member for choice in task.chosen for member in choice.members)
    found = dict.fromkeys((*(entry.unit for entry in task.units), *task.unit_status, *chosen), ("", 0))
    for entry in task.standing_log:
        last, evidence = found.get(entry.unit or "", ("", 0))
        day = entry.date.isoformat() if entry.is_of_work else ""
        found[entry.unit or ""] = max(last, day), evidence + len(entry.evidence)
    return tuple((unit, *values) for unit, values in found.items())


def task_columns(task: Task, task_id: str, status: str) -> tuple[object, ...]:
    """The small columns of a task, in the order of `TASK_COLUMNS`."""
    deadline = task.deadline
    return (
        task_id,
        task_id.partition("/")[0],
        task.seq or 0,
        task.section,
        task.heading,
        pack_pairs((u.unit, u.role.value) for u in task.units),
        deadline.raw if deadline else "",
        deadline.kind.value if deadline else "",
        deadline.due.isoformat() if deadline and deadline.due else "",
        str(status),
        task.status.value,
        pack_pairs((unit, status.value) for unit, status in task.unit_status.items()),
        pack_pairs((choice.group, member) for choice in task.chosen for member in choice.members),
        pack_pairs(granted_dues(task)),
        len(task.evidence),
        len(task.hints) + len(task.conflicts),
        max((entry.date.isoformat() for entry in task.standing_log if entry.is_of_work), default=""),
        task.internal_due.isoformat() if task.internal_due else "",
        _carried_to(task),
        pack_pairs(report_steps(task)),
    )


def _carried_to(task: Task) -> str:
    """The task of this year that a verdict 转入今年 names; a hand may have left it out."""
    found = task.lookback
    return (found.to or "今年的计划") if found and found.verdict is LookbackVerdict.CARRIED else ""


def _plan_header(plan: Plan) -> str:
    values = {name: getattr(plan, name) for name in PLAN_HEADER}
    values["issued"] = plan.issued.isoformat() if plan.issued else None
    return json.dumps(values, ensure_ascii=False)
