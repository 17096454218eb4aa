"""Every registered unit and group with its other names, to find one by any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.usecases.reading import read_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.unit import Group, Unit
    from gongkai_tui.usecases.workspace import Workspace


def other_names(ws: Workspace, moment: str | None = None) -> Mapping[str, tuple[str, ...]]:
    """Registered name -> its other names, over all governments in the order of their files."""
    found: dict[str, tuple[str, ...]] = {}
    for each in read_view(ws, as_of=moment).jurisdictions():
        holders: tuple[Unit | Group, ...] = (*each.units, *each.groups)
        for holder in holders:
            written = (*found.get(holder.name, ()), *(alias.name for alias in holder.aliases))
            found[holder.name] = tuple(dict.fromkeys(written))
    return found
