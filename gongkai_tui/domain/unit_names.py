"""What a person says of the names in units/: another name of a unit or set, and that the members of a set are right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.settable import read_line
from gongkai_tui.domain.unit import Alias

if TYPE_CHECKING:
    from gongkai_tui.domain.unit import Jurisdiction


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
    added = Alias(new)
    return replace(
        jurisdiction,
        units=tuple(replace(u, aliases=(*u.aliases, added)) if u.name == name else u for u in jurisdiction.units),
        groups=tuple(replace(g, aliases=(*g.aliases, added)) if g.name == name else g for g in jurisdiction.groups),
    )


def with_confirmed(jurisdiction: Jurisdiction, name: str) -> Jurisdiction:
    """Return the units with the members of a set confirmed.

    Raises:
        NameRefused: nobody has said yet who they are.
    """
    group = next(each for each in jurisdiction.groups if each.name == name)
    if not group.members:
        raise NameRefused(f"“{name}”还没有写成员：请先在 units/{jurisdiction.id}.yaml 的 groups 里写上再确认")
    groups = tuple(replace(each, resolved=True) if each is group else each for each in jurisdiction.groups)
    return replace(jurisdiction, groups=groups)
