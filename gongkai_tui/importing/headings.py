"""Section and heading of every entry: printed, carried down from a merged cell, or found in the body's outline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.heading_marks import bare_title
from gongkai_tui.importing.likeness import heading_like
from gongkai_tui.importing.likening import likeness
from gongkai_tui.importing.lines import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.entries import Entry
    from gongkai_tui.importing.outline import Node, Outline

_CERTAIN: Final = 0.9
_NEARLY: Final = 0.65
_SECTION_LEVEL: Final = 1
_ITEM_LEVEL: Final = 2


@dataclass
class Placed:
    """An entry with its section and heading."""

    entry: Entry
    section: str
    heading: str
    carried: list[str] = field(default_factory=list)
    """Names of the fields that were carried down."""
    hints: list[str] = field(default_factory=list)
    node: Node | None = None
    """Where the requirement stands in the body."""
    opens: bool = False
    """A heading is printed in this row."""


class _State:
    """What the rows above leave for the rows below."""

    def __init__(self, outline: Outline, printed: dict[int, str]) -> None:
        self.outline = outline
        self.printed = printed
        """Words with which the table prints a section of the outline, by id of the node."""
        self.section = ""
        self.heading = ""
        self.heading_labelled = False
        """The heading was printed as a line of its own between rows."""
        self.labelled = False
        """The section was printed as a line of its own between rows."""

    def words_of(self, node: Node) -> str:
        """Section as the table prints it somewhere, else as the body does."""
        return self.printed.get(id(node.section), node.section.title)


def place_entries(entries: Sequence[Entry], outline: Outline, *, two_levels: bool) -> list[Placed]:
    """Give every entry its section and heading; `two_levels` when the table has a column for each."""
    state = _State(outline, _printed_sections(entries, outline))
    placed: list[Placed] = []
    ranks = {entry.label_rank for entry in entries if entry.label_rank}
    alone = len(ranks) == 1 and not two_levels and not _head_one_row_each(entries)
    for entry in entries:
        if entry.label_rank:
            _take_label(entry, state, alone=alone)
            continue
        node = outline.locate("".join(entry.requirement))
        item = Placed(entry, "", "", node=node)
        if two_levels:
            _from_two_columns(item, state)
        else:
            _from_one_column(item, state)
        _fill_from_body(item, state)
        _compare(item, outline)
        state.labelled = state.labelled and item.section == state.section
        state.heading_labelled = state.heading_labelled and item.heading == state.heading
        state.section, state.heading = item.section, item.heading
        placed.append(item)
    return placed


def _head_one_row_each(entries: Sequence[Entry]) -> bool:
    """Every row has a heading of its own above it and names no task: cards, not sections."""
    labels = sum(bool(entry.label_rank) for entry in entries)
    rows = [entry for entry in entries if not entry.label_rank]
    return len(rows) > 2 and labels >= len(rows) and not any(entry.task for entry in rows)  # noqa: PLR2004


def _printed_sections(entries: Sequence[Entry], outline: Outline) -> dict[int, str]:
    printed: dict[int, str] = {}
    for entry in entries:
        for words in (entry.section, *entry.task):
            found = outline.match(bare_title(words), _SECTION_LEVEL)
            if found is not None and not _is_item(words, outline):
                printed.setdefault(id(found.node), bare_title(words))
    return printed


def _is_item(words: str, outline: Outline) -> bool:
    """`words` are more like an item than like a section."""
    item = outline.match(bare_title(words), _ITEM_LEVEL)
    section = outline.match(bare_title(words), _SECTION_LEVEL)
    return item is not None and (section is None or item.score > section.score)


def _take_label(entry: Entry, state: _State, *, alone: bool) -> None:
    """Take on a heading between rows; `alone` when all such headings of the table have one rank."""
    words = squeeze(bare_title(entry.section))
    if (entry.label_rank == _SECTION_LEVEL or alone) and not _is_item(words, state.outline):
        state.section, state.heading, state.labelled = words, "", True
    else:
        state.heading, state.heading_labelled = words, True


def _from_two_columns(item: Placed, state: _State) -> None:
    section = bare_title(item.entry.section)
    heading = "".join(bare_title(text) for text in item.entry.task)
    if section and not heading and _is_item(section, state.outline):
        item.hints.append("二级标题印在一级栏内，已按正文提纲作为工作任务")
        section, heading = "", section
    new_section = bool(section) and section != state.section
    if not section and state.section:
        section = _section_above(item, heading, state)
    item.opens = bool(heading) and heading != state.heading
    if not heading and state.heading and not new_section:
        heading = state.heading
        item.carried += [] if state.heading_labelled else ["工作任务"]
    item.section, item.heading = section, heading


def _section_above(item: Placed, heading: str, state: _State) -> str:
    """The section carried down, unless the outline puts a printed heading under another one."""
    found = state.outline.match(heading, _ITEM_LEVEL) if heading and not state.labelled else None
    current = state.outline.match(state.section, _SECTION_LEVEL)
    if found is not None and current is not None and found.score >= _CERTAIN and found.node.section is not current.node:
        item.hints.append("章节栏为空，章节按正文提纲填写")
        return state.words_of(found.node)
    if not state.labelled:
        item.carried.append("章节")
    return state.section


def _from_one_column(item: Placed, state: _State) -> None:
    """One column for section and heading together: the outline tells them apart."""
    texts = [bare_title(text) for text in _parted(item.entry.task, state.outline)]
    if item.entry.section:
        item.section = bare_title(item.entry.section)
    sections = [text for text in texts if _is_section(text, state.outline)]
    if sections and len(sections) + bool(texts[len(sections) :]) <= len(texts) + 1 and not item.entry.section:
        item.section = sections[0]
        texts = [text for text in texts if text not in sections]
        lost = not texts
    else:
        lost = False
    item.heading = "".join(texts)
    item.opens = bool(item.heading) and item.heading != state.heading
    if lost:
        _heading_from_requirement(item, state)
        return
    if not item.heading and state.heading and not (item.section and item.section != state.section):
        item.heading = state.heading
        item.carried += [] if state.heading_labelled else ["工作任务"]
    if not item.section:
        _section_of_heading(item, state)


def _parted(texts: tuple[str, ...], outline: Outline) -> tuple[str, ...]:
    """A section and a heading run together in one paragraph, parted where the outline says so."""
    if len(texts) != 1 or not outline.nodes:
        return texts
    words = texts[0]
    for node in outline.nodes:
        rest = words[len(node.title) :]
        if node.level == _SECTION_LEVEL and node.title and words.startswith(node.title) and rest:
            found = outline.match(bare_title(rest), _ITEM_LEVEL)
            if found is not None and found.score >= _CERTAIN:
                return node.title, rest
    return texts


def _is_section(words: str, outline: Outline) -> bool:
    return outline.match(words, _SECTION_LEVEL) is not None and not _is_item(words, outline)


def _heading_from_requirement(item: Placed, state: _State) -> None:
    """The heading may have slipped into the requirement cell as its first paragraph."""
    requirement = item.entry.requirement
    if len(requirement) > 1 and heading_like(requirement[0]):
        found = state.outline.match(bare_title(requirement[0]), _ITEM_LEVEL)
        if found is not None and found.score >= _CERTAIN:
            item.heading = squeeze(bare_title(requirement[0]))
            item.entry.requirement = requirement[1:]
            item.hints.append("工作任务印在具体要求栏的第一段，已移作工作任务")


def _section_of_heading(item: Placed, state: _State) -> None:
    if state.labelled:
        item.section = state.section
        return
    found = state.outline.match(item.heading, _ITEM_LEVEL) if item.heading else None
    if found is not None and found.node.parent is not None:
        item.section = state.words_of(found.node)
        item.hints.append("章节未印在本行，已按正文提纲填写")
    elif state.section:
        item.section = state.section
        item.carried.append("章节")


def _fill_from_body(item: Placed, state: _State) -> None:
    """What the table does not say at all is looked up where the requirement stands in the body."""
    node = item.node
    if node is None or node.level > _ITEM_LEVEL:
        return
    if not item.heading and node.level == _ITEM_LEVEL:
        above = state.outline.match(state.heading, _ITEM_LEVEL) if state.heading else None
        item.heading = state.heading if above is not None and above.node is node else node.title
        item.hints.append(f"工作任务一栏没有标题，已按正文{node.section.number}{node.number}填写")
    if not item.section:
        item.section = state.words_of(node)
        item.hints.append("章节未印在表中，已按正文提纲填写")


def _compare(item: Placed, outline: Outline) -> None:
    """A printed heading that the outline words a little differently is for a person to look at."""
    if not item.entry.task and not item.carried:
        return
    found = outline.match(item.heading)
    if found is not None and _NEARLY <= likeness(item.heading, found.node.title) < 1.0:
        item.hints.append(f"工作任务与正文提纲“{found.node.title}”用字不同，请核对")
