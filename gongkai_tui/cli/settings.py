"""What every command is told besides its own options: where, on which day, with or without colour."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

from gongkai_tui.usecases.clock import parse_today

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date


class Settings(NamedTuple):
    """Settings of one run, read once and passed on."""

    repo: str
    """Folder named by -C; empty where GONGKAI_REPO or the current folder counts."""
    today: date | None
    """Day named by --today; None where GONGKAI_TODAY or the calendar counts."""
    color: bool
    """Whether stdout may be coloured."""
    mouse: bool = True
    """Whether the interface takes the mouse."""


def read_settings(repo: str = "", today: str = "", *, no_color: bool = False, no_mouse: bool = False) -> Settings:
    """Read the global options; UsageError where the date is none."""
    return Settings(
        repo=repo,
        today=parse_today(today) if today else None,
        color=not no_color and not os.environ.get("NO_COLOR") and _colour_terminal(),
        mouse=not no_mouse and not os.environ.get("GONGKAI_NO_MOUSE"),
    )


def _colour_terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb")
