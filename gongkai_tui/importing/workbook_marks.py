"""Merged cells and hyperlinks of an xlsx file, which openpyxl does not tell when it streams."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from xml.etree import ElementTree as ET

from gongkai_tui.importing.errors import DocumentError

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator, Mapping

Span: TypeAlias = tuple[int, int, int, int]
"""First row (1-based), first column (0-based), last row, last column."""

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_MAX_MARKS: Final = 20_000


class Marks(NamedTuple):
    """What stands beside the cells of one sheet."""

    merges: tuple[Span, ...] = ()
    links: tuple[tuple[Span, str], ...] = ()
    """Cells that open an address outside the file, and the address."""


def sheet_marks(archive: zipfile.ZipFile, max_sheets: int) -> dict[str, Marks]:
    """Give the merged cells and hyperlinks of each sheet by its title.

    Raises:
        DocumentError: too many sheets, merged cells or hyperlinks, or XML that tables do not have (document types,
            entities).
        KeyError, ParseError: the file is damaged.
    """
    for info in archive.infolist():
        if info.filename.endswith((".xml", ".rels")):
            _refuse_entities(archive, info.filename)
    parts = _parts(archive)
    if len(parts) > max_sheets:
        raise DocumentError(f"文件有 {len(parts)} 张工作表，超过 {max_sheets} 张的上限。")
    return {title: _marks(archive, part) for title, part in parts.items()}


def _refuse_entities(archive: zipfile.ZipFile, name: str) -> None:
    """Tables never declare a document type: with one, a few bytes could unfold to gigabytes."""
    with archive.open(name) as stream:
        if b"<!DOCTYPE" in stream.read(4096).replace(b"\0", b""):
            raise DocumentError("文件里有表格不该有的文档类型声明，没有读取。")


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Title of each sheet → name of its part."""
    targets = _targets(archive, "xl/_rels/workbook.xml.rels")
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  (see _refuse_entities)
    found: dict[str, str] = {}
    for sheet in (*book.iter(f"{_MAIN}sheet"), *book.iter(f"{_STRICT}sheet")):
        target = targets.get(_relation(sheet), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        found[sheet.get("name", "")] = part
    return found


def _relation(element: ET.Element) -> str:
    return element.get(_RELATION) or element.get(_STRICT_RELATION) or ""


def _targets(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """Id of each relation → what it leads to."""
    if name not in archive.namelist():
        return {}
    relations = ET.fromstring(archive.read(name))  # noqa: S314
    return {relation.get("Id", ""): relation.get("Target", "") for relation in relations}


def _marks(archive: zipfile.ZipFile, part: str) -> Marks:
    if part not in archive.namelist():
        return Marks()
    folder, name = posixpath.split(part)
    targets = _targets(archive, f"{folder}/_rels/{name}.rels")
    merges: list[Span] = []
    links: list[tuple[Span, str]] = []
    with archive.open(part) as stream:
        for _, element in ET.iterparse(stream):  # noqa: S314
            if element.tag in (f"{_MAIN}mergeCell", f"{_STRICT}mergeCell"):
                merges.extend(_span(element.get("ref", "")))
            if element.tag in (f"{_MAIN}hyperlink", f"{_STRICT}hyperlink"):
                links.extend(_link(element, targets))
            if element.tag in (f"{_MAIN}row", f"{_STRICT}row"):
                element.clear()
            if len(merges) > _MAX_MARKS or len(links) > _MAX_MARKS:
                raise DocumentError(f"合并单元格或超链接超过 {_MAX_MARKS} 处的上限。")
    return Marks(tuple(merges), tuple(links))


def _link(element: ET.Element, targets: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    """A link to a place inside the file has no relation."""
    target = targets.get(_relation(element), "").strip()
    if target:
        place = element.get("location", "")
        for span in _span(element.get("ref", "")):
            yield span, f"{target}#{place}" if place and "#" not in target else target


def _span(ref: str) -> tuple[Span, ...]:
    match = _RANGE.fullmatch(ref)
    if match is None:
        return ()
    first, top, last, bottom = match.groups()
    return ((int(top), _column(first), int(bottom or top), _column(last or first)),)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
