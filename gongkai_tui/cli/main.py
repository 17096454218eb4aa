"""The entry of the program: everyday commands at once, all else through typer."""

from __future__ import annotations

import gc
import os
import sys

from gongkai_tui import interrupts
from gongkai_tui.cli import console, hot
from gongkai_tui.cli.interrupted import stoppable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

COMPLETION_VARIABLE = "_GONGKAI_COMPLETE"
"""Set by the completion scripts to the name of the shell."""

_MADE_AT_ONCE = 200_000
"""Objects that are made before garbage is looked for."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line (`sys.argv` unless given) and return its exit code."""
    code = _run(sys.argv[1:] if argv is None else list(argv), alone=argv is None)
    if argv is None:
        interrupts.end_silently()
    return code


def _run(words: Sequence[str], *, alone: bool) -> int:
    console.set_up_streams()
    if os.environ.get(COMPLETION_VARIABLE):
        return console.guarded(_complete)
    call = hot.parse(words)
    if call is None:
        return console.guarded(lambda: _run_by_typer(words))
    module, options, values = call
    if not module:
        return console.guarded(lambda: _start(options))
    code = console.guarded(lambda: _run_action(module, options, values))
    if alone:
        console.end_at_once(code)
    return code


def _complete() -> int:
    from gongkai_tui.cli.completion import answer

    return answer()


def _run_by_typer(words: Sequence[str]) -> int:
    from gongkai_tui.cli.app import run

    # What a command makes it mostly keeps until it ends: collecting among ten thousand tasks finds nothing.
    gc.set_threshold(_MADE_AT_ONCE)
    return run(words)


def _start(options: Mapping[str, Any]) -> int:
    from gongkai_tui.cli.settings import read_settings
    from gongkai_tui.cli.start import start

    return start(read_settings(**options))


def _run_action(module: str, options: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    from importlib import import_module

    from gongkai_tui.cli.settings import read_settings

    # Thousands of rows are made and kept until the end: collecting among them finds nothing.
    gc.disable()
    settings = read_settings(**options)
    action = import_module(f"gongkai_tui.cli.actions.{module}")
    with stoppable(saves=module in hot.WRITING):
        code: int = action.run(settings, **values)
    return code
