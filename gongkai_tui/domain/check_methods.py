"""How a 核查 is made, of a task as of a 问题."""

from __future__ import annotations

from gongkai_tui.domain.settable import BadValue, read_line

METHODS = "网上巡查、抽检、实地、第三方、材料审核"
"""What is offered; any other word is taken as well."""

_MAX_METHOD = 200


def read_method(text: str) -> str:
    """Return the method as typed; nothing where none is named. Raises BadValue."""
    method = read_line(text, "核查方式")
    if len(method) > _MAX_METHOD:
        raise BadValue(f"核查方式最多 {_MAX_METHOD} 个字，现在是 {len(method)} 个。")
    return method
