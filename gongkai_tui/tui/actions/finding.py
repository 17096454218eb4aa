"""Find tasks, and mark them."""

from __future__ import annotations

from gongkai_tui.tui.actions.action import COMMITS, EVERYWHERE, IN_STATISTICS, MAIN, SHEETS, TABLE, TABLES_OVER, Action

FIND = (
    Action(
        "filter",
        ("f7", "slash", "ideographic_comma"),
        "/ 、 F7",
        "筛选",
        "输入筛选条件，边打边筛；czj 可找财政局",
        MAIN | TABLES_OVER | COMMITS | SHEETS,
        bar=7,
        short="F7",
    ),
    Action(
        "clear_filter",
        ("backslash",),
        "\\",
        "清除筛选",
        "清除筛选条件，显示全部",
        MAIN | TABLES_OVER | COMMITS | SHEETS,
    ),
    Action(
        "sort",
        ("s",),
        "s",
        "排序",
        "选择按哪一列排序；再选同一列则倒序",
        MAIN | TABLES_OVER | SHEETS,
        bar=12,
        short="s",
    ),
    Action("reverse", ("S",), "S", "倒序", "把当前顺序倒过来", MAIN | IN_STATISTICS | SHEETS),
    Action(
        "alike",
        ("comma", "fullwidth_comma"),
        ", ，",
        "相同项",
        "按当前任务的单位、状态、章节等筛选或标记相同的任务",
        TABLE,
    ),
    Action(
        "palette",
        ("ctrl+p", "colon", "fullwidth_colon"),
        ": ： Ctrl+P",
        "命令",
        "按名称或拼音（首字母、全拼）查找命令、计划、视图、单位，也可输入任务编号或筛选",
        EVERYWHERE,
        bar=9,
        short=":",
    ),
)

SELECT = (
    Action(
        "mark",
        ("space", "ideographic_space"),
        "空格",
        "标记",
        "标记当前任务并下移；在全部历史里标记要比较的提交",
        TABLE | COMMITS | SHEETS,
        bar=10,
        short="空格",
    ),
    Action("range", ("v",), "v", "区间标记", "从这里起随光标移动标记一段，再按 v 结束", TABLE, bar=11, short="v"),
    Action(
        "mark_all",
        ("asterisk", "fullwidth_asterisk", "multiplication_sign"),
        "*",
        "全部标记",
        "标记筛选出的全部任务",
        TABLE | SHEETS,
    ),
    Action(
        "invert",
        ("tilde", "fullwidth_tilde"),
        "~",
        "反向标记",
        "筛选范围内：未标记的标上，已标记的取消",
        TABLE | SHEETS,
    ),
    Action("unmark", ("U",), "U", "取消标记", "取消全部标记，包括被筛选隐藏的", TABLE | SHEETS),
)
