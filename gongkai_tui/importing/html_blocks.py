"""An html page becomes lines of text and grids; nothing is fetched or run, hidden text is left out and named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.importing.columns import read_columns
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.headless import infer_columns
from gongkai_tui.importing.html_table import TableBuilder
from gongkai_tui.importing.limits import (
    MAX_CELLS,
    MAX_FILLED_LINES,
    MAX_HTML_DEPTH,
    MAX_LINE_CHARS,
    MAX_TABLE_DEPTH,
    Clock,
)
from gongkai_tui.importing.lines import Line
from gongkai_tui.importing.sanitising import clean_text
from gongkai_tui.importing.text_tables import Parts, part_lines

if TYPE_CHECKING:
    from gongkai_tui.importing.table import Grid, Row

_VOID_TAGS: Final = "area base br col embed hr img input link meta param source track wbr"
_VOID: Final = frozenset(_VOID_TAGS.split())
_SILENT_TAGS: Final = "script style template head iframe object svg noscript select textarea title"
_SILENT: Final = frozenset(_SILENT_TAGS.split())
_BREAK_TAGS: Final = (
    "p div br hr li ul ol dl dt dd h1 h2 h3 h4 h5 h6 section article header footer main aside nav form fieldset "
    "blockquote pre figure figcaption address center caption table tr td th thead tbody tfoot body html"
)
_BREAKS: Final = frozenset(_BREAK_TAGS.split())
_CLOSED_BY: Final = {
    "p": frozenset({"p"}),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
    "tr": frozenset({"td", "th", "tr", "p"}),
    "option": frozenset({"option"}),
}
_CHUNK: Final = 65_536


@dataclass(frozen=True, slots=True)
class HtmlParts:
    """A page as running text and tables."""

    parts: Parts
    title: str
    problems: tuple[Problem, ...]


def html_parts(text: str, clock: Clock) -> HtmlParts:
    """Read a page; DocumentError when it is nested too deeply or has too many cells."""
    reader = _Reader(clock)
    for start in range(0, len(text), _CHUNK):
        clock.check()
        reader.feed(text[start : start + _CHUNK])
    reader.close()
    reader.finish()
    return HtmlParts(_parts(reader.blocks, clock), reader.title, tuple(_problems(reader)))


@dataclass
class _Text:
    """Text of one block so far."""

    pieces: list[str] = field(default_factory=list)
    line: int = 0
    length: int = 0

    def add(self, data: str, line: int) -> None:
        if not self.pieces or not any(piece.strip() for piece in self.pieces):
            self.line = line
        self.length += len(data)
        if self.length > MAX_LINE_CHARS:
            raise DocumentError(f"第 {line} 行起的一段超过 {MAX_LINE_CHARS} 字，不像一份工作要点，没有读取。")
        self.pieces.append(data)

    def take(self) -> str:
        text = " ".join("".join(self.pieces).split())
        self.pieces, self.length = [], 0
        return text


class _Reader(HTMLParser):
    """Collects blocks: lines of text and finished tables, in order."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Line | Grid] = []
        self.title = ""
        self.hidden: list[tuple[int, str]] = []
        self.marked: list[int] = []
        self._clock = clock
        self._open: list[tuple[str, bool]] = []
        """(tag, hidden) of every element that is open."""
        self._silent = 0
        self._text = _Text()
        self._tables: list[TableBuilder] = []
        self._cells = 0
        self._seen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; tables and cells are told to the table builder."""
        self._watch()
        self._imply_end(tag)
        if tag in _BREAKS:
            self._break(paragraph=tag != "br")
        if tag in _VOID:
            return
        hidden = tag in _SILENT or _is_hidden(attrs)
        self._open.append((tag, hidden))
        self._silent += hidden
        if len(self._open) > MAX_HTML_DEPTH:
            raise DocumentError(f"网页嵌套超过 {MAX_HTML_DEPTH} 层，没有读取。")
        if not self._silent:
            self._open_table_part(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>` is an opening tag; a `<div/>` opens nothing that would be closed."""
        if tag in _VOID:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and whatever was left open inside it."""
        self._watch()
        if tag == "br":
            self._break(paragraph=False)
        place = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at][0] == tag), None)
        if place is None or (tag not in {"table", "html", "body"} and self._beyond_cell(place)):
            return
        self._close_down_to(place)

    def handle_data(self, data: str) -> None:
        """Take visible text; note hidden text."""
        self._watch()
        line = self.getpos()[0]
        if not self._silent:
            self._text.add(data, line + _leading_newlines(data))
        elif any(tag == "title" for tag, _ in self._open[-1:]):
            self.title = (self.title + data).strip()[:200]
        elif data.strip() and not any(tag in {"script", "style", "head"} for tag, _ in self._open):
            self.hidden.append((line, " ".join(data.split())[:200]))

    def finish(self) -> None:
        """Close everything that the page left open."""
        self._close_down_to(0)
        self._break(paragraph=True)

    def _watch(self) -> None:
        self._seen += 1
        if self._seen % 2000 == 0:
            self._clock.check()

    def _beyond_cell(self, place: int) -> bool:
        """An end tag in a cell closes nothing outside of it."""
        return any(tag in {"td", "th", "table"} for tag, _ in self._open[place + 1 :])

    def _imply_end(self, tag: str) -> None:
        closed = _CLOSED_BY.get(tag)
        while closed and self._open and self._open[-1][0] in closed:
            self._close_down_to(len(self._open) - 1)

    def _close_down_to(self, place: int) -> None:
        while len(self._open) > place:
            tag, hidden = self._open[-1]
            if tag in _BREAKS:
                self._break(paragraph=True)
            self._open.pop()
            if not self._silent:
                self._close_table_part(tag)
            self._silent -= hidden

    def _break(self, *, paragraph: bool) -> None:
        del paragraph
        text = self._text.take()
        if not text:
            return
        cleaned = clean_text(text)
        if cleaned.marked_lines or cleaned.removed_lines:
            self.marked.append(self._text.line)
        words = cleaned.text.replace("\n", " ").strip()
        if not words:
            return
        if self._tables and self._tables[-1].in_cell:
            self._tables[-1].add(Line(self._text.line, words))
        else:
            self.blocks.append(Line(self._text.line, words))
            if len(self.blocks) > MAX_FILLED_LINES:
                raise DocumentError(f"网页超过 {MAX_FILLED_LINES} 段文字，没有读取。")

    def _open_table_part(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        if tag == "table":
            self._tables.append(TableBuilder())
            if len(self._tables) > MAX_TABLE_DEPTH:
                raise DocumentError(f"网页里的表格嵌套超过 {MAX_TABLE_DEPTH} 层，没有读取。")
        elif self._tables and tag == "tr":
            self._tables[-1].open_row(line)
        elif self._tables and tag in {"td", "th"}:
            self._tables[-1].open_cell(line, dict(attrs))
            self._cells += 1
            if self._cells > MAX_CELLS:
                raise DocumentError(f"网页表格超过 {MAX_CELLS} 格，没有读取。")

    def _close_table_part(self, tag: str) -> None:
        if not self._tables:
            return
        line = self.getpos()[0]
        if tag in {"td", "th"}:
            self._tables[-1].close_cell(line)
        elif tag == "tr":
            self._tables[-1].close_row(line)
        elif tag == "table":
            self._finish_table(self._tables.pop(), line)

    def _finish_table(self, table: TableBuilder, line: int) -> None:
        grid = table.finish(line)
        blocks = list(table.blocks()) if table.is_layout() else [grid] * bool(grid.rows)
        if self._tables and self._tables[-1].in_cell:
            for block in blocks:
                self._tables[-1].add(block)
        else:
            self.blocks += blocks


def _leading_newlines(data: str) -> int:
    return data[: len(data) - len(data.lstrip())].count("\n")


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    for name, value in attrs:
        style = (value or "").lower().replace(" ", "")[:2000]
        if name == "hidden":
            return True
        if name == "style" and any(
            sign in style for sign in ("display:none", "visibility:hidden", "font-size:0;", "opacity:0;")
        ):
            return True
        if name == "style" and style.endswith(("font-size:0", "font-size:0px", "font-size:0pt", "opacity:0")):
            return True
    return False


def _parts(blocks: list[Line | Grid], clock: Clock) -> Parts:
    grids: list[Grid] = []
    texts: list[tuple[Line, ...]] = []
    run: list[Line] = []
    width = 0
    headed = any(not isinstance(block, Line) and read_columns(block) for block in blocks)
    for block in blocks:
        if isinstance(block, Line):
            run.append(block)
            continue
        columns = read_columns(block) or (None if headed else infer_columns(block))
        if columns is None and len(block.rows[0].cells) != width:
            run += [_as_line(row) for row in block.rows if not row.blank]
            continue
        width = len(block.rows[0].cells)
        if columns is not None and columns.head_first:
            run += [_as_line(row) for row in block.rows[: columns.head_first] if not row.blank]
            block = _without_rows(block, columns.head_first)  # noqa: PLW2901
        texts.append(tuple(run))
        grids.append(block)
        run = []
    if not grids:
        return part_lines(run, clock)
    return Parts(tuple(grids), (*texts, tuple(run)))


def _as_line(row: Row) -> Line:
    """A row that is not a task, such as a title above the head or the 索引号 of the page, as running text."""
    return Line(
        row.first, " ".join(cell.text.replace("\n", " ") for cell in row.cells if cell.text and not cell.spanned)
    )


def _without_rows(grid: Grid, count: int) -> Grid:
    above = sum(row.chars for row in grid.rows[:count])
    return replace(grid, rows=grid.rows[count:], raw_chars=grid.raw_chars - above)


def _problems(reader: _Reader) -> list[Problem]:
    problems: list[Problem] = []
    hidden: dict[str, list[int]] = {}
    for line, words in reader.hidden:
        hidden.setdefault(words, []).append(line)
    for words, places in list(hidden.items())[:20]:
        times = f"（共 {len(places)} 处）" if len(places) > 1 else ""
        message = f"网页里有读者看不到的文字“{clean_text(words).text[:60]}”{times}，没有导入。"
        problems.append(Problem(Severity.WARNING, message, line=places[0], check="import-hidden"))
    if reader.marked:
        message = "网页里有控制字符或看不见的字符，已去掉或显示为标记，请核对。"
        problems.append(Problem(Severity.WARNING, message, line=reader.marked[0], check="import-characters"))
    return problems
