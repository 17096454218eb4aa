"""From one line of a statistic to a filter that selects exactly its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.domain.field_names import label
from gongkai_tui.domain.filter_text import longest_piece, plans_filter, quoted
from gongkai_tui.domain.filters import parse_filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.domain.filter_context import FilterContext
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.summary import Group


def group_filter(axis: str, group: Group, among: Sequence[TaskRow], context: FilterContext) -> str:
    """Return a filter that selects, `among` the rows that were counted, the tasks of a group and no other.

    A condition in words where there is one; else (a value that the filter language cannot say, such as a section
    with a quotation mark in its title) the ids of the tasks.
    """
    wanted = {row.id for row in group.rows}
    for text in _candidates(axis, group):
        try:
            found = parse_filter(text, context).select(among)
        except FilterError:
            continue
        if len(found) == len(wanted) and {row.id for row in found} == wanted:
            return text
    return "编号=" + ",".join(dict.fromkeys(row.id for row in group.rows))


def _candidates(axis: str, group: Group) -> Iterable[str]:
    field = label("due" if axis == "month" else axis)
    if not group.value:
        yield f"{field}:无"
        return
    # The same name under another government is another unit.
    plans = plans_filter(row.plan for row in group.rows)
    own = quoted(group.value)
    terms = [f"{field}={own}"]
    if group.written:
        # A unit that acts through sets or stands under several names: found as people ask for it, else by each name.
        terms += [f"{field}:{own}", f"{field}={','.join(map(quoted, dict.fromkeys((group.value, *group.written))))}"]
    for term in terms:
        yield term
        yield f"{term} {plans}"
    # “ and ” in a title are read as the quotes of a filter.
    yield f"{field}:{quoted(longest_piece(group.value))}"
