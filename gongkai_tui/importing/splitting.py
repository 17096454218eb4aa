"""One row that holds several tasks: the n-th requirement goes with the n-th list of units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.likeness import all_units, unit_like

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.importing.header_words import Column

_SEPARATORS: Final = "、，,；;"
_AFTER_STOP: Final = re.compile(r"(?<=[。；])[ \u3000\xa0]+")
_SPACES: Final = re.compile(r"[ \u3000\xa0]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One task of a row."""

    requirement: tuple[str, ...]
    units: dict[Column, tuple[str, ...]]
    deadline: tuple[str, ...]


def split_row(
    requirement: Sequence[str], units: Mapping[Column, tuple[str, ...]], deadline: tuple[str, ...]
) -> tuple[list[Part], tuple[str, ...]]:
    """Tasks of one row, and what a person should look at."""
    whole = [Part(tuple(requirement), dict(units), deadline)]
    if len(requirement) == 1:
        return _split_at_spaces(requirement[0], units, deadline) or whole, ()
    count = len(requirement)
    most = max((len(texts) for texts in units.values()), default=0)
    if count < 2 or most == 0:  # noqa: PLR2004
        return whole, ()
    if most == 1:
        return whole, (f"具体要求有 {count} 段、责任单位只有一段，作为一项任务，请核对是否应拆分",)
    if most == count and any(len(texts) == count and _parallel(texts) for texts in units.values()):
        return _parallel_parts(requirement, units, deadline), ()
    return whole, (f"具体要求有 {count} 段、责任单位有 {most} 段，对应关系不清，作为一项任务，请核对是否应拆分",)


def _parallel(texts: Sequence[str]) -> bool:
    """Each paragraph is a list of its own, not one unit of a list printed in lines."""
    if any(text.rstrip()[-1:] in _SEPARATORS for text in texts[:-1]):
        return False
    return len(set(texts)) < len(texts) or any(char in text for text in texts for char in _SEPARATORS)


def _parallel_parts(
    requirement: Sequence[str], units: Mapping[Column, tuple[str, ...]], deadline: tuple[str, ...]
) -> list[Part]:
    count = len(requirement)
    return [
        Part(
            (text,),
            {kind: (texts[place],) if len(texts) == count else texts for kind, texts in units.items()},
            (deadline[place],) if len(deadline) == count else deadline,
        )
        for place, text in enumerate(requirement)
    ]


def _split_at_spaces(
    requirement: str, units: Mapping[Column, tuple[str, ...]], deadline: tuple[str, ...]
) -> list[Part]:
    """Requirements parted by a space after a full stop, and as many lists of units parted by a space."""
    if len(units) != 1:
        return []
    [(kind, texts)] = units.items()
    sentences = [part for part in _AFTER_STOP.split(requirement) if part]
    lists = _unit_lists(texts[0]) if len(texts) == 1 else []
    if len(sentences) < 2 or len(sentences) != len(lists):  # noqa: PLR2004
        return []
    return [Part((text,), {kind: (names,)}, deadline) for text, names in zip(sentences, lists, strict=True)]


def _unit_lists(text: str) -> list[str]:
    """Lists of units with a space between them; a space beside a separator parts nothing."""
    pieces = _SPACES.split(text)
    lists: list[str] = []
    for piece in pieces:
        if lists and (lists[-1][-1:] in _SEPARATORS or piece[:1] in _SEPARATORS or not piece):
            lists[-1] += piece
        else:
            lists.append(piece)
    return lists if all(unit_like(part) or all_units(part) for part in lists) else []
