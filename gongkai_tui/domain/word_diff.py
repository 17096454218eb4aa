"""What differs between two texts, character by character in Chinese and word by word in Latin, in readable runs."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TOKEN = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)
_LONG = 8
"""Letters in common that are always shown as kept. Shorter runs only if they are longer than a change beside them:
what two sentences share by chance (公开, 落实) would take both to pieces."""
_STOPS = "。；，、"
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
    runs: list[Run] = []
    for block in _after_stops(_readable(_blocks(_TOKEN.findall(old), _TOKEN.findall(new)))):
        if block.same:
            runs.append(Run(Edit.SAME, block.before))
        else:
            changed = (Run(Edit.DELETED, block.before), Run(Edit.INSERTED, block.after))
            runs += [run for run in changed if run.text]
    return tuple(runs)


class _Block(NamedTuple):
    """A part of both texts: the same in both, or what stands there in each."""

    same: bool
    before: str
    after: str


def _blocks(one: Sequence[str], other: Sequence[str]) -> Iterator[_Block]:
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    yield _block(one[:head], other[:head], same=True)
    yield from _middle(one[head : len(one) - tail], other[head : len(other) - tail])
    yield _block(one[len(one) - tail :], other[len(other) - tail :], same=True)


def _middle(one: Sequence[str], other: Sequence[str]) -> Iterator[_Block]:
    if len(one) * len(other) > _MOST_COMPARED:
        yield _block(one, other, same=False)
        return
    for tag, start, end, other_start, other_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield _block(one[start:end], other[other_start:other_end], same=tag == "equal")


def _block(one: Sequence[str], other: Sequence[str], *, same: bool) -> _Block:
    return _Block(same, "".join(one), "".join(other))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _readable(blocks: Iterable[_Block]) -> list[_Block]:
    """Kept and changed blocks in turn, without short runs in common between two changes."""
    found: list[_Block] = []
    for block in blocks:
        if not block.before and not block.after:
            continue
        if found and found[-1].same == block.same:
            block = _joined(found.pop(), block)  # noqa: PLW2901  (what stood before it becomes part of it)
        # A change that grows may outweigh what was kept before it.
        while not block.same and len(found) > 1 and _is_chance(found[-2], found[-1], block):
            kept, change = found.pop(), found.pop()
            block = _joined(change, kept, block)  # noqa: PLW2901
        found.append(block)
    return found


def _after_stops(blocks: Sequence[_Block]) -> list[_Block]:
    """A sentence that is put in or taken out begins after the stop before it and ends with its own."""
    found = list(blocks)
    for place in range(1, len(found) - 1):
        before, change, after = found[place - 1 : place + 2]
        text = change.before or change.after
        stop = text[0]
        is_one_sided = before.same and not (change.before and change.after)
        # What would leave nothing between two changes stays.
        has_room = len(after.before) > 1 or place == len(found) - 2
        if is_one_sided and stop in _STOPS and after.before.startswith(stop) and has_room:
            turned = text[1:] + stop
            found[place - 1] = _Block(same=True, before=before.before + stop, after=before.after + stop)
            found[place] = _Block(
                same=False, before=turned if change.before else "", after=turned if change.after else ""
            )
            found[place + 1] = _Block(same=True, before=after.before[1:], after=after.after[1:])
    return [block for block in found if block.before or block.after]


def _is_chance(change: _Block, kept: _Block, other: _Block) -> bool:
    length = _letters(kept.before)
    return length < _LONG and all(length <= max(_letters(c.before), _letters(c.after)) for c in (change, other))


def _joined(*blocks: _Block) -> _Block:
    same = all(block.same for block in blocks)
    return _Block(same, "".join(block.before for block in blocks), "".join(block.after for block in blocks))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
