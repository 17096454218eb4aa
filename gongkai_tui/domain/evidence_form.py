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
    """Tell what `item`, one piece without white space, is; an odd one is a warning, not an error."""
    if _SCHEME.match(item):
        oddity = _address_oddity(item)
        return EvidenceForm(None if oddity else EvidenceKind.ADDRESS, oddity)
    if _NUMBER.fullmatch(item):
        return EvidenceForm(EvidenceKind.NUMBER)
    if _EXTENSION.search(item) or "/" in item or "\\" in item:
        return EvidenceForm(EvidenceKind.FILE)
    if _NUMBER_LIKE.fullmatch(item) and (parts := _YEAR_AND_NUMBER.fullmatch(item)):
        usual = f"{parts.group('head')}〔{parts.group('year')}〕{parts.group('number')}号"
        return EvidenceForm(None, f"“{item}”像文号，通常写作 {usual}")
    return EvidenceForm(None, f"“{_short(item)}”不像{ACCEPTED}")


def _short(item: str) -> str:
    return item if len(item) <= _QUOTED else f"{item[:_QUOTED]}.."


def _address_oddity(item: str) -> str:
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
