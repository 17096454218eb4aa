"""What people may call a field: English, Chinese, or the initials of the Chinese word."""

from __future__ import annotations

from gongkai_tui.domain.folding import fold

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("编号", "bh"),
    "plan": ("计划", "jh"),
    "year": ("年", "年度", "年份", "nd"),
    "seq": ("序号", "xh"),
    "section": ("章节", "zj", "栏目"),
    "heading": ("任务", "rw", "工作任务", "标题", "bt", "title"),
    "requirement": ("要求", "具体要求", "yq"),
    "unit": ("单位", "dw", "units", "责任单位"),
    "lead": ("牵头", "qt", "牵头单位"),
    "support": ("配合", "ph", "配合单位"),
    "duty": ("责任", "zr"),
    "owes": ("欠账", "qz"),
    "status": ("状态", "zt"),
    "due": ("期限", "qx", "截止", "jz", "deadline", "时限", "完成时限"),
    "kind": ("期限类型", "qxlx"),
    "updated": ("更新", "gx", "改动", "changed"),
    "evidence": ("佐证", "zz"),
    "flag": ("标记", "bj", "flags"),
    "urged": ("催办", "cb"),
    "hint": ("提示", "ts", "待确认", "hints"),
    "sort": ("排序", "px"),
}
"""Canonical name -> the first is the Chinese word shown to people, the rest are accepted as well."""

_CANONICAL = {alias: name for name, aliases in NAMES.items() for alias in (name, *aliases)}


def canonical_field(text: str) -> str | None:
    """Return the canonical English name of what was typed, or None where no field is called so."""
    return _CANONICAL.get(fold(text.strip()))


def label(name: str) -> str:
    """Return the Chinese word of a canonical field name."""
    return NAMES[name][0]


def allowed(names: tuple[str, ...]) -> str:
    """Return the fields as one list for an error message: `状态(status)、期限(due)`."""
    return "、".join(f"{NAMES[name][0]}({name})" for name in names)
