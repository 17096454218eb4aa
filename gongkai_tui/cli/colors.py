"""Colour for lists on a terminal: only what asks for attention is coloured."""

from __future__ import annotations

_RED, _YELLOW, _GREEN, _CYAN, _DIM = "31", "33", "32", "36", "2"

_STATUS = {
    "未启动": "",
    "推进中": _CYAN,
    "待核查": _YELLOW,
    "已完成": _GREEN,
    "已核销": _DIM,
    "整改中": _RED,
    "长期坚持": _GREEN,
    "已终止": _DIM,
}


def paint_cell(column: str, cell: str) -> str:
    """Give a finished table cell with colour codes around it, where its column has a colour."""
    code = ""
    if column == "status":
        code = _STATUS.get(cell.strip(), "")
    elif column == "flags":
        code = _RED if "逾期" in cell else _YELLOW
    elif column == "id":
        code = _DIM
    return f"\x1b[{code}m{cell}\x1b[0m" if code and not cell.isspace() else cell
