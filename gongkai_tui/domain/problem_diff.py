"""What differs between two versions of a 问题 record, in words for the log, `diff` and previews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.field_diff import FieldChange, conflict_text
from gongkai_tui.domain.problem_dues import objection_days_late

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gongkai_tui.domain.problem_record import Objection, ProblemRecord, Round

_WORDS = {True: "成立", False: "维持"}


def problem_changes(old: ProblemRecord | None, new: ProblemRecord) -> tuple[FieldChange, ...]:
    """Return every difference in the order of the file; `old` None stands for a problem that is new."""
    before = dict(_fields(old)) if old else {}
    after = dict(_fields(new))
    changes = [
        FieldChange(label, before.get((key, label), ""), after.get((key, label), ""), key)
        for key, label in dict.fromkeys((*before, *after))
        if before.get((key, label), "") != after.get((key, label), "")
    ]
    if old != new and not changes:
        changes.append(FieldChange("其他", "", "有变化", "extra"))
    return tuple(changes)


def problem_title(record: ProblemRecord) -> str:
    """Return unit and first words of what is wrong, for tables."""
    return " ".join(filter(None, (record.unit, record.what.split("\n")[0][:20])))


def _fields(record: ProblemRecord) -> Iterator[tuple[tuple[str, str], str]]:
    found, withdrawn = record.found, record.withdrawn
    yield ("state", "状态"), record.state.value
    yield ("task", "任务"), record.task
    yield ("unit", "单位"), record.unit
    if found:
        yield ("found", "发现日期"), _day(found.date)
        yield ("found", "发现人"), found.by
        yield ("found", "方式"), found.method
        yield ("found", "位置"), found.where
        yield ("found", "问题"), found.what
        yield ("found", "依据"), found.basis
        yield ("found", "清单的整改期限"), _day(found.due)
    yield ("task_was", "反馈前状态"), record.task_was.value if record.task_was else ""
    for each in record.rounds:
        yield from _round_fields(each)
    for number, objection in enumerate(record.objections, 1):
        late = bool(objection_days_late(record, objection))
        yield from _objection_fields("" if number == 1 else str(number), objection, late=late)
    if withdrawn:
        yield ("withdrawn", "撤销"), _by(withdrawn.date, withdrawn.by, withdrawn.reason)
    notices = (_by(each.date, each.approved_by, f"{each.kind} {each.number}".strip()) for each in record.notices)
    yield ("notices", "发文"), "；".join(notices)
    yield ("repeats", "重复于"), record.repeats
    yield ("conflicts", "冲突"), "；".join(map(conflict_text, record.conflicts))
    yield ("extra", "其他"), "；".join(f"{key}: {value}" for key, value in record.extra)


def _round_fields(each: Round) -> Iterator[tuple[tuple[str, str], str]]:
    head = f"第{each.n}轮"
    yield ("rounds", f"{head}反馈"), _by(each.notified, "", each.channel)
    yield ("rounds", f"{head}整改期限"), _day(each.due)
    moves = (_by(move.date, move.by, f"原{_day(move.was)} {move.reason}".rstrip()) for move in each.moves)
    yield ("rounds", f"{head}改期"), "；".join(moves)
    if each.fixed:
        yield ("rounds", f"{head}整改"), _by(each.fixed.date, each.fixed.by, each.fixed.text)
        yield ("rounds", f"{head}佐证"), "、".join(each.fixed.evidence)
    if each.checked:
        checked = each.checked
        said = "：".join(filter(None, (checked.verdict.value if checked.verdict else "", checked.text)))
        yield ("rounds", f"{head}再核查"), _by(checked.date, checked.by, said)
        yield ("rounds", f"{head}再核查佐证"), "、".join(checked.evidence)


def _objection_fields(number: str, objection: Objection, *, late: bool) -> Iterator[tuple[tuple[str, str], str]]:
    said = f"{'逾期后提出：' if late else ''}{objection.reason}"
    yield ("objections", f"异议{number}"), _by(objection.date, objection.by, said)
    if objection.answered:
        said = "：".join(filter(None, (_WORDS[objection.upheld], objection.answer)))
        yield ("objections", f"异议{number}答复"), _by(objection.answered, objection.answered_by, said)


def _by(day: date | None, who: str, said: str) -> str:
    """`2022-06-01 已修复（张三）`."""
    return " ".join(filter(None, (_day(day), said))) + (f"（{who}）" if who else "")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
