"""What a filter of the history asks for by name, to tell whether the history knows it at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.filter_names import asked_terms, asked_values
from gongkai_tui.domain.filter_parser import FieldTerm, parse
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.history_filter import history_field
from gongkai_tui.domain.task_id import read_task_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.filter_parser import Node


class AskedNames(NamedTuple):
    """Names in a filter, as typed; what it rules out may be unknown."""

    tasks: tuple[str, ...]
    """Whole ids."""
    plans: tuple[str, ...]
    units: tuple[str, ...]
    people: tuple[str, ...]


def asked_names(filter_text: str) -> AskedNames:
    """Return the names that a filter of the history asks for.

    Raises:
        FilterError: it cannot be read.
    """
    found = list(_names(parse(filter_text)))
    ids = ((read_task_id(text), text) for field, text in found if field == "task")
    return AskedNames(
        tuple(task for task, _ in ids if task),
        tuple(fold(text) for field, text in found if field == "plan"),
        tuple(text for field, text in found if field == "unit"),
        tuple(text for field, text in found if field == "who"),
    )


def _names(node: Node) -> Iterator[tuple[str, str]]:
    """Every (field, value) that is asked for; a bare word may be a task."""
    for term in asked_terms(node):
        if isinstance(term, FieldTerm):
            yield from ((history_field(term.name) or "", value.text) for value in asked_values(term))
        elif not term.quoted:
            yield "task", term.text
