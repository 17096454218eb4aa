"""Text from data, made safe to show: nothing in it can move the cursor, reorder a line or hide.

Every invisible or controlling character becomes a visible mark, so a reader sees that something is there.
Visible characters are never lost.
"""

from __future__ import annotations

MAX_MARKS = 8
"""Combining marks shown on one base character; more of them would paint over the lines above and below."""

NEWLINE_MARK = "⏎"

_SPACE = 0x20
_DELETE = 0x7F
_C1_END = 0x9F
_CONTROL_PICTURES = 0x2400
_UNASSIGNED_AND_HIDDEN = (
    range(0xE0000, 0xE1000),
    range(0xFDD0, 0xFDF0),
    range(0xFFF0, 0xFFF9),
    range(0x2065, 0x2066),
)
_LAST_TWO_OF_A_PLANE = 0xFFFE
_BLANK_LOOKING = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\U00016fe4\U0001d159"
)
"""Characters that Unicode counts as letters, marks or symbols and that show nothing."""
_VARIATION = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_PRESENTATION = "\ufe0e\ufe0f"
"""Emoji or text style of the character before: terminals disagree about the width, so it is not passed on."""


def is_clean(text: str) -> bool:
    """Tell quickly that `text` can be shown as it stands; False only means that it must be looked at.

    Everything GBK can encode is visible, apart from the controls that `isprintable` rejects.
    """
    if not text.isprintable():
        return False
    if text.isascii():
        return True
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def hides(char: str) -> bool:
    """Tell whether one character does not stand for itself on the screen: it is invisible, obeyed or joined."""
    return _KINDS[char] != _PLAIN


def one_line(text: str) -> str:
    """Give `text` with its line ends as ⏎: a title typed over two lines must not break a table in two."""
    return text.replace("\n", NEWLINE_MARK) if "\n" in text else text


def clean(text: str, *, keep_newlines: bool = False) -> str:
    """Give `text` with every invisible or controlling character as a visible mark.

    A tab becomes a space; a line end (LF or CR LF) becomes ⏎ or, with `keep_newlines`, stays LF.
    The result is stable: cleaning it again changes nothing.
    """
    if is_clean(text):
        return text
    if is_clean(text.replace("\n", "").replace("\u3000", "")):
        # Only line ends and the wide space of Chinese typing stood out.
        return text if keep_newlines else text.replace("\n", NEWLINE_MARK)
    return "".join(_cleaned(text.replace("\r\n", "\n"), "\n" if keep_newlines else NEWLINE_MARK))


def _cleaned(text: str, newline: str) -> list[str]:
    out: list[str] = []
    marks = 0
    has_base = False
    dropped = 0
    for position, char in enumerate(text):
        kind = _KINDS[char]
        if kind == _COMBINING and has_base and marks == MAX_MARKS:
            dropped += 1
            continue
        if dropped:
            out.append(f"<叠加符×{dropped}>")
            dropped = 0
        if kind == _COMBINING:
            # Without a base of its own a mark would sit on whatever was printed before the text.
            out.append(char if has_base else "◌" + char)
            has_base, marks = True, (marks + 1 if has_base else 1)
            continue
        shown = _variation(text, position) if kind == _SELECTOR else _shown(char, kind, newline)
        out.append(shown)
        if shown:
            has_base, marks = char != "\n", 0
    if dropped:
        out.append(f"<叠加符×{dropped}>")
    return out


def _variation(text: str, position: int) -> str:
    """Keep one selector after a visible character, as variants of Han characters have; mark any other."""
    char = text[position]
    before = _KINDS[text[position - 1]] if position else _INVISIBLE
    after = _KINDS[text[position + 1]] if position + 1 < len(text) else _PLAIN
    if before != _PLAIN or after == _SELECTOR or text[position - 1] == " ":
        return code_mark(char)
    return "" if char in _PRESENTATION else char


def _shown(char: str, kind: int, newline: str) -> str:
    if kind == _PLAIN:
        return char
    if char == "\n":
        return newline
    if char == "\t":
        return " "
    return code_mark(char)


def code_mark(char: str) -> str:
    """Give the visible mark of one character: ␛ for ESC, `<U+202E>` for what has no picture of its own."""
    code = ord(char)
    if code < _SPACE:
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return "␡"
    return f"<U+{code:04X}>"


_PLAIN, _COMBINING, _SELECTOR, _INVISIBLE = range(4)


class _KindTable(dict[str, int]):
    """Kind of each character met so far."""

    def __missing__(self, char: str) -> int:
        kind = self[char] = _kind(char)
        return kind


_KINDS = _KindTable()


def _kind(char: str) -> int:
    if char in _VARIATION:
        return _SELECTOR
    if char in _BLANK_LOOKING or char < " " or _DELETE <= ord(char) <= _C1_END:
        return _INVISIBLE
    from unicodedata import category

    match category(char):
        case "Mn" | "Me" | "Mc":
            return _COMBINING
        case "Cf" | "Cs" | "Zl" | "Zp":
            return _INVISIBLE
        case "Cn":
            return _INVISIBLE if _ignorable(ord(char)) else _PLAIN
        case _:
            return _PLAIN


def _ignorable(code: int) -> bool:
    """Tell whether an unassigned code point is one that terminals show as nothing."""
    hidden = any(code in block for block in _UNASSIGNED_AND_HIDDEN)
    return hidden or code & _LAST_TWO_OF_A_PLANE == _LAST_TWO_OF_A_PLANE
