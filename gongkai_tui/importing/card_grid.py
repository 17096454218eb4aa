"""Tasks printed as cards: 重点任务：…, 责任单位：…, 完成时限：… on lines of their own, again and again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.header_words import UNIT_COLUMNS, Column, column_of
from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.likeness import footer_like
from gongkai_tui.importing.lines import count_chars, is_rule, paragraphs_of, without_tags
from gongkai_tui.importing.table import BLANK, Cell, Grid, Layout, Loose, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai_tui.importing.lines import Line

_LABEL: Final = re.compile(
    r"[\s*>•·●-]{0,8}([\u4e00-\u9fff \u3000]{2,12}?)([一二三四五六七八九十\d]{0,3})\s?\**\s?[：:]\**"
)
_FIRST: Final = frozenset({Column.TASK, Column.NUMBER, Column.REQUIREMENT})
_LOOKED_AT: Final = 60
_LEAST_CARDS: Final = 2


@dataclass
class _Card:
    """One task so far."""

    first: int
    last: int
    values: dict[Column, list[str]] = field(default_factory=dict)


@dataclass
class _Cards:
    """All cards of one run."""

    rows: list[_Card | Line] = field(default_factory=list)
    names: dict[Column, str] = field(default_factory=dict)
    loose: list[Loose] = field(default_factory=list)
    chars: int = 0
    label_chars: int = 0
    rule_chars: int = 0

    @property
    def cards(self) -> list[_Card]:
        return [row for row in self.rows if isinstance(row, _Card)]


def card_header(lines: Sequence[Line], start: int) -> bool:
    """Cards begin at `lines[start]`: two at least, with the same first label and with units or a deadline."""
    label = _label(lines[start].text)
    if label is None or label[0] not in _FIRST:
        return False
    found, _ = _read(lines[: start + _LOOKED_AT], start)
    stated = [card for card in found.cards if UNIT_COLUMNS & set(card.values) or Column.DEADLINE in card.values]
    return len(stated) >= _LEAST_CARDS


def read_card_grid(lines: Sequence[Line], start: int) -> tuple[Grid, int]:
    """The cards that begin at `lines[start]` as a table, and the index of the first line after them."""
    found, after = _read(lines, start)
    columns = list(found.names)
    first = found.cards[0]
    head = Row(tuple(Cell((found.names[column],)) for column in columns), first.first, first.first)
    rows = [_row(row, columns) for row in found.rows]
    structure = found.label_chars + found.rule_chars - head.chars
    return Grid((head, *rows), Layout.CARDS, found.chars, structure, tuple(found.loose)), after


def _read(lines: Sequence[Line], start: int) -> tuple[_Cards, int]:
    opening = _label(lines[start].text)
    found = _Cards()
    after = start
    for index in range(start, len(lines)):
        line = lines[index]
        if line.blank:
            continue
        if footer_like(line.text) or not _take(line, found, opening[0] if opening else Column.TASK):
            break
        after = index + 1
    while found.rows and not isinstance(found.rows[-1], _Card):
        heading = found.rows.pop()
        found.loose.append(Loose(heading.number, without_tags(heading.text).strip()))  # type: ignore[union-attr]
    return found, after


def _take(line: Line, found: _Cards, opening: Column) -> bool:
    """Add a line to the cards; False when it stands after them."""
    text = without_tags(line.text)
    label = _label(line.text)
    card = found.rows[-1] if found.rows and isinstance(found.rows[-1], _Card) else None
    if is_rule(line.text):
        found.rule_chars += count_chars(line.text)
    elif label is not None:
        column, name, length = label
        if column is opening or card is None:
            card = _Card(line.number, line.number)
            found.rows.append(card)
        found.names.setdefault(column, name)
        found.label_chars += count_chars(text[:length])
        card.values.setdefault(column, []).append(text[length:].strip())
        card.last = line.number
    elif heading_mark(line.text) is not None:
        found.rows.append(line)
    elif card is None or set(card.values) & (UNIT_COLUMNS | {Column.DEADLINE}):
        return False
    else:
        next(reversed(card.values.values())).append(text.strip())
        card.last = line.number
    found.chars += count_chars(line.text if is_rule(line.text) else text)
    return True


def _label(text: str) -> tuple[Column, str, int] | None:
    """(column, head word, characters up to the value) of a label at the start of `text`."""
    flat = without_tags(text)
    match = _LABEL.match(flat)
    column = column_of(match.group(1)) if match else None
    if match is None or column is None or (match.group(2) and column is not Column.TASK):
        return None
    return column, "".join(match.group(1).split()), match.end()


def _row(row: _Card | Line, columns: Sequence[Column]) -> Row:
    if not isinstance(row, _Card):
        return Row((Cell(paragraphs_of(row.text)),), row.number, row.number)
    return Row(tuple(_cells(row, columns)), row.first, row.last)


def _cells(card: _Card, columns: Sequence[Column]) -> Iterator[Cell]:
    for column in columns:
        texts = card.values.get(column)
        yield Cell(paragraphs_of("\n".join(texts))) if texts else BLANK
