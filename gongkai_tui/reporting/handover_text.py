"""The 交接 page as Markdown, plain text or JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from gongkai_tui.domain.problem_flags import ProblemFlag
from gongkai_tui.domain.status import Flag
from gongkai_tui.domain.working_days import weekday_of
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.handover_sections import sections
from gongkai_tui.reporting.json_text import json_text
from gongkai_tui.reporting.markdown import inline_text, markdown_text
from gongkai_tui.reporting.records_text import records_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.handover import HandoverPage

_NOTHING = "（没有）"


def handover_text(page: HandoverPage, form: str) -> str:
    """Give the page as `md`, `text` or `json`."""
    if form == "json":
        return json_text(_plain(page))
    lines: list[str] = []
    lines.extend(_title(f"{page.jurisdiction} {page.unit} 工作交接单", 1, form))
    lines.append(_summary(page))
    for heading, heads, rows in sections(page):
        lines.append("")
        lines.extend(_title(heading, 2, form))
        lines.extend(_body(heads, rows, form))
    return "\n".join(lines) + "\n"


def _summary(page: HandoverPage) -> str:
    counts = Counter(task.status.value for task in page.open_tasks)
    states = "，".join(f"{status} {count}" for status, count in counts.items())
    late = sum(task.is_late for task in page.due)
    born_late = sum(Flag.BORN_LATE in task.flags for task in page.due)
    soon = sum(task.due is not None and task.due >= page.day for task in page.due)
    late_problems = sum(ProblemFlag.OVERDUE in problem.flags for problem in page.problems)
    return (
        f"截至 {page.day}（{weekday_of(page.day)}）：未办结的任务 {len(page.open_tasks)} 项"
        f"{f'（{states}）' if states else ''}，其中逾期 {late} 项"
        f"{f'（另有印发时已过期 {born_late} 项）' if born_late else ''}、{page.days} 天内到期 {soon} 项；"
        f"没核销的问题 {len(page.problems)} 个{f'（逾期 {late_problems} 个）' if late_problems else ''}；"
        f"{f'缺 {len(page.missed)} 期经常性工作；' if page.missed else ''}"
        f"已办结 {page.settled} 项，长期坚持 {page.ongoing} 项。"
    )


def _title(text: str, level: int, form: str) -> list[str]:
    return [f"{'#' * level} {inline_text(text)}", ""] if form == "md" else [clean(text)]


def _body(heads: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> list[str]:
    if not rows:
        return [_NOTHING]
    if form == "md":
        return markdown_text(heads, rows).rstrip("\n").split("\n")
    keys = [str(number) for number in range(len(heads))]
    records = [dict(zip(keys, row, strict=True)) for row in rows]
    return records_text(dict(zip(keys, heads, strict=True)), records, "table").rstrip("\n").split("\n")


def _plain(value: Any) -> Any:
    """Dataclasses as JSON objects, days as text; unknown keys of files are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.name != "extra"}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
