"""Numbers typed as options."""

from __future__ import annotations

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.folding import fold

_MOST_DIGITS = 6


def read_count(text: str, option: str) -> int | None:
    """Read a whole number below a million, in digits of either width; None where nothing was typed, else UsageError."""
    if not text:
        return None
    digits = fold(text).strip()
    if not (digits.isascii() and digits.isdigit()):
        raise UsageError(f"{option} 后面要写数字，不能是“{text}”。")
    if len(digits.lstrip("0")) > _MOST_DIGITS:
        raise UsageError(f"{option} 后面的数字太大：最多 {_MOST_DIGITS} 位。")
    return int(digits)
