"""The person's own keys for the interface, from a file outside the repository."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.system_reason import system_reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.problem import Problem

VARIABLE = "GONGKAI_KEYS"
"""Names another file than the usual one."""
_LARGEST = 100_000


class KeySettings(NamedTuple):
    """What the file says, before the interface knows whether it has such actions and keys."""

    place: str
    """The file."""
    keys: Mapping[str, tuple[str, ...]]
    """Keys as written, by action."""
    lines: Mapping[str, int]
    """1-based line of each action."""
    problems: tuple[Problem, ...]


def key_file_path() -> str:
    """Where the file is looked for: GONGKAI_KEYS, else keys.yaml in the person's own settings folder."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    # Unlike Path.expanduser, it raises nothing where the system knows no home.
    folder = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")  # noqa: PTH111
    return str(Path(folder) / "gongkai" / "keys.yaml")


def read_key_settings() -> KeySettings:
    """Read the file; without one, nothing is changed."""
    place = key_file_path()
    try:
        with Path(place).open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return KeySettings(place, {}, {}, ())
    except OSError as error:
        return KeySettings(place, {}, {}, (_unreadable(place, f"无法读取：{system_reason(error)}"),))
    if len(data) > _LARGEST:
        return KeySettings(place, {}, {}, (_unreadable(place, "文件太大，不像键位文件"),))
    from gongkai_tui.storage.key_file import read_key_file

    keys, lines, problems = read_key_file(data, place)
    return KeySettings(place, keys, lines, problems)


def _unreadable(place: str, message: str) -> Problem:
    from gongkai_tui.domain.problem import Problem, Severity

    return Problem(Severity.ERROR, message, place, check="keys")
