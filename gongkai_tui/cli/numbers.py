"""Numbers typed as options."""

from __future__ import annotations

from gongkai_tui.domain.errors import UsageError


def read_count(text: str, option: str) -> int | None:
    """Read a whole number from 0 up; None where nothing was typed, UsageError for anything else."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"{option} 后面要写数字，不能是“{text}”。")
    return int(text)
