"""What the main screen works on: the rows, the chosen plan, the filter, the order and the marks.

Holds no widget and reads no file, so it is the same for keys, mouse and tests.
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from gongkai_tui.domain.field_names import label
from gongkai_tui.domain.filter_names import refuse_unknown_plans
from gongkai_tui.domain.filter_order import apart
from gongkai_tui.domain.filter_text import quoted
from gongkai_tui.domain.filters import parse_filter
from gongkai_tui.domain.sorting import read_sort, sort_rows
from gongkai_tui.domain.word_finder import WordFinder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from gongkai_tui.domain.filter_completion import Completion
    from gongkai_tui.domain.filters import FilterContext, TaskFilter
    from gongkai_tui.domain.row import TaskRow


_KEPT = 16
"""Selections that are kept while one types."""


class Board:
    """Rows by id with everything that decides which are shown, in which order, and which are marked."""

    def __init__(self, context: FilterContext) -> None:
        self.context = context
        self.rows: Sequence[TaskRow] = ()
        """Every task of the repository."""
        self.visible: Sequence[TaskRow] = ()
        """What the table shows."""
        self.plan = ""
        """Id of the chosen plan; empty for all."""
        self.filter_text = ""
        """Last filter that could be read."""
        self.sort = ""
        """As read by `domain.sorting`, empty for document order; a filter that asks for an order goes before it."""
        self.alike: Mapping[str, AbstractSet[str]] = {}
        """Headings that several tasks of a plan share, with those plans."""
        self.marks: set[str] = set()
        """Ids; they survive filter, sort and reload."""
        self._filter: TaskFilter | None = None
        self._finder = WordFinder(())
        self._ordered: Sequence[TaskRow] = ()
        self._found: dict[tuple[str, ...], list[TaskRow]] = {}
        """What filters of words alone selected of `_ordered`: another letter looks only there."""

    @property
    def scoped(self) -> Sequence[TaskRow]:
        """The tasks before the filter: those of the chosen plan, else all; another object where they are others."""
        return self._ordered

    @property
    def order(self) -> str:
        """The order in force: what the filter asks for, else what was chosen."""
        return (self._filter.order if self._filter else "") or self.sort

    @property
    def scope(self) -> int:
        """How many tasks there are before the filter."""
        return len(self._ordered)

    def row(self, task_id: str) -> TaskRow | None:
        """The row of a task, or None when it is gone."""
        return next(iter(self.of((task_id,))), None)

    def load(
        self, rows: Sequence[TaskRow], plans: Mapping[str, str] = MappingProxyType({}), day: date | None = None
    ) -> None:
        """Take new rows, plan after plan in the order of `plans`, which have a short name by id.

        Filters count from `day` on, where another one is given. Marks of tasks that are gone are dropped.
        """
        places = {plan: place for place, plan in enumerate(plans)}
        self.rows = sorted(rows, key=lambda row: places.get(row.plan, len(places)))
        self._finder = WordFinder(self.rows)
        self.context = self.context._replace(
            today=day or self.context.today,
            holds=self._finder.holds,
            follows=self._finder.follows,
            plan_names=lambda: plans,
        )
        if self._filter is not None:
            # Which tasks hold its words was learned from the rows of before.
            self._filter = parse_filter(self.filter_text, self.context)
        self.marks &= {row.id for row in rows if row.id in self.marks}
        headings = Counter((row.plan, row.heading) for row in rows)
        alike: dict[str, set[str]] = {}
        for (plan, heading), count in headings.items():
            if count > 1:
                alike.setdefault(heading, set()).add(plan)
        self.alike = alike
        self._arrange()

    def get_ready(self) -> None:
        """Learn now what the first word of a filter needs; takes a moment, in any thread."""
        self._finder.warm_up()

    def terms_of(self, row: TaskRow) -> list[str]:
        """Filter terms that a task meets: its units, status, section, deadline, plan."""
        terms = [f"{label('unit')}={quoted(unit)}" for unit, _ in row.units]
        for name, value in (("status", row.status), ("section", row.section), ("due", row.due), ("plan", row.plan)):
            if value:
                terms.append(f"{label(name)}={quoted(value)}")
        return terms

    def matching(self, text: str) -> list[TaskRow]:
        """What a filter selects among the rows shown."""
        return parse_filter(text, self.context).select(self.visible)

    def counted(self, text: str, found: Sequence[Completion]) -> tuple[Completion, ...]:
        """What a filter may be completed with, values with how many of the tasks before the filter they select."""
        from gongkai_tui.domain.completion_counts import with_counts  # noqa: PLC0415  (asked once in a while)

        return with_counts(text, found, self.scoped, self.context)

    def known_values(self) -> dict[str, list[str]]:
        """What stands in the fields of the rows, the most frequent first, for completion."""
        counts: dict[str, Counter[str]] = {"unit": Counter(), "plan": Counter(), "section": Counter()}
        for row in self.rows:
            counts["unit"].update(unit for unit, _ in row.units)
            counts["plan"][row.plan] += 1
            counts["section"][row.section] += 1
        known = {field: [value for value, _ in found.most_common() if value] for field, found in counts.items()}
        names = self.context.plan_names()
        return {**known, "plan": [*(names.get(plan, plan) for plan in known["plan"]), *known["plan"]]}

    def arrange(self, plan: str, text: str, sort: str) -> None:
        """Show a plan with a filter and an order, in one go.

        Raises:
            FilterError: the filter cannot be read; nothing changes.
        """
        found = parse_filter(text, self.context) if text.strip() else None
        self.plan, self.filter_text, self.sort, self._filter = plan, text, sort, found
        self._arrange()

    def choose_plan(self, plan: str) -> None:
        """Show one plan, or all with an empty id."""
        self.plan = plan
        self._arrange()

    def filter(self, text: str) -> None:
        """Show what a filter selects.

        Raises:
            FilterError: it cannot be read, or asks for a plan that there is not; the last good filter stays.
        """
        plans = self.context.plan_names()
        if plans:
            refuse_unknown_plans(text, plans)
        found = parse_filter(text, self.context) if text.strip() else None
        before = self.order
        self._filter = found
        self.filter_text = text
        if self.order == before:
            self._select()
        else:
            self._arrange()

    def sort_by(self, field: str) -> None:
        """Sort by one field; the same field again turns the order round, empty is document order."""
        current = read_sort(self.order)
        self._sort_anew(f"-{field}" if field and current == ((field, False),) else field)

    def sort_with(self, text: str) -> None:
        """Sort by several fields, such as `due,-updated`.

        Raises:
            UsageError: one of them is none.
        """
        self._sort_anew(",".join(("-" if down else "") + name for name, down in read_sort(text)))

    def reverse(self) -> None:
        """Turn the order round."""
        parts = read_sort(self.order) or (("id", False),)
        self._sort_anew(",".join(name if down else f"-{name}" for name, down in parts))

    def toggle(self, task_id: str) -> None:
        """Mark a task, or take its mark away."""
        self.marks ^= {task_id}

    def mark_all(self) -> None:
        """Mark everything the table shows."""
        self.marks |= {row.id for row in self.visible}

    def invert(self) -> None:
        """Turn the marks round within what the table shows; hidden marks stay."""
        self.marks ^= {row.id for row in self.visible}

    def between(self, one: str, other: str) -> list[str]:
        """Ids shown from one task to another, both included; empty when either is not shown."""
        places = [n for n, row in enumerate(self.visible) if row.id in {one, other}]
        if not places or (len(places) == 1 and one != other):
            return []
        return [row.id for row in self.visible[places[0] : places[-1] + 1]]

    def hidden_marks(self) -> int:
        """How many marked tasks the filter or the chosen plan hides."""
        return len(self.marks) - sum(row.id in self.marks for row in self.visible) if self.marks else 0

    def targets(self, cursor: str | None) -> tuple[str, ...]:
        """What an action works on: the marked tasks in document order, else the one under the cursor."""
        if self.marks:
            return tuple(row.id for row in self.rows if row.id in self.marks)
        return (cursor,) if cursor else ()

    def of(self, ids: Iterable[str]) -> list[TaskRow]:
        """The rows of some tasks, without those that are gone."""
        ids = tuple(ids)
        wanted = frozenset(ids)
        found: dict[str, TaskRow] = {}
        for row in self.rows:
            if row.id in wanted:
                found[row.id] = row
                if len(found) == len(wanted):
                    break
        return [found[i] for i in ids if i in found]

    def _sort_anew(self, sort: str) -> None:
        """Sort by what was chosen last; the filter no longer says an order."""
        self.sort = sort
        if self._filter is not None and self._filter.order:
            self.filter_text, _ = apart(self.filter_text)
            self._filter = parse_filter(self.filter_text, self.context) if self.filter_text else None
        self._arrange()

    def _arrange(self) -> None:
        rows = [row for row in self.rows if row.plan == self.plan] if self.plan else self.rows
        self._ordered = sort_rows(rows, self.order) if self.order else rows
        self._found.clear()
        self._select()

    def _select(self) -> None:
        if self._filter is None:
            self.visible = self._ordered
            return
        words = self._filter.words
        if words not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = [*self._narrowest(words)]
            for word in words:
                found = self._finder.select(found, word)
            self._found[words] = found
        self.visible = self._filter.pass_tests(self._found[words])

    def _narrowest(self, words: tuple[str, ...]) -> Sequence[TaskRow]:
        """The fewest rows known to hold all that some words select: what fewer letters of them have selected."""
        wider = [
            rows for known, rows in self._found.items() if all(any(part in word for word in words) for part in known)
        ]
        return min(wider, key=len, default=self._ordered)
