"""What a YAML file says, with the place of every part, before the schema gives it types."""

from __future__ import annotations


class YamlProblem(Exception):
    """Text that is not a YAML file of ours.

    `message` is one Chinese sentence; `line` and `column` are 1-based, None where the whole file is meant.
    """

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


class Scalar:
    """One value: the text that stands there, escapes resolved, before any typing."""

    __slots__ = ("column", "end_column", "last", "line", "style", "text")

    def __init__(self, text: str, style: str, line: int, last: int, column: int, end_column: int) -> None:
        self.text = text
        self.style = style
        """Empty for plain, otherwise `'`, `"`, `|` or `>`."""
        self.line = line
        """0-based line on which it begins."""
        self.last = last
        """0-based last line that belongs to it."""
        self.column = column
        """0-based column on which it begins."""
        self.end_column = end_column
        """0-based column after its end on the last line; 0 for block text."""


class MapNode:
    """A mapping: `entries` are (key, 0-based line of the key, value) in file order."""

    __slots__ = ("column", "end_column", "entries", "flow", "last", "line")

    def __init__(self, line: int, column: int, *, flow: bool = False) -> None:
        self.entries: list[tuple[str, int, Node]] = []
        self.line = line
        self.column = column
        self.last = line
        self.end_column = 0
        self.flow = flow
        """Written in one line with braces."""


class SeqNode:
    """A list in file order."""

    __slots__ = ("column", "end_column", "flow", "items", "last", "line")

    def __init__(self, line: int, column: int, *, flow: bool = False) -> None:
        self.items: list[Node] = []
        self.line = line
        self.column = column
        self.last = line
        self.end_column = 0
        self.flow = flow
        """Written in one line with brackets."""


Node = Scalar | MapNode | SeqNode
