"""The keys of the main screen, made from the registry of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from gongkai_tui.tui.actions import COMMANDS, MOVE, by_id

if TYPE_CHECKING:
    from textual.binding import BindingType

_PANE_MOVES = {"next_pane", "previous_pane"}


def screen_bindings() -> list[BindingType]:
    """The keys of the registry.

    All have priority, so that each is done before the next key is handed out: a filter typed in one
    burst with the key that opens the filter line loses no letter.
    """
    return [
        Binding(key, f"{'do_anywhere' if is_no_text(key) else 'do'}('{a.id}')", a.label, show=False, priority=True)
        for a in (*COMMANDS, *(move for move in MOVE if move.id in _PANE_MOVES))
        for key in by_id(a.id).keys
    ]


def is_no_text(key: str) -> bool:
    """Whether a key means nothing to a line of text: function keys and Ctrl with a letter."""
    return key.startswith("ctrl+") or (key[0] == "f" and key[1:].isdecimal())
