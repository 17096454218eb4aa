"""The keys of all screens, made from the registry of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from gongkai_tui.tui.actions import COMMANDS, MOVE, by_id

if TYPE_CHECKING:
    from textual.binding import BindingType

_PANE_MOVES = {"next_pane", "previous_pane"}


def screen_bindings() -> list[BindingType]:
    """The keys of the registry, each with every action that it stands for: which one is meant, the place decides."""
    meanings: dict[str, list[str]] = {}
    for action in (*COMMANDS, *(move for move in MOVE if move.id in _PANE_MOVES)):
        for key in by_id(action.id).keys:
            meanings.setdefault(key, []).append(action.id)
    return [
        Binding(key, f"{'do_anywhere' if is_no_text(key) else 'do'}('{' '.join(ids)}')", show=False, priority=True)
        for key, ids in meanings.items()
    ]


def is_no_text(key: str) -> bool:
    """Whether a key means nothing to a line of text: function keys and Ctrl with a letter."""
    return key.startswith("ctrl+") or (key[0] == "f" and key[1:].isdecimal())
