"""The smallest change of a hand-styled file: only the lines of the fields that differ, comments and style kept."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from gongkai_tui.storage.raw_shape import key_text
from gongkai_tui.storage.record_shapes import RAW, Listing, NameTable, Record
from gongkai_tui.storage.scalar_text import double_quoted, is_plain
from gongkai_tui.storage.yaml_nodes import MapNode, Node, Scalar, SeqNode

if TYPE_CHECKING:
    from gongkai_tui.domain.file_parts import Extra
    from gongkai_tui.storage.shapes import Shape

_QUOTED_KEY = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_EMPTY: tuple[Any, ...] = (None, "", (), {})


class NotByLines(Exception):
    """The file is written in a way (in braces, for one) that line edits cannot serve."""


def edit_lines(text: str, root: MapNode, shape: Record, old: Any, new: Any) -> str:
    """Text in which `root`, read as `old`, says `new`; NotByLines where that cannot be done by lines.

    The caller reads the result back: this function promises small changes, not right ones.
    """
    editor = _Editor(text)
    editor.record(shape, root, old, new)
    return editor.result()


def keys_to_move(old: Extra, new: Extra) -> frozenset[str]:
    """Unknown keys of `new` to write behind the others: all but the longest beginning that keeps the order of `old`."""
    places = {key: place for place, (key, _) in enumerate(old)}
    last = -1
    kept = set()
    for key, _ in new:
        if places.get(key, -1) <= last:
            break
        last = places[key]
        kept.add(key)
    return frozenset(key for key, _ in new if key not in kept)


class _Editor:
    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._changes: list[tuple[int, int, list[str]]] = []
        """(first line, line after the last, lines that come in place), not overlapping."""

    def result(self) -> str:
        """Text with all changes made, last ones first so that line numbers stay right."""
        # What comes in at one line keeps its order: the rest of a list item stands before the next item.
        in_order = sorted(self._changes, key=lambda change: change[:2])
        for begin, end, lines in reversed(in_order):
            self._lines[begin:end] = lines
        return "\n".join(self._lines)

    def record(self, shape: Record, node: MapNode, old: Any, new: Any) -> None:
        """Change the entries of a mapping whose fields differ."""
        if node.flow:
            raise NotByLines
        entries = {key: (line, child) for key, line, child in node.entries}
        for number, field in enumerate(shape.fields):
            before, after = getattr(old, field.attr), getattr(new, field.attr)
            if before == after:
                continue
            earlier = tuple(known.key for known in shape.fields[:number])
            self._entry(node, entries, earlier, (field.key, field.shape, before, after))
        if shape.open_ended and old.extra != new.extra:
            self._table(RAW, node, dict(old.extra), dict(new.extra), keys_to_move(old.extra, new.extra))

    def _entry(
        self,
        node: MapNode,
        entries: dict[str, tuple[int, Node]],
        earlier: tuple[str, ...],
        change: tuple[str, Shape, Any, Any],
    ) -> None:
        key, shape, before, after = change
        if key not in entries:
            self._insert(node, [entries[name][1].last for name in earlier if name in entries], key, shape, after)
            return
        line, child = entries[key]
        if after in _EMPTY:
            self._delete(node, line, child)
        else:
            self._value(shape, child, before, after, (node, key, line))

    def _insert(self, node: MapNode, earlier: list[int], key: str, shape: Shape, value: Any) -> None:
        pad = " " * node.column
        lines: list[str] = []
        shape.write(f"{pad}{key_text(key)}:", pad, value, lines)
        at = (max(earlier) if earlier else node.entries[0][2].last) + 1
        self._changes.append((at, at, lines))

    def _delete(self, node: MapNode, line: int, child: Node) -> None:
        if line == node.line and self._lines[line][: node.column].strip():
            # The key stands behind the dash of a list item.
            raise NotByLines
        self._changes.append((line, child.last + 1, []))

    def _value(self, shape: Shape, node: Node, old: Any, new: Any, place: tuple[MapNode, str, int]) -> None:
        """Change one value; where its inside cannot be changed, write it anew."""
        kept = len(self._changes)
        try:
            if type(shape) is Record and type(node) is MapNode:
                self.record(shape, node, old, new)
            elif type(shape) is Listing and type(node) is SeqNode:
                self._list(shape, node, old, new)
            elif type(shape) is NameTable and type(node) is MapNode:
                self._table(shape.value, node, old, new)
            else:
                self._scalar(shape, node, new)
        except NotByLines:
            del self._changes[kept:]
            self._rewrite(shape, node, new, place)

    def _rewrite(self, shape: Shape, node: Node, new: Any, place: tuple[MapNode, str, int]) -> None:
        parent, key, line = place
        begin = self._lines[line]
        quoted = _QUOTED_KEY.match(begin, parent.column)
        prefix = begin[: parent.column] + (quoted[0] if quoted else key) + ":"
        lines: list[str] = []
        shape.write(prefix, " " * parent.column, new, lines)
        self._changes.append((line, node.last + 1, lines))

    def _scalar(self, shape: Shape, node: Node, new: Any) -> None:
        written: list[str] = []
        shape.write("", "", new, written)
        if type(node) is not Scalar or len(written) != 1 or node.line != node.last or node.style in ("|", ">"):
            raise NotByLines
        text = written[0].strip()
        if isinstance(new, str) and node.style == '"':
            text = double_quoted(new)
        elif isinstance(new, str) and node.style == "'" and (is_plain(new) or new.isprintable()):
            text = "'" + new.replace("'", "''") + "'"
        line = self._lines[node.line]
        self._changes.append((node.line, node.line + 1, [line[: node.column] + text + line[node.end_column :]]))

    def _table(
        self,
        shape: Shape,
        node: MapNode,
        old: dict[str, Any],
        new: dict[str, Any],
        moved: frozenset[str] = frozenset(),
    ) -> None:
        """Change the entries of a mapping with free keys; those that are `moved` go to its end, in the new order."""
        if node.flow:
            raise NotByLines
        for key, line, child in node.entries:
            if key in old and (key not in new or key in moved):
                self._delete(node, line, child)
            elif key in new and key in old and old[key] != new[key]:
                self._value(shape, child, old[key], new[key], (node, key, line))
        lines: list[str] = []
        pad = " " * node.column
        for key, value in new.items():
            if key not in old or key in moved:
                shape.write(f"{pad}{key_text(key)}:", pad, value, lines)
        if lines:
            self._changes.append((node.last + 1, node.last + 1, lines))

    def _list(self, shape: Listing, node: SeqNode, old: tuple[Any, ...], new: tuple[Any, ...]) -> None:
        if node.flow or not node.items:
            raise NotByLines
        try:
            matcher = SequenceMatcher(None, [*map(shape.name_of, old)], [*map(shape.name_of, new)], autojunk=False)
            steps = matcher.get_opcodes()
        except TypeError:
            raise NotByLines from None
        for step, old_from, old_to, new_from, new_to in steps:
            if step == "equal":
                for number in range(old_to - old_from):
                    self._item(shape, node, old_from + number, (old[old_from + number], new[new_from + number]))
            else:
                self._replace_items(shape, node, (old_from, old_to), new[new_from:new_to])

    def _item(self, shape: Listing, node: SeqNode, number: int, values: tuple[Any, Any]) -> None:
        old, new = values
        child = node.items[number]
        if old == new:
            return
        if type(shape.item) is Record and type(child) is MapNode:
            kept = len(self._changes)
            try:
                self.record(shape.item, child, old, new)
            except NotByLines:
                del self._changes[kept:]
            else:
                return
        self._replace_items(shape, node, (number, number + 1), (new,))

    def _replace_items(self, shape: Listing, node: SeqNode, span: tuple[int, int], new: tuple[Any, ...]) -> None:
        pad = " " * node.column
        lines: list[str] = []
        for value in new:
            shape.item.write(f"{pad}-", pad, value, lines)
        begin, end = span
        first = self._dash(node, begin) if begin < len(node.items) else node.last + 1
        if begin == end:
            # After the item before, not before the comments of the item after.
            first = node.items[begin - 1].last + 1 if begin else first
            self._changes.append((first, first, lines))
        else:
            self._changes.append((first, node.items[end - 1].last + 1, lines))

    def _dash(self, node: SeqNode, number: int) -> int:
        line = node.items[number].line
        while self._lines[line][node.column : node.column + 1] != "-":
            line -= 1
            if line < node.line:
                raise NotByLines
        if self._lines[line][: node.column].strip():
            # A list that begins on the line of another item's dash.
            raise NotByLines
        return line
