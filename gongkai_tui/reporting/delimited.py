"""Tables as CSV or TSV, safe to open in a spreadsheet program."""

from __future__ import annotations

from gongkai_tui.reporting.clean import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_SPACES = " \u3000\u00a0"


def csv_text(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give RFC 4180 CSV in which no cell can act as a formula; line ends inside a cell are kept."""
    lines = [",".join(map(_csv_cell, titles))]
    lines.extend(",".join(map(_csv_cell, row)) for row in rows)
    return "\n".join(lines) + "\n"


def tsv_text(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give one line a row, cells between tabs; a line end inside a cell is shown as ⏎."""
    lines = ["\t".join(map(_tsv_cell, titles))]
    lines.extend("\t".join(map(_tsv_cell, row)) for row in rows)
    return "\n".join(lines) + "\n"


def unformula(cell: str) -> str:
    """Put `'` before a cell that a spreadsheet program would run, also behind spaces and in full width."""
    start = cell[:1]
    if start in _SPACES:
        start = cell.lstrip(_SPACES)[:1]
    return "'" + cell if start in _FORMULA_STARTS else cell


def _csv_cell(cell: str) -> str:
    # Before cleaning: it turns the tab and CR that begin a formula into marks.
    shown = clean(unformula(cell), keep_newlines=True)
    if '"' in shown:
        shown = shown.replace('"', '""')
    elif "," not in shown and "\n" not in shown:
        return shown
    return f'"{shown}"'


def _tsv_cell(cell: str) -> str:
    return clean(unformula(cell))
