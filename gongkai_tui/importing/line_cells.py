"""Cells of one line: tabs, drawn bars or aligned spaces between them; heads and quoted cells that run over lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.header_words import column_of, header_score
from gongkai_tui.importing.limits import MAX_COLUMNS
from gongkai_tui.importing.lines import Line, is_rule
from gongkai_tui.importing.numerals import row_number
from gongkai_tui.importing.table import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

_BARS: Final = re.compile(r"(?<!\\)[|│┃｜║┆┇┊┋╎╏]")
_SPACES: Final = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_MAX_QUOTED: Final = 60
_SAMPLED: Final = 8
_HEAD_LINES: Final = 6
_HEAD_CHARS: Final = 120
_LEAST_COLUMNS: Final = {Layout.TABS: 2, Layout.PIPES: 2, Layout.SPACES: 3}


def header_layout(line: Line) -> Layout | None:
    """Layout of the table that `line` is the head of, or None."""
    text = line.text
    if len(text) > 1_000:  # noqa: PLR2004
        return None
    for layout, present in (
        (Layout.PIPES, _BARS.search(text)),
        (Layout.TABS, "\t" in text.strip()),
        (Layout.SPACES, True),
    ):
        if present:
            cells = [unquoted(cell) for cell in split_cells(text, layout)]
            filled = [cell for cell in cells if cell.strip()]
            if len(filled) >= _LEAST_COLUMNS[layout] and header_score(cells) >= _LEAST_COLUMNS[layout]:
                return layout
    return None


def headless_layout(lines: Sequence[Line], start: int) -> Layout | None:
    """Layout of a table without a head that begins at `lines[start]`: rows of as many cells each."""
    for layout, mark in ((Layout.TABS, "\t"), (Layout.PIPES, "|")):
        if mark not in lines[start].text:
            continue
        rows = [whole_line(lines, index, layout)[0].text for index in range(start, min(start + _SAMPLED, len(lines)))]
        cells = [split_cells(text, layout) for text in rows if text.strip() and not is_rule(text)]
        width = len(cells[0]) if cells else 0
        alike = [row for row in cells if len(row) == width and sum(bool(cell.strip()) for cell in row) > 1]
        if width > _LEAST_COLUMNS[layout] and len(alike) > 2 and alike[0] is cells[0]:  # noqa: PLR2004
            return layout
    return None


def split_cells(text: str, layout: Layout) -> list[str]:
    """Cells of one line as they stand, tags and spaces included."""
    if layout is Layout.TABS:
        return text.split("\t", MAX_COLUMNS)
    if layout is Layout.SPACES:
        return _SPACES.split(text.strip(), MAX_COLUMNS)
    inner = text.strip()
    parts = _BARS.split(inner, MAX_COLUMNS + 2)
    if parts and not parts[0].strip():
        parts = parts[1:]
    if parts and not parts[-1].strip():
        parts = parts[:-1]
    return [part.replace("\\|", "|") for part in parts]


def whole_line(lines: Sequence[Line], index: int, layout: Layout) -> tuple[Line, int]:
    """The line at `index`, with the lines that a quoted cell runs over."""
    line = lines[index]
    if layout is Layout.TABS and (head := _whole_head(lines, index)) is not None:
        return head
    if layout is not Layout.TABS or line.text.count('"') % 2 == 0 or '\t"' not in "\t" + line.text:
        return line, index + 1
    text = line.text
    for end in range(index + 1, min(index + _MAX_QUOTED, len(lines))):
        text += "\n" + lines[end].text
        if text.count('"') % 2 == 0:
            return Line(line.number, text), end + 1
    return line, index + 1


def _whole_head(lines: Sequence[Line], start: int) -> tuple[Line, int] | None:
    """A table head with line breaks inside its words, put together; None where it is not one."""
    text = lines[start].text
    if "\t" not in text or '"' in text or column_of(text.split("\t", 1)[0]) is None:
        return None
    found = None
    for end in range(start + 1, min(start + _HEAD_LINES, len(lines))):
        below = lines[end].text
        if (
            not below.split("\t", 1)[0].strip()
            or len(text) > _HEAD_CHARS
            or row_number(below.split("\t", 1)[0]) is not None
        ):
            break
        text += below
        cells = text.split("\t")
        if header_score(cells) == len(cells) > 1:
            found = Line(lines[start].number, text), end + 1
    return found


def unquoted(cell: str) -> str:
    """A cell without the quotes that a spreadsheet puts around line breaks."""
    stripped = cell.strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] == '"' and ("\n" in stripped or '""' in stripped):
        return stripped[1:-1].replace('""', '"')
    return cell
