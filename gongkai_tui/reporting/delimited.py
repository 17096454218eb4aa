"""Tables as CSV or TSV, safe to open in a spreadsheet program."""

from __future__ import annotations

from gongkai_tui.reporting.clean import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_SPACES = " \u3000\u00a0"


def csv_text(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give RFC 4180 CSV in which no cell can act as a formula; line ends inside a cell are kept."""
    return _lines(titles, rows, ",", _csv_cell)


def tsv_text(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give one line a row, cells between tabs; a line end inside a cell is shown as ⏎."""
    return _lines(titles, rows, "\t", _tsv_cell)


def _lines(titles: Sequence[str], rows: Iterable[Sequence[str]], mark: str, write: Callable[[str], str]) -> str:
    cells = _Cells(write).__getitem__
    lines = [mark.join(map(cells, titles))]
    lines.extend([mark.join(map(cells, row)) for row in rows])
    return "\n".join(lines) + "\n"


class _Cells(dict[str, str]):
    """Each different cell as it is written, worked out once: units, sections and dates repeat a lot."""

    def __init__(self, write: Callable[[str], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, cell: str) -> str:
        written = self[cell] = self._write(cell)
        return written


def unformula(cell: str) -> str:
    """Put `'` before a cell that a spreadsheet program would run, also behind spaces and in full width.

    A signed number such as -1.5 is none: it stays one that can be added up.
    """
    start = cell[:1]
    if start in _SPACES:
        start = cell.lstrip(_SPACES)[:1]
    return "'" + cell if start in _FORMULA_STARTS and not _is_signed_number(cell) else cell


def _is_signed_number(cell: str) -> bool:
    whole, dot, decimals = cell[1:].partition(".")
    return cell[:1] in ("+", "-") and cell.isascii() and whole.isdigit() and (not dot or decimals.isdigit())


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
