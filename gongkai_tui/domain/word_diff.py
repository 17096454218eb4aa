"""What differs between two texts, character by character in Chinese and word by word in Latin, in readable runs."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)
_SHORTEST_KEPT = 2
"""Letters that two changes must have between them to be shown as two: single characters in common say nothing."""
_MOST_COMPARED = 1_000_000
"""Product of the lengths up to which texts are compared; beyond, what lies between is replaced as a whole."""


class Edit(StrEnum):
    """What becomes of a run of text."""

    SAME = "相同"
    DELETED = "删"
    INSERTED = "增"


class Run(NamedTuple):
    """Text that is kept, taken out or put in."""

    edit: Edit
    text: str


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """Return the runs that lead from `old` to `new`, a deletion before the insertion that takes its place.

    The kept and deleted runs together are `old`, the kept and inserted ones `new`.
    """
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[Run] = []
    deleted = inserted = ""
    for same, before, after in _merged(list(_steps(one, other))):
        if same and (deleted or inserted):
            runs += _changed(deleted, inserted)
            deleted = inserted = ""
        if same:
            runs.append(Run(Edit.SAME, before))
        else:
            deleted, inserted = deleted + before, inserted + after
    return (*runs, *_changed(deleted, inserted))


_Step = tuple[bool, str, str]
"""Whether both sides say the same, and what each says."""


def _steps(one: Sequence[str], other: Sequence[str]) -> Iterator[_Step]:
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    if head:
        yield True, "".join(one[:head]), "".join(other[:head])
    yield from _middle(one[head : len(one) - tail], other[head : len(other) - tail])
    if tail:
        yield True, "".join(one[len(one) - tail :]), "".join(other[len(other) - tail :])


def _middle(one: Sequence[str], other: Sequence[str]) -> Iterator[_Step]:
    if len(one) * len(other) > _MOST_COMPARED:
        yield False, "".join(one), "".join(other)
        return
    for tag, start, end, other_start, other_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield tag == "equal", "".join(one[start:end]), "".join(other[other_start:other_end])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _merged(steps: list[_Step]) -> Iterator[_Step]:
    """Take scraps between two changes for part of the change."""
    for place, (same, before, after) in enumerate(steps):
        between = 0 < place < len(steps) - 1 and not steps[place - 1][0] and not steps[place + 1][0]
        scrap = sum(map(str.isalnum, before)) < _SHORTEST_KEPT
        yield same and not (between and scrap), before, after


def _changed(deleted: str, inserted: str) -> list[Run]:
    return [Run(edit, text) for edit, text in ((Edit.DELETED, deleted), (Edit.INSERTED, inserted)) if text]
