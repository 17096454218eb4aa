"""Follows the cursor of the whole history: reads the commit under it when it rests, and shows it."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.commit_text import commit_lines, comparison_lines, raw_lines
from gongkai_tui.tui.lines import Tone, paragraph
from gongkai_tui.tui.screens.task_reader import REST_SECONDS

if TYPE_CHECKING:
    from textual.timer import Timer

    from gongkai_tui.tui.screens.commits import CommitsScreen
    from gongkai_tui.usecases.commit_detail import CommitDetail, RawDifference
    from gongkai_tui.usecases.history import HistoryEntry
    from gongkai_tui.usecases.proposed_change import ProposedChange

_KEPT = 100

Kept = TypeVar("Kept")


class CommitReader:
    """What the pane beside the list shows: a commit in words, as git shows it, or compared with another."""

    def __init__(self, screen: CommitsScreen) -> None:
        self._screen = screen
        self._details: OrderedDict[str, CommitDetail] = OrderedDict()
        self._raws: OrderedDict[str, RawDifference] = OrderedDict()
        self._rest: Timer | None = None
        self.raw = False
        """Whether commits are shown as git shows them."""
        self._compared: tuple[HistoryEntry, HistoryEntry] | None = None
        self._shown = ""

    def known(self, commit: str) -> bool:
        """Whether a commit was read in the way in which it is shown."""
        return commit in (self._raws if self.raw else self._details)

    def follow(self, *, quiet: bool = False) -> None:
        """The cursor moved: show what is known, and read the rest when it rests; `quiet` when it did not move."""
        if quiet and self._shown:
            return
        self._compared = None
        if self._rest is not None:
            self._rest.stop()
        if not self._screen.detail.display:
            return
        self.show()
        entry = self._screen.current
        if entry is not None and not self.known(entry.commit):
            self._rest = self._screen.set_timer(REST_SECONDS, partial(self._begin, entry.commit))

    def show(self) -> None:
        """Show the commit under the cursor with what is known of it."""
        entry = self._screen.current
        if entry is None:
            self._shown = ""
            self._screen.detail.show(lambda cells: paragraph("没有选中的提交", cells, tone=Tone.DIM))
            return
        same, self._shown = self._shown == entry.commit, entry.commit
        if self.raw:
            raw = self._raws.get(entry.commit)
            self._screen.detail.show(lambda cells: raw_lines(raw, cells), keep_place=same)
        else:
            detail = self._details.get(entry.commit)
            self._screen.detail.show(lambda cells: commit_lines(entry, detail, cells), keep_place=same)

    def toggle_raw(self) -> None:
        """Change between words and the raw difference."""
        self.raw = not self.raw
        self._screen.detail.display = True
        self._screen.detail.scroll_to_line(0)
        self._shown = ""
        self.follow()
        self._screen.say(f"显示 git 的原始差异，再按 {key_of('raw')} 回到字段变化" if self.raw else "显示字段变化")

    def _begin(self, commit: str) -> None:
        self._screen.desk.back.look_up(self._read(commit, raw=self.raw), "commit")

    async def _read(self, commit: str, *, raw: bool) -> None:
        port, back = self._screen.desk.port, self._screen.desk.back
        try:
            if raw:
                _keep(self._raws, commit, await back.read(partial(port.raw_commit, commit)))
            else:
                _keep(self._details, commit, await back.read(partial(port.commit_detail, commit)))
        except GongkaiError as error:
            if self._screen.is_attached:
                self._screen.warn(str(error))
            return
        entry = self._screen.current
        if self._screen.is_attached and entry is not None and entry.commit == commit and self._compared is None:
            self.show()

    def compare(self, older: HistoryEntry, newer: HistoryEntry) -> None:
        """Show what differs between two commits, until the cursor moves on."""
        self._compared = (older, newer)
        self._screen.detail.display = True
        self._show_comparison(None)
        self._screen.desk.back.look_up(self._compare(older, newer), "commit")

    async def _compare(self, older: HistoryEntry, newer: HistoryEntry) -> None:
        port = self._screen.desk.port
        changes = await self._screen.desk.back.read(partial(port.diff_between, older.commit, newer.commit))
        if self._screen.is_attached and self._compared == (older, newer):
            self._show_comparison(changes)

    def _show_comparison(self, changes: tuple[ProposedChange, ...] | None) -> None:
        if self._compared is not None:
            older, newer = self._compared
            self._shown = ""
            self._screen.detail.show(lambda cells: comparison_lines(older, newer, changes, cells))

    def stop_comparing(self) -> bool:
        """Show the commit under the cursor again; False where nothing was compared."""
        if self._compared is None:
            return False
        self.follow()
        return True


def _keep(into: OrderedDict[str, Kept], commit: str, found: Kept) -> None:
    into[commit] = found
    while len(into) > _KEPT:
        into.popitem(last=False)
