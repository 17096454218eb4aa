"""Units and sets of units/ as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.unit import Group

if TYPE_CHECKING:
    from gongkai_tui.domain.unit import Unit

NAME_TITLES = {
    "jurisdiction": "辖区",
    "name": "名称",
    "kind": "类别",
    "aliases": "别名",
    "confirmed": "成员确认",
    "members": "成员",
}


def name_record(jurisdiction: str, each: Unit | Group) -> dict[str, str]:
    """Give a unit or set as a row, with the keys of `NAME_TITLES`."""
    found = {
        "jurisdiction": jurisdiction,
        "name": each.name,
        "kind": "集合" if isinstance(each, Group) else each.kind.value,
        "aliases": "、".join(alias.name for alias in each.aliases),
        "confirmed": "",
        "members": "",
    }
    if isinstance(each, Group):
        found.update(confirmed=each.confirmation, members="、".join(each.members))
    return found
