"""Numbers of headings and rows, in Arabic or Chinese figures."""

from __future__ import annotations

import unicodedata
from typing import Final

_DIGITS: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_MAX_LENGTH: Final = 6
_TEN: Final = 10
_HUNDRED: Final = 100
_DECORATION: Final = "()（）[]【】〔〕.．、,，第项条 \t\u3000\xa0*"


def chinese_number(text: str) -> int | None:
    """Value of 一 … 九百九十九, or None."""
    if not text or len(text) > _MAX_LENGTH:
        return None
    total = 0
    digit: int | None = None
    for char in text:
        if char in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[char]
        elif char in "十百":
            total += (1 if digit is None else digit) * (_TEN if char == "十" else _HUNDRED)
            digit = None
        else:
            return None
    return total + (digit or 0)


def row_number(text: str) -> int | None:
    """Number of a table row: `1`, `１`, `1.`, `（1）`, `01`, `一`; None for anything else."""
    if len(text) > 2 * _MAX_LENGTH:
        return None
    core = unicodedata.normalize("NFKC", text).strip(_DECORATION)
    if core.isascii() and core.isdigit() and len(core) <= _MAX_LENGTH:
        return int(core)
    return chinese_number(core)
