"""Values made of others: lists, pairs, name tables and records with a fixed key order."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from gongkai_tui.storage.quoting import in_quotes
from gongkai_tui.storage.raw_shape import Raw, key_text
from gongkai_tui.storage.reading import BAD, UNKNOWN_KEY, Reading
from gongkai_tui.storage.yaml_nodes import MapNode, Node, SeqNode

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.storage.shapes import Shape

RAW = Raw()
_NAME_OF_A_KEY = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff-]{0,63}")
_EMPTY: tuple[Any, ...] = (None, "", (), {})


def _itself(value: Any) -> Any:
    return value


class Listing:
    """A list of one kind of value."""

    __slots__ = ("item", "most", "name_of", "unique")

    def __init__(self, item: Shape, *, identity: str = "", unique: bool = False, most: int = 2_000) -> None:
        self.item = item
        self.name_of: Callable[[Any], Any] = attrgetter(*identity.split(",")) if identity else _itself
        """What tells one item from another: attributes (`identity`, separated by commas), or the value itself."""
        self.unique = unique
        """Two items with one name are an error."""
        self.most = most

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is not SeqNode:
            return reading.error(node, "这里应是列表：每项一行，以“- ”开头。")
        if len(node.items) > self.most:
            return reading.error(node, f"列表有 {len(node.items):,} 项，超过上限 {self.most:,} 项。")
        read = self.item.read
        values = [read(child, reading) for child in node.items]
        if self.unique and len(values) > 1:
            self._refuse_twins(node, values, reading)
        return BAD if reading.failed and BAD in values else tuple(values)

    def _refuse_twins(self, node: SeqNode, values: list[Any], reading: Reading) -> None:
        names = [None if value is BAD else self.name_of(value) for value in values]
        if len(set(names)) == len(names):
            return
        seen: set[Any] = set()
        for child, name in zip(node.items, names, strict=True):
            if name in seen and name is not None:
                reading.error(child, f"{in_quotes(str(name))}在这个列表里写了两次：请只留一项。")
            seen.add(name)

    def write(self, prefix: str, pad: str, value: tuple[Any, ...], out: list[str]) -> None:
        """See `Shape.write`."""
        if not value:
            out.append(f"{prefix} []")
            return
        out.append(prefix)
        inner = pad + "  "
        dash = inner + "-"
        write = self.item.write
        for item in value:
            write(dash, inner, item, out)

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        return {"type": "array", "items": self.item.schema(), "maxItems": self.most}


class OneOrMany:
    """One value, or a list of two or more of its kind; the two ways to write it say the same tuple."""

    __slots__ = ("item", "many")

    def __init__(self, item: Shape) -> None:
        self.item = item
        self.many = Listing(item)

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is SeqNode:
            return self.many.read(node, reading)
        value = self.item.read(node, reading)
        return BAD if value is BAD else (value,)

    def write(self, prefix: str, pad: str, value: tuple[Any, ...], out: list[str]) -> None:
        """See `Shape.write`."""
        if len(value) == 1:
            self.item.write(prefix, pad, value[0], out)
        else:
            self.many.write(prefix, pad, value, out)

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        return {"anyOf": [self.item.schema(), self.many.schema()]}


class Pair:
    """Two whole numbers, first not above last, in one line: `[106, 108]`."""

    __slots__ = ("number",)

    def __init__(self, number: Shape) -> None:
        self.number = number

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is not SeqNode or len(node.items) != 2:  # noqa: PLR2004
            return reading.error(node, "这里应是起止两个行号，如 [106, 108]。")
        first, last = (self.number.read(child, reading) for child in node.items)
        if first is BAD or last is BAD:
            return BAD
        return (first, last) if first <= last else reading.error(node, "起始行号大于结束行号：请对调。")

    def write(self, prefix: str, pad: str, value: tuple[int, int], out: list[str]) -> None:  # noqa: ARG002
        """See `Shape.write`."""
        out.append(f"{prefix} [{value[0]}, {value[1]}]")

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        return {"type": "array", "items": self.number.schema(), "minItems": 2, "maxItems": 2}


class WordRow:
    """A list of known words, each at most once, written in one line: `[id, heading, due]`."""

    __slots__ = ("word",)

    def __init__(self, word: Shape) -> None:
        self.word = word

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is not SeqNode:
            return reading.error(node, "这里应是列表，如 [id, heading, due]。")
        words = [self.word.read(child, reading) for child in node.items]
        if BAD in words:
            return BAD
        if len(set(words)) < len(words):
            return reading.error(node, "同一个词在这个列表里写了两次：请只留一个。")
        return tuple(words)

    def write(self, prefix: str, pad: str, value: tuple[str, ...], out: list[str]) -> None:  # noqa: ARG002
        """See `Shape.write`."""
        out.append(f"{prefix} [{', '.join(value)}]")

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        return {"type": "array", "items": self.word.schema(), "uniqueItems": True}


class NameTable:
    """A mapping from free names (units) to one kind of value."""

    __slots__ = ("value",)

    def __init__(self, value: Shape) -> None:
        self.value = value

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is not MapNode:
            return reading.error(node, "这里应是“单位: 值”的形式，每个单位一行。")
        read = self.value.read
        values = {key: read(child, reading) for key, _line, child in node.entries}
        return BAD if reading.failed and BAD in values.values() else values

    def write(self, prefix: str, pad: str, value: dict[str, Any], out: list[str]) -> None:
        """See `Shape.write`."""
        if not value:
            out.append(f"{prefix} {{}}")
            return
        out.append(prefix)
        inner = pad + "  "
        for name, item in value.items():
            self.value.write(f"{inner}{key_text(name)}:", inner, item, out)

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        return {"type": "object", "additionalProperties": self.value.schema()}


class Field:
    """One key of a record: the attribute that holds it and the shape of its value."""

    __slots__ = ("attr", "key", "required", "shape")

    def __init__(self, key: str, shape: Shape, *, attr: str = "", required: bool = False) -> None:
        self.key = key
        self.shape = shape
        self.attr = attr or key
        self.required = required


class Record:
    """A mapping with known keys in canonical order, made into one domain object.

    Unknown keys go to `extra` and are reported; with `open_ended` false they are errors: there is no place for them.
    """

    __slots__ = ("by_key", "check", "fields", "make", "open_ended", "required")

    def __init__(
        self,
        make: Callable[..., Any],
        fields: tuple[Field, ...],
        *,
        open_ended: bool = True,
        check: Callable[[MapNode, dict[str, Any], Reading], None] | None = None,
    ) -> None:
        self.make = make
        self.fields = fields
        self.by_key = {field.key: field for field in fields}
        self.required = tuple(field for field in fields if field.required)
        self.open_ended = open_ended
        self.check = check

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is not MapNode:
            return reading.error(node, "这里应是“键: 值”的形式。")
        values: dict[str, Any] = {}
        extra: list[tuple[str, Any]] = []
        by_key = self.by_key
        bad = False
        for key, line, child in node.entries:
            field = by_key.get(key)
            if field is None:
                value = self._unknown(key, line, child, reading)
                extra.append((key, value))
            else:
                values[field.attr] = value = field.shape.read(child, reading)
            bad = bad or value is BAD
        if self._lacks_required(node, values, reading) or bad:
            return BAD
        if self.check is not None:
            self.check(node, values, reading)
        if extra:
            values["extra"] = tuple(extra)
        return self.make(**values)

    def _lacks_required(self, node: MapNode, values: dict[str, Any], reading: Reading) -> bool:
        missing = [field.key for field in self.required if field.attr not in values]
        for key in missing:
            reading.error(node, f"缺少必填的 {key}。", field=key)
        return bool(missing)

    def _unknown(self, key: str, line: int, child: Node, reading: Reading) -> Any:
        if not self.open_ended or not _NAME_OF_A_KEY.fullmatch(key) or key.lower() in self.by_key:
            known = "、".join(self.by_key)
            return reading.error(child, f"没有{in_quotes(key)}这个键：可用的键是 {known}。", line=line)
        reading.note(child, f"不认识的键“{key}”，原样保留。", line=line, check=UNKNOWN_KEY)
        value = RAW.read(child, reading)
        if value is not BAD:
            _refuse_odd_keys(child, reading)
        return value

    def write(self, prefix: str, pad: str, value: Any, out: list[str]) -> None:
        """See `Shape.write`."""
        inner = pad + "  "
        if not prefix.endswith("-"):
            out.append(prefix)
            self.write_fields(inner, value, out)
            return
        begin = len(out)
        self.write_fields(inner, value, out)
        out[begin] = f"{prefix} {out[begin][len(inner) :]}"

    def write_fields(self, pad: str, value: Any, out: list[str]) -> None:
        """Append the lines of every field that is not empty, then those of the unknown keys."""
        for field in self.fields:
            item = getattr(value, field.attr)
            if item is not None and (item not in _EMPTY or field.shape is RAW):
                field.shape.write(f"{pad}{field.key}:", pad, item, out)
        if self.open_ended:
            for key, raw in value.extra:
                RAW.write(f"{pad}{key_text(key)}:", pad, raw, out)

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        found: dict[str, Any] = {
            "type": "object",
            "properties": {field.key: field.shape.schema() for field in self.fields},
            "additionalProperties": self.open_ended,
        }
        if self.required:
            found["required"] = [field.key for field in self.required]
        return found


def _refuse_odd_keys(node: Node, reading: Reading) -> None:
    if isinstance(node, MapNode):
        for key, line, child in node.entries:
            if not _NAME_OF_A_KEY.fullmatch(key):
                message = f"键{in_quotes(key)}不能用：应以字母或汉字开头，只含字母、汉字、数字、- 和 _。"
                reading.error(child, message, line=line)
            _refuse_odd_keys(child, reading)
    elif isinstance(node, SeqNode):
        for item in node.items:
            _refuse_odd_keys(item, reading)
