"""What one screen over the main one has of its own."""

from __future__ import annotations

from gongkai_tui.tui.actions.action import COMMITS, IN_STATISTICS, OVERVIEW, SHEETS, Action
from gongkai_tui.tui.actions.screens import SHEET_NAMES

AXES = ("单位", "章节", "状态", "月份", "计划", "年度", "标记", "牵头")
"""What the statistics count by, in the order of their keys."""

WITHIN = (
    Action(
        "previous_axis",
        ("left_square_bracket", "left_black_lenticular_bracket"),
        "[ 【",
        "上一项目",
        "按前一个项目统计",
        IN_STATISTICS,
    ),
    Action(
        "next_axis",
        ("right_square_bracket", "right_black_lenticular_bracket"),
        "] 】",
        "下一项目",
        "按后一个项目统计",
        IN_STATISTICS,
        bar=3,
        short="]",
    ),
    Action("axis", (), "", "统计项目", "选择按什么统计，或看燃尽图", IN_STATISTICS),
    Action("figures_right", ("right",), "右箭头", "右边的列", "看放不下的列；都放得下时到后一个项目", IN_STATISTICS),
    Action("figures_left", ("left",), "左箭头", "左边的列", "回到前面的列；都放得下时到前一个项目", IN_STATISTICS),
    *(
        Action(f"axis_{number}", (str(number),), str(number), f"按{name}统计", f"{name}的频次表", IN_STATISTICS)
        for number, name in enumerate(AXES, 1)
    ),
    Action(
        "burndown",
        ("b", "9"),
        "b 9",
        "燃尽",
        "未落实、待核查、已落实的项数怎样随时间变化",
        IN_STATISTICS,
        bar=4,
        short="b",
    ),
    Action("raw", ("d",), "d", "原始差异", "在字段变化和 git 的原始差异之间切换", COMMITS, bar=11, short="d"),
    Action(
        "compare",
        ("c",),
        "c",
        "比较",
        "把光标所在的提交与用空格标记的那次比较：两者之间改了哪些字段",
        COMMITS,
        bar=12,
        short="c",
    ),
    Action(
        "handle",
        ("f2", "t"),
        "F2 t",
        "办理",
        "办理光标所在的一行，有标记时一并办理：反馈、整改、再核查、核销、确认……",
        SHEETS,
        bar=2,
        short="F2",
        changes=True,
    ),
    Action(
        "add_line",
        ("plus", "fullwidth_plus_sign"),
        "+ ＋",
        "新增",
        "在这张清单里新增一条",
        SHEETS,
        bar=3,
        short="+",
        changes=True,
    ),
    Action(
        "next_sheet",
        ("right_square_bracket", "right_black_lenticular_bracket"),
        "] 】",
        "下一张",
        "看下一张清单；也可按数字",
        SHEETS,
        bar=4,
        short="]",
    ),
    Action(
        "previous_sheet",
        ("left_square_bracket", "left_black_lenticular_bracket"),
        "[ 【",
        "上一张",
        "看上一张清单",
        SHEETS,
    ),
    Action(
        "later_plan",
        ("greater_than_sign", "right_double_angle_bracket"),
        "> 》",
        "下份计划",
        "看下一份计划的清单",
        SHEETS,
        bar=6,
        short=">",
    ),
    Action(
        "earlier_plan",
        ("less_than_sign", "left_double_angle_bracket"),
        "< 《",
        "上份计划",
        "看上一份计划的清单",
        SHEETS,
    ),
    *(
        Action(f"sheet_{number}", (str(number),), str(number), f"清单{number}", f"看第 {number} 张清单", SHEETS)
        for number in range(1, len(SHEET_NAMES) + 1)
    ),
    Action("next_column", ("right",), "右箭头", "右一列", "到右边的数字；回车看这个数字指的是哪些任务", OVERVIEW),
    Action("previous_column", ("left",), "左箭头", "左一列", "到左边的数字；回车看这个数字指的是哪些任务", OVERVIEW),
)
