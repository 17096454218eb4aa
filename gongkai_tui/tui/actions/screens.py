"""Go to another screen."""

from __future__ import annotations

from gongkai_tui.tui.actions.action import EVERYWHERE, GRID, Action

SHEET_NAMES: tuple[tuple[str, str, str], ...] = (
    ("problem", "问题", "核查发现的问题：反馈、整改、再核查，直到核销"),
    ("owing", "欠账", "每个单位还欠什么：逾期、临期、沉默、整改；可复制催办文字"),
    ("extension", "延期", "延期的申请和答复，原期限保留"),
    ("recurring", "次数", "每年、每季、每月要做几次的任务：哪些单位做了，哪些还差"),
    ("lookback", "回头看", "上一年计划逐项核查：核销、转整改、转入今年"),
    ("coverage", "对照", "本计划与上级、下级和上下年的计划逐项对照：未落实的、待复核的、建议关联的"),
    ("score", "考核", "各单位的得分和名次，每个数字由哪些记录得来；表扬和通报批评名单草稿"),
    ("contact", "联络员", "各单位谁负责，交接和备案；给新联络员的交接单"),
    ("unit", "名录", "单位和集合的名称、别名、成员：登记别名，写明、确认集合的成员"),
)
"""Sheets of the 清单: id, name on the tab, what it shows."""

_SHEET_KEYS = {"recurring": "r"}
"""Sheets that are one key away: who has done what comes back."""

SCREENS = (
    Action("grid", ("m",), "m", "单位表", "单位×任务：每个单位在每项任务上到哪一步，谁逾期、谁久未更新", EVERYWHERE),
    Action(
        "members",
        ("plus", "fullwidth_plus_sign"),
        "+ ＋",
        "成员",
        "展开或收起各X的成员；在标题行则是全部",
        GRID,
        bar=3,
        short="+",
    ),
    Action("sections", ("z",), "z", "章节", "每列一项任务，或每章合成一列", GRID, bar=4, short="z"),
    Action(
        "next_plan",
        ("right_square_bracket", "greater_than_sign", "right_black_lenticular_bracket", "right_double_angle_bracket"),
        "] > 】 》",
        "下份计划",
        "看下一份计划",
        GRID,
        bar=11,
        short="]",
    ),
    Action(
        "previous_plan",
        ("left_square_bracket", "less_than_sign", "left_black_lenticular_bracket", "left_double_angle_bracket"),
        "[ < 【 《",
        "上份计划",
        "看上一份（更新的）计划",
        GRID,
        bar=10,
        short="[",
    ),
    Action(
        "overview",
        ("o",),
        "o",
        "总览",
        "各计划的进度、逾期、待办，上次离开以来的变化，同步状态",
        EVERYWHERE,
        bar=19,
        short="o",
    ),
    Action(
        "commits",
        ("H",),
        "H",
        "全部历史",
        "所有计划和单位的修改，新的在前；可筛选、比较、撤销",
        EVERYWHERE,
        bar=20,
        short="H",
    ),
    Action(
        "statistics",
        ("F",),
        "F",
        "统计",
        "按单位、章节、状态、月份等统计任务表里的任务；燃尽图看进度怎样随时间变化",
        EVERYWHERE,
    ),
    Action(
        "sheets",
        ("f9", "Q"),
        "F9 Q",
        "清单",
        "要逐条办理的：问题、欠账、延期、次数、回头看、对照、考核、联络员、名录",
        EVERYWHERE,
        bar=21,
        short="F9",
    ),
    *(
        Action(f"{sheet}_sheet", tuple(key), key, name, explained, EVERYWHERE)
        for sheet, name, explained in SHEET_NAMES
        for key in (_SHEET_KEYS.get(sheet, ""),)
    ),
    Action(
        "past",
        ("at", "fullwidth_commercial_at"),
        "@",
        "回看",
        "看某一天或某次提交时的台账，只读；再按回到现在；在全部历史里看光标所在那次提交时的",
        EVERYWHERE,
    ),
)
