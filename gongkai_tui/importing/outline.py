"""The outline of the body: 一、 sections, （一） items, and the text under each."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.plan import OutlineItem, Section
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.front_matter import plan_title_like
from gongkai_tui.importing.heading_marks import Mark, bare_title, heading_mark
from gongkai_tui.importing.likening import bare, grams, likeness
from gongkai_tui.importing.limits import MAX_HEADINGS
from gongkai_tui.importing.lines import squeeze
from gongkai_tui.importing.printed_dates import date_of
from gongkai_tui.importing.statements import find_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.importing.paragraphs import Paragraph

_LONGEST_TITLE: Final = 60
_COLON_TITLE: Final = re.compile(r"[\u4e00-\u9fff“”\"]{4,20}[：:]\s*(?=[^\s\d第（(])")
_MAX_READ: Final = 2_000
_SHORTEST_LINE: Final = 4
_LONGEST_LINE: Final = 25
_ALIKE: Final = 0.6
_SURE: Final = 0.5
_MAX_COMPARED: Final = 80


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one paragraph."""

    paragraph: Paragraph
    start: int = 0
    """Offset in the paragraph."""

    @property
    def text(self) -> str:
        """The words from `start` on."""
        return self.paragraph.text[self.start :]


@dataclass
class Node:
    """A heading of the body with the text under it."""

    level: int
    """1 for a section, 2 for an item, 3 and more for what stands below."""
    number: str
    title: str
    line: int
    pieces: list[Piece] = field(default_factory=list)
    parent: Node | None = None
    sentence: str = ""
    """The title as printed, with its full stop."""

    @property
    def section(self) -> Node:
        """The uppermost node above, or this one."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    @property
    def text(self) -> str:
        """All text under the heading, without the headings below."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Found:
    """An outline heading that words were matched with."""

    node: Node
    score: float


class Outline:
    """Headings of the body in document order."""

    def __init__(self, preamble: Sequence[Paragraph], nodes: Sequence[Node]) -> None:
        self.preamble = tuple(preamble)
        self.nodes = tuple(nodes)
        self._texts = {id(node): bare(node.title + node.text) for node in nodes}
        self._gram_nodes: dict[str, list[int]] = defaultdict(list)
        for index, node in enumerate(nodes):
            for gram in grams(node.title + node.text):
                self._gram_nodes[gram].append(index)
        self._matched: dict[tuple[str, int], Found | None] = {}

    def sections(self) -> tuple[Section, ...]:
        """The two upper levels as they go into plan.yaml."""
        items: dict[int, list[OutlineItem]] = defaultdict(list)
        for node in self.nodes:
            if node.level == 2 and node.parent is not None:  # noqa: PLR2004
                items[id(node.parent)].append(OutlineItem(node.number, node.title))
        return tuple(Section(node.title, node.number, tuple(items[id(node)])) for node in self.nodes if node.level == 1)

    def match(self, words: str, level: int = 0) -> Found | None:
        """The heading (of `level`, or of any level for 0) that `words` are most like, if alike enough."""
        key = (words, level)
        if key not in self._matched:
            self._matched[key] = self._match(words, level)
        return self._matched[key]

    def _match(self, words: str, level: int) -> Found | None:
        if not words or len(words) > _MAX_COMPARED:
            return None
        best: Found | None = None
        for node in self.nodes:
            if level in {0, node.level} and node.level <= 2:  # noqa: PLR2004
                score = likeness(words, node.title)
                if best is None or score > best.score:
                    best = Found(node, score)
        return best if best is not None and best.score >= _ALIKE else None

    def locate(self, text: str) -> Node | None:
        """The node under which `text` stands, nearly word for word, or None."""
        counts: dict[int, int] = defaultdict(int)
        wanted = grams(text)
        for gram in wanted:
            for index in self._gram_nodes.get(gram, ()):
                counts[index] += 1
        if not counts:
            return None
        index = max(counts, key=lambda place: (counts[place], -place))
        return self.nodes[index] if counts[index] >= _SURE * len(wanted) else None

    def holds(self, node: Node, text: str) -> bool:
        """`text` stands under `node` word for word, punctuation apart."""
        return bare(text) in self._texts[id(node)]


def read_outline(paragraphs: Iterable[Paragraph]) -> Outline:
    """Outline of running text; paragraphs before the first heading are the preamble."""
    paragraphs = list(paragraphs)
    marks = [(paragraph, heading_mark(paragraph.text)) for paragraph in paragraphs]
    ranks = sorted({mark.rank for _, mark in marks if mark is not None})
    lowest = 1 if not ranks or ranks[0] == 1 else 2
    levels = {rank: place + lowest for place, rank in enumerate(ranks)}
    preamble: list[Paragraph] = []
    nodes: list[Node] = []
    open_nodes: dict[int, Node] = {}
    for paragraph, mark in marks:
        if mark is None:
            if nodes:
                nodes[-1].pieces.append(Piece(paragraph))
            else:
                preamble.append(paragraph)
            continue
        node = _node(paragraph, mark, levels[mark.rank])
        node.parent = next((open_nodes[level] for level in range(node.level - 1, 0, -1) if level in open_nodes), None)
        open_nodes = {level: other for level, other in open_nodes.items() if level < node.level} | {node.level: node}
        nodes.append(node)
        if len(nodes) > MAX_HEADINGS:
            raise DocumentError(f"正文里的标题超过 {MAX_HEADINGS} 个，不像一份工作要点，没有读取。")
    return Outline(preamble, nodes)


def _colon_title(text: str, start: int, end: int) -> int:
    """End of a short title with a colon and a sentence behind it: 1.优化营商环境：公布惠企政策。; 0 without one."""
    match = _COLON_TITLE.match(text, start, end)
    return match.end() - 1 if match and "。" in text[match.end() : end] else 0


def _node(paragraph: Paragraph, mark: Mark, level: int) -> Node:
    """The heading is what stands before the first full stop or statement of units; the rest is text under it."""
    text = paragraph.text
    stated = next((statement.start for statement in find_statements(text[: mark.length + _MAX_READ])), len(text))
    stop = _colon_title(text, mark.length, stated) or text.find("。", mark.length, stated)
    if stop < 0 or stop == len(text) - 1:
        stop = stated
    if stop - mark.length > _LONGEST_TITLE:
        return Node(level, mark.number, "", paragraph.first, [Piece(paragraph, mark.length)])
    node = Node(level, mark.number, squeeze(bare_title(text[mark.length : stop])), paragraph.first)
    after = stop if stop == stated else stop + 1
    node.sentence = text[mark.length : after].strip().strip("*#").strip()
    if after < len(text):
        node.pieces.append(Piece(paragraph, after))
    return node


def unnumbered_nodes(paragraphs: Sequence[Paragraph]) -> tuple[Node, ...]:
    """Nodes of running text without any numbers, from the first statement of units on: a short line is a heading."""
    stated = [place for place, paragraph in enumerate(paragraphs) if find_statements(paragraph.text)]
    if len(stated) < 2:  # noqa: PLR2004
        return ()
    first = stated[0] - (stated[0] > 0 and _short_line(paragraphs[stated[0] - 1]))
    nodes: list[Node] = []
    for paragraph in paragraphs[first:]:
        if _short_line(paragraph):
            nodes.append(Node(2, "", squeeze(paragraph.text), paragraph.first))
        elif nodes:
            nodes[-1].pieces.append(Piece(paragraph))
        else:
            nodes.append(Node(2, "", "", paragraph.first, [Piece(paragraph)]))
    return tuple(nodes)


def _short_line(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    plain = not any(char in text for char in "。；：:，（(") and not plan_title_like(text) and not date_of(text)
    return _SHORTEST_LINE <= len(text) <= _LONGEST_LINE and plain
