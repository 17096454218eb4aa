"""Lines of running text become paragraphs; a paragraph that a page break cut is joined again."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.hard_wraps import OWN_LINE, full_lines, goes_on_after_full, open_bracket, whole_statement
from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.lines import OPEN_ENDS, Line, is_closed_line, is_rule

if TYPE_CHECKING:
    from collections.abc import Iterable

_MANY: Final = 12
_LEAST_CUT: Final = 18
"""A line shorter than this is a title or a signature, not a cut sentence."""
_DASH: Final = re.compile(r"[—–]{1,2}[\u4e00-\u9fff]")
"""What a sentence may go on with; after a full line it is no bullet."""
_BULLET: Final = re.compile(r"^(?:[•·●■◆▪>]\s{0,4}|[-*+]\s{1,4}|[—–]{1,3}\s{0,4})")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph and where its characters come from."""

    text: str
    starts: tuple[tuple[int, int], ...]
    """(offset in text, line number) of every line that it was joined from."""

    @property
    def first(self) -> int:
        """First line, 1-based."""
        return self.starts[0][1]

    @property
    def joined(self) -> bool:
        """Made from more than one line."""
        return len(self.starts) > 1

    def line_at(self, offset: int) -> int:
        """Line in the document of the character at `offset`."""
        index = bisect_right(self.starts, (offset, 10**9)) - 1
        return self.starts[max(index, 0)][1]


def join_lines(lines: Iterable[Line]) -> list[Paragraph]:
    """Paragraphs of running text; lines that go on in the middle of a sentence are joined without a space."""
    lines = list(lines)
    full = full_lines(lines)
    found: list[tuple[list[str], list[tuple[int, int]]]] = []
    previous = ""
    filled = False
    length = 0
    for line in lines:
        text = line.text.strip().replace("**", "")
        text = text if filled and _DASH.match(text) else _BULLET.sub("", text, count=1)
        if not text or is_rule(text) or is_rule(line.text):
            continue
        if found and _goes_on(previous, text, _above(found[-1][0]), filled=filled, wrapped=bool(full)):
            found[-1][1].append((length, line.number))
            found[-1][0].append(text)
            length += len(text)
        else:
            found.append(([text], [(0, line.number)]))
            length = len(text)
        previous, filled = text, line.number in full
    return [Paragraph("".join(texts), tuple(starts)) for texts, starts in found]


def _above(texts: list[str]) -> str:
    """The start and the end of a paragraph, which is all that tells whether it goes on."""
    return "".join(texts if len(texts) <= _MANY else [texts[0], *texts[-_MANY:]])


def _goes_on(previous: str, text: str, above: str, *, filled: bool, wrapped: bool) -> bool:
    """`text` is the rest of the line `previous`, the last one of the paragraph `above`.

    Where the text was `wrapped` at a width, only a line that `filled` it goes on.
    """
    if text[0] in "#|":
        return False
    opened = open_bracket(above) and heading_mark(text) is None
    if opened or wrapped:
        return opened or (filled and goes_on_after_full(above, text))
    if is_closed_line(previous) or whole_statement(above):
        return False
    if len(previous) < _LEAST_CUT and previous[-1] not in OPEN_ENDS:
        return False
    mark = heading_mark(previous)
    if mark is not None and (mark.rank == 1 or "。" not in previous):
        return False
    return heading_mark(text) is None and OWN_LINE.match(text) is None
