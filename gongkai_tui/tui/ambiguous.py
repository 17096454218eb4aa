"""Whether the terminal draws “ ” … ① → two cells wide, as some in Chinese offices are set to.

Asked once, before anything is drawn: one such character is written, and the terminal tells where its cursor is.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from typing import NamedTuple

VARIABLE = "GONGKAI_AMBIGUOUS"
"""`wide` or `narrow`: the terminal is not asked."""
_QUESTION = "\r①\x1b[6n\r\x1b[K".encode()
"""The answer has been given before the line is cleared again."""
_ANSWER = re.compile(rb"\x1b\[\d+;(\d+)R")
_AFTER_WIDE = 3
"""Column of the cursor behind a character of two cells."""
_PATIENCE = 0.2
_AT_ONCE = 4096


class Drawn(NamedTuple):
    """What the terminal answered."""

    wide: bool
    typed: bytes = b""
    """What the person typed meanwhile."""


def ask_terminal() -> Drawn:
    """Find out from the environment, else from the terminal; one that does not answer soon draws one cell.

    The terminal must give single keys.
    """
    told = os.environ.get(VARIABLE, "").strip().lower()
    if told in {"wide", "narrow"}:
        return Drawn(told == "wide")
    # The interface reads and writes these two.
    ends = (sys.__stdin__, sys.__stderr__)
    if os.environ.get("TERM") == "dumb" or not all(end is not None and end.isatty() for end in ends):
        return Drawn(wide=False)
    try:
        return _ask(*(end.fileno() for end in ends if end is not None))
    except OSError:
        return Drawn(wide=False)


def _ask(keyboard: int, screen: int) -> Drawn:
    os.write(screen, _QUESTION)
    return _read_answer(keyboard)


def _read_answer(keyboard: int) -> Drawn:
    heard = b""
    end = time.monotonic() + _PATIENCE
    while select.select([keyboard], [], [], max(end - time.monotonic(), 0))[0]:
        data = os.read(keyboard, _AT_ONCE)
        if not data:
            break
        heard += data
        if found := _ANSWER.search(heard):
            return Drawn(int(found[1]) == _AFTER_WIDE, heard[: found.start()] + heard[found.end() :])
    return Drawn(wide=False, typed=heard)
