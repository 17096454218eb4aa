"""The entry of the program: everyday commands at once, all else through typer."""

from __future__ import annotations

import gc
import os
import sys

from gongkai_tui.cli import console, hot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

COMPLETION_VARIABLE = "_GONGKAI_COMPLETE"
"""Set by the completion scripts to the name of the shell."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line (`sys.argv` unless given) and return its exit code."""
    words = sys.argv[1:] if argv is None else list(argv)
    console.set_up_streams()
    return console.guarded(lambda: _run(words))


def _run(argv: Sequence[str]) -> int:
    if os.environ.get(COMPLETION_VARIABLE):
        from gongkai_tui.cli.completion import answer

        return answer()
    call = hot.parse(argv)
    if call is None:
        from gongkai_tui.cli.app import run

        return run(argv)
    module, options, values = call
    from gongkai_tui.cli.settings import read_settings

    settings = read_settings(**options)
    if not module:
        from gongkai_tui.cli.start import start

        return start(settings)
    # Thousands of rows are made and kept until the end: collecting among them finds nothing.
    gc.disable()
    from importlib import import_module

    code: int = import_module(f"gongkai_tui.cli.actions.{module}").run(settings, **values)
    return code
