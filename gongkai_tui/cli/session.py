"""Open the repository that a command works on, and close it behind the command."""

from __future__ import annotations

from gongkai_tui.usecases.workspace import open_workspace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from gongkai_tui.cli.settings import Settings
    from gongkai_tui.usecases.workspace import Workspace

    Result = TypeVar("Result")


def with_workspace(settings: Settings, work: Callable[[Workspace], Result]) -> Result:
    """Give what `work` gives, done on the repository that the settings name."""
    ws = open_workspace(settings.repo or None, today=settings.today)
    try:
        return ws.with_sound_cache(work)
    finally:
        ws.close()
