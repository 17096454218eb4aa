"""Find a unit by a part of one of its names or their pinyin, with the number of tasks that a filter would show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.filter_text import unit_filter
from gongkai_tui.domain.filters import parse_filter
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.full_pinyin import spelled_at
from gongkai_tui.domain.pairs import pack_pairs, unpack_pairs
from gongkai_tui.domain.pinyin import initials, initials_variants
from gongkai_tui.domain.word_match import is_meant

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.filter_context import FilterContext
    from gongkai_tui.domain.row import TaskRow


class FoundUnit(NamedTuple):
    """A unit that a word may mean."""

    name: str
    other: str
    """The other name by which it was found; empty where its own name was."""
    tasks: int

    @property
    def filter(self) -> str:
        """The filter that shows its tasks."""
        return unit_filter(self.name)


class _Name(NamedTuple):
    unit: str
    written: str
    folded: str
    spelled: str
    """Its pinyin initials in every reading."""


class UnitFinder:
    """Made once, in any thread; asked with every letter."""

    def __init__(self, other_names: Mapping[str, tuple[str, ...]], rows: Sequence[TaskRow]) -> None:
        """Know the registered units with their `other_names`, and whoever else stands in `rows`."""
        # Many tasks have the same units: each kind of list is looked at once.
        times = Counter((row.packed_units, row.packed_unit_status) for row in rows if not row.packed_chosen)
        self._times = list(times.values())
        self._choosing = [row for row in rows if row.packed_chosen]
        """Tasks with units that the office chose: only the filter itself tells for whom they are."""
        self._lists_with: dict[str, list[int]] = {}
        """Unit as it stands in tasks -> places in `_times` of the lists that hold it."""
        for place, (units, status) in enumerate(times):
            for unit in dict.fromkeys(name for name, _ in (*unpack_pairs(units), *unpack_pairs(status))):
                self._lists_with.setdefault(unit, []).append(place)
        self._alone = [_with_one_unit(row, unit) for row in rows[:1] for unit in self._lists_with]
        """For each unit a task that has only it: the filter tells by them which units it means."""
        known = {name for unit, others in other_names.items() for name in (unit, *others)}
        unknown = {unit: () for unit in self._lists_with if unit not in known}
        written = ((unit, name) for unit, others in {**other_names, **unknown}.items() for name in (unit, *others))
        self._names = [_name(unit, name) for unit, name in written]
        self._counts: dict[str, int] = {}

    def find(self, word: str, context: FilterContext, limit: int) -> list[FoundUnit]:
        """Units that `word` may mean: whole names first, then beginnings; those that tasks name before others."""
        word = fold(word.strip())
        met = (
            [name for name in self._names if is_meant(name.written, word) or spelled_at(name.written, word) >= 0]
            if word
            else []
        )
        met.sort(key=lambda name: (_rank(name, word), name.written not in self._lists_with))
        first: dict[str, str] = {}
        for name in met:
            first.setdefault(name.unit, "" if name.written == name.unit else name.written)
        return [FoundUnit(unit, other, self._count(unit, context)) for unit, other in list(first.items())[:limit]]

    def _count(self, unit: str, context: FilterContext) -> int:
        if unit not in self._counts:
            wanted = parse_filter(unit_filter(unit), context)
            meant = [row.units[0][0] for row in wanted.pass_tests(self._alone)]
            lists = set().union(*(self._lists_with[name] for name in meant))
            self._counts[unit] = sum(self._times[place] for place in lists) + len(wanted.select(self._choosing))
        return self._counts[unit]


def _with_one_unit(row: TaskRow, unit: str) -> TaskRow:
    return row._replace(packed_units=pack_pairs(((unit, ""),)), packed_unit_status="", packed_chosen="")


def _name(unit: str, written: str) -> _Name:
    return _Name(unit, written, fold(written), f"{initials(written)} {initials_variants(written)}")


def _rank(name: _Name, word: str) -> int:
    """0 for the whole name, 1 for a beginning, 2 for a part."""
    if word == name.folded or word in name.spelled.split():
        return 0
    begins = name.folded.startswith(word) or name.spelled.startswith(word) or spelled_at(name.written, word) == 0
    return 1 if begins else 2
