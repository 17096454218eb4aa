"""Numbers typed as options."""

from __future__ import annotations

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.folding import fold


def read_count(text: str, option: str) -> int | None:
    """Read a whole number from 0 up, in digits of either width; None where nothing was typed, else UsageError."""
    if not text:
        return None
    digits = fold(text).strip()
    if not (digits.isascii() and digits.isdigit()):
        raise UsageError(f"{option} 后面要写数字，不能是“{text}”。")
    return int(digits)
