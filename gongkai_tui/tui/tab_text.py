"""The tabs beside the detail as lines: units one by one, all evidence, what the last commits changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gongkai_tui.domain.subject_parts import in_words
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.change_text import change_lines
from gongkai_tui.tui.columns import status_tone
from gongkai_tui.tui.lines import BLANK, Line, Span, Tone, line, paragraph
from gongkai_tui.tui.screens.panes import Tab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import LogEntry
    from gongkai_tui.usecases.history import CommitChanges
    from gongkai_tui.usecases.show_task import TaskView

_READING = "正在读取……"


def tab_strip(current: Tab) -> list[Span]:
    """All tabs in a row; the current one stands in brackets."""
    return [Span(f"[{tab}]", Tone.ACCENT) if tab is current else Span(f" {tab} ", Tone.DIM) for tab in Tab]


def unit_lines(row: TaskRow, view: TaskView | None, cells: int) -> list[Line]:
    """Each unit with its role, its status and what it recorded last."""
    if not row.units and not row.unit_status:
        return paragraph(f"还没有责任单位，按 {key_of('form')} 编辑", cells, tone=Tone.DIM)
    own = row.own_status
    roles = dict(row.units)
    found: list[Line] = []
    for unit in dict.fromkeys((*roles, *own)):
        status = own.get(unit, row.stored_status)
        found += paragraph(unit, cells, first="* " if roles.get(unit) == "牵头" else "  ", tone=Tone.ACCENT)
        words = [Span(f"    {roles.get(unit, '未列入')}  ", Tone.DIM), Span(status, status_tone(status))]
        found.append(line(*words, Span("" if unit in own else "（随任务）", Tone.DIM)))
        entries = [] if view is None else [entry for entry in view.task.standing_log if entry.unit == unit]
        found += _last_entry(entries, cells) if entries else [line(Span("    没有记录", Tone.DIM))]
    return [*found, *_members(view)] if view is not None else [*found, BLANK, line(Span(_READING, Tone.DIM))]


def _members(view: TaskView) -> list[Line]:
    """Those who act through 各X or were chosen for 有关X, one line each."""
    members = [unit for unit in view.acting if unit.group]
    if not members:
        return []
    entries = Counter(entry.unit for entry in view.task.standing_log)
    found = [BLANK, line(Span(f"成员 {len(members)}", Tone.ACCENT))]
    for unit in members:
        records = f"  记录 {entries[unit.name]} 条" if entries[unit.name] else ""
        unsure = "" if unit.confirmed else "（成员待确认）"
        status = Span(unit.status, status_tone(unit.status))
        found.append(line(f"  {unit.name}  ", status, Span(f"{records}  {unit.group}{unsure}", Tone.DIM)))
    return found


def _last_entry(entries: Sequence[LogEntry], cells: int) -> list[Line]:
    last = entries[-1]
    evidence = sum(len(entry.evidence) for entry in entries)
    head = f"    {last.date} {last.kind_words}  "
    return [
        *paragraph(last.text or "（没有文字）", cells, first=head),
        line(Span(f"    记录 {len(entries)} 条，佐证 {evidence} 件", Tone.DIM)),
    ]


def evidence_lines(view: TaskView | None, cells: int) -> list[Line]:
    """Every piece of evidence, newest first, with who gave it when."""
    if view is None:
        return paragraph(_READING, cells, tone=Tone.DIM)
    found: list[Line] = []
    for entry in reversed(view.task.standing_log):
        if not entry.evidence:
            continue
        parts = (entry.day_words, entry.kind_words, entry.unit or "", entry.by)
        found.append(line(Span("  ".join(part for part in parts if part), Tone.DIM)))
        for evidence in entry.evidence:
            found += paragraph(evidence, cells, first="  ", tone=Tone.GOOD)
    return found or paragraph(f"还没有佐证，按 {key_of('evidence')} 添加", cells, tone=Tone.DIM)


def difference_lines(commits: Sequence[CommitChanges] | None, cells: int) -> list[Line]:
    """What the last commits changed in the task, field by field, newest first."""
    if commits is None:
        return paragraph(_READING, cells, tone=Tone.DIM)
    found: list[Line] = []
    for entry, changes in commits:
        found += paragraph(f"{entry.when:%Y-%m-%d %H:%M}  {entry.author}  {entry.commit[:8]}", cells, tone=Tone.ACCENT)
        found += paragraph(in_words(entry.subject), cells, tone=Tone.DIM)
        found += change_lines(changes, cells, titles=False)
        found.append(BLANK)
    return found or paragraph("还没有提交过", cells, tone=Tone.DIM)
