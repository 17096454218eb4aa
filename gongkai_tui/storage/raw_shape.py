"""Values that our schema does not type: unknown keys and the sides of a conflict, kept as they stand."""

from __future__ import annotations

from typing import Any

from gongkai_tui.storage.reading import BAD, Reading
from gongkai_tui.storage.scalar_text import double_quoted, is_plain, looks_like_other_type
from gongkai_tui.storage.yaml_nodes import MapNode, Node, Scalar

MAX_RAW = 20_000


class Quoted(str):
    """Raw text that stood in quotes and would be another type to other tools without them."""

    __slots__ = ()


class Raw:
    """Text, or lists and mappings of it; equal when the source texts are equal."""

    __slots__ = ()

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if isinstance(node, Scalar):
            return self._text(node, reading)
        if isinstance(node, MapNode):
            pairs = [(key, self.read(child, reading)) for key, _line, child in node.entries]
            return BAD if any(value is BAD for _key, value in pairs) else dict(pairs)
        items = [self.read(child, reading) for child in node.items]
        return BAD if any(value is BAD for value in items) else items

    @staticmethod
    def _text(node: Scalar, reading: Reading) -> Any:
        text = node.text
        if len(text) > MAX_RAW:
            return reading.error(node, f"文字有 {len(text):,} 字，超过上限 {MAX_RAW:,} 字。")
        try:
            double_quoted(text)
        except ValueError as error:
            return reading.error(node, str(error))
        return Quoted(text) if node.style in ("'", '"') and (not text or looks_like_other_type(text)) else text

    def write(self, prefix: str, pad: str, value: Any, out: list[str]) -> None:
        """See `Shape.write`."""
        if isinstance(value, dict):
            self._write_map(prefix, pad, value, out)
        elif isinstance(value, (list, tuple)):
            self._write_list(prefix, pad, list(value), out)
        else:
            text = value if isinstance(value, str) else "" if value is None else str(value)
            written = raw_text(text)
            out.append(f"{prefix} {written}" if written else prefix)

    def _write_map(self, prefix: str, pad: str, value: dict[str, Any], out: list[str]) -> None:
        if not value:
            out.append(f"{prefix} {{}}")
            return
        inner = pad + "  "
        lines: list[str] = []
        for key, child in value.items():
            self.write(f"{inner}{key_text(key)}:", inner, child, lines)
        _attach(prefix, inner, lines, out)

    def _write_list(self, prefix: str, pad: str, value: list[Any], out: list[str]) -> None:
        if not value:
            out.append(f"{prefix} []")
            return
        # Round trips put the dash of a list in a list two columns further in.
        inner = pad + ("    " if prefix.endswith("-") else "  ")
        lines: list[str] = []
        for child in value:
            # A bare dash is nothing to YAML, and round trips put a blank after it.
            self.write(f"{inner}-", inner, Quoted() if child in ("", None) else child, lines)
        _attach(prefix, pad + "  ", lines, out)

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        return {}


def _attach(prefix: str, inner: str, lines: list[str], out: list[str]) -> None:
    """Put nested lines below a key, or beginning on the line of a list's dash."""
    if prefix.endswith("-"):
        lines[0] = f"{prefix} {lines[0][len(inner) :]}"
    else:
        out.append(prefix)
    out.extend(lines)


def raw_text(text: str) -> str:
    """Source form of raw text: as it stood, in quotes only where it had or needs them."""
    if isinstance(text, Quoted):
        return double_quoted(text)
    return text if not text or is_plain(text) else double_quoted(text)


def key_text(key: str) -> str:
    """A key as it is written: plain where other readers also take it for text."""
    return key if is_plain(key) and not looks_like_other_type(key) and ":" not in key else double_quoted(key)
