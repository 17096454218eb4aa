"""What may come next while a filter is typed: field names, then values of the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.candidates import ranked
from gongkai_tui.domain.field_names import NAMES, label
from gongkai_tui.domain.filter_order import ORDER_FIELD
from gongkai_tui.domain.filter_terms import FILTERABLE
from gongkai_tui.domain.filter_text import read_text
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.sorting import SORTABLE
from gongkai_tui.domain.status import Flag, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BREAKS = frozenset(' \t\n\u3000|!("')
_OPERATORS = "<>=:"
_EITHER = ("无", "有")
_FIXED: dict[str, tuple[str, ...]] = {
    "status": tuple(status.value for status in Status),
    "flag": (*(flag.value for flag in Flag), *_EITHER),
    "due": ("逾期", "临期", "本周", "本月", "下月", "本季", "本年", "30d", *_EITHER),
    "updated": ("7d", "30d", "本周", "本月", *_EITHER),
    "urged": _EITHER,
    "evidence": _EITHER,
    "hint": _EITHER,
    ORDER_FIELD: tuple(map(label, SORTABLE)),
}
_SAME_VALUES = {"lead": "unit", "support": "unit", "duty": "unit", "owes": "unit"}


class Completion(NamedTuple):
    """Replace the characters from `start` to `end` of the original text by `text`."""

    start: int
    end: int
    text: str
    label: str
    """Shown beside it: the other name of a field, or empty."""
    term: str = ""
    """Of a value, the condition that it alone makes."""
    begins: int = 0
    """Where the condition that is being typed begins."""
    tasks: int | None = None
    """How many tasks meet the condition; None where nobody has counted."""


class Vocabulary(NamedTuple):
    """The fields of a filter language."""

    names: Mapping[str, tuple[str, ...]]
    """Canonical name -> other names, the first the Chinese word shown to people."""
    fixed: Mapping[str, tuple[str, ...]]
    """Values that are known whatever the data."""
    same_values: Mapping[str, str] = {}
    """Field -> the field whose values it takes."""

    def canonical(self, typed: str) -> str | None:
        """The field that was typed, or None."""
        word = fold(typed.strip())
        return next((name for name, aliases in self.names.items() if word == name or word in aliases), None)


TASKS = Vocabulary({name: NAMES[name] for name in (*FILTERABLE, ORDER_FIELD)}, _FIXED, _SAME_VALUES)
"""The language of task filters."""


def complete_filter(
    text: str,
    cursor: int,
    values: Mapping[str, Sequence[str]],
    *,
    language: Vocabulary = TASKS,
    limit: int = 20,
) -> tuple[Completion, ...]:
    """Return what may stand at `cursor` (0 to len(text)), the best first; nothing inside a bare Chinese word.

    `values` holds the known values by canonical field (`unit`, `plan`, `section`, ...); those of status, flag
    and dates are known here. A beginning, a part, or the pinyin initials find a value.
    """
    chars, places = read_text(text[:cursor])
    start = len(chars)
    while start and chars[start - 1] not in _BREAKS:
        start -= 1
    typed = chars[start:]
    at = next((index for index, char in enumerate(typed) if char in _OPERATORS), None)
    if at is None:
        return tuple(_fields(typed, places[start], cursor, language))[:limit]
    name = language.canonical(typed[:at])
    if name is None:
        return ()
    begin = start + max(typed.rfind(char) for char in (*_OPERATORS, ",")) + 1
    begin += name == ORDER_FIELD and chars[begin:].startswith("-")
    known = (*language.fixed.get(name, ()), *values.get(language.same_values.get(name, name), ()))
    found = map(_quoted, ranked(known, fold(chars[begin:]))[:limit])
    field = "" if name == ORDER_FIELD else typed.removesuffix(typed[at:].lstrip(_OPERATORS))
    return tuple(
        Completion(places[begin], cursor, value, "", field and f"{field}{value}", places[start]) for value in found
    )


def _fields(typed: str, start: int, cursor: int, language: Vocabulary) -> list[Completion]:
    word = fold(typed)
    if not word:
        return []
    found = []
    for name, aliases in language.names.items():
        own = [alias for alias in (name, *aliases) if alias.startswith(word)]
        if own:
            shown, other = (aliases[0], name) if not own[0].isascii() else (name, aliases[0])
            found.append(Completion(start, cursor, f"{shown}:", other))
    return found


def _quoted(value: str) -> str:
    plain = value.isalnum() or not any(char in _BREAKS or char in ",)" for char in read_text(value).chars)
    return value if plain else f'"{value}"'
