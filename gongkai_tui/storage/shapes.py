"""Single values: how each is typed from its source text, checked, written, and described to an editor."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from gongkai_tui.domain.text_limits import MAX_TEXT
from gongkai_tui.storage.quoting import in_quotes
from gongkai_tui.storage.scalar_text import UNWRITABLE, is_block_safe, scalar_text
from gongkai_tui.storage.yaml_nodes import Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

    from gongkai_tui.storage.reading import Reading

INVISIBLE = re.compile(r"[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]*")
_SUSPECT_FIRST = frozenset("~nNtTfF+-.0123456789")
_NOT_TEXT = re.compile(r"~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NUMBER = re.compile(r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:[eE][-+]?[0-9]+)?|[-+]?0x[0-9a-fA-F_]+")
_DATE_LIKE = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]*)?[ \t]*(?:Z|[-+]([0-9]{1,2})(?::?([0-9]{2}))?)?)?"
)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_BLOCK = ("|", ">")
_MAX_DIGITS = 40
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class Shape(Protocol):
    """How one kind of value stands in a file."""

    def read(self, node: Node, reading: Reading) -> Any:
        """Value of `node`, or BAD with the reason noted in `reading`."""

    def write(self, prefix: str, pad: str, value: Any, out: list[str]) -> None:
        """Append the lines of `value`.

        The first begins with `prefix` (which ends in `:` or `-`); the others are indented deeper than `pad`.
        """

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the value."""


class Text:
    """Text, typed from what stands there: `007` stays `007`."""

    __slots__ = ("block", "limit", "multiline", "required")

    def __init__(
        self, limit: int = MAX_TEXT, *, required: bool = False, block: bool = False, multiline: bool = False
    ) -> None:
        self.limit = limit
        self.required = required
        """Must not be empty where its key stands."""
        self.block = block
        """Always written as `|-`, also when it is one line."""
        self.multiline = multiline
        """Written as `|-` when it has more than one line."""

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is not Scalar:
            return reading.error(node, "这里应是一段文字，不是列表或映射。")
        text = node.text.rstrip("\n") if node.style in _BLOCK else node.text
        if not node.style and (not text or (text[0] in _SUSPECT_FIRST and _is_not_text(text))):
            return reading.error(node, _unquoted_reason(text))
        if len(text) <= self.limit and node.style != '"' and "\u3400" <= text[:1] <= "\u9fff":
            # Nearly all text: it begins with a Chinese character and holds no escapes.
            return text
        reason = self._refusal(text)
        return text if reason is None else reading.error(node, reason)

    def _refusal(self, text: str) -> str | None:
        if len(text) > self.limit:
            return f"文字有 {len(text):,} 字，超过上限 {self.limit:,} 字。"
        if not text.isascii() and UNWRITABLE.search(text):
            return "文字里有不是字符的码位：请删去。"
        if INVISIBLE.fullmatch(text) and (text or self.required):
            return "没有看得见的文字：请填写，或删去这一行。"
        return None

    def write(self, prefix: str, pad: str, value: str, out: list[str]) -> None:
        """See `Shape.write`."""
        if (self.block or (self.multiline and "\n" in value)) and is_block_safe(value):
            out.append(f"{prefix} |-")
            inner = pad + "  "
            out.extend(inner + line if line else "" for line in value.split("\n"))
        else:
            out.append(f"{prefix} {scalar_text(value)}")

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        found: dict[str, Any] = {"type": ["string", "number"], "maxLength": self.limit}
        return found | {"minLength": 1} if self.required else found


def _is_not_text(text: str) -> bool:
    if _NOT_TEXT.fullmatch(text):
        return True
    if _NUMBER.fullmatch(text):
        return len(text) > _MAX_DIGITS or ("x" not in text and float(text.replace("_", "") or 0) in _INFINITE)
    found = _DATE_LIKE.fullmatch(text)
    return found is not None and not _is_possible(found)


_INFINITE = (float("inf"), float("-inf"))


def _is_possible(found: re.Match[str]) -> bool:
    year, month, day, hour, minute, second, zone_hour, zone_minute = (int(part or 0) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return hour < 24 and minute < 60 and second <= 60 and zone_hour <= 14 and zone_minute < 60  # noqa: PLR2004


def _unquoted_reason(text: str) -> str:
    if not text:
        return "这里是空的：请填写，或删去这一行。"
    return f"没有引号的 {text[:40]} 会被当作空值、真假、数或不存在的日期：若是文字，请加双引号。"


class Matching:
    """Text that must match a rule of ours, such as an id."""

    __slots__ = ("accepts", "described", "pattern")

    def __init__(self, described: str, accepts: Callable[[str], object], pattern: str) -> None:
        self.described = described
        """What is right, in Chinese, for the message."""
        self.accepts = accepts
        self.pattern = pattern

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is not Scalar or not self.accepts(node.text):
            shown = in_quotes(node.text) if type(node) is Scalar else "这里"
            return reading.error(node, f"{shown}不对：应是{self.described}。")
        return node.text

    def write(self, prefix: str, pad: str, value: str, out: list[str]) -> None:  # noqa: ARG002
        """See `Shape.write`."""
        out.append(f"{prefix} {scalar_text(value)}")

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        return {"type": ["string", "number"], "pattern": f"^(?:{self.pattern})$"}


class Choice:
    """One of a few words; `kind` is the StrEnum, or plain str."""

    __slots__ = ("members", "words")

    def __init__(self, words: type[StrEnum] | tuple[str, ...]) -> None:
        self.members: dict[str, Any] = {str(word): word for word in words}
        self.words = tuple(self.members)

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is Scalar:
            member = self.members.get(node.text)
            if member is not None:
                return member
            return reading.error(node, f"{in_quotes(node.text)}不能用：只能是 {'、'.join(self.words)}。")
        return reading.error(node, f"这里应是一个词：{'、'.join(self.words)}。")

    def write(self, prefix: str, pad: str, value: str, out: list[str]) -> None:  # noqa: ARG002
        """See `Shape.write`."""
        out.append(f"{prefix} {value}")

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        return {"enum": list(self.words)}


class Whole:
    """A whole number from `least` to `most`."""

    __slots__ = ("least", "most")

    def __init__(self, least: int = 0, most: int = 999_999) -> None:
        self.least = least
        self.most = most

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is Scalar and _WHOLE.fullmatch(node.text) and self.least <= int(node.text) <= self.most:
            return int(node.text)
        shown = in_quotes(node.text) if type(node) is Scalar else "这里"
        return reading.error(node, f"{shown}不对：应是 {self.least} 到 {self.most} 的整数，前面不加零。")

    def write(self, prefix: str, pad: str, value: int, out: list[str]) -> None:  # noqa: ARG002
        """See `Shape.write`."""
        out.append(f"{prefix} {value}")

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Day:
    """A date as `2022-09-30`."""

    __slots__ = ()

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is Scalar:
            text = node.text
            try:
                day = date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
            except ValueError:
                return reading.error(node, f"没有 {text} 这一天：请改正日期。")
            if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR:
                return day
            return reading.error(node, f"{in_quotes(text)}不是日期：请写成 2022-09-30 这样的年-月-日。")
        return reading.error(node, "这里应是日期，如 2022-09-30。")

    def write(self, prefix: str, pad: str, value: date, out: list[str]) -> None:  # noqa: ARG002
        """See `Shape.write`."""
        out.append(f"{prefix} {value.isoformat()}")

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


class Truth:
    """`true` or `false`."""

    __slots__ = ()

    def read(self, node: Node, reading: Reading) -> Any:
        """See `Shape.read`."""
        if type(node) is Scalar and not node.style and node.text in ("true", "false"):
            return node.text == "true"
        return reading.error(node, "这里只能是 true 或 false。")

    def write(self, prefix: str, pad: str, value: bool, out: list[str]) -> None:  # noqa: ARG002, FBT001
        """See `Shape.write`."""
        out.append(f"{prefix} {'true' if value else 'false'}")

    def schema(self) -> dict[str, Any]:
        """See `Shape.schema`."""
        return {"type": "boolean"}
