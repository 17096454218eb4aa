"""Editing through ruamel.yaml's round trip, for files that line edits cannot serve, such as those written in braces."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_FOLDING = 1 << 20


class NotByRoundTrip(Exception):
    """ruamel.yaml cannot read or write this file."""


def round_trip() -> YAML:
    """A round-trip YAML that leaves canonical files byte for byte as they are."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _NO_FOLDING
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def edit_by_round_trip(text: str, canonical: str, changed: Iterable[str], moved: Iterable[str] = ()) -> str:
    """Text in which the top-level keys `changed` have the values of `canonical` (or are gone with them).

    Those that are `moved` stand at the end then, in the order of `canonical`.

    `text` must have passed our own reader, which keeps bombs away from this one. NotByRoundTrip where it fails.
    """
    try:
        return _edited(text, canonical, changed, frozenset(moved))
    except Exception as error:
        # It raises RecursionError, ValueError, KeyError, IndexError and AssertionError beside its own YAMLError.
        raise NotByRoundTrip from error


def _edited(text: str, canonical: str, changed: Iterable[str], moved: frozenset[str]) -> str:
    yaml = round_trip()
    data: Any = yaml.load(text)
    wanted: Any = yaml.load(canonical)
    for key in moved:
        data.pop(key, None)
    # Keys that are new to the text go to its end one by one.
    for key in (*(key for key in changed if key not in moved), *(key for key in wanted if key in moved)):
        if key in wanted:
            data[key] = wanted[key]
        else:
            data.pop(key, None)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue()
