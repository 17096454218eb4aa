"""From the bytes of a file to text that is safe to hand to a YAML parser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai_tui.storage.scalar_text import UNWRITABLE
from gongkai_tui.storage.yaml_nodes import YamlProblem

MAX_BYTES = 1 << 20
MAX_LINES = 20_000

_BOM = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\r(?!\n)")
_CONFLICT_SIGNS = ("<<<<<<<", ">>>>>>>", "|||||||")
_CONFLICT_MARK = re.compile(r"^[ \t]*(?:<{7}|>{7}|\|{7})(?:[ \t].*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text of a file with LF line ends, and what its bytes had beside it."""

    text: str
    has_bom: bool = False
    has_crlf: bool = False
    """Every line ended in CRLF."""

    def to_bytes(self, text: str) -> bytes:
        """Bytes of changed text in the style of this file."""
        styled = text.replace("\n", "\r\n") if self.has_crlf else text
        return (_BOM if self.has_bom else b"") + styled.encode()


def read_source(data: bytes) -> SourceText:
    """Decode a file strictly; YamlProblem names the line of what cannot be taken."""
    if len(data) > MAX_BYTES:
        raise YamlProblem(f"文件有 {len(data):,} 字节，超过上限 {MAX_BYTES:,} 字节，没有读取。")
    has_bom = data.startswith(_BOM)
    text = _decode(data[3:] if has_bom else data)
    if text.count("\n") > MAX_LINES:
        raise YamlProblem(f"文件超过 {MAX_LINES:,} 行，没有读取。")
    found = None if text.replace("\n", "").isprintable() else _CONTROL.search(text) or UNWRITABLE.search(text)
    if found:
        raise _at(text, found.start(), _describe(found[0]))
    mark = _CONFLICT_MARK.search(text) if any(signs in text for signs in _CONFLICT_SIGNS) else None
    if mark:
        raise _at(text, mark.start(), "留有 Git 冲突标记：请选定一方的内容并删去标记行。")
    crlf = text.count("\r\n")
    if not crlf:
        return SourceText(text, has_bom)
    return SourceText(text.replace("\r\n", "\n"), has_bom, crlf == text.count("\n"))


def _decode(data: bytes) -> str:
    if data.startswith(_WIDE_MARKS):
        raise YamlProblem("文件是 UTF-16 或 UTF-32 编码：请另存为 UTF-8。", 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlProblem(f"文件不是 UTF-8 编码{_guess(data)}：请另存为 UTF-8。", line) from None


def _guess(data: bytes) -> str:
    if b"\0" in data:
        return "（像是二进制文件）"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "（像是 GB18030）" if any("\u4e00" <= char < "\ua000" for char in text) else ""


def _describe(char: str) -> str:
    if char == "\0":
        return "含有空字节（NUL）：文件可能已损坏，请从历史中取回。"
    if char == "\ufeff":
        return "文件中间有字节顺序标记（U+FEFF）：请删去。"
    if char in "\u2028\u2029":
        return f"含有行分隔符 U+{ord(char):04X}：请改成换行，或在双引号里写成 \\u{ord(char):04x}。"
    if char == "\r":
        return "行末只有回车（CR）：请把换行改成 LF。"
    if char < "\xa0":
        return f"含有控制字符 U+{ord(char):04X}：请删去。"
    return f"含有不是字符的码位 U+{ord(char):04X}：请删去。"


def _at(text: str, index: int, message: str) -> YamlProblem:
    line_start = text.rfind("\n", 0, index) + 1
    return YamlProblem(message, text.count("\n", 0, index) + 1, index - line_start + 1)
