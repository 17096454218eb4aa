"""Lines of a text document, and what counts as a blank, a rule or a finished sentence."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.limits import MAX_FILLED_LINES, MAX_LINE_CHARS

SENTENCE_END: Final = "。！？；!?;”"
_CLOSED: Final = SENTENCE_END + "：:）)》】〕.…"
OPEN_ENDS: Final = "，、,（(“《"
"""A paragraph never ends so: the line was wrapped."""
_PAGE_NUMBER: Final = re.compile(
    r"[-—–－·]{1,3}\s{0,3}\d{1,4}\s{0,3}[-—–－·]{1,3}"
    r"|第\s{0,2}\d{1,4}\s{0,2}页(?:[，,/ ]{0,2}共\s{0,2}\d{1,4}\s{0,2}页)?"
    r"|\d{1,4}\s{1,2}/\s{1,2}\d{1,4}|[Pp](?:age|\.)\s{0,2}\d{1,4}(?:\s{0,2}(?:of|/)\s{0,2}\d{1,4})?"
)
_DRAWN: Final = frozenset(map(chr, range(0x2500, 0x2580)))
"""Lines and corners of boxes."""
_RULE_CHARS: Final = frozenset("-—=_*+|:~ \t\u3000\xa0") | _DRAWN
_SPACE: Final = re.compile(r"\s+")
_BETWEEN_LATIN: Final = re.compile(r"(?<=[A-Za-z])\s+(?=[A-Za-z])")
_INLINE_TAG: Final = re.compile(
    r"</?(?:b|strong|i|em|u|span|font|a|div|o:p|sup|sub)(?: [^<>]{0,200})?/?>", re.IGNORECASE
)
_PARAGRAPH_TAG: Final = re.compile(r"</?p(?: [^<>]{0,200})?>|<br ?/?>", re.IGNORECASE)


class Line(NamedTuple):
    """One line of the document."""

    number: int
    """1-based."""
    text: str

    @property
    def blank(self) -> bool:
        """Nothing visible stands here (NBSP and full-width spaces do not count)."""
        return not self.text.strip()


def split_lines(text: str) -> list[Line]:
    """Lines of cleaned text; DocumentError when there are too many or one is too long."""
    lines = [Line(number, raw) for number, raw in enumerate(text.split("\n"), start=1)]
    filled = 0
    for line in lines:
        if len(line.text) > MAX_LINE_CHARS:
            raise DocumentError(f"第 {line.number} 行有 {len(line.text)} 个字，超过上限，不像一份工作要点，没有读取。")
        filled += not line.blank
    if filled == 0:
        raise DocumentError("文件里只有空白，没有可以导入的内容。")
    if filled > MAX_FILLED_LINES:
        raise DocumentError(f"文件有 {filled} 行文字，超过 {MAX_FILLED_LINES} 行的上限，没有读取。")
    return lines


def squeeze(text: str) -> str:
    """`text` without the spaces of print wrapping; one space stays between Latin words."""
    joined = _BETWEEN_LATIN.sub("\0", text.strip())
    return _SPACE.sub("", joined).replace("\0", " ")


def count_chars(text: str) -> int:
    """Visible characters."""
    return sum(len(part) for part in text.split())


def is_rule(text: str) -> bool:
    """A line drawn with dashes, or a page number: it separates, and says nothing."""
    stripped = text.strip()
    if is_page_number(stripped):
        return True
    drawn = len(stripped) > 1 and _RULE_CHARS.issuperset(stripped)
    return drawn and any(char in "-—─━═╌╍┄┅┈┉=_*" for char in stripped)


def is_page_number(text: str) -> bool:
    """Nothing but the number of a page."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def is_finished(text: str) -> bool:
    """The sentence at the end of `text` is closed."""
    return text.rstrip()[-1:] in SENTENCE_END if text.strip() else True


def is_closed_line(text: str) -> bool:
    """A line of running text that does not go on in the next one."""
    return not text.strip() or text.rstrip()[-1] in _CLOSED


def without_tags(text: str) -> str:
    """`text` without the inline tags and bold marks that stray into tables."""
    text = text.replace("**", "")
    return _PARAGRAPH_TAG.sub(" ", _INLINE_TAG.sub("", text)) if "<" in text else text


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Paragraphs of a cell: `<p>`, `<br>` and line breaks part them; other inline tags are dropped."""
    text = text.replace("**", "")
    if "<" in text:
        text = _INLINE_TAG.sub("", _PARAGRAPH_TAG.sub("\n", text))
    found: list[str] = []
    for piece in text.split("\n"):
        part = piece.strip()
        if part and found and found[-1][-1] in OPEN_ENDS:
            found[-1] += part
        elif part:
            found.append(part)
    return tuple(found)
