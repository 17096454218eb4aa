"""Tables as CSV or TSV, safe to open in a spreadsheet program."""

from __future__ import annotations

from gongkai_tui.reporting.clean import clean, is_clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_SPACES = " \u3000\u00a0"
_QUOTED = frozenset('",\n\r')


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
    start = cell.lstrip(_SPACES)[:1]
    return "'" + cell if start in _FORMULA_STARTS and start else cell


def _csv_cell(cell: str) -> str:
    # Before cleaning: it turns the tab and CR that begin a formula into marks.
    shown = unformula(cell)
    if not is_clean(shown):
        shown = clean(shown, keep_newlines=True)
    if _QUOTED.isdisjoint(shown):
        return shown
    return '"' + shown.replace('"', '""') + '"'


def _tsv_cell(cell: str) -> str:
    return clean(unformula(cell))
