"""Answer a shell that asks how a command line may go on.

The scripts of `gongkai completion` call the program with the line up to the cursor in a variable; the answer
is one completion a line, a tab, and what it means.
"""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Any

from gongkai_tui.cli import console
from gongkai_tui.cli.app import build_group, load_command
from gongkai_tui.cli.commands import FURTHER, SUMMARIES
from gongkai_tui.cli.completers import choices
from gongkai_tui.cli.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE_VARIABLE = "_GONGKAI_LINE"


def answer() -> int:
    """Print the completions of the line in the variable; always 0, as a failure would only litter the prompt."""
    words = split_line(os.environ.get(LINE_VARIABLE, ""))
    for value, meaning in complete_line(words[1:]):
        console.write(f"{value}\t{_one_line(meaning)}\n")
    return 0


def split_line(line: str) -> list[str]:
    """Give the words of an unfinished command line; the last is the one that is being typed."""
    for closing in ("", "'", '"'):
        try:
            words = shlex.split(line + closing)
        except ValueError:
            continue
        return words if closing or not line[-1:].isspace() else [*words, ""]
    return line.split()


def complete_line(words: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Give (completion, meaning) for the last of the words behind the program's name."""
    group = build_group()
    before, typed = list(words[:-1]), words[-1] if words else ""
    taken: dict[str, str] = {}
    rest, waiting = _walk(group.params, before, taken, stop=True)
    if waiting is None and rest:
        return _complete_command(rest[0], rest[1:], typed, taken)
    if waiting is not None:
        return []
    if typed.startswith("-"):
        return _spellings(group.params, typed)
    return [(name, summary) for name, summary in SUMMARIES.items() if name.startswith(typed)]


def _complete_command(name: str, before: list[str], typed: str, taken: dict[str, str]) -> Sequence[tuple[str, str]]:
    if name not in SUMMARIES:
        return []
    further = FURTHER.get(name, {})
    if before and before[0] in further:
        params, before = load_command(name, before[0]).params, before[1:]
    else:
        params = load_command(name).params
    found, waiting = _walk(params, before, {}, stop=False)
    settings = read_settings(taken.get("repo", ""))
    if waiting is not None:
        return choices(waiting.name, settings, typed)
    option, equals, value = typed.partition("=")
    if typed.startswith("--") and equals:
        param = _option(params, option)
        return [] if param is None else [(f"{option}={v}", m) for v, m in choices(param.name, settings, value)]
    if typed.startswith("-"):
        return _spellings(params, typed)
    arguments = [param for param in params if param.param_type_name == "argument"]
    for position, param in enumerate(arguments):
        if param.nargs == -1 or position == len(found):
            return choices(param.name, settings, typed)
    return []


def _walk(params: Sequence[Any], words: list[str], taken: dict[str, str], *, stop: bool) -> tuple[list[str], Any]:
    """Pass over the options; give the words left, and the option that waits for its value, if one does.

    With `stop`, everything from the first plain word on is left as it stands.
    """
    left: list[str] = []
    position = 0
    while position < len(words):
        word = words[position]
        position += 1
        option, equals, _ = word.partition("=")
        param = _option(params, option) if word.startswith("-") else None
        if not word.startswith("-"):
            left.append(word)
            if stop:
                return [*left, *words[position:]], None
        elif param is not None and not param.is_flag and not equals:
            if position == len(words):
                return left, param
            taken[param.name] = words[position]
            position += 1
    return left, None


def _option(params: Sequence[Any], spelling: str) -> Any:
    return next((p for p in params if p.param_type_name == "option" and spelling in p.opts), None)


def _spellings(params: Sequence[Any], typed: str) -> list[tuple[str, str]]:
    return [
        (spelling, param.help or "")
        for param in params
        if param.param_type_name == "option"
        for spelling in param.opts
        if spelling.startswith(typed) and spelling.startswith("--")
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())
