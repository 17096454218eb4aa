"""The canonical form, read line by line without a YAML library.

Our own files are canonical, so nearly all reading happens here, at several times the speed of libyaml and without
importing it. Whatever is not plainly canonical is left to `yaml_strict`, which decides what is right and what is not.
"""

from __future__ import annotations

import re

from gongkai_tui.storage.yaml_nodes import MapNode, Node, Scalar, SeqNode

_KEY = re.compile(r"([A-Za-z][A-Za-z0-9_]{0,63}|[\u4e00-\u9fff（）]{1,60}):(?: (?=\S)|$)")
_OTHER_TYPE_KEYS = frozenset({"null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE"})
_PLAIN = re.compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=](?:[^\t:#]*[^\s:#])?|[0-9]{4}-[0-9]{2}-[0-9]{2}|-[a-z]+(?:,-?[a-z]+)*"
)
_PLAIN_MORE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=](?:[^\t:#]|:(?! |\t|$)|(?<![ \t])#)*(?<![\s:])")
_QUOTED = re.compile(r'"([^"\\\t]*)"')
_QUOTED_MORE = re.compile(r'"((?:[^"\\\t]|\\["\\nt])*)"')
_ESCAPE = re.compile(r'\\(["\\nt])')
_ESCAPED = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}
_WORDS = re.compile(r"\[([A-Za-z0-9_]+(?:, [A-Za-z0-9_]+)*)?\]")
_INDENT = 2
_MAX_COLUMN = 24
_SHORT, _MOST_KNOWN = 60, 2_000
_known: dict[str, tuple[str, str, str, int]] = {}
"""Short lines met before: key, text, style, and where the text begins. Units and roles stand in file after file."""


class _NotCanonical(Exception):
    """Left to the full reader."""


def read_quick(text: str) -> MapNode | None:
    """Tree of a canonical file; None where the text is anything else (right or wrong is not decided here)."""
    lines = text.split("\n")
    if lines.pop() or not lines:
        return None
    # A line that no mapping can take: it ends the last one without a look at the index.
    lines.append("\0")
    try:
        root, end = _mapping(lines, 0, 0, lines[0])
    except _NotCanonical:
        return None
    return root if end == len(lines) - 1 else None


def _mapping(lines: list[str], at: int, column: int, first: str) -> tuple[MapNode, int]:
    """Mapping whose first key stands in `first` (from `column` of line `at`); gives it and the line after it."""
    node = MapNode(at, column)
    entries = node.entries
    seen: set[str] = set()
    if column > _MAX_COLUMN:
        raise _NotCanonical
    rest = first
    pad = " " * column
    while True:
        key, value, after = _entry(lines, at, column, rest)
        if key in seen or key in _OTHER_TYPE_KEYS:
            raise _NotCanonical
        seen.add(key)
        entries.append((key, at, value))
        at = after
        line = lines[at]
        if not line.startswith(pad) or line == "\0":
            break
        rest = line[column:]
        if rest[:1] in " -":
            # Deeper than this mapping, or an item of a list around it.
            break
    node.last = value.last
    return node, at


def _entry(lines: list[str], at: int, column: int, rest: str) -> tuple[str, Node, int]:
    """Key that stands in `rest` (from `column` of line `at`), its value, and the line after that."""
    known = _known.get(rest)
    if known is not None:
        key, text, style, begin = known
        return key, Scalar(text, style, at, at, column + begin, column + len(rest)), at + 1
    match = _KEY.match(rest)
    if match is None:
        raise _NotCanonical
    key = match[1]
    value, after = _value(lines, at, column, rest, match.end())
    if type(value) is Scalar and after == at + 1 and len(rest) <= _SHORT:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[rest] = key, value.text, value.style, value.column - column
    return key, value, after


def _value(lines: list[str], at: int, column: int, rest: str, begin: int) -> tuple[Node, int]:
    """Value of a key on line `at`, whose mapping stands at `column`; `rest[begin:]` is what follows the key."""
    if begin == len(rest):
        return _nested(lines, at + 1, column + _INDENT)
    raw = rest[begin:]
    if raw == "|-":
        return _literal(lines, at, column + begin, column + _INDENT)
    return _inline(raw, at, column + begin), at + 1


def _nested(lines: list[str], at: int, column: int) -> tuple[Node, int]:
    line = lines[at]
    if not line.startswith(" " * column):
        raise _NotCanonical
    rest = line[column:]
    if rest.startswith("- "):
        return _sequence(lines, at, column)
    return _mapping(lines, at, column, rest)


def _sequence(lines: list[str], at: int, column: int) -> tuple[SeqNode, int]:
    node = SeqNode(at, column)
    items = node.items
    dash = " " * column + "- "
    inner = column + _INDENT
    while True:
        line = lines[at]
        if not line.startswith(dash):
            break
        rest = line[inner:]
        item: Node
        if rest in _known or _KEY.match(rest):
            item, at = _mapping(lines, at, inner, rest)
        else:
            item, at = _inline(rest, at, inner), at + 1
        items.append(item)
    node.last = item.last
    return node, at


def _literal(lines: list[str], at: int, column: int, indent: int) -> tuple[Scalar, int]:
    """Text after `|-` on line `at`; its lines begin at `indent`."""
    pad = " " * indent
    first = at + 1
    end = first
    line = lines[end]
    while line.startswith(pad) or not line:
        end += 1
        line = lines[end]
    body = [text[indent:] for text in lines[first:end]]
    if not body or not body[-1].strip() or not body[0] or body[0][0] in " \t":
        raise _NotCanonical
    return Scalar("\n".join(body), "|", at, end - 1, column, 0), end


def _inline(raw: str, at: int, column: int) -> Node:
    """Value that stands wholly on line `at`."""
    end = column + len(raw)
    if _PLAIN.fullmatch(raw) or _PLAIN_MORE.fullmatch(raw):
        return Scalar(raw, "", at, at, column, end)
    match = _QUOTED.fullmatch(raw)
    if match:
        return Scalar(match[1], '"', at, at, column, end)
    match = _QUOTED_MORE.fullmatch(raw)
    if match:
        return Scalar(_ESCAPE.sub(lambda found: _ESCAPED[found[1]], match[1]), '"', at, at, column, end)
    match = _WORDS.fullmatch(raw)
    if match is None:
        raise _NotCanonical
    node = SeqNode(at, column, flow=True)
    start = column + 1
    for word in match[1].split(", ") if match[1] else ():
        node.items.append(Scalar(word, "", at, at, start, start + len(word)))
        start += len(word) + 2
    node.end_column = end
    return node
