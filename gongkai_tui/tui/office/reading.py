"""Show a text to read; it can be copied from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.commands.copying import put_on_clipboard
from gongkai_tui.tui.dialogs.page import PageDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.tui.screens.tasks import TasksScreen

_UNCUT = 10_000
"""Cells in which no table is cut."""


async def read_page(screen: TasksScreen, title: str, text: Callable[[int], str], *, notes: Sequence[str] = ()) -> None:
    """Show a text made for its width until it is closed or copied."""
    if await screen.back.ask(PageDialog(title, text, notes=notes)) is not None:
        put_on_clipboard(screen, text(_UNCUT), f"“{title}”")
