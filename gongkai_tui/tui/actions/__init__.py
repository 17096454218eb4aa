"""The one registry of what a person can do: it feeds keys, key bar, palette, help and the README.

Three layers of keys: arrows and function keys work with a Chinese input method on, letters are for
those who know vi, and everything is in the palette by name and pinyin initials. Keys that an input
method turns into full-width characters are bound in both forms.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.tui.actions.action import MAIN, Action, Where
from gongkai_tui.tui.actions.changing import CHANGE
from gongkai_tui.tui.actions.finding import FIND, SELECT
from gongkai_tui.tui.actions.looking import LOOK, VIEWS
from gongkai_tui.tui.actions.moving import MOVE
from gongkai_tui.tui.actions.office import OFFICE
from gongkai_tui.tui.actions.screens import SCREENS, SHEET_NAMES
from gongkai_tui.tui.actions.within import AXES, WITHIN

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ALL", "AXES", "COMMANDS", "GROUPS", "MOVE", "SHEET_NAMES", "Action", "Where",
    "bar_actions", "by_id", "give_keys", "key_of", "meant_by", "nearest_first",
]  # fmt: skip

COMMANDS: tuple[Action, ...] = (*FIND, *SELECT, *CHANGE, *LOOK, *VIEWS, *SCREENS, *OFFICE, *WITHIN)
"""Everything with a name in the palette."""

GROUPS: tuple[tuple[str, tuple[Action, ...]], ...] = (
    ("移动", MOVE),
    ("查找", FIND),
    ("标记", SELECT),
    ("修改", CHANGE),
    ("查看", LOOK),
    ("视图", VIEWS),
    ("转到", SCREENS),
    ("办公室", OFFICE),
    ("屏内", WITHIN),
)
"""As the help shows them."""


ALL: tuple[Action, ...] = tuple(action for _, group in GROUPS for action in group)
"""Everything a key can do, with the keys that it has unless a person gave it others."""


def by_id(action_id: str) -> Action:
    """The action of a name with the keys that it has now; KeyError for an unknown one."""
    return _BY_ID[action_id]


def key_of(action_id: str) -> str:
    """The one key that hints name for an action, of those in force; without any, what the palette finds it by."""
    action = by_id(action_id)
    return action.short or action.shown.partition(" ")[0] or f":{action.label}"


def give_keys(action_id: str, keys: tuple[str, ...], shown: str) -> None:
    """Give an action other keys, for the whole process: call before the first screen is made."""
    short = shown.partition(" ")[0]
    _BY_ID[action_id] = replace(_BY_ID[action_id], keys=keys, shown=shown, short=short)


def bar_actions(where: Where) -> list[Action]:
    """What the key bar shows for a part of the screen, in order."""
    named = (by_id(a.id) for a in COMMANDS)
    return sorted((a for a in named if a.bar and a.short and where in a.where), key=lambda a: a.bar)


def nearest_first(actions: Sequence[Action], where: Where) -> list[Action]:
    """Put what a screen over the main one has of its own first, and what is not valid in a place last."""
    own = frozenset() if where in MAIN else frozenset({where})
    return sorted(actions, key=lambda action: (where not in action.where, action.where != own))


_BY_ID = {action.id: action for action in ALL}


def meant_by(action_ids: Sequence[str], where: Where) -> str:
    """Which of the actions that share a key is meant in a place: the one made for fewest places, else the first."""
    here = [by_id(action_id) for action_id in action_ids if where in by_id(action_id).where]
    return min(here, key=lambda action: len(action.where)).id if here else action_ids[0]
