"""What a person says of the names in units/: other names of a unit or set, and who the members of a set are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.near_names import near_words
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.settable import read_line
from gongkai_tui.domain.unit import Alias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.domain.unit import Group, Jurisdiction, Unit


class NameRefused(GongkaiError):
    """A name that may not be entered, or a set that cannot be confirmed."""


def with_alias(jurisdiction: Jurisdiction, name: str, alias: str) -> Jurisdiction:
    """Return the units with another name of the unit or set that is registered as `name`.

    Raises:
        NameRefused: the other name is registered already, for this unit or another.
        BadValue: it is no line of text.
    """
    new = read_line(alias, "别名")
    if not new:
        raise NameRefused("没有写别名")
    taken = UnitRegistry((jurisdiction,)).canonical(jurisdiction.id, new)
    if taken is not None:
        raise NameRefused(f"“{new}”已经登记，是{taken}" + ("" if taken == new else "的别名"))
    return _with_aliases(jurisdiction, name, lambda aliases: (*aliases, Alias(new)))


def without_alias(jurisdiction: Jurisdiction, name: str, alias: str) -> Jurisdiction:
    """Return the units without one of the other names of what is registered as `name`.

    Raises:
        NameRefused: it is none of them.
    """
    each = _holder(jurisdiction, name)
    if alias not in (other.name for other in each.aliases):
        raise NameRefused(f"“{alias}”不是{name}的别名")
    return _with_aliases(jurisdiction, name, lambda aliases: tuple(other for other in aliases if other.name != alias))


def with_members(jurisdiction: Jurisdiction, name: str, units: Sequence[str]) -> Jurisdiction:
    """Return the units with some more in a set, each by any of its names; what was confirmed stays so.

    Raises:
        NameRefused: one is no registered unit, or none was named.
    """
    group = _group(jurisdiction, name)
    added = [each for each in _registered(jurisdiction, units) if each not in group.members]
    return _with_group(jurisdiction, replace(group, members=(*group.members, *added)))


def without_members(jurisdiction: Jurisdiction, name: str, units: Sequence[str]) -> Jurisdiction:
    """Return the units with some no more in a set.

    Raises:
        NameRefused: one is not in it, or none would be left.
    """
    group = _group(jurisdiction, name)
    named = _registered(jurisdiction, units)
    others = [each for each in named if each not in group.members]
    if others:
        raise NameRefused(f"{'、'.join(others)}不是{name}的成员")
    left = tuple(each for each in group.members if each not in named)
    if not left:
        raise NameRefused(f"{name}要留下至少一个成员")
    return _with_group(jurisdiction, replace(group, members=left))


def with_confirmed(jurisdiction: Jurisdiction, name: str, seen: Sequence[str]) -> Jurisdiction:
    """Return the units with the members of a set confirmed, which somebody has `seen`.

    Raises:
        NameRefused: nobody has said yet who they are, or they are others now.
    """
    group = _group(jurisdiction, name)
    if not group.members:
        raise NameRefused(f"“{name}”还没有写成员：请先在 units/{jurisdiction.id}.yaml 的 groups 里写上再确认")
    if group.members != tuple(seen):
        raise NameRefused(f"“{name}”的成员刚被改过：请重新看过再确认")
    return _with_group(jurisdiction, replace(group, resolved=True))


def _with_aliases(
    jurisdiction: Jurisdiction, name: str, change: Callable[[tuple[Alias, ...]], tuple[Alias, ...]]
) -> Jurisdiction:
    return replace(
        jurisdiction,
        units=tuple(replace(u, aliases=change(u.aliases)) if u.name == name else u for u in jurisdiction.units),
        groups=tuple(replace(g, aliases=change(g.aliases)) if g.name == name else g for g in jurisdiction.groups),
    )


def _with_group(jurisdiction: Jurisdiction, group: Group) -> Jurisdiction:
    groups = tuple(group if each.name == group.name else each for each in jurisdiction.groups)
    return replace(jurisdiction, groups=groups)


def _holder(jurisdiction: Jurisdiction, name: str) -> Unit | Group:
    return next(each for each in UnitRegistry((jurisdiction,)).holders(jurisdiction.id) if each.name == name)


def _group(jurisdiction: Jurisdiction, name: str) -> Group:
    return next(each for each in jurisdiction.groups if each.name == name)


def _registered(jurisdiction: Jurisdiction, typed: Sequence[str]) -> tuple[str, ...]:
    """The registered names of units, each once."""
    registry, units = UnitRegistry((jurisdiction,)), {each.name for each in jurisdiction.units}
    found = {each: registry.canonical(jurisdiction.id, each) for each in typed if each.strip()}
    unknown = [each for each, name in found.items() if name not in units]
    if unknown:
        near = near_words(unknown[0], units)
        raise NameRefused(f"名录里没有单位“{'”、“'.join(unknown)}”{near}；成员要是登记了的单位")
    if not found:
        raise NameRefused("没有写单位")
    return tuple(dict.fromkeys(filter(None, found.values())))
