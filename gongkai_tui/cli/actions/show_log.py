"""`gongkai log`: what happened, to everything or to one task."""

from __future__ import annotations

import sys

from gongkai_tui.cli import console
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.numbers import read_count
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.reporting.history_text import HISTORY_TITLES, history_lines, history_record
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.history import commit_changes, history
from gongkai_tui.usecases.unknown_in_history import refuse_unknown_in_history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.cli.settings import Settings
    from gongkai_tui.usecases.history import HistoryEntry
    from gongkai_tui.usecases.proposed_change import ProposedChange
    from gongkai_tui.usecases.workspace import Workspace

    Changes = dict[str, tuple[ProposedChange, ...]]

USUAL_LIMIT = 20
"""Entries of the whole history that are shown unless told; a single task's history is shown whole."""


def run(
    settings: Settings,
    *,
    task: str = "",
    words: str = "",
    limit: str = "",
    changes: bool = False,
    form: str = "",
    **short: bool,
) -> int:
    """Print the history."""
    form = chosen_format(form, **short)
    count = read_count(limit, "-n")
    if count is None and not task:
        count = USUAL_LIMIT

    def work(ws: Workspace) -> tuple[Sequence[HistoryEntry], Changes, tuple[str, ...]]:
        entries = _filtered(ws, words, task, count) if words else history(ws, task_id=task or None, limit=count)
        # A commit made by hand says nothing about fields in its subject.
        told = [entry for entry in entries if changes or (task and form == "table" and not entry.action)]
        changed = {entry.commit: commit_changes(ws, entry.commit, task or None) for entry in told}
        return entries, changed, refuse_unknown_in_history(ws, words) if words and not entries else ()

    entries, found, hints = with_workspace(settings, work)
    for hint in hints:
        console.say(hint)
    if form == "table":
        lines = history_lines(entries, found, room=console.room())
        console.write("".join(f"{line}\n" for line in lines))
        if words and not entries:
            console.say("没有符合这个筛选的操作。")
        if not task and not limit and len(entries) == USUAL_LIMIT:
            console.say(f"只列出最近 {USUAL_LIMIT} 条；用 -n 100 看更多。")
    else:
        records = [history_record(entry, found.get(entry.commit)) for entry in entries]
        console.write(records_text(HISTORY_TITLES, records, form))
    return 0


def _filtered(ws: Workspace, words: str, task: str, count: int | None) -> Sequence[HistoryEntry]:
    from gongkai_tui.usecases.history_pages import read_page

    size = sys.maxsize if count is None else count
    with console.Progress("正在建立索引") as progress:
        return read_page(ws, words, task_id=task or None, size=size, progress=progress).entries
