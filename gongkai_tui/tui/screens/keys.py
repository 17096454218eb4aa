"""The keys of all screens, made from the registry of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from gongkai_tui.tui.actions import COMMANDS, MOVE, by_id

if TYPE_CHECKING:
    from textual.binding import BindingType

    from gongkai_tui.tui.actions import Action

_PANE_MOVES = {"next_pane", "previous_pane"}


def screen_bindings() -> list[BindingType]:
    """The keys of the registry; one that means different things in different places names all of them.

    All have priority, so that each is done before the next key is handed out: a filter typed in one
    burst with the key that opens the filter line loses no letter.
    """
    by_key: dict[str, list[Action]] = {}
    for action in (*COMMANDS, *(move for move in MOVE if move.id in _PANE_MOVES)):
        for key in by_id(action.id).keys:
            by_key.setdefault(key, []).append(action)
    return [
        Binding(
            key, f"{_method(key)}('{'|'.join(a.id for a in actions)}')", actions[0].label, show=False, priority=True
        )
        for key, actions in by_key.items()
    ]


def _method(key: str) -> str:
    return "do_anywhere" if is_no_text(key) else "do"


def is_no_text(key: str) -> bool:
    """Whether a key means nothing to a line of text: function keys and Ctrl with a letter."""
    return key.startswith("ctrl+") or (key[0] == "f" and key[1:].isdecimal())
