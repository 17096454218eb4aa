"""What the held rows of a plan share: what the plan says, and one text with the requirements of all of them."""

from __future__ import annotations

from array import array
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from gongkai_tui.domain.in_order import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet


class HeldPlan:
    """Requirements by place. One text of many takes 80 bytes a task less than many, and is searched in one go."""

    __slots__ = ("_starts", "_text", "issued", "year")

    def __init__(self, year: int, issued: str, requirements: Sequence[str]) -> None:
        self.year = year
        self.issued = issued
        self._text = "".join(requirements)
        self._starts = array("I", accumulate(map(len, requirements), initial=0))

    def saying(self, *, year: int | None = None, issued: str | None = None) -> HeldPlan:
        """The same requirements of a plan that says something else."""
        other = HeldPlan.__new__(HeldPlan)
        other.year = self.year if year is None else year
        other.issued = self.issued if issued is None else issued
        other._text, other._starts = self._text, self._starts  # noqa: SLF001
        return other

    def requirement(self, place: int) -> str:
        """One of the texts."""
        return self._text[self._starts[place] : self._starts[place + 1]]

    def places_of(self, word: str) -> AbstractSet[int]:
        """Where a word that is not empty stands in the requirement."""
        text = self._text
        if word not in text:
            return frozenset()
        find = text.find
        return {place for place, (start, end) in enumerate(pairwise(self._starts)) if find(word, start, end) >= 0}

    def places_in_order(self, term: str) -> AbstractSet[int]:
        """Where a line of the requirement holds the characters of a term in their order."""
        places: list[int] = []
        find, first, others = self._text.find, term[0], term[1:]
        for place, (start, end) in enumerate(pairwise(self._starts)):
            begin = at = find(first, start, end)
            for char in others:
                if at < 0:
                    break
                at = find(char, at + 1, end)
            if at >= 0 and (find("\n", begin, at) < 0 or in_order(self._text[start:end], term)):
                places.append(place)
        return frozenset(places)
