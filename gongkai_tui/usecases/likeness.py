"""Which tasks of two plans probably say the same: proposals for a person to confirm, never a decision.

Texts are compared by their two-character pieces, each weighted by how rare it is among the texts at hand (信息公开
says nothing here, 排污许可 a lot), so that word order and length matter little. The best pair of sentences counts
as much as the whole, because one plan packs into one task what another spreads over several. On the real plans,
with the default floor: 38 proposals for 36 right pairs of jinan-2021 and tianqiao-2021, all 36 among them; 41 for
40 of tianqiao-2020 and tianqiao-2021, 27 of them right. The best edit distance or unweighted share of pieces
(rapidfuzz) found 18 of those 40 with 12 wrong ones beside them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from math import log, sqrt
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import Task

FLOOR = 10
"""Least score of a proposal: tasks of two years that carry each other on mostly score 10 to 50, a task and the one
it was copied from 60 to 100."""
SURE = 90
"""From here on no proposal on the real plans is wrong."""

_NEAR_BEST = 0.4
"""A proposal scores at least this part of the best one of its text: what is copied elsewhere needs no guesses."""
_SENTENCE = re.compile(r"[。；;\n]")
_LOOKED_UP = 10_000
"""Occurrences of pieces that are looked up for one text, rarest pieces first: bounds the time for ten thousand rows."""
_COMPARED = 30
"""Texts that one is compared with in full, those that share most with it."""
_BY_SENTENCE, _BY_WHOLE, _BY_HEADING = 0.5, 0.4, 0.1

_Pieces = frozenset[str]


class Match(NamedTuple):
    """One text that another is like."""

    id: str
    score: int
    """0 to 100; 100 says the same words."""


def texts_of(tasks: Iterable[Task | TaskRow]) -> Iterator[tuple[str, str]]:
    """Give id and text of tasks as `propose_matches` reads them: the heading is the first line."""
    return ((task.id, "\n".join(filter(None, (task.heading, task.requirement)))) for task in tasks)


def propose_matches(
    left: Iterable[tuple[str, str]], right: Iterable[tuple[str, str]], *, most: int = 3, floor: float = FLOOR
) -> dict[str, tuple[Match, ...]]:
    """Return for each text of `left` those of `right` that it is like, best first, at most `most`.

    Both give id and text (`texts_of`). A text without a likeness of at least `floor` has an empty tuple; a text is
    never proposed to its own id.
    """
    known: dict[str, _Text] = {}
    mine = {key: known.setdefault(text, _Text(text)) for key, text in left}
    keys_of: defaultdict[_Text, list[str]] = defaultdict(list)
    for key, text in right:
        keys_of[known.setdefault(text, _Text(text))].append(key)
    holders = _holders(known.values())
    weights = _Weights(holders, len(known))
    found: dict[str, tuple[Match, ...]] = {}
    for key, mine_text in mine.items():
        scored = [
            (weights.likeness(mine_text, other), other) for other in _candidates(mine_text, keys_of, holders, weights)
        ]
        pairs = (
            (score, other_key)
            for score, other in scored
            if round(score) >= floor
            for other_key in keys_of[other]
            if other_key != key
        )
        best = sorted(nlargest(most, pairs), key=lambda pair: (-pair[0], pair[1]))
        found[key] = tuple(Match(other, round(score)) for score, other in best if score >= _NEAR_BEST * best[0][0])
    return found


@dataclass(eq=False)
class _Text:
    """A text and its pieces, taken apart when they are asked for."""

    text: str

    @cached_property
    def parts(self) -> tuple[str, str]:
        first, newline, rest = self.text.partition("\n")
        return (first, rest) if newline else ("", first)

    @cached_property
    def heading(self) -> _Pieces:
        return _pieces(self.parts[0])

    @cached_property
    def body(self) -> _Pieces:
        return _pieces(self.parts[1])

    @cached_property
    def pieces(self) -> _Pieces:
        return self.heading | self.body

    @cached_property
    def sentences(self) -> tuple[_Pieces, ...]:
        # A single character is a piece only where it is the whole text.
        return tuple(filter(None, (_pieces(part) & self.body for part in _SENTENCE.split(self.parts[1]))))


class _Weights:
    """How much each piece tells, and what follows for the likeness of texts."""

    def __init__(self, holders: Mapping[str, list[_Text]], texts: int) -> None:
        self._of = {piece: log((texts + 2) / len(held)) for piece, held in holders.items()}
        self._totals: dict[int, float] = {}

    def of(self, piece: str) -> float:
        return self._of[piece]

    def total(self, pieces: _Pieces) -> float:
        # By identity, which lives as long as the texts do: equal sets of many copies would be compared piece by piece.
        found = self._totals.get(id(pieces))
        if found is None:
            found = self._totals[id(pieces)] = sum(map(self._of.__getitem__, pieces))
        return found

    def shared(self, one: _Pieces, other: _Pieces) -> float:
        """0 to 1: the weight of what both say against the mean weight of what each says."""
        common = one & other
        if not common:
            return 0.0
        return sum(map(self._of.__getitem__, common)) / sqrt(self.total(one) * self.total(other))

    def likeness(self, one: _Text, other: _Text) -> float:
        """0 to 100."""
        whole = self.shared(one.body, other.body)
        sentence = max((self.shared(a, b) for a in one.sentences for b in other.sentences), default=whole)
        score = _BY_SENTENCE * sentence + _BY_WHOLE * whole
        if one.heading and other.heading:
            return 100 * (score + _BY_HEADING * self.shared(one.heading, other.heading))
        return 100 * score / (_BY_SENTENCE + _BY_WHOLE)


def _pieces(text: str) -> _Pieces:
    """The two-character pieces of a text without spaces and punctuation; a single character is a piece of its own."""
    letters = "".join(filter(str.isalnum, fold(text)))
    return frozenset(map(add, letters, letters[1:])) or frozenset(filter(None, (letters,)))


def _holders(texts: Collection[_Text]) -> dict[str, list[_Text]]:
    found: defaultdict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        for piece in text.pieces:
            found[piece].append(text)
    return found


def _candidates(
    text: _Text, among: Collection[_Text], holders: Mapping[str, list[_Text]], weights: _Weights
) -> list[_Text]:
    """The texts that share most with one, in proportion to their length."""
    shared: defaultdict[_Text, float] = defaultdict(float)
    looked_up = 0
    for piece in sorted(text.pieces, key=lambda piece: (len(holders[piece]), piece)):
        looked_up += len(holders[piece])
        if len(shared) > 1 and looked_up > _LOOKED_UP:
            break
        weight = weights.of(piece)
        for other in holders[piece]:
            shared[other] += weight
    # By the number of pieces, which is at hand, not by their weight, which is not.
    candidates = (other for other in shared if other in among)
    return nlargest(_COMPARED, candidates, key=lambda other: (shared[other] / sqrt(1 + len(other.body)), other.text))
