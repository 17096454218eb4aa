"""The order that a filter asks for: `排序:期限,-更新` beside its conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import FilterError, UsageError
from gongkai_tui.domain.field_names import canonical_field
from gongkai_tui.domain.filter_parser import FieldTerm, error_at, parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeGuard

    from gongkai_tui.domain.filter_parser import Node

ORDER_FIELD = "sort"


def asks_order(node: Node) -> TypeGuard[FieldTerm]:
    """Tell whether a node says an order and is no condition."""
    return isinstance(node, FieldTerm) and canonical_field(node.name) == ORDER_FIELD


def order_asked(nodes: Iterable[Node]) -> str:
    """Return the order in canonical names, as `domain.sorting` reads it; the first to be said weighs most.

    Raises:
        FilterError: there is no such field to sort by.
    """
    return ",".join(part for node in nodes if asks_order(node) for part in _parts(node))


def order_of(text: str) -> str:
    """Return the order that a filter asks for, empty for none. Raises FilterError where it cannot be read."""
    return order_asked(parse(text).nodes)


def refuse_order(term: FieldTerm) -> FilterError:
    """Return the error for an order among alternatives, behind `!` or in brackets."""
    return error_at(term.place, "“排序”不是条件，要单独写在最外层，不能放在 !、| 或括号里。")


def apart(text: str, otherwise: str = "") -> tuple[str, str]:
    """Return the conditions of a filter and its order, `otherwise` where it asks for none; as it is if unreadable."""
    try:
        terms = [node for node in parse(text).nodes if asks_order(node)]
        order = order_asked(terms)
    except FilterError:
        return text, otherwise
    kept, at = [], 0
    for term in terms:
        kept.append(text[at : term.place].strip())
        at = term.end
    kept.append(text[at:].strip())
    return " ".join(filter(None, kept)), order or otherwise


def _parts(term: FieldTerm) -> Iterable[str]:
    # Most filters ask for no order.
    from gongkai_tui.domain.sorting import read_sort

    if term.operator not in (":", "="):
        raise error_at(term.place, f"“排序”后面用“:”，如 排序:期限,-更新，不能用“{term.operator}”。")
    for value in term.values:
        try:
            found = read_sort(value.text)
        except UsageError as error:
            raise error_at(value.place, str(error)) from None
        yield from (f"-{name}" if down else name for name, down in found)
