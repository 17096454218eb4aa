"""Looks words up in rows that are held without their haystacks (`held_row`), without making those.

Most of what a haystack says stands in many tasks: headings, sections, units, statuses, numbers. A word is looked up
once in each of these; only requirements are searched one by one. Plain rows may stand between: what they have in the
place of a residue is their whole haystack.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import chain, compress, repeat
from operator import contains, itemgetter, not_
from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.haystack import number_line, spelling
from gongkai_tui.domain.held_plan import HeldPlan
from gongkai_tui.domain.held_row import PLAN_AT, REQUIREMENT_AT, RESIDUE_AT, UNITS_AT, HeldRow
from gongkai_tui.domain.in_order import in_order
from gongkai_tui.domain.pairs import unpack_pair, unpack_pairs
from gongkai_tui.domain.residue import is_whole, parts_of
from gongkai_tui.domain.row import TaskRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from typing import Any

    from gongkai_tui.domain.filter_context import Test

    Look = Callable[[Sequence[TaskRow]], Iterable[bool]]

_place = itemgetter(REQUIREMENT_AT)
_of_plan = itemgetter(PLAN_AT)
_residue = itemgetter(RESIDUE_AT)
_units = itemgetter(UNITS_AT)
_id = itemgetter(TaskRow._fields.index("id"))
_PRINTED = ("section",)
_SPELLED = ("heading", "status")
"""Fields that may be asked for by their pinyin initials too."""


class WordFinder:
    """Knows the values that stand in some rows, and finds words in these and any of them."""

    def __init__(self, rows: Sequence[TaskRow]) -> None:
        self._rows = rows
        self._any_held = any(isinstance(row, HeldRow) for row in rows)
        self._known: _Values | None = None
        self._followed: tuple[str, Sequence[TaskRow]] = "", rows
        """The last term of characters in order, and the rows that it selected: with another letter only these can."""

    def warm_up(self) -> _Values:
        """Learn the values now instead of at the first word."""
        if self._known is None:
            self._known = _Values(self._rows)
        return self._known

    def select(self, rows: Sequence[TaskRow], word: str) -> list[TaskRow]:
        """Return the rows whose haystack holds a folded word, in their order."""
        if not self._any_held:
            return [row for row in rows if word in row.haystack]
        values = self.warm_up()
        found = self._seen(rows, values.looks(word))
        odd = values.odd
        return [row for row in found if row[RESIDUE_AT] not in odd or word in row.haystack] if odd else found

    def _seen(self, rows: Sequence[TaskRow], looks: Iterable[Look]) -> list[TaskRow]:
        """The rows for which one of several looks tells that something stands there."""
        flags = bytearray(len(rows))
        for number, look in enumerate(looks):
            if not number:
                flags = bytearray(look(rows))
                continue
            # Only where the word was not found yet.
            missing = flags.translate(_OPPOSITE)
            places = compress(range(len(rows)), missing)
            for place in compress(places, look(list(compress(rows, missing)))):
                flags[place] = 1
        return list(compress(rows, flags))

    def holds(self, word: str) -> Test:
        """Return the test whether the haystack of a row holds a folded word."""
        found = frozenset(map(_id, self.select(self._rows, word)))
        return lambda row: row.id in found

    def follows(self, term: str) -> Test:
        """Return the test whether a line of the haystack of a row holds the characters of a folded term in order."""
        known, rows = self._followed
        if not term.startswith(known):
            rows = self._rows
        rows = self._in_order(rows, term)
        self._followed = term, rows
        found = frozenset(map(_id, rows))
        return lambda row: row.id in found

    def _in_order(self, rows: Sequence[TaskRow], term: str) -> Sequence[TaskRow]:
        if not self._any_held:
            return [row for row in rows if in_order(row.haystack, term)]
        values = self.warm_up()
        held = self._seen(rows, values.looks_in_order(term))
        # What says more than its residue, or is not held at all, has a haystack of its own.
        other = {row.id for row in rows if row[RESIDUE_AT] in values.odd or not isinstance(row, HeldRow)}
        if not other:
            return held
        seen = frozenset(map(_id, held))
        return [row for row in rows if (in_order(row.haystack, term) if row.id in other else row.id in seen)]


class _Values:
    """The distinct values of some rows, each with the folded text in which words are looked up."""

    def __init__(self, rows: Sequence[TaskRow]) -> None:
        held = [row for row in rows if isinstance(row, HeldRow)]
        self._fields: list[tuple[Callable[[Any], Any], Mapping[Any, str]]] = []
        for name in (*_PRINTED, *_SPELLED):
            read = itemgetter(TaskRow._fields.index(name))
            text = _spelled if name in _SPELLED else fold
            self._fields.append((read, {value: text(value) for value in set(map(read, held)) if value}))
        read_seq = itemgetter(TaskRow._fields.index("seq"))
        self._fields.append((read_seq, {seq: number_line(seq) for seq in set(map(read_seq, held)) if seq}))
        read_chosen = itemgetter(TaskRow._fields.index("packed_chosen"))
        self._fields.append((read_chosen, {each: _members(each) for each in set(map(read_chosen, held)) if each}))
        units = set(chain.from_iterable(map(_units, held)))
        self._units = {packed: _spelled(unpack_pair(packed)[0]) for packed in units}
        self._residues = set(map(_residue, rows))
        self.odd = frozenset(residue for residue in map(_residue, held) if is_whole(residue))

    def looks(self, word: str) -> Iterator[Look]:
        """Yield for each field, the quickest first, what tells of each row whether the word stands there."""
        for read, texts in self._fields:
            fitting = {value for value, text in texts.items() if word in text}
            if fitting:
                yield partial(_among, fitting, read)
        whole = {residue for residue in self._residues if word in residue}
        if whole:
            yield partial(_among, whole, _residue)
        if word.isascii():
            yield lambda rows: map(contains, map(_id, rows), repeat(word))
        units = {packed for packed, text in self._units.items() if word in text}
        if units:
            yield lambda rows: map(not_, map(units.isdisjoint, map(_units, rows)))
        plain, own = parts_of(word)
        if own and not plain:
            yield partial(self._in_requirements, word)
        elif own:
            yield partial(self._folded, word, plain, max(own, key=len))

    def looks_in_order(self, term: str) -> Iterator[Look]:
        """Yield the same for the characters of a folded term in their order on one line."""
        for read, texts in self._fields:
            fitting = {value for value, text in texts.items() if in_order(text, term)}
            if fitting:
                yield partial(_among, fitting, read)
        units = {packed for packed, text in self._units.items() if in_order(text, term)}
        if units:
            yield lambda rows: map(not_, map(units.isdisjoint, map(_units, rows)))
        plain = "".join(char for char in term if char.isascii())
        if plain == term:
            find = re.compile(".*?".join(map(re.escape, term))).search
            yield lambda rows: map(bool, map(find, map(_id, rows)))
        yield partial(self._requirements_in_order, term, plain) if plain else partial(self._own_in_order, term)

    def _own_in_order(self, term: str, rows: Sequence[TaskRow]) -> Iterable[bool]:
        """Look for a term that folding leaves alone in the text of each plan."""
        plans = set(map(_of_plan, rows))
        places = {plan: plan.places_in_order(term) for plan in plans if isinstance(plan, HeldPlan)}
        return map(contains, map(places.get, map(_of_plan, rows), repeat(())), map(_place, rows))

    def _requirements_in_order(self, term: str, plain: str, rows: Sequence[TaskRow]) -> Iterable[bool]:
        """Look for a term that holds ASCII where the residue holds all of that."""
        fitting = {residue for residue in self._residues if all(char in residue for char in plain)}
        return (row[RESIDUE_AT] in fitting and in_order(fold(row.requirement), term) for row in rows)

    def _in_requirements(self, word: str, rows: Sequence[TaskRow]) -> Iterable[bool]:
        """Look in the text of each plan once. A plain row, which has no such text, was found by its haystack."""
        places = {plan: plan.places_of(word) for plan in set(map(_of_plan, rows)) if isinstance(plan, HeldPlan)}
        return map(contains, map(places.get, map(_of_plan, rows), repeat(())), map(_place, rows))

    def _folded(self, word: str, plain: Sequence[str], own: str, rows: Sequence[TaskRow]) -> Iterable[bool]:
        """Look for a word of ASCII and others: first for its parts, then where these are for all of it."""
        fitting = {residue for residue in self._residues if all(part in residue for part in plain)}
        return (row[RESIDUE_AT] in fitting and own in row.requirement and word in fold(row.requirement) for row in rows)


def _among(fitting: AbstractSet[Any], read: Callable[[TaskRow], Any], rows: Sequence[TaskRow]) -> Iterable[bool]:
    return map(fitting.__contains__, map(read, rows))


_OPPOSITE = bytes([1, 0, *range(2, 256)])


def _spelled(text: str) -> str:
    return f"{fold(text)}\n{spelling(text)}"


def _members(packed: str) -> str:
    """The members that the office chose for a task."""
    return _spelled("\n".join(member for _, member in unpack_pairs(packed)))
