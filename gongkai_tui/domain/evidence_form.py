"""What a piece of evidence looks like: a web address, the number of a document, or the name of a file."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

ACCEPTED = "网址、文号〔2021〕13号、文件名.pdf"
"""What evidence may look like, for messages."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:(?=/)|https?:|www\.", re.IGNORECASE)
_HOST = re.compile(r"[^\s.:/@]+(?:\.[^\s.:/@]+)+\.?|localhost|[0-9a-f:]*:[0-9a-f:.]+", re.IGNORECASE)
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,24}〔(?:19|20)[0-9]{2}〕第?[0-9]{1,5}号")
_NUMBER_LIKE = re.compile(r"[\u4e00-\u9fff]{1,24}[\[(（【［〔{]?(?:19|20)[0-9]{2}[\])）】］〕}]?第?[0-9]{1,5}号?")
_YEAR_AND_NUMBER = re.compile(r"(?P<head>[\u4e00-\u9fff]+)[^0-9]?(?P<year>[0-9]{4})[^0-9]*(?P<number>[0-9]{1,5})号?")
_EXTENSION = re.compile(r"[^/\\]\.[A-Za-z][A-Za-z0-9]{0,7}$|[^/\\]\.(?:7z|mp[34])$")
_ADDRESS_WITHIN = re.compile(r"https?://|(?<![A-Za-z0-9.])www\.", re.IGNORECASE)
_APART = re.compile(r"[\n\r；]|;(?![A-Za-z0-9_.~-]+=)|(?<![\s,，、])[\s,，、]+(?=https?://|www\.)", re.IGNORECASE)
"""What always stands between two pieces; `;jsessionid=…` is part of an address."""
_MOST_PARTS = 9
"""So many parts with 、 between them may make one file name."""
_MOST_COMMAS = 500
"""A text with more 、 is no list of evidence."""
_QUOTED = 12


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    ADDRESS = "网址"
    NUMBER = "文号"
    FILE = "文件名"


class EvidenceForm(NamedTuple):
    """How a piece of evidence was read."""

    kind: EvidenceKind | None
    """None where it looks like nothing that is accepted."""
    oddity: str = ""
    """What is odd about it, in Chinese, with what would be accepted; empty for a kind."""


def evidence_form(item: str) -> EvidenceForm:
    """Tell what `item`, one piece of evidence, is."""
    if _SCHEME.match(item):
        oddity = _address_oddity(item)
        return EvidenceForm(None if oddity else EvidenceKind.ADDRESS, oddity)
    if _ADDRESS_WITHIN.search(item):
        return EvidenceForm(None, f"“{_short(item)}”的网址前面有别的文字，请只写网址，说明另写")
    if _NUMBER.fullmatch(item):
        return EvidenceForm(EvidenceKind.NUMBER)
    if _EXTENSION.search(item) or _is_path(item):
        return EvidenceForm(EvidenceKind.FILE)
    if _NUMBER_LIKE.fullmatch(item) and (parts := _YEAR_AND_NUMBER.fullmatch(item)):
        usual = f"{parts.group('head')}〔{parts.group('year')}〕{parts.group('number')}号"
        return EvidenceForm(None, f"“{item}”像文号，通常写作 {usual}")
    return EvidenceForm(None, f"要写{ACCEPTED}，“{_short(item)}”不像")


def _is_path(item: str) -> bool:
    return ("/" in item or "\\" in item) and any(map(str.isalnum, item))


def evidence_pieces(text: str) -> tuple[str, ...]:
    """Return the pieces of evidence in `text`, each once.

    Apart are line breaks and semicolons, 、 where whole pieces stand on both sides, and a blank or comma before a
    web address; any other blank or 、 is part of a file name.
    """
    return tuple(dict.fromkeys(piece for part in _APART.split(text) for piece in _apart_at_commas(part.strip())))


def with_address(text: str, address: str) -> str:
    """Return the text of a cell as evidence, where a hyperlink of it opens `address`.

    The address stands for words such as 链接, and beside the number or file name that is shown. A web address that
    is shown is what somebody meant: spreadsheet programs keep the old target when a text is typed over.
    """
    if not text or evidence_form(address).kind is None:
        return text
    kinds = [evidence_form(piece).kind for piece in evidence_pieces(text)]
    if EvidenceKind.ADDRESS in kinds:
        return text
    return address if None in kinds else f"{text}\n{address}"


def _apart_at_commas(text: str) -> list[str]:
    """Part `text` at 、 into as many whole pieces as it holds; not at all where something else is left."""
    parts = text.split("、")
    if len(parts) == 1 or len(parts) > _MOST_COMMAS:
        return [text] if text else []
    ends: list[int] = [0] * len(parts)
    """Where the piece that begins at each part ends; 0 where what begins there is no row of whole pieces."""
    for first in range(len(parts) - 1, -1, -1):
        for end in range(first + 1, min(first + _MOST_PARTS, len(parts)) + 1):
            is_row = end == len(parts) or ends[end]
            if is_row and evidence_form("、".join(parts[first:end]).strip()).kind is not None:
                ends[first] = end
                break
    if not ends[0]:
        return [text]
    found, first = [], 0
    while first < len(parts):
        found.append("、".join(parts[first : ends[first]]).strip())
        first = ends[first]
    return found


def _short(item: str) -> str:
    return item if len(item) <= _QUOTED else f"{item[:_QUOTED]}.."


def _address_oddity(item: str) -> str:
    if len(item.split()) > 1:
        return f"网址“{_short(item)}”里有空格；几条佐证请分开写"
    if item[:4].lower() == "www.":
        return f"网址“{_short(item)}”前面要写 https:// 或 http://"
    try:
        parts = urlsplit(item)
        host = parts.hostname or ""
        parts.port  # noqa: B018  (a bad port is found when it is asked for)
    except ValueError:
        return f"网址“{_short(item)}”不完整，应如 https://www.example.gov.cn/x"
    if parts.scheme not in {"http", "https"}:
        return f"网址“{_short(item)}”要以 https:// 或 http:// 开头"
    if not item.lower().startswith(f"{parts.scheme}://") or not _HOST.fullmatch(host):
        return f"网址“{_short(item)}”里没有网站名，应如 https://www.example.gov.cn/x"
    return ""
