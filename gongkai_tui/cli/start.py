"""What `gongkai` does without a command."""

from __future__ import annotations

import sys

from gongkai_tui.domain.errors import GongkaiError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.settings import Settings


class NoChinese(GongkaiError):
    """The locale has no Chinese characters: the screen would be nothing but their numbers."""


def start(settings: Settings) -> int:
    """Open the TUI where a person sits at a terminal, else print the overview."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from pathlib import Path

        _refuse_without_chinese()
        from gongkai_tui.tui.run import run_app

        return run_app(Path(settings.repo) if settings.repo else None, settings.today, mouse=settings.mouse)
    from gongkai_tui.cli.actions.overview import run

    return run(settings)


def _refuse_without_chinese() -> None:
    """Raise, in the one encoding that terminals of today read, where the locale asks for less.

    Raises:
        NoChinese: say how to get another locale.
    """
    try:
        "政务公开".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        reconfigure = getattr(sys.stderr, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
        message = (
            f"语言环境（{sys.stdout.encoding}）显示不了中文，界面没有打开。请先运行 export LC_ALL=C.UTF-8，再打开。"
        )
        raise NoChinese(message) from None
