"""Start the terminal interface on a repository."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from gongkai_tui.tui import env, keymap
from gongkai_tui.tui.ambiguous import ask_terminal
from gongkai_tui.tui.memory import use_one_heap
from gongkai_tui.tui.raw_terminal import Found, single_keys
from gongkai_tui.tui.typed_ahead import put_back
from gongkai_tui.tui.wide_cells import draw_wide
from gongkai_tui.usecases.key_settings import read_key_settings

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def run_app(start: Path | None = None, today: date | None = None, *, mouse: bool = True) -> int:
    """Open the repository around `start` (else GONGKAI_REPO, else here) and work until the person leaves.

    Without `mouse` the terminal keeps it, so that text can be selected there as usual.

    Returns the exit code: 0, or 128 and the number of the signal that ended it.

    Raises:
        GongkaiError: there is no repository to open; nothing was shown.
    """
    with single_keys() as found:
        return _run(found, start, today, mouse=mouse)


def _run(found: Found, start: Path | None, today: date | None, *, mouse: bool) -> int:
    env.prepare_environment()
    use_one_heap()
    # Start-up makes a hundred thousand objects that live as long as the program.
    gc.disable()
    try:
        from gongkai_tui.tui.workspace_port import WorkspacePort  # noqa: PLC0415

        port = WorkspacePort(start, today)
        port.load_early()
        problems = keymap.install(read_key_settings())
        drawn = ask_terminal()
        if drawn.wide:
            draw_wide()
        with env.without_ssl():
            from gongkai_tui.tui.app import GongkaiApp  # noqa: PLC0415  (after the switches)

        env.tolerate_bad_input()
        env.resume_only_when_suspended()
        env.know_enter_with_modifiers()
        found.given_back_by_the_interface()
        if typed := found.typed + drawn.typed:
            put_back(typed)
        return GongkaiApp(port, problems).run(mouse=mouse) or 0
    finally:
        gc.enable()
