"""Bytes of a document become text: UTF-8 and GB18030 are recognised, everything else is refused by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.limits import MAX_BYTES

_UTF8_MARK: Final = b"\xef\xbb\xbf"
_SIGNATURES: Final = (
    (b"PK\x03\x04", "Word、Excel 文件或压缩包（docx、xlsx、zip）"),
    (b"PK\x05\x06", "压缩包"),
    (b"%PDF-", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word、Excel 文件（doc、xls）或加密文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"\x1f\x8b", "压缩文件"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf", "压缩文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\x7fELF", "程序文件"),
)
_HAN_IN_UTF8: Final = re.compile(rb"[\xe4-\xe9][\x80-\xbf][\x80-\xbf]")
_CONTROL_SHARE: Final = 0.02
_COMMON_SHARE: Final = 0.9
_FIRST_LEVEL_SHARE: Final = 0.6
_SAMPLE: Final = 200_000
_UTF16_MARKS: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_UTF32_MARKS: Final = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a document and how it was found."""

    text: str
    encoding: str
    """`utf-8`, `gb18030` or `utf-16`."""
    hints: tuple[str, ...] = ()


def decode_document(data: bytes, *, nul_allowed: bool = False) -> Decoded:
    """Decode `data`; DocumentError when it is empty, too big, binary, or in an encoding that is only a guess.

    `nul_allowed` lets single NULs through, as html readers do; the caller makes them visible.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(f"文件有 {len(data) // 1000} KB，超过 {MAX_BYTES // 1_000_000} MB 的上限，没有读取。")
    if not data.strip():
        raise DocumentError("文件是空的，没有可以导入的内容。")
    _refuse_known_binary(data)
    marked = _decode_utf16(data)
    if marked is not None:
        return marked
    _refuse_nul(data, nul_allowed=nul_allowed)
    if data.startswith(_UTF8_MARK):
        data = data[len(_UTF8_MARK) :]
        if not data.strip():
            raise DocumentError("文件里只有一个字节序标记，没有内容。")
    decoded = _decode_utf8(data) or _decode_gb18030(data)
    _refuse_controls(decoded.text)
    return decoded


def _refuse_known_binary(data: bytes) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(f"这是{name}，不是文本；请用原来的软件打开，另存为 txt、csv 或网页（html）后再导入。")


def _decode_utf16(data: bytes) -> Decoded | None:
    if data.startswith(_UTF32_MARKS):
        raise DocumentError("文件是 UTF-32 编码，请另存为 UTF-8 后再导入。")
    encoding = _UTF16_MARKS.get(data[:2])
    if encoding is None:
        return None
    try:
        text = data[2:].decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError("文件带有 UTF-16 标记，但内容不是 UTF-16，请另存为 UTF-8 后再导入。") from error
    if not text.strip():
        raise DocumentError("文件里只有一个字节序标记，没有内容。")
    if "\0" in text:
        raise DocumentError("文件里有空字符（NUL），可能已损坏或不是文本，没有读取。")
    return Decoded(text, "utf-16")


def _refuse_nul(data: bytes, *, nul_allowed: bool) -> None:
    count = data.count(0)
    if count == 0 or (nul_allowed and count * 100 <= len(data)):
        return
    if count * 8 >= len(data):
        raise DocumentError("文件像是没有标记的 UTF-16 或二进制文件，不能猜测编码，请另存为 UTF-8 后再导入。")
    raise DocumentError("文件里有空字符（NUL），可能已损坏或不是文本，没有读取。")


def _decode_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            line = data[: error.start].count(b"\n") + 1
            message = f"第 {line} 行起混有不是 UTF-8 的字节（两种编码混在一起，或文件已损坏），请统一另存为 UTF-8。"
            raise DocumentError(message) from error
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Chinese in UTF-8 is runs of three bytes that GB18030 text hardly ever forms."""
    sample = data[:_SAMPLE]
    high = sum(1 for byte in sample if byte >= 0x80)  # noqa: PLR2004
    return high > 0 and 3 * len(_HAN_IN_UTF8.findall(sample)) >= 0.3 * high


def _decode_gb18030(data: bytes) -> Decoded:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise DocumentError("文件的编码认不出来（不是 UTF-8 也不是 GB18030），请另存为 UTF-8 后再导入。") from error
    if not _plausible_gb(text):
        message = "文件不像 UTF-8，也不像 GB18030 的中文（可能是 Big5 等编码或二进制），请另存为 UTF-8 后再导入。"
        raise DocumentError(message)
    return Decoded(text, "gb18030", ("文件不是 UTF-8，已按 GB18030 读取",))


def _plausible_gb(text: str) -> bool:
    """Whether the characters are those of ordinary Chinese; Big5 read as GB18030 gives kana, Greek and rarities."""
    first_level = ordinary = odd = 0
    for char in text[:_SAMPLE]:
        if char < "\x80":
            continue
        raw = char.encode("gb18030", "replace")
        if len(raw) == 2 and 0xB0 <= raw[0] <= 0xD7 and raw[1] >= 0xA1:  # noqa: PLR2004
            first_level += 1
        elif len(raw) == 2 and (0xA1 <= raw[0] <= 0xA3 or 0xD8 <= raw[0] <= 0xF7) and raw[1] >= 0xA1:  # noqa: PLR2004
            ordinary += 1
        else:
            odd += 1
    total = first_level + ordinary + odd
    return total > 0 and first_level >= _FIRST_LEVEL_SHARE * total and first_level + ordinary >= _COMMON_SHARE * total


def _refuse_controls(text: str) -> None:
    controls = sum(1 for char in text if char < " " and char not in "\t\n\r\f\v") + text.count("\ufffd")
    if controls > max(16, _CONTROL_SHARE * len(text)):
        raise DocumentError("文件里控制字符太多，像是二进制文件，没有读取。")
