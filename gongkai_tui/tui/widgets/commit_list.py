"""The commits of the whole history, or of a filter, with what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.subject_parts import in_words, subject_parts
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import fit, width
from gongkai_tui.tui.lines import Span, Tone, width_of
from gongkai_tui.tui.widgets.cursor_list import CursorList
from gongkai_tui.tui.widgets.history import MOST_AUTHOR, ROOMY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from gongkai_tui.usecases.history import HistoryEntry

_NARROW_AUTHOR = 6
_LEAST_TITLE = 6
"""Cells that the heading of a task keeps where what was done needs the room."""


def mark_of(entry: HistoryEntry) -> Span:
    """What kind of commit it is, or what became of it; nothing for an ordinary action."""
    if entry.undone:
        return Span("已撤销", Tone.DIM)
    if entry.undoes:
        return Span("撤销" if entry.action else "还原", Tone.WARN)
    if entry.is_merge:
        return Span("合并", Tone.ACCENT)
    return Span("") if entry.action else Span("手工", Tone.WARN)


class CommitList(CursorList):
    """Shows commits, newest first; one of them may be marked to be compared."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.entries: Sequence[HistoryEntry] = ()
        self.marked: HistoryEntry | None = None
        self.words: tuple[str, ...] = ()
        """Shown while there is nothing to list."""

    @property
    def count(self) -> int:
        """How many commits there are."""
        return len(self.entries)

    @property
    def current(self) -> HistoryEntry | None:
        """The commit under the cursor."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    def show(self, entries: Sequence[HistoryEntry], words: tuple[str, ...] = (), *, keep: str = "") -> None:
        """List commits; the cursor goes to the one to `keep`, on the line where it stood, else to the first."""
        line = self.cursor - self.top
        self.entries, self.words = entries, words
        self.cursor = self.place_of(keep) or 0
        self.top = max(self.cursor - line, 0)
        self.bring_on_screen()
        self.refresh()

    def add(self, entries: Sequence[HistoryEntry]) -> None:
        """List older commits below."""
        self.entries = (*self.entries, *entries)
        self.refresh()

    def place_of(self, commit: str) -> int | None:
        """Where a commit is listed; None where it is not."""
        return next((n for n, entry in enumerate(self.entries) if entry.commit == commit), None) if commit else None

    def mark(self, entry: HistoryEntry | None) -> None:
        """Mark a commit, or none."""
        self.marked = entry
        self.refresh()

    def item(self, place: int, cells: int, *, current: bool) -> Strip:
        """One commit: when, who, what became of it, what."""
        entry = self.entries[place]
        roomy = cells >= ROOMY
        mark = mark_of(entry)
        author, most = clean(entry.author), MOST_AUTHOR if roomy else _NARROW_AUTHOR
        spans = [
            Span(">" if current else " ", Tone.ACCENT),
            Span("*" if self.marked is not None and entry.commit == self.marked.commit else " ", Tone.WARN),
            Span(f"{entry.when:%Y-%m-%d %H:%M} " if roomy else f"{entry.when:%y-%m-%d} ", Tone.DIM),
            Span(fit(author, min(max(width(author), _NARROW_AUTHOR), most)), Tone.ACCENT),
            Span(" "),
        ]
        if mark.text:
            spans += [Span(mark.text, mark.tone), Span(" ")]
        room = cells - width_of(spans)
        spans.append(Span(_shortened(clean(in_words(entry.subject)), room), Tone.DIM if entry.undone else Tone.PLAIN))
        state = self.cursor_state if current else ""
        return self.paint(spans, cells, state)

    def empty(self, y: int) -> str:
        """Why nothing is listed, and what to do."""
        return f"  {self.words[y]}" if y < len(self.words) else ""


def _shortened(subject: str, cells: int) -> str:
    """The subject with as much of the heading of its task as leaves room for what was done."""
    parts = subject_parts(subject)
    missing = width(subject) - cells
    if parts is None or missing <= 0:
        return subject
    title = width(parts.title)
    kept = min(title, max(title - missing, _LEAST_TITLE))
    return f"{parts.marks}{parts.place}{fit(parts.title, kept).rstrip(' ')}：{parts.done}"
