"""What only the file of a task tells: the log, links, problems, 延期, duties and conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.field_diff import link_text, lookback_text
from gongkai_tui.domain.recurring_words import recurring_words
from gongkai_tui.reporting.acting_text import acting_lines
from gongkai_tui.reporting.extension_text import extension_line
from gongkai_tui.reporting.problem_list import problem_words
from gongkai_tui.reporting.recurring_text import duty_summary
from gongkai_tui.reporting.task_detail import internal_due_text
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.lines import BLANK, Line, Span, Tone, line, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gongkai_tui.domain.task import LogEntry, Recurring, Task
    from gongkai_tui.usecases.show_task import TaskView


def lines_from_file(view: TaskView, cells: int) -> Iterator[Line]:
    """Sections for whatever the file holds; the log is always there."""
    task = view.task
    yield from _section("待确认", task.hints, cells, tone=Tone.WARN)
    yield from _section("文件中的问题", [str(p) for p in view.problems if p.field != "hints"], cells, tone=Tone.BAD)
    yield from _conflicts(task, cells)
    yield from _section("各单位", acting_lines(view.acting), cells)
    yield from _section("问题", map(problem_words, view.found), cells, tone=Tone.WARN)
    yield from _section("延期", map(extension_line, task.extensions), cells)
    if task.internal_due:
        yield from _section("内控时限", [internal_due_text(view.row, view.day)], cells)
    # The summary begins with what is asked; without a year of the plan there are no periods to sum up.
    yield from _section("周期", [*duty_summary(view.counts)] or map(_duty_words, task.recurring), cells)
    yield from _section("回头看", filter(None, [lookback_text(task.lookback)]), cells)
    yield from _log(task.log, cells)
    yield from _section("关联", map(link_text, task.links), cells)
    if task.units_raw:
        yield from _section("原文单位", [task.units_raw], cells, tone=Tone.DIM)


def _duty_words(duty: Recurring) -> str:
    return recurring_words((duty,))


def _section(title: str, items: Iterable[str], cells: int, *, tone: Tone = Tone.PLAIN) -> Iterator[Line]:
    items = list(items)
    if not items:
        return
    yield BLANK
    yield line(Span(f"{title} {len(items)}" if len(items) > 1 else title, Tone.ACCENT))
    for item in items:
        yield from paragraph(item, cells, first="  - ", tone=tone)


def _conflicts(task: Task, cells: int) -> Iterator[Line]:
    words = [f"{c.path}：本地“{c.ours}”，对方“{c.theirs}”" for c in task.conflicts]
    yield from _section("合并冲突", words, cells, tone=Tone.BAD)


def _log(entries: Iterable[LogEntry], cells: int) -> Iterator[Line]:
    entries = list(entries)
    yield BLANK
    yield line(Span(f"记录 {len(entries)}", Tone.ACCENT))
    if not entries:
        yield line(f"  还没有记录，按 {key_of('note')} 添加")
    for entry in reversed(entries):
        head = "  ".join(part for part in (entry.day_words, entry.kind_words, entry.unit or "", entry.by) if part)
        yield line(Span(f"  {head}", Tone.DIM))
        if entry.text:
            yield from paragraph(entry.text, cells, first="    ")
        for evidence in entry.evidence:
            yield from paragraph(evidence, cells, first="    佐证  ", tone=Tone.GOOD)
