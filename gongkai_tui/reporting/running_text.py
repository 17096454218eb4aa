"""Lines that somebody typed as one sentence to read on: in text that is sent, a mark of a line end is noise."""

from __future__ import annotations

_ENDS = frozenset("，、；：。！？,;:.!?")


def running(text: str) -> str:
    """Give `text` on one line, with ； where a line ends without a mark of its own."""
    *before, last = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    return "".join(line if line[-1] in _ENDS else f"{line}；" for line in before) + last
