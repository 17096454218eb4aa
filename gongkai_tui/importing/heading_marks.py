"""Numbers that open a heading in running text: 一、 （一） 1. and markdown signs."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from gongkai_tui.importing.numerals import chinese_number

_CHINESE: Final = "[〇零一二三四五六七八九十百]{1,5}"
_PATTERNS: Final = (
    (1, re.compile(rf"第({_CHINESE}|\d{{1,2}})(?:章|部分|编)[、.．:：]?\s{{0,4}}")),
    (1, re.compile(rf"({_CHINESE})\s{{0,2}}[、．.]\s{{0,4}}")),
    (2, re.compile(rf"[（(]\s{{0,2}}({_CHINESE})\s{{0,2}}[）)][、.．]?\s{{0,4}}")),
    (3, re.compile(rf"第({_CHINESE}|\d{{1,3}})条[\s、.．:：]\s{{0,4}}")),
    (3, re.compile(r"(\d{1,2})(?:[．、]|\.(?!\d))\s{0,4}")),
    (4, re.compile(r"[（(](\d{1,2})[）)][、.．]?\s{0,4}")),
)
_HASHES: Final = re.compile(r"(#{2,6})\s{1,4}(?=\S)")
_SIGNS: Final = re.compile(r"[\s#>•·●■◆*]{1,40}")


class Mark(NamedTuple):
    """A heading number at the start of a line."""

    rank: int
    """1 for 一、, 2 for （一）, 3 for 1., 4 for （1）."""
    number: str
    """As printed: `一`, `（一）`, `1`."""
    length: int
    """Characters up to the title."""


def heading_mark(text: str) -> Mark | None:
    """Number (or markdown sign) that opens `text`, or None."""
    signs = _SIGNS.match(text)
    start = signs.end() if signs else 0
    for rank, pattern in _PATTERNS:
        match = pattern.match(text, start)
        if match is not None and (rank > 2 or match.group(1).isdigit() or chinese_number(match.group(1))):  # noqa: PLR2004
            number = match.group(1)
            return Mark(rank, f"（{number}）" if rank in {2, 4} else number, match.end())
    hashes = _HASHES.match(text)
    return Mark(len(hashes.group(1)) - 1, "", hashes.end()) if hashes else None


def bare_title(text: str) -> str:
    """`text` without a heading number and the full stop after it."""
    mark = heading_mark(text)
    title = text[mark.length :] if mark else text
    return title.strip().strip("*#").strip().rstrip("。：:").strip()
