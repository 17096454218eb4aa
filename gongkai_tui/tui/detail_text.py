"""The whole of one task as lines: from its row at once, with log and links when the file has been read."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from gongkai_tui.domain.flags import flags_of, internal_words, not_urged_words
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.columns import FLAG_TONES, status_tone, title_of
from gongkai_tui.tui.lines import BLANK, Line, Span, Tone, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.usecases.show_task import TaskView

_LABEL = "{}  "


def task_lines(row: TaskRow, view: TaskView | None, day: date, cells: int) -> list[Line]:
    """Everything there is to say about a task, wrapped to `cells`."""
    found: list[Line] = [
        *paragraph(title_of(row), cells, tone=Tone.TITLE),
        _state_line(row, day),
        *_labelled("期限", _deadline_words(row, day), cells),
        BLANK,
    ]
    if row.heading or "\n" in row.requirement:
        found += [*paragraph(row.requirement, cells), BLANK]
    found += _units(row, cells)
    if view is not None:
        from gongkai_tui.tui.detail_file import lines_from_file  # noqa: PLC0415  (the first screen does without)

        found += lines_from_file(view, cells)
    elif row.hints:
        found += [BLANK, line(Span(f"待确认 {row.hints} 条", Tone.WARN))]
    found += [BLANK, *_labelled("编号", row.id, cells), *_labelled("章节", row.section, cells)]
    if view is not None:
        found += [
            *_labelled("计划", view.plan.title if view.plan else row.plan, cells),
            *_labelled("文件", view.path, cells),
        ]
    return found


def _labelled(label: str, text: str, cells: int) -> list[Line]:
    return paragraph(text, cells, first=_LABEL.format(label)) if text else []


def _state_line(row: TaskRow, day: date) -> Line:
    spans = [Span(row.status, status_tone(row.status))]
    for flag in flags_of(row, day):
        spans += [Span("  "), Span(flag.value, FLAG_TONES[flag])]
    if words := not_urged_words(row):
        spans += [Span("  "), Span(words, Tone.ACCENT)]
    return line(*spans)


def _deadline_words(row: TaskRow, day: date) -> str:
    if not row.deadline_kind:
        return "没有规定"
    internal = internal_words(row, day)
    more = f"；{internal}" if internal else ""
    known = "，".join(filter(None, (row.deadline_kind, row.due, _distance(row, day))))
    return f"{row.deadline_raw}（{known}）{more}" if row.deadline_raw else f"{known}{more}"


def _distance(row: TaskRow, day: date) -> str:
    if not row.next_due:
        return ""
    days = (date.fromisoformat(row.next_due) - day).days
    moved = f"还要办的单位已延期至 {row.open_due}，" if row.open_due else ""
    return moved + (f"还有 {days} 天" if days > 0 else "今天" if days == 0 else f"已过 {-days} 天")


def _units(row: TaskRow, cells: int) -> Iterator[Line]:
    own = row.own_status
    yield line(Span(f"单位 {len(row.units)}", Tone.ACCENT))
    if not row.units:
        yield line(f"  还没有填写，按 {key_of('form')} 编辑")
    for role, group in groupby(row.units, key=lambda pair: pair[1]):
        for unit, _ in group:
            status = own.get(unit)
            tail = f"  {status}" if status else ""
            yield from paragraph(
                unit + tail, cells, first=f"  {role}  ", tone=status_tone(status) if status else Tone.PLAIN
            )
