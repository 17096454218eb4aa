"""Tables as Markdown."""

from __future__ import annotations

from gongkai_tui.reporting.clean import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SPECIAL = str.maketrans({char: "\\" + char for char in "\\|`*_[]<>"})


def markdown_text(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a pipe table; nothing in a cell can act as markup, a line end becomes `<br>`."""
    lines = [_line(titles), _line(["---"] * len(titles))]
    lines.extend(_line([_cell(cell) for cell in row]) for row in rows)
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def escaped(text: str) -> str:
    """Give text from data on one line in which nothing can act as markup."""
    return clean(" ".join(text.split())).translate(_SPECIAL)


def _cell(cell: str) -> str:
    return clean(cell, keep_newlines=True).translate(_SPECIAL).replace("\n", "<br>")


def inline_text(text: str) -> str:
    """Give text on one line of a document; nothing in it can act as markup."""
    return clean(text).translate(_SPECIAL)
