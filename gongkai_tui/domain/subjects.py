"""Commit subjects and lists in words: `天桥2021 第17项 财政信息：推进中 → 待核查（区财政局）`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gongkai_tui.domain.short_name import one_line
from gongkai_tui.domain.task import LogKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.field_diff import FieldChange
    from gongkai_tui.domain.plan_fields import PlanFieldChange
    from gongkai_tui.domain.task import Task

_HEADING = 24
_VALUE = 24
_LEAD = 6
"""Characters before the place where two long values part."""
_UNIT = 20
_NAMED = 3
_SUBJECT = 110
_STATUS_KEYS = ("status", "unit_status")
_WEIGHT = {
    "status": 0,
    "unit_status": 0,
    "deadline.due": 1,
    "units_raw": 3,
    "hints": 3,
    "conflicts": 3,
    "extensions": 3,
    "log": 4,
}
_SAID_WITH = frozenset({"log", "extensions", "unit_status"})
"""Records that go with another change and are not counted beside it."""
_DAYS = re.compile(r"^\d{4}-\d\d-\d\d(?:（\d{4}-\d\d-\d\d 发生）)? ")
"""What a record begins with: its day, and that on which it happened where it is another."""
_KIND = re.compile("|".join(LogKind))
_OF_SEVERAL = {"unit_status": "单位状态", "log": "记录"}
"""Fields whose words differ from one change to the next."""


def subject_for(plan_short: str, task: Task, changes: Sequence[FieldChange], unit: str | None = None) -> str:
    """Return the subject of a commit that changes one task; one line whatever the data holds."""
    number = f"第{task.seq}项" if task.seq is not None else task.id.partition("/")[2]
    title = f"{one_line(plan_short, _HEADING)} {number} {_title(task)}"
    what = _what(changes)
    unit = unit or _unit_of(_main(changes))
    first, several, _ = (unit or "").partition("、")
    if several:
        # A record of each is told by that of the first: all stand at the end.
        what = what.replace(f" {first}", "", 1)
    who = f"（{one_line(unit, _UNIT)}）" if unit and unit not in what else ""
    return one_line(f"{title}：{what}{who}", _SUBJECT)


def bulk_subject(changes: Mapping[str, Sequence[FieldChange]]) -> str:
    """Return the subject of a commit that changes several tasks: `批量：23项 status 推进中 → 待核查`.

    `changes` holds those of each task by its id. Where the old values differ only the new one is named; where the new
    statuses differ they are counted: `批量：3项 status 未启动 → 待核查 2项、推进中 1项`.
    """
    main = sorted(filter(None, map(_main, changes.values())), key=lambda found: (_weight(found), found.key))
    keys = {found.key for found in main}
    moved = main
    if keys == {"unit_status"}:
        moved = [found for each in changes.values() for found in _of_units(each)]
    count = f"{len(moved)}个" if len(moved) > len(main) else ""
    head = f"批量：{len(changes)}项 {count}{'、'.join(_bulk_words(moved))}".rstrip()
    if len(keys) != 1 or keys == {"log"}:
        return one_line(head, _SUBJECT)
    return one_line(f"{head} {_bulk_sides(moved, '个' if count else '项')}".rstrip(), _SUBJECT)


def _of_units(changes: Sequence[FieldChange]) -> tuple[FieldChange, ...]:
    """Every unit whose status changed; of units that were all taken out, the one that a subject names."""
    found = tuple(change for change in changes if change.key == "unit_status" and change.new)
    return found or tuple(filter(None, (_main(changes),)))


def _bulk_sides(moved: Sequence[FieldChange], measure: str) -> str:
    """From what to what many changes of one field go; of other fields than statuses nothing where the new differ."""
    olds, news = {found.old for found in moved}, Counter(found.new for found in moved)
    if len(news) == 1:
        return _arrow(moved[0]) if len(olds) == 1 else f"→ {one_line(moved[0].new, _VALUE) or '无'}"
    if moved[0].key not in _STATUS_KEYS:
        return ""
    counted = "、".join(f"{one_line(new, _VALUE) or '无'} {count}{measure}" for new, count in news.most_common())
    return f"{moved[0].old or '无'} → {counted}" if len(olds) == 1 else f"→ {counted}"


def _bulk_words(main: Sequence[FieldChange]) -> tuple[str, ...]:
    """What was changed, each once. A status alone is called by its key: subjects are looked for by that word."""
    if {found.key for found in main} == {"status"}:
        return ("status",)
    fields: dict[str, dict[str, None]] = {}
    for found in main:
        fields.setdefault(found.key, {})[_recorded(found) if found.key == "log" else found.field] = None
    return tuple(next(iter(words)) if len(words) == 1 else _OF_SEVERAL[key] for key, words in fields.items())


def _recorded(entry: FieldChange) -> str:
    kind = _KIND.match(_undated(entry.new or entry.old))
    return f"记录{kind[0]}" if kind else "记录"


def _undated(record: str) -> str:
    return _DAYS.sub("", record)


def bulk_line(task: Task, changes: Sequence[FieldChange], unit: str = "") -> str:
    """Return one line of the body of such a commit: `tianqiao-2021/017 财政信息：推进中 → 待核查（区民政局）`.

    Without a `unit` that of whom the status is, where it is that of one unit.
    """
    what, unit = _what(changes), unit or _unit_of(_main(changes))
    who = f"（{one_line(unit, _UNIT)}）" if unit and unit not in what else ""
    return one_line(f"{task.id} {_title(task)}：{what}{who}", _SUBJECT)


def said_lines(changes: Sequence[FieldChange]) -> tuple[str, ...]:
    """Return what a change of one task says beyond its subject: why, in full, and further units whose status changed.

    `核查 区财政局：链接失效 [https://…]（李四）`; nothing where a record is all of it and stands in the subject whole.
    """
    main = _main(changes)
    told = [_undated(change.new) for change in changes if change.key == "log" and change.new]
    if main is not None and main.key == "log" and [_what(changes)] == told:
        return ()
    return (*further_statuses(changes), *told)


def further_statuses(changes: Sequence[FieldChange]) -> tuple[str, ...]:
    """Return the changes of status beside the one that a subject or line names: `状态（区民政局）：推进中 → 整改中`.

    Where several units have another status now, the subject only counts them: all are returned.
    """
    main = _main(changes)
    is_counted = sum(change.key == "unit_status" for change in changes) > 1
    told = (each for each in changes if each.key in _STATUS_KEYS and (is_counted or each is not main))
    return tuple(f"{each.field}：{_arrow(each)}" for each in told)


def with_said(lines: Sequence[str], said: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return lines of a body, each followed by what was said of it; what was said of all stands once, at the end."""
    if len(lines) > 1 and len(set(said)) == 1:
        return (*lines, *(f"各项都记：{told}" for told in said[0]))
    return tuple(
        text for line, own in zip(lines, said, strict=True) for text in (line, *(f"记：{told}" for told in own))
    )


def units_named(units: Sequence[str]) -> str | None:
    """Return who a change is about: the one unit, or the first of several and how many there are."""
    return f"{units[0]}等{len(units)}个单位" if len(units) > 1 else units[0] if units else None


def doers_named(names: Sequence[str], count: int = 0) -> str | None:
    """Return who did something: units, or sets, of which `count` tells how many units they are together."""
    if 0 < len(names) <= _NAMED:
        return "、".join(names)
    return f"{names[0]}等{count}个单位" if count else units_named(names)


def _title(task: Task) -> str:
    return one_line(task.heading or task.requirement, _HEADING)


def head_subject(plan_short: str, changes: Sequence[PlanFieldChange], fixed: int, cleared: int = 0) -> str:
    """Return the subject of a commit that changes the head of a plan, and with it fixes or clears days of tasks."""
    first = changes[0] if changes else None
    what = f"{first.label} {_two_sides(first.old, first.new)}" if first else "题头无变化"
    more = f" 等{len(changes)}个字段" if len(changes) > 1 else ""
    following = f"，随之确定{fixed}项任务的期限" if fixed else ""
    following += f"，{cleared}项任务的期限随之清空" if cleared else ""
    return one_line(f"{one_line(plan_short, _HEADING)} 题头：{what}{more}{following}", _SUBJECT)


def _main(changes: Sequence[FieldChange]) -> FieldChange | None:
    """Return the change that a subject names: the status first, a log entry last."""
    return min(changes, key=_weight, default=None)


def _weight(change: FieldChange) -> int:
    if change.key == "unit_status" and not change.new:
        # It went with its unit: what happened is that the unit was taken out.
        return _WEIGHT["log"]
    return _WEIGHT.get(change.key, 2)


def _what(changes: Sequence[FieldChange]) -> str:
    main = _main(changes)
    if main is None:
        return "无变化"
    if main.key == "unit_status":
        units = [change for change in changes if change.key == "unit_status"]
        olds, news = dict.fromkeys(unit.old for unit in units), dict.fromkeys(unit.new for unit in units)
        return _two_sides("、".join(olds), "、".join(news))
    if main.key in _STATUS_KEYS:
        return _arrow(main)
    if main.key == "log":
        done = "" if not main.old else "改写记录 " if main.new else "删去记录 "
        return one_line(done + _undated(main.new or main.old), 2 * _VALUE)
    others = len({change.key for change in changes} - _SAID_WITH - {main.key})
    more = f" 等{others + 1}个字段" if others else ""
    return f"{main.field} {_arrow(main)}{more}"


def _unit_of(main: FieldChange | None) -> str:
    """Return whose status a change is about, where it is that of one unit: `状态（区民政局）`."""
    return main.field.partition("（")[2].removesuffix("）") if main and main.key == "unit_status" else ""


def _arrow(change: FieldChange) -> str:
    return _two_sides(change.old, change.new)


def _two_sides(old: str, new: str) -> str:
    before, after = (one_line(each, _VALUE) for each in (old, new))
    if before == after:
        before, after = _from_the_difference(one_line(old, len(old)), one_line(new, len(new)))
    return f"{before or '无'} → {after or '无'}"


def _from_the_difference(old: str, new: str) -> tuple[str, str]:
    """Two values that begin alike, each from a little before the place where they part."""
    parted = (place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other)
    begin = next(parted, min(len(old), len(new))) - _LEAD
    if begin <= 0:
        return one_line(old, _VALUE), one_line(new, _VALUE)
    return f"…{one_line(old[begin:], _VALUE)}", f"…{one_line(new[begin:], _VALUE)}"
