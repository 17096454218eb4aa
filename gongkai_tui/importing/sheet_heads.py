"""Find the head of a table that somebody sent: title rows above it, words in any order, one or two rows deep."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gongkai_tui.importing.sheets import Sheet, SheetRow

_LOOKED_AT: Final = 30
"""So many rows may stand above the head."""
_BRACKETED: Final = re.compile(r"[（(〔\[【][^（）()〔〕\[\]【】]{0,30}[）)〕\]】]")
_DECORATION: Final = re.compile(r"[\s*#`：:★☆、，。.]+")


@dataclass(frozen=True, slots=True)
class Head:
    """Where the columns of a table stand."""

    columns: Mapping[str, tuple[int, ...]]
    """What a column holds → its places, from the left; several only where that makes sense."""
    titles: Mapping[int, str]
    """Place → head word as printed."""
    first: int
    """Index of the first row below the head."""
    above: tuple[str, ...]
    """Texts of the rows above the head."""

    def text(self, row: SheetRow, column: str, joined_by: str = "\n") -> str:
        """Give what a row says in a column; texts of several places are joined, none twice."""
        texts = dict.fromkeys(row.cell(place) for place in self.columns.get(column, ()))
        return joined_by.join(filter(None, texts))

    def title(self, column: str) -> str:
        """Give the head word of a column; what it holds where the table does not have it."""
        places = self.columns.get(column, ())
        return self.titles[places[0]] if places else column


def broken_cells(sheet: Sheet, row: SheetRow, head: Head) -> Iterator[tuple[str, str, str]]:
    """Yield the columns of a row that cannot be read, with their head words and why."""
    for column, places in head.columns.items():
        for place in places:
            if (row.number, place) in sheet.faults:
                yield column, head.titles[place], f"这一格{sheet.faults[row.number, place]}。"


def vocabulary(words: Mapping[str, str]) -> dict[str, str]:
    """Give head word → what it holds, from lists of words separated by blanks."""
    return {word: column for column, listed in words.items() for word in listed.split()}


def find_head(
    sheet: Sheet, words: Mapping[str, str], needed: Sequence[Sequence[str]], several: frozenset[str]
) -> Head | None:
    """Find the head: of each tuple of `needed`, one column must be there. None where no row can be it.

    Raises:
        DocumentError: two columns hold the same thing and it is not among `several`.
    """
    filled = [(index, row) for index, row in enumerate(sheet.rows) if not row.is_blank][:_LOOKED_AT]
    for position, (index, row) in enumerate(filled):
        found = _recognised(row, words)
        below = filled[position + 1] if position + 1 < len(filled) else None
        last = index
        if below is not None and found and is_head_row(below[1], words):
            found |= _recognised(below[1], words)
            last = below[0]
        present = {column for column, _ in found.values()}
        if not all(present.intersection(choice) for choice in needed):
            continue
        above = tuple(" ".join(dict.fromkeys(filter(None, one.cells))) for _, one in filled[:position])
        return Head(_places(sheet, found, several), {place: title for place, (_, title) in found.items()},
                    last + 1, above)  # fmt: skip
    return None


def is_head_row(row: SheetRow, words: Mapping[str, str]) -> bool:
    """Tell whether all that stands in a row are head words, as where a page repeats the head."""
    texts = list(filter(None, row.cells))
    return len(texts) > 1 and all(bare_word(text) in words for text in texts)


def unused_columns(sheet: Sheet, head: Head) -> tuple[str, ...]:
    """Give the heads of columns that hold something and mean nothing to us."""
    used = {place for places in head.columns.values() for place in places}
    filled = {place for row in sheet.rows[head.first :] for place, text in enumerate(row.cells) if text}
    names = sheet.rows[head.first - 1]
    return tuple(names.cell(place) or f"第 {place + 1} 列" for place in sorted(filled - used))


def bare_word(text: str) -> str:
    """Give a head word without blanks, marks and brackets: ` 问 题 描 述（可附图）` is 问题描述."""
    return _BRACKETED.sub("", _DECORATION.sub("", unicodedata.normalize("NFKC", text)))


def _recognised(row: SheetRow, words: Mapping[str, str]) -> dict[int, tuple[str, str]]:
    if len(set(filter(None, row.cells))) < 2:  # noqa: PLR2004  (a title over the whole width)
        return {}
    found: dict[int, tuple[str, str]] = {}
    for place, text in enumerate(row.cells):
        column = words.get(bare_word(text))
        if column is not None:
            found[place] = (column, text.replace("\n", ""))
    return found


def _places(sheet: Sheet, found: Mapping[int, tuple[str, str]], several: frozenset[str]) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for place, (column, _) in sorted(found.items()):
        places.setdefault(column, []).append(place)
    for column, held in places.items():
        if len(held) > 1 and column not in several:
            names = "、".join(f"第 {place + 1} 列“{found[place][1]}”" for place in held)
            where = f"工作表“{sheet.name}”：" if sheet.name else ""
            raise DocumentError(f"{where}{names}都像“{column}”，分不清用哪一列；请只留一列，或改表头。")
    return {column: tuple(held) for column, held in places.items()}
