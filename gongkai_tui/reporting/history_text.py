"""A history in words: when, who, what."""

from __future__ import annotations

from gongkai_tui.reporting.changes_text import change_record, change_words
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import cut, fit, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any, Protocol

    from gongkai_tui.reporting.changes_text import Changed

    class Entry(Protocol):
        """One commit."""

        @property
        def commit(self) -> str: ...  # noqa: D102
        @property
        def when(self) -> datetime: ...  # noqa: D102
        @property
        def author(self) -> str: ...  # noqa: D102
        @property
        def email(self) -> str: ...  # noqa: D102
        @property
        def subject(self) -> str: ...  # noqa: D102
        @property
        def action(self) -> str: ...  # noqa: D102
        @property
        def tasks(self) -> tuple[str, ...]: ...  # noqa: D102

    ChangesOf = Mapping[str, Sequence[Changed]]

HISTORY_TITLES = {"when": "时间", "commit": "提交", "author": "作者", "subject": "操作"}
"""Columns of a history as CSV, TSV or Markdown."""

SHORT_ID = 8
"""Digits of a commit id that people see."""
_AUTHOR_CELLS = 12


def history_record(entry: Entry, changes: Sequence[Changed] | None) -> dict[str, Any]:
    """Give one entry as a JSON object; `changes` only where they were asked for."""
    record: dict[str, Any] = {
        "commit": entry.commit,
        "when": entry.when.isoformat(),
        "author": entry.author,
        "email": entry.email,
        "action": entry.action or None,
        "subject": entry.subject,
        "tasks": list(entry.tasks),
    }
    if changes is not None:
        record["changes"] = [change_record(change) for change in changes]
    return record


def history_lines(entries: Sequence[Entry], changes: ChangesOf, *, room: int | None = None) -> list[str]:
    """Give one line an entry, newest first, with its changes below where `changes` holds some."""
    authors = [clean(entry.author) for entry in entries]
    cells = min(max(map(width, authors), default=0), _AUTHOR_CELLS)
    lines = []
    for entry, author in zip(entries, authors, strict=True):
        head = f"{entry.when:%Y-%m-%d %H:%M}  {entry.commit[:SHORT_ID]}  {fit(author, cells)}"
        lines.append(_shortened(f"{head}  {clean(entry.subject)}", room))
        several = len({change.task_id for change in changes.get(entry.commit, ())}) > 1
        for change in changes.get(entry.commit, ()):
            place = f"{change.task_id} " if several else ""
            lines.append(_shortened(f"    {place}{clean(change_words(change))}", room))
    return lines


def _shortened(line: str, room: int | None) -> str:
    return line if room is None else cut(line, room)
