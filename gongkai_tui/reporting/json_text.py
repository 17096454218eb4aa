"""Values as JSON text for programs, also safe to show on a terminal."""

from __future__ import annotations

from gongkai_tui.reporting.clean import clean, hides, is_clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any


def json_text(value: Any) -> str:
    """Give `value` as indented JSON."""
    import json

    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    return "\n".join(map(safe_json, lines)) + "\n"


def json_rows_text(rows: Iterable[Any]) -> str:
    """Give an array with one row a line, so that it can be read, compared and searched by line."""
    import json

    return json_array([safe_json(json.dumps(row, ensure_ascii=False)) for row in rows])


def json_array(lines: Sequence[str]) -> str:
    """Join rows that are safe JSON already into an array, one a line."""
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def safe_json(text: str) -> str:
    """Write what does not show, or what a terminal obeys, in the escapes of JSON: the data stays exact."""
    if is_clean(text) or clean(text) == text:
        return text
    return "".join(_escape(char) if hides(char) else char for char in text)


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
