"""Lines of running text become paragraphs; a paragraph that a page break cut is joined again."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.likeness import deadline_like, unit_like
from gongkai_tui.importing.lines import OPEN_ENDS, Line, is_closed_line, is_rule

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST_CUT: Final = 18
"""A line shorter than this is a title or a signature, not a cut sentence."""
_OWN_LINE: Final = re.compile(
    r"\s{0,8}[（(【\[]?\s{0,2}(?:责任|牵头|配合|主办|协办|承办|完成|时限|落实|参与|附件|抄送|联系)\S{0,6}[：:]|\s{0,8}附\s?件"
)
_LABEL: Final = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
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
    found: list[tuple[list[str], list[tuple[int, int]]]] = []
    previous = ""
    length = 0
    for line in lines:
        text = _BULLET.sub("", line.text.strip().replace("**", ""), count=1)
        if not text or is_rule(text) or is_rule(line.text):
            continue
        if found and _goes_on(previous, text, "".join(found[-1][0])):
            found[-1][1].append((length, line.number))
            found[-1][0].append(text)
            length += len(text)
        else:
            found.append(([text], [(0, line.number)]))
            length = len(text)
        previous = text
    return [Paragraph("".join(texts), tuple(starts)) for texts, starts in found]


def _goes_on(previous: str, text: str, above: str) -> bool:
    """`text` is the rest of the line `previous`, the last one of the paragraph `above`."""
    if text[0] in "#|" or is_closed_line(previous) or _whole_statement(above):
        return False
    if len(previous) < _LEAST_CUT and previous[-1] not in OPEN_ENDS:
        return False
    mark = heading_mark(previous)
    if mark is not None and (mark.rank == 1 or "。" not in previous):
        return False
    return heading_mark(text) is None and _OWN_LINE.match(text) is None


def _whole_statement(text: str) -> bool:
    """责任单位：… or 完成时限：… with a whole name or a whole time at its end."""
    if _OWN_LINE.match(text) is None or text[-1] in OPEN_ENDS:
        return False
    value = text[[match.end() for match in _LABEL.finditer(text)][-1] :] if _LABEL.search(text) else ""
    return deadline_like(value.strip()) or unit_like(value.strip())
