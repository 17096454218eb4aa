"""What `gongkai` does without a command."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.settings import Settings


def start(settings: Settings) -> int:
    """Open the TUI where a person sits at a terminal, else print the overview."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from pathlib import Path

        from gongkai_tui.tui.run import run_app

        return run_app(Path(settings.repo) if settings.repo else None, settings.today, mouse=settings.mouse)
    from gongkai_tui.cli.actions.overview import run

    return run(settings)
