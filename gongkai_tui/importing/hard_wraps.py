"""Text that was broken at a fixed width, as it comes out of PDF files: a full line goes on in the next one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.likeness import deadline_like, unit_like
from gongkai_tui.importing.lines import OPEN_ENDS, is_closed_line, is_rule
from gongkai_tui.importing.statements import find_statements
from gongkai_tui.importing.wrapped_cells import NEVER_FIRST, shown_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.lines import Line

OWN_LINE: Final = re.compile(
    r"\s{0,8}[（(【\[]?\s{0,2}(?:责任|牵头|配合|主办|协办|承办|完成|时限|落实|参与|附件|抄送|联系)[^\s，,、；;。]{0,6}[：:]|\s{0,8}附\s?件"
)
"""A line that states something of its own."""
_LABEL: Final = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
_PIECE_END: Final = re.compile(r"[、，,；;。（()）\s]")
_OPENERS: Final = "（(【〔"
_CLOSERS: Final = "）)】〕"
_LONGEST_BRACKET: Final = 300
_NARROWEST: Final = 36
_WIDEST: Final = 130
_SLACK: Final = 4
"""Columns that stay empty where a mark must not begin the next line."""
_LEAST_FULL: Final = 3
_SHARE: Final = 0.08
_CUT: Final = 0.5
"""Share of the full lines that end in the middle of a sentence."""
_ITEM_RANK: Final = 2
_LAST_WORDS: Final = 400
_LONGEST_PIECE: Final = 14
_LONGEST_REST: Final = 24
"""Characters of a line that can only be the end of the one above."""


def full_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Numbers of the lines that fill the width of the text; empty where the text was not broken at a width."""
    filled = [line for line in lines if not line.blank and not is_rule(line.text)]
    found = [_full(filled, quotes) for quotes in (1, 2)]
    return max(found, key=len)


def _full(lines: Sequence[Line], quotes: int) -> frozenset[int]:
    widths = [(line.number, shown_width(line.text.rstrip(), quotes=quotes)) for line in lines]
    widest = max((width for _, width in widths), default=0)
    full = frozenset(number for number, width in widths if width >= widest - _SLACK)
    cut = sum(not is_closed_line(line.text) for line in lines if line.number in full)
    enough = len(full) >= max(_LEAST_FULL, _SHARE * len(widths)) and cut >= _CUT * len(full)
    return full if enough and _NARROWEST <= widest <= _WIDEST else frozenset()


def goes_on_after_full(above: str, text: str) -> bool:
    """A paragraph `above` that ends with a full line goes on with `text`."""
    mark = heading_mark(text)
    if mark is not None and (mark.rank <= _ITEM_RANK or is_closed_line(above)):
        return False
    if OWN_LINE.match(text) is not None:
        return False
    tail = above[-_LAST_WORDS:]
    statements = find_statements(tail)
    if statements and statements[-1].end == len(tail) and tail[-1] in _CLOSERS + "。":
        return False
    if whole_statement(above):
        piece = _PIECE_END.split(text, maxsplit=1)[0]
        rest = len(text) <= _LONGEST_REST and not is_closed_line(text)
        name = len(piece) <= _LONGEST_PIECE and unit_like(piece) and unit_like(_value(above))
        return rest or text[0] in NEVER_FIRST or name
    return True


def open_bracket(text: str) -> bool:
    """A bracket is open at the end of `text`."""
    tail = text[-_LONGEST_BRACKET:]
    return max(map(tail.rfind, _OPENERS)) > max(map(tail.rfind, _CLOSERS))


def whole_statement(text: str) -> bool:
    """责任单位：… or 完成时限：… with a whole name or a whole time at its end."""
    if OWN_LINE.match(text) is None or text[-1] in OPEN_ENDS:
        return False
    value = _value(text)
    last = re.split("[、，,；;]", value)[-1].strip()
    return deadline_like(value) or (unit_like(value) and len(last) > 1 and unit_like(last))


def _value(text: str) -> str:
    """What stands behind the last label."""
    labels = list(_LABEL.finditer(text))
    return text[labels[-1].end() :].strip() if labels else ""
