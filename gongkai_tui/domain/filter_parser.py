"""Grammar of the filter language (README.md, 筛选): text to a tree of conditions.

filter := any* ; any := one ("|" one)* ; one := "!"* ( "(" filter ")" | phrase | field | word | "~" word )
field := name ("<=" | ">=" | "!=" | "<" | ">" | "=" | ":") value ("," value)*
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.encoding import SET_UTF_8, unread_place
from gongkai_tui.domain.errors import FilterError
from gongkai_tui.domain.filter_text import read_text

if TYPE_CHECKING:
    from typing import TypeAlias

MAX_DEPTH = 20
"""Nested brackets; more is a slip of the keyboard."""

_OPERATORS = ("<=", ">=", "!=", "<", ">", "=", ":")


class Value(NamedTuple):
    """One value of a field and where it stands."""

    text: str
    place: int


class Word(NamedTuple):
    """A bare word or a quoted phrase."""

    text: str
    place: int
    quoted: bool


class FieldTerm(NamedTuple):
    """`name operator value,value`; the name is as typed."""

    name: str
    operator: str
    values: tuple[Value, ...]
    place: int
    """Of the name."""
    end: int
    """Behind the last value."""


class Sparse(NamedTuple):
    """`~word`: its characters in their order, others between them."""

    text: str
    place: int


class Not(NamedTuple):
    """The opposite of one condition."""

    node: Node


class AnyOf(NamedTuple):
    """At least one holds."""

    nodes: tuple[Node, ...]


class AllOf(NamedTuple):
    """Every one holds; with none, everything matches."""

    nodes: tuple[Node, ...]


Node: TypeAlias = "Word | Sparse | FieldTerm | Not | AnyOf | AllOf"


def parse(text: str) -> AllOf:
    """Return the tree of a filter. Raises FilterError, whose position points into `text`."""
    broken = unread_place(text)
    if broken is not None:
        raise error_at(broken, SET_UTF_8)
    return _Parser(text).whole()


def error_at(place: int, message: str) -> FilterError:
    """Return the error for the 0-based `place`, which people count from 1."""
    return FilterError(f"筛选第 {place + 1} 个字处：{message}", place)


class _Parser:
    """A cursor over the normalised text."""

    def __init__(self, text: str) -> None:
        self.chars, self.places = read_text(text)
        self.at = 0
        self.depth = 0

    def whole(self) -> AllOf:
        nodes = self._all_of()
        if self.at < len(self.chars):
            raise error_at(self._place(), "多了一个“)”，前面没有与它配对的“(”。")
        return nodes

    def _all_of(self) -> AllOf:
        nodes = []
        while self._peek() not in ("", ")"):
            nodes.append(self._any_of())
        return AllOf(tuple(nodes))

    def _any_of(self) -> Node:
        nodes = [self._one()]
        while self._peek() == "|":
            self.at += 1
            nodes.append(self._one())
        return nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes))

    def _one(self) -> Node:
        negated = False
        char = self._peek()
        while char == "!":
            negated = not negated
            self.at += 1
            char = self._peek()
        if char in ("", "|", ")"):
            raise error_at(self._place(), "这里缺少一个条件（词、“引号里的整句”或 字段:值）。")
        node = self._group() if char == "(" else self._term()
        return Not(node) if negated else node

    def _group(self) -> Node:
        opened = self._place()
        if self.depth == MAX_DEPTH:
            raise error_at(opened, f"括号套得太深，最多 {MAX_DEPTH} 层。")
        self.depth += 1
        self.at += 1
        nodes = self._all_of()
        if self._peek() != ")":
            raise error_at(opened, "“(”没有配对的“)”；要找括号本身，请给整句加引号。")
        self.at += 1
        self.depth -= 1
        if not nodes.nodes:
            raise error_at(opened, "括号里没有条件。")
        return nodes

    def _term(self) -> Node:
        start = self.at
        if self.chars[start] == '"':
            self.at = self._after_quote(start)
            return Word(self.chars[start + 1 : self.at - 1], self.places[start], quoted=True)
        end = self._end_of_term()
        if self.chars[start] == "~":
            self.at = end
            return self._sparse(start, end)
        split = _find_operator(self.chars, start, end)
        self.at = end
        if split is None:
            return Word(self.chars[start:end].replace('"', ""), self.places[start], quoted=False)
        name_end, operator = split
        values = self._values(name_end + len(operator), end)
        return FieldTerm(self.chars[start:name_end], operator, values, self.places[start], self.places[end])

    def _sparse(self, start: int, end: int) -> Sparse:
        text = "".join(self.chars[start + 1 : end].replace('"', "").split())
        if not text:
            raise error_at(self.places[start], "“~”后面缺少要找的字。")
        return Sparse(text, self.places[start])

    def _end_of_term(self) -> int:
        """Return where the term ends: at a space, a bar, or the bracket that closes the group around it."""
        at, inner = self.at, 0
        while at < len(self.chars):
            char = self.chars[at]
            if char.isspace() or char == "|" or (char == ")" and self.depth and not inner):
                break
            inner += (char == "(") - (char == ")" and inner > 0)
            at = self._after_quote(at) if char == '"' else at + 1
        return at

    def _after_quote(self, at: int) -> int:
        closing = self.chars.find('"', at + 1)
        if closing < 0:
            raise error_at(self.places[at], "引号没有配对。")
        return closing + 1

    def _values(self, start: int, end: int) -> tuple[Value, ...]:
        values = []
        begin = at = start
        while at <= end:
            if at == end or self.chars[at] == ",":
                text = self.chars[begin:at].replace('"', "").strip()
                if not text:
                    raise error_at(self.places[begin], "这里缺少一个值。")
                values.append(Value(text, self.places[begin]))
                begin = at + 1
            at = self._after_quote(at) if at < end and self.chars[at] == '"' else at + 1
        return tuple(values)

    def _peek(self) -> str:
        """Skip spaces and return the next character, empty at the end."""
        while self.at < len(self.chars) and self.chars[self.at].isspace():
            self.at += 1
        return self.chars[self.at] if self.at < len(self.chars) else ""

    def _place(self) -> int:
        return self.places[self.at]


def _find_operator(chars: str, start: int, end: int) -> tuple[int, str] | None:
    """Return where a field name ends and its operator, or None for a word such as `https://…`."""
    for at in range(start, end):
        found = next((sign for sign in _OPERATORS if chars.startswith(sign, at, end)), "")
        if found:
            looks_like_name = at > start and not chars.startswith("://", at, end)
            return (at, found) if looks_like_name else None
        if not chars[at].isalpha():
            return None
    return None
