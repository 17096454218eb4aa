"""The keys of the registry with a person's own laid over them: names as people write them, clashes told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.tui.actions import ALL, COMMANDS, by_id, give_keys

if TYPE_CHECKING:
    from gongkai_tui.tui.actions import Action
    from gongkai_tui.usecases.key_settings import KeySettings

_NAMED = {
    "空格": "space", "space": "space", "回车": "enter", "enter": "enter", "退格": "backspace", "backspace": "backspace",
    "esc": "escape", "escape": "escape", "tab": "tab", "shift+tab": "shift+tab", "上": "up", "下": "down", "左": "left",
    "右": "right", "up": "up", "down": "down", "left": "left", "right": "right", "pgup": "pageup", "pgdn": "pagedown",
    "pageup": "pageup", "pagedown": "pagedown", "home": "home", "end": "end", "insert": "insert", "delete": "delete",
}  # fmt: skip
_LAST_FUNCTION_KEY = 12
_RESERVED = frozenset({"ctrl+c", "ctrl+q", "ctrl+z", "escape"})
"""Keys that always mean the same: the way out may not be lost."""
_SWITCHES = frozenset({"ctrl+space", "ctrl+@"})
"""Keys that input methods take for themselves."""


def install(settings: KeySettings) -> tuple[Problem, ...]:
    """Give actions the keys of a key file; return what in it could not be used. Call before a screen is made."""
    problems = list(settings.problems)
    for action_id, words in settings.keys.items():

        def complain(message: str, action_id: str = action_id) -> None:
            place, line = settings.place, settings.lines.get(action_id)
            problems.append(Problem(Severity.ERROR, message, place, line, action_id, "keys"))

        if action_id not in {action.id for action in ALL}:
            complain("没有这个操作；按 F1 看全部操作，方括号里是名称")
            continue
        keys = []
        for word in words:
            key = key_called(word)
            if key is None:
                complain(f"没有“{word}”这个键；写作 F2、Ctrl+R、空格、回车、/ 或一个字母")
            elif key in _RESERVED | _SWITCHES and key not in by_id(action_id).keys:
                complain(f"“{word}”另有固定用途，不能改作他用")
            else:
                keys.append(key)
        if keys or not words:
            give_keys(action_id, tuple(keys), " ".join(words))
    return (*problems, *_clashes(settings))


def key_called(word: str) -> str | None:
    """Return Textual's name of a key as people write it, or None: `F2`, `Ctrl+R`, `空格`, `/`, `G`."""
    if len(word) == 1:
        return _of_character(word)
    folded = word.strip().lower()
    if folded in _NAMED:
        return _NAMED[folded]
    if folded[0] == "f" and folded[1:].isdecimal() and 1 <= int(folded[1:]) <= _LAST_FUNCTION_KEY:
        return folded
    modifier, plus, rest = folded.partition("+")
    is_letter = len(rest) == 1 and rest.isascii() and rest.isalpha()
    return folded if modifier == "ctrl" and plus and is_letter else None


def _of_character(character: str) -> str | None:
    from textual.keys import _character_to_key  # noqa: PLC0415  (only where a person has own keys)

    return _character_to_key(character) if character.isprintable() and character != " " else None


def _wins(one: Action, other: Action) -> bool:
    """Whether a key that two actions share in a place does the first: commands go before moves, see `meant_by`."""
    commands = [action.id for action in COMMANDS]
    if (one.id in commands) is not (other.id in commands):
        return one.id in commands
    return len(one.where) <= len(other.where)


def _clashes(settings: KeySettings) -> tuple[Problem, ...]:
    """Tell which keys now mean two things in the same place."""
    found: list[Problem] = []
    if not settings.keys:
        return ()
    for number, action in enumerate(map(by_id, (action.id for action in ALL))):
        for other in map(by_id, (later.id for later in ALL[number + 1 :])):
            shared = set(action.keys) & set(other.keys)
            touched = next((each.id for each in (other, action) if each.id in settings.keys), None)
            if shared and touched and action.where & other.where:
                kept, lost = (action, other) if _wins(action, other) else (other, action)
                message = f"“{lost.label}”和“{kept.label}”用了同一个键，按它是“{kept.label}”"
                line = settings.lines.get(touched)
                found.append(Problem(Severity.WARNING, message, settings.place, line, touched, "keys"))
    return tuple(found)
