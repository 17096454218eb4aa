"""Move the cursor, and between panes."""

from __future__ import annotations

from gongkai_tui.tui.actions.action import BETWEEN_PANES, EVERYWHERE, GRID, Action

MOVE = (
    Action("up", ("up", "k"), "上箭头 k", "上移", "光标上移一行", EVERYWHERE),
    Action("down", ("down", "j"), "下箭头 j", "下移", "光标下移一行", EVERYWHERE),
    Action("page_up", ("pageup", "ctrl+u"), "PgUp Ctrl+U", "上翻页", "上翻一页", EVERYWHERE),
    Action("page_down", ("pagedown", "ctrl+d"), "PgDn Ctrl+D", "下翻页", "下翻一页", EVERYWHERE),
    Action("first", ("home", "g"), "Home g", "到首行", "到第一行", EVERYWHERE),
    Action("last", ("end", "G"), "End G", "到末行", "到最后一行", EVERYWHERE),
    Action("left", (), "左箭头 h", "左移", "光标左移一列；最左是单位，回车看它的任务", GRID),
    Action("right", (), "右箭头 l", "右移", "光标右移一列", GRID),
    Action("next_pane", ("tab", "right"), "Tab 右箭头", "下一栏", "到下一栏", BETWEEN_PANES),
    Action("previous_pane", ("shift+tab", "left"), "Shift+Tab 左箭头", "上一栏", "到上一栏", BETWEEN_PANES),
)
