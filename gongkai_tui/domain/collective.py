"""Which names stand for a set of units: 各 = every member acts; 有关 = the office has to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPEN_MARKS = ("有关", "相关", "其他", "其它")
_ALL_MARKS = ("各", "所有", "全体", "全部")
_OPEN_TERMS = frozenset({
    "政策制定机关", "制定机关", "承办单位", "决策承办单位", "起草单位", "起草部门", "责任单位", "责任部门",
    "牵头单位", "牵头部门", "配合单位", "配合部门", "主管部门", "行业主管部门", "业务主管部门", "主办单位",
})  # fmt: skip
_ALL_TERMS = frozenset({
    "区政府部门", "市政府部门", "县政府部门", "区直部门", "市直部门", "县直部门", "区直单位", "市直单位", "县直单位",
})  # fmt: skip


def is_open_collective(name: str) -> bool:
    """Tell whether `name` is a set that nobody has chosen the members of (区政府有关部门, 承办单位)."""
    return name in _OPEN_TERMS or any(mark in name for mark in _OPEN_MARKS)


def is_collective(name: str) -> bool:
    """Tell whether `name` is a set of units rather than one unit (各街道办事处, 各部门、单位, 有关部门)."""
    return name in _ALL_TERMS or any(mark in name for mark in _ALL_MARKS) or is_open_collective(name)


_NAMED = 20


def which_unit(name: str, members: Sequence[str]) -> str:
    """Return the sentence that refuses a set where one unit must be named; `members` are those who may be meant."""
    named = "、".join(members[:_NAMED]) + (f"等{len(members)}个" if len(members) > _NAMED else "")
    return f"“{name}”是一些单位的合称，请写明是哪个单位{f'：{named}' if named else ''}。"
