"""How one text is written in YAML: plain where that is safe, otherwise in double quotes; never a raw control byte."""

from __future__ import annotations

import re

from gongkai_tui.domain.encoding import unread_words

_PLAIN_SYNTAX = re.compile(
    # A first character that is no indicator, or a dash, question mark or colon that text follows.
    r"(?!---|\.\.\.)"
    r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`]|-(?=[^\s\-?:,\[\]{}#&*!|>'\"%@`]))"
    r"(?:[^\t\n:#]|:(?=[^\s,\[\]{}])|(?<=\S)#)*"
    r"(?<![\s:])"
)
_READ_AS_OTHER_TYPE = re.compile(
    r"~|=|<<|null|y|n|yes|no|on|off|true|false"
    r"|[-+]?\.(?:inf|nan)"
    r"|[-+]?(?:0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+)"
    r"|[-+]?[0-9_]+(?::[0-9_]+)*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?"
    r"|[-+]?\.[0-9_]+(?:e[-+]?[0-9]+)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t \t].*)?",
    re.IGNORECASE,
)
_STARTS_OTHER_TYPE = frozenset("~=<nNyYoOtTfF-+._0123456789")
_ESCAPED_CHARS = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff"
_NEEDS_ESCAPE = re.compile(rf'["\\{_ESCAPED_CHARS}]')
_UNPRINTED = re.compile(rf"[{_ESCAPED_CHARS}]")
UNWRITABLE = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(17))
    + "]"
)
_SHORT = {
    "\0": "0", "\x07": "a", "\x08": "b", "\t": "t", "\n": "n", "\x0b": "v", "\x0c": "f", "\r": "r", "\x1b": "e",
    '"': '"', "\\": "\\", "\x85": "N", "\u2028": "L", "\u2029": "P",
}  # fmt: skip
_BLOCK_UNSAFE = re.compile(r"\A[ \t\n]|[ \t]\n|[ \t\n]\Z|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_CONFLICT_MARK = re.compile(r"^[ \t]*(?:<{7}|>{7}|\|{7})(?:[ \t]|$)", re.MULTILINE)


class UnwritableText(ValueError):
    """Text with a lone surrogate or a code point that is no character: it cannot stand in a file."""


def scalar_text(text: str) -> str:
    """One-line YAML form that every reader takes for this very text."""
    if is_plain(text) and not (text[0] in _STARTS_OTHER_TYPE and _READ_AS_OTHER_TYPE.fullmatch(text)):
        return text
    return double_quoted(text)


def is_plain(text: str) -> bool:
    """Whether the text may stand without quotes as far as YAML's syntax goes (its type is another matter)."""
    if not text or (not text.isprintable() and (_UNPRINTED.search(text) or UNWRITABLE.search(text))):
        return False
    return _PLAIN_SYNTAX.fullmatch(text) is not None and not _CONFLICT_MARK.match(text)


def looks_like_other_type(text: str) -> bool:
    """Whether YAML tools would read the text, unquoted, as a number, date, truth value or nothing."""
    return bool(text) and text[0] in _STARTS_OTHER_TYPE and _READ_AS_OTHER_TYPE.fullmatch(text) is not None


def double_quoted(text: str) -> str:
    """The text in double quotes; UnwritableText where no escape can save it."""
    found = UNWRITABLE.search(text)
    if found:
        unread = unread_words(text, "文字")
        if unread:
            raise UnwritableText(unread)
        raise UnwritableText(f"文字里有不能写进文件的码位 U+{ord(found[0]):04X}：请删去。")
    return '"' + _NEEDS_ESCAPE.sub(_escape, text) + '"'


def is_block_safe(text: str) -> bool:
    """Whether the text can stand after `|-` and be read back unchanged by every reader and round trip."""
    if not text or _BLOCK_UNSAFE.search(text) or _CONFLICT_MARK.search(text):
        return False
    return text.replace("\n", "").isprintable() or UNWRITABLE.search(text) is None


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    short = _SHORT.get(char)
    if short is not None:
        return "\\" + short
    code = ord(char)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}"  # noqa: PLR2004
