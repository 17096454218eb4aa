"""Two changes of one record brought together by field; anything that both changed differently is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gongkai_tui.storage.record_shapes import RAW, Listing, NameTable, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.storage.shapes import Shape

_ABSENT = object()
_EXTRA: Any = object()
"""Stands for the shape of the keys that a record does not know."""


class BothChanged(Exception):
    """Both sides gave one field different values."""


def bring_together(shape: Shape, base: Any, ours: Any, theirs: Any) -> Any:
    """Value with the changes base→ours and base→theirs; BothChanged where they meet in one field.

    Records go by field, name tables by name, lists by the name of their items; everything else is one value.
    """
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    if type(shape) is Listing:
        return _lists(shape, base, ours, theirs)
    if type(shape) is NameTable and all(isinstance(side, dict) for side in (base, ours, theirs)):
        return _tables(shape.value, base, ours, theirs)
    if type(shape) is Record and None not in (base, ours, theirs):
        return _records(shape, base, ours, theirs)
    raise BothChanged


def _records(shape: Record, base: Any, ours: Any, theirs: Any) -> Any:
    values = {
        field.attr: bring_together(
            field.shape, getattr(base, field.attr), getattr(ours, field.attr), getattr(theirs, field.attr)
        )
        for field in shape.fields
    }
    if shape.open_ended:
        values["extra"] = tuple(_tables(RAW, dict(base.extra), dict(ours.extra), dict(theirs.extra)).items())
    return replace(ours, **values)


def _tables(shape: Shape, base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    together: dict[str, Any] = {}
    for key in (*ours, *(key for key in theirs if key not in ours)):
        sides = (base.get(key, _ABSENT), ours.get(key, _ABSENT), theirs.get(key, _ABSENT))
        value = _present_or_not(shape, *sides)
        if value is not _ABSENT:
            together[key] = value
    return together


def _present_or_not(shape: Shape, base: Any, ours: Any, theirs: Any) -> Any:
    if theirs is base or ours is theirs:
        return ours
    if _ABSENT in (ours, theirs) or base is _ABSENT:
        if ours == base:
            return theirs
        if theirs in (base, ours):
            return ours
        raise BothChanged
    return bring_together(shape, base, ours, theirs)


def _lists(shape: Listing, base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    sides = [_by_name(shape, side) for side in (base, ours, theirs)]
    in_base, in_ours, in_theirs = sides
    together: list[Any] = []
    for name, item in in_ours.items():
        value = _present_or_not(shape.item, in_base.get(name, _ABSENT), item, in_theirs.get(name, _ABSENT))
        if value is not _ABSENT:
            together.append(value)
    for name, item in in_theirs.items():
        if name not in in_ours:
            value = _present_or_not(shape.item, in_base.get(name, _ABSENT), _ABSENT, item)
            if value is not _ABSENT:
                together.append(value)
    return tuple(together)


def _by_name(shape: Listing, items: tuple[Any, ...]) -> dict[Any, Any]:
    try:
        named = {shape.name_of(item): item for item in items}
    except TypeError:
        raise BothChanged from None
    if len(named) != len(items):
        raise BothChanged
    return named


def meet_by_field(
    shape: Record, base: Any, ours: Any, theirs: Any, prefer_theirs: Mapping[str, bool]
) -> tuple[Any, tuple[str, ...]]:
    """Record with both changes, and the attributes that both changed differently and nobody has decided.

    `prefer_theirs` decides by attribute; an undecided one keeps our value.
    """
    values: dict[str, Any] = {}
    undecided: list[str] = []
    pairs = [(field.attr, field.shape) for field in shape.fields]
    for attr, kind in (*pairs, ("extra", _EXTRA)) if shape.open_ended else pairs:
        sides = [getattr(side, attr) for side in (base, ours, theirs)]
        try:
            if kind is _EXTRA:
                values[attr] = tuple(_tables(RAW, *map(dict, sides)).items())
            else:
                values[attr] = bring_together(kind, *sides)
        except BothChanged:
            if attr not in prefer_theirs:
                undecided.append(attr)
            values[attr] = sides[2] if prefer_theirs.get(attr) else sides[1]
    return replace(ours, **values), tuple(undecided)
