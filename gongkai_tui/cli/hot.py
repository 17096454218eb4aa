"""The everyday commands without typer, whose import alone costs more than a whole filtered list.

The table below declares what the typer commands of `cli.commands` declare (a test compares them). The parser
is strict: whatever it does not know, help and mistakes included, is left to typer.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    Values = dict[str, Any]
    Options = Mapping[str, tuple[str, str]]
    Arguments = Sequence[tuple[str, str]]

VALUE, FLAG, MANY = "value", "flag", "many"
ONE, OPTIONAL, REST = "one", "optional", "rest"

GLOBAL: Options = {
    # Spelling → (parameter, kind).
    "-C": ("repo", VALUE),
    "--repo": ("repo", VALUE),
    "--today": ("today", VALUE),
    "--no-color": ("no_color", FLAG),
    "--no-mouse": ("no_mouse", FLAG),
}

_FORMAT: Options = {
    "--format": ("form", VALUE),
    "-f": ("form", VALUE),
    "--json": ("json", FLAG),
    "--csv": ("csv", FLAG),
    "--tsv": ("tsv", FLAG),
    "--md": ("md", FLAG),
}
_WRITE: Options = {
    "--dry-run": ("dry_run", FLAG),
    "--message": ("message", VALUE),
    "-m": ("message", VALUE),
    "--yes": ("yes", FLAG),
    "-y": ("yes", FLAG),
}

COMMANDS: dict[str, tuple[str, Arguments, Options]] = {
    "list": (
        "list_tasks",
        (("words", REST),),
        {
            "--view": ("view", VALUE),
            "--sort": ("sort", VALUE),
            "-s": ("sort", VALUE),
            "--columns": ("columns", VALUE),
            "--limit": ("limit", VALUE),
            "-n": ("limit", VALUE),
            "--as-of": ("as_of", VALUE),
            **_FORMAT,
        },
    ),
    "show": ("show_task", (("task", ONE),), {"--as-of": ("as_of", VALUE), **_FORMAT}),
    "set": (
        "set_fields",
        (("target", ONE), ("assignments", REST)),
        {
            "--unit": ("units", MANY),
            "-u": ("units", MANY),
            "--note": ("note", VALUE),
            "--evidence": ("evidence", MANY),
            "-e": ("evidence", MANY),
            "--reason": ("reason", VALUE),
            "--on": ("on", VALUE),
            "--method": ("method", VALUE),
            "--confirm-hints": ("confirm_hints", FLAG),
            **_WRITE,
        },
    ),
    "note": (
        "add_note",
        (("target", ONE), ("text", ONE)),
        {
            "--unit": ("units", MANY),
            "-u": ("units", MANY),
            "--evidence": ("evidence", MANY),
            "-e": ("evidence", MANY),
            "--on": ("on", VALUE),
            **_WRITE,
        },
    ),
    "log": (
        "show_log",
        (("task", OPTIONAL),),
        {
            "--filter": ("words", VALUE),
            "-n": ("limit", VALUE),
            "--limit": ("limit", VALUE),
            "--changes": ("changes", FLAG),
            **_FORMAT,
        },
    ),
    "check": ("check_data", (), {**_FORMAT}),
}

WRITING = frozenset(module for module, _, options in COMMANDS.values() if _WRITE.keys() <= options.keys())
"""The modules in `cli.actions` of those that save."""


def parse(argv: Sequence[str]) -> tuple[str, Values, Values] | None:
    """Read a command line: module in `cli.actions` (empty without a command), global options, values.

    None where typer must look at it.
    """
    words = iter(argv)
    settings: Values = {}
    name = _next_word(words, GLOBAL, settings)
    if name is None:
        return "", settings, {}
    if name not in COMMANDS:
        return None
    module, arguments, options = COMMANDS[name]
    values: Values = {}
    found: list[str] = []
    while (word := _next_word(words, options, values)) is not None:
        if word == "--":
            found.extend(words)
        elif _is_option(word):
            return None
        else:
            found.append(word)
    return (module, settings, values) if _fill(found, arguments, values) else None


def _is_option(word: str) -> bool:
    return len(word) > 1 and word.startswith("-")


def _next_word(words: Iterator[str], options: Options, values: Values) -> str | None:
    """Take known options off the front; give the next word that is none of them, unknown options included."""
    for word in words:
        spelling, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if spelling not in options or word == "--":
            return word
        name, kind = options[spelling]
        if kind == FLAG:
            if equals:
                return word
            values[name] = True
            continue
        given = value if equals else next(words, None)
        if given is None or (kind == VALUE and name in values):
            return word
        values[name] = (*values.get(name, ()), given) if kind == MANY else given
    return None


def _fill(words: Sequence[str], arguments: Arguments, values: Values) -> bool:
    """Hand out the words to the arguments; False where they do not fit."""
    left = list(words)
    for name, arity in arguments:
        if arity == REST:
            values[name] = tuple(left)
            left = []
        elif left:
            values[name] = left.pop(0)
        elif arity == ONE:
            return False
    return not left
