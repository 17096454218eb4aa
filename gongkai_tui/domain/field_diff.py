"""What differs between two versions of a task, in words for the log, `diff` and previews."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.grid_units import NOBODY_REGISTERED
from gongkai_tui.domain.leaving_units import Leaving, changes_units
from gongkai_tui.domain.recurring_words import recurring_words
from gongkai_tui.domain.unit_status import status_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from typing import Any

    from gongkai_tui.domain.file_parts import Conflict
    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.status import Status
    from gongkai_tui.domain.task import Extension, Link, LogEntry, Lookback, Task, UnitRole


class FieldChange(NamedTuple):
    """One field, before and after, as people read it; empty where there was or is nothing."""

    field: str
    """Chinese, with the unit where only one unit is meant: `状态（区民政局）`."""
    old: str
    new: str
    key: str
    """Key in the task file, such as `status`, `unit_status` or `deadline.due`."""


def field_changes(old: Task, new: Task, units: GridUnits = NOBODY_REGISTERED) -> tuple[FieldChange, ...]:
    """Return every difference in the order of the file; none only if the two are equal.

    `units` are those of the plan's government: they tell how a unit stood that had no status of its own.
    """
    statuses = _status_sides(old, new, units)
    changes = list(_plain_changes(old, new, statuses))
    changes.extend(_unit_changes(old, new, units, statuses))
    changes.extend(_link_changes(old, new))
    changes.extend(_log_changes(old, new))
    if old != new and not changes:
        changes.append(FieldChange("其他", "", "有变化", "extra"))
    return tuple(changes)


def _status_sides(old: Task, new: Task, units: GridUnits) -> tuple[Status, Status]:
    """What the two versions show; where that is the same, what is stored for all units without one of their own."""
    sides = (status_of(old, None, units), status_of(new, None, units))
    return sides if sides[0] is not sides[1] else (old.status, new.status)


def _plain_changes(old: Task, new: Task, statuses: tuple[Status, Status]) -> Iterator[FieldChange]:
    # Words cost more than values: of a thousand tasks that change, most values stay.
    changed = {name for name in _NAMES if getattr(old, name) != getattr(new, name)}
    for key, label, name, words in _PLAIN:
        if name in changed:
            sides = statuses if name == "status" else (getattr(old, name), getattr(new, name))
            before, after = map(words, sides)
            if before != after:
                yield FieldChange(label, before, after, key)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def key_words(task: Task, key: str) -> tuple[str, str]:
    """Return what a key of the task file is called and what stands there, as people read it."""
    if key == "unit_status":
        return "单位状态", "、".join(f"{unit} {status}" for unit, status in task.unit_status.items())
    if key == "log":
        return "记录", "；".join(entry_text(entry) for entry in task.log)
    if key == "links":
        return "关联", "、".join(link_text(link) for link in task.links)
    found = {
        label: words(getattr(task, name))
        for path, label, name, words in _PLAIN
        if path == key or path.startswith(f"{key}.")
    }
    return next(iter(found), key), " ".join(filter(None, found.values()))


def units_text(units: tuple[UnitRole, ...]) -> str:
    """Return units with their roles: `区财政局（牵头）、各街道办事处（责任）`."""
    return "、".join(
        f"{entry.unit}（{entry.role}：{entry.scope}）" if entry.scope else f"{entry.unit}（{entry.role}）"
        for entry in units
    )


def entry_text(entry: LogEntry) -> str:
    """Return a log entry on one line: `2021-09-30 核查（抽检） 区财政局：核查通过 [https://…]（李四）`."""
    who = f" {entry.unit}" if entry.unit else ""
    evidence = f" [{'、'.join(entry.evidence)}]" if entry.evidence else ""
    by = f"（{entry.by}）" if entry.by else ""
    what = f" {entry.what}" if entry.what else ""
    text = f"：{entry.text}" if entry.text else ""
    return f"{entry.day_words} {entry.kind_words}{who}{what}{text}{evidence}{by}"


def link_text(link: Link) -> str:
    """Return a link in words: `落实 jinan-2021/017（2021-08-12确认）`."""
    confirmed = f"（{link.confirmed.isoformat()}确认）" if link.confirmed else ""
    return f"{link.kind} {link.to}{confirmed}"


def _extension_text(entry: Extension) -> str:
    answer = f"{entry.decided.isoformat()}{entry.decision}" if entry.decided and entry.decision else "待答复"
    who = f"{entry.unit} " if entry.unit else ""
    days = f"{entry.original.isoformat()} → {entry.proposed.isoformat()}"
    return f"{entry.asked.isoformat()} {who}{days}，{answer}"


def lookback_text(found: Lookback | None) -> str:
    """Return what 回头看 found: `2022-06-01 转入今年 tianqiao-2022/012 继续推进`."""
    if found is None:
        return ""
    return " ".join(filter(None, (found.date.isoformat(), found.verdict, found.to, found.text)))


def conflict_text(conflict: Conflict) -> str:
    """Return a conflict that a merge left: `status：推进中 | 待核查`."""
    return f"{conflict.path}：{conflict.ours} | {conflict.theirs}"


def _unit_changes(old: Task, new: Task, units: GridUnits, statuses: tuple[Status, Status]) -> Iterator[FieldChange]:
    told = statuses if old.status is not new.status else None
    leaving = Leaving(old, new, units) if changes_units(old, new) else None
    for unit in dict.fromkeys((*old.unit_status, *new.unit_status)):
        if leaving and unit not in new.unit_status and leaving.is_outside(unit):
            yield FieldChange(f"状态（{unit}）", status_of(old, unit, units).value, "", "unit_status")
            continue
        before, after = status_of(old, unit, units), status_of(new, unit, units)
        if before is not after and (before, after) != told:
            yield FieldChange(f"状态（{unit}）", before.value, after.value, "unit_status")


def _link_changes(old: Task, new: Task) -> Iterator[FieldChange]:
    """One change a link, so that none is lost in a list of many."""
    before = {link.to: link for link in old.links}
    after = {link.to: link for link in new.links}
    for target in dict.fromkeys((*before, *after)):
        one, other = before.get(target), after.get(target)
        if one != other:
            old_text, new_text = (link_text(link) if link else "" for link in (one, other))
            if one and other and old_text == new_text:
                old_text, new_text = f"{old_text} {one.fingerprint}", f"{new_text} {other.fingerprint}"
            yield FieldChange("关联", old_text, new_text, "links")


def _log_changes(old: Task, new: Task) -> Iterator[FieldChange]:
    before = {entry.id: entry for entry in old.log}
    after = {entry.id: entry for entry in new.log}
    for entry in old.log:
        if entry.id not in after:
            yield FieldChange("记录", entry_text(entry), "", "log")
        elif after[entry.id] != entry:
            yield FieldChange("记录", entry_text(entry), entry_text(after[entry.id]), "log")
    for entry in new.log:
        if entry.id not in before:
            yield FieldChange("记录", "", entry_text(entry), "log")


_PLAIN: tuple[tuple[str, str, str, Callable[[Any], str]], ...] = (
    ("id", "编号", "id", str),
    ("seq", "序号", "seq", _number),
    ("section", "章节", "section", str),
    ("heading", "任务", "heading", str),
    ("requirement", "要求", "requirement", str),
    ("units_raw", "责任单位原文", "units_raw", str),
    ("units", "责任单位", "units", units_text),
    ("deadline.raw", "完成时限", "deadline", lambda deadline: deadline.raw if deadline else ""),
    ("deadline.kind", "期限类型", "deadline", lambda deadline: deadline.kind.value if deadline else ""),
    ("deadline.due", "期限", "deadline", lambda deadline: _day(deadline.due) if deadline else ""),
    ("internal_due", "内控时限", "internal_due", _day),
    ("status", "状态", "status", lambda status: status.value),
    (
        "chosen",
        "选定单位",
        "chosen",
        lambda sets: "；".join(f"{each.group}：{'、'.join(each.members)}" for each in sets),
    ),
    ("extensions", "延期", "extensions", lambda entries: "；".join(map(_extension_text, entries))),
    ("lookback", "回头看", "lookback", lookback_text),
    ("recurring", "周期", "recurring", recurring_words),
    ("source_lines", "原文行", "source_lines", lambda lines: f"{lines[0]}-{lines[1]}" if lines else ""),
    ("hints", "提示", "hints", "；".join),
    ("conflicts", "冲突", "conflicts", lambda conflicts: "；".join(map(conflict_text, conflicts))),
    ("extra", "其他", "extra", lambda extra: "；".join(f"{key}: {value}" for key, value in extra)),
)
"""Key in the task file, label, attribute of the task, and what its value is in words."""
_NAMES = tuple(dict.fromkeys(name for _, _, name, _ in _PLAIN))
