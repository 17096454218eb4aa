"""The one registry of what a person can do: it feeds keys, key bar, palette, help and the README.

Three layers of keys: arrows and function keys work with a Chinese input method on, letters are for
those who know vi, and everything is in the palette by name and pinyin initials. Keys that an input
method turns into full-width characters are bound in both forms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Where(StrEnum):
    """The screen, or the part of the main screen, that has the keys."""

    TABLE = "任务表"
    PLANS = "计划栏"
    DETAIL = "详情栏"
    HISTORY = "历史栏"
    OVERVIEW = "总览"
    GRID = "单位任务表"
    STATISTICS = "统计"
    COMMITS = "全部历史"
    SHEETS = "清单"


EVERYWHERE = frozenset(Where)
MAIN = frozenset({Where.TABLE, Where.PLANS, Where.DETAIL, Where.HISTORY})
"""The main screen."""
GRID = frozenset({Where.GRID})
TABLE = frozenset({Where.TABLE})
IN_STATISTICS = frozenset({Where.STATISTICS})
TABLES_OVER = GRID | IN_STATISTICS
"""Screens over the main one that are tables themselves."""
ON_TASKS = frozenset({Where.TABLE, Where.DETAIL, Where.HISTORY})
OVERVIEW = frozenset({Where.OVERVIEW})
COMMITS = frozenset({Where.COMMITS})
SHEETS = frozenset({Where.SHEETS})
AXES = ("单位", "章节", "状态", "月份", "计划", "年度", "标记", "牵头")
"""What the statistics count by, in the order of their keys."""
BETWEEN_PANES = MAIN | OVERVIEW | COMMITS | IN_STATISTICS | SHEETS


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done."""

    id: str
    """Name in code and in the key map."""
    keys: tuple[str, ...]
    """Textual key names; the first ones are shown."""
    shown: str
    """How the keys are written for people."""
    label: str
    """Two to four Chinese characters for the key bar and the palette."""
    help: str
    """One sentence."""
    where: frozenset[Where] = MAIN
    bar: int = 0
    """Place in the key bar, smaller is earlier; 0 keeps it out."""
    short: str = ""
    """The one key shown in the key bar."""
    changes: bool = False
    """Whether it changes data: not possible while an older day is looked at."""


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
        "按名称或拼音首字母查找命令、计划、视图、单位，也可输入任务编号或筛选",
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

CHANGE = (
    Action(
        "status",
        ("f2", "t"),
        "F2 t",
        "状态",
        "改变状态；有标记时改全部标记的任务，在单位任务表里改光标所在单位的",
        ON_TASKS | {Where.GRID},
        bar=2,
        short="F2",
        changes=True,
    ),
    Action(
        "note", ("f6", "n"), "F6 n", "记录", "添加一条进展记录，可附佐证", ON_TASKS, bar=6, short="F6", changes=True
    ),
    Action(
        "evidence",
        ("f3", "E"),
        "F3 E",
        "佐证",
        "添加佐证：网址、文号或文件名",
        ON_TASKS,
        bar=3,
        short="F3",
        changes=True,
    ),
    Action(
        "form",
        ("f4",),
        "F4",
        "编辑",
        "用表单编辑标题、要求、单位、期限、周期",
        ON_TASKS,
        bar=4,
        short="F4",
        changes=True,
    ),
    Action("editor", ("e",), "e", "外部编辑", "用 $EDITOR 编辑任务文件，保存后检查", ON_TASKS, changes=True),
    Action(
        "find_problem",
        ("P", "fullwidth_latin_capital_letter_p"),
        "P",
        "记问题",
        "核查发现当前任务的问题：记下来，写了整改期限即同时反馈单位",
        ON_TASKS,
        changes=True,
    ),
    Action("confirm_hints", ("c",), "c", "确认提示", "已核对导入时的提示，从任务中去掉", ON_TASKS, changes=True),
    Action(
        "undo",
        ("u",),
        "u",
        "撤销",
        "撤回最近一次操作（在历史里撤回光标所在的那次）：生成一个新提交，先显示要撤回什么",
        EVERYWHERE,
        bar=8,
        short="u",
        changes=True,
    ),
    Action("redo", ("ctrl+r",), "Ctrl+R", "重做", "撤回最近一次撤销，也是一个新提交", EVERYWHERE, changes=True),
)

LOOK = (
    Action(
        "open",
        ("enter",),
        "回车",
        "打开",
        "看当前任务的全文、单位、期限和记录；在详情中再按则编辑；在总览和全部历史里转到相应的任务",
        EVERYWHERE,
        bar=13,
        short="回车",
    ),
    Action("detail", ("p",), "p", "详情", "显示或收起详情栏", MAIN | COMMITS | SHEETS, bar=14, short="p"),
    Action("history", ("h",), "h", "历史", "当前任务的修改历史；回车看该次修改", bar=15, short="h"),
    Action(
        "next_tab",
        ("right_square_bracket", "right_black_lenticular_bracket"),
        "] 】",
        "下一页签",
        "详情栏依次看：详情、单位、佐证、历史、差异",
    ),
    Action(
        "previous_tab",
        ("left_square_bracket", "left_black_lenticular_bracket"),
        "[ 【",
        "上一页签",
        "详情栏反向依次看各页签",
    ),
    Action("plans", ("b",), "b", "计划栏", "显示或收起左侧计划栏", bar=16, short="b"),
    Action(
        "copy",
        ("y",),
        "y",
        "复制",
        "复制编号、标题、整行或 Markdown 表",
        ON_TASKS | TABLES_OVER | COMMITS | SHEETS,
        bar=17,
        short="y",
    ),
    Action("problems", ("f8",), "F8", "错误", "列出无法读取的文件", EVERYWHERE),
    Action("drafts", (), "", "草稿", "接着写没有保存的草稿", EVERYWHERE, changes=True),
    Action("theme", (), "", "明暗主题", "在深色、浅色和终端自身颜色之间切换", EVERYWHERE),
    Action("refresh", ("ctrl+l", "f5"), "F5 Ctrl+L", "刷新", "重新读取并重画屏幕", EVERYWHERE, bar=5, short="F5"),
    Action(
        "help",
        ("f1", "question_mark", "fullwidth_question_mark"),
        "? ？ F1",
        "帮助",
        "全部按键与筛选写法，可搜索",
        EVERYWHERE,
        bar=1,
        short="F1",
    ),
    Action(
        "back",
        ("escape", "backspace"),
        "Esc 退格",
        "返回",
        "结束区间、收起浮出的栏、回到任务表；最后清除筛选",
        EVERYWHERE,
    ),
    Action("leave", ("q",), "q", "返回或退出", "收起浮出的栏；没有可收起的则退出", EVERYWHERE),
    Action(
        "quit", ("ctrl+q",), "Ctrl+Q", "退出", "退出程序；每次操作都已提交，不会丢失", EVERYWHERE, bar=18, short="^Q"
    ),
)

VIEWS = (
    Action("views", ("w",), "w", "视图", "选择视图：内置的、共享的和自己的；也可按 1 至 9", EVERYWHERE),
    *(
        Action(f"view_{number}", (str(number),), str(number), f"视图{number}", f"左栏第 {number} 个视图", TABLE)
        for number in range(1, 10)
    ),
    Action("save_view", ("V",), "V", "存为视图", "把现在的筛选、顺序和列存成视图，可共享", MAIN),
    Action("remove_view", ("D",), "D", "删除视图", "删除光标所在或正在用的视图", MAIN),
    Action("columns", ("C",), "C", "列", "选择任务表显示哪些列", MAIN),
    Action("previous", ("minus", "fullwidth_hyphen_minus"), "-", "前一视图", "回到之前的计划、筛选和顺序", MAIN),
)

SHEET_NAMES: tuple[tuple[str, str, str], ...] = (
    ("problem", "问题", "核查发现的问题：反馈、整改、再核查，直到核销"),
    ("owing", "欠账", "每个单位还欠什么：逾期、临期、沉默、整改；可复制催办文字"),
    ("extension", "延期", "延期的申请和答复，原期限保留"),
    ("recurring", "次数", "每年、每季、每月要做几次的任务：哪些单位做了，哪些还差"),
    ("lookback", "回头看", "上一年计划逐项核查：核销、转整改、转入今年"),
    ("coverage", "对照", "本计划与上级计划、上一年计划逐项对照：未落实的、待复核的、建议关联的"),
    ("score", "考核", "各单位的得分和名次，每个数字由哪些记录得来；表扬和通报批评名单草稿"),
    ("contact", "联络员", "各单位谁负责，交接和备案；给新联络员的交接页"),
)
"""Sheets of the 清单: id, name on the tab, what it shows."""

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
        ("o", "fullwidth_latin_small_letter_o"),
        "o ｏ",
        "总览",
        "各计划的进度、逾期、待办，上次离开以来的变化，同步状态",
        EVERYWHERE,
        bar=19,
        short="o",
    ),
    Action(
        "commits",
        ("H", "fullwidth_latin_capital_letter_h"),
        "H Ｈ",
        "全部历史",
        "所有计划和单位的修改，新的在前；可筛选、比较、撤销",
        EVERYWHERE,
        bar=20,
        short="H",
    ),
    Action(
        "statistics",
        ("F", "fullwidth_latin_capital_letter_f"),
        "F",
        "统计",
        "按单位、章节、状态、月份等统计任务表里的任务；燃尽图看进度怎样随时间变化",
        EVERYWHERE,
    ),
    Action(
        "sheets",
        ("f9", "Q", "fullwidth_latin_capital_letter_q"),
        "F9 Q",
        "清单",
        "要逐条办理的：问题、欠账、延期、次数、回头看、对照、考核、联络员",
        EVERYWHERE,
        bar=21,
        short="F9",
    ),
    *(Action(f"{sheet}_sheet", (), "", name, explained, EVERYWHERE) for sheet, name, explained in SHEET_NAMES),
    Action(
        "past",
        ("at", "fullwidth_commercial_at"),
        "@",
        "回看",
        "看某一天或某次提交时的台账，只读；再按回到现在；在全部历史里看光标所在那次提交时的",
        EVERYWHERE,
    ),
)

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

OFFICE = (
    Action(
        "choose_units",
        (),
        "",
        "选定单位",
        "为“有关部门”这样的集合选定具体单位，记进当前任务或标记的各项；写“无”收回",
        ON_TASKS,
        changes=True,
    ),
    Action(
        "rectify_notice",
        (),
        "",
        "整改通知",
        "起草整改通知：标记的问题，没有标记则是这份计划要整改的；可复制、写入文件，发出后记下文号",
        EVERYWHERE,
        changes=True,
    ),
    Action(
        "report_notice",
        (),
        "",
        "通报",
        "起草通报：标记的问题，没有标记则是这份计划的；可复制、写入文件，批准并发出后记下文号和批准人",
        EVERYWHERE,
        changes=True,
    ),
    Action(
        "import_plan",
        (),
        "",
        "导入计划",
        "从文档导入一份工作要点：txt、md、tsv、csv、html，先列出读出的任务和待确认的地方",
        EVERYWHERE,
        changes=True,
    ),
    Action(
        "new_plan",
        (),
        "",
        "新建计划",
        "没有文档的计划：先填标题、文号、年度等基本信息，任务之后添加",
        EVERYWHERE,
        changes=True,
    ),
    Action(
        "plan_head",
        (),
        "",
        "计划题头",
        "补印发日期，改文号、年度、上级计划、上年计划、归档；由它推算的期限随之确定",
        EVERYWHERE,
        changes=True,
    ),
    Action("clock", (), "", "法定时限", "推算主动公开、答复、舆情等时限的最后一日，工作日逐日说明计第几日", EVERYWHERE),
    Action("own_plans", (), "", "单位要点", "各单位是否发布了当前任务要求的本单位要点：日期、网址、是否超期", ON_TASKS),
    Action("compare_plans", (), "", "两区对照", "与同级的另一份计划逐项对照：都有的、只有一份有的", EVERYWHERE),
    Action(
        "import_problems",
        (),
        "",
        "导入问题",
        "问题清单导入：第三方或上级的 csv、xlsx，先列出会登记哪些、哪些行不能用",
        EVERYWHERE,
        changes=True,
    ),
    Action(
        "send_sheets",
        (),
        "",
        "发整改表",
        "出整改链接表：每个单位一个文件，列出它正在整改的问题",
        EVERYWHERE,
        changes=True,
    ),
    Action(
        "take_sheets",
        (),
        "",
        "收整改表",
        "收回单位填好的整改链接表：先逐行核对、列出冲突，再记为报整改",
        EVERYWHERE,
        changes=True,
    ),
)
"""What the office does now and then: found in the palette by the field's own words, without keys."""

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

COMMANDS: tuple[Action, ...] = (*FIND, *SELECT, *CHANGE, *LOOK, *VIEWS, *SCREENS, *OFFICE, *WITHIN)
"""Everything with a name in the palette."""

GROUPS: tuple[tuple[str, tuple[Action, ...]], ...] = (
    ("移动", MOVE),
    ("查找", FIND),
    ("标记", SELECT),
    ("修改", CHANGE),
    ("查看", LOOK),
    ("视图", VIEWS),
    ("转到", SCREENS),
    ("办公室", OFFICE),
    ("屏内", WITHIN),
)
"""As the help shows them."""


ALL: tuple[Action, ...] = tuple(action for _, group in GROUPS for action in group)
"""Everything a key can do, with the keys that it has unless a person gave it others."""


def by_id(action_id: str) -> Action:
    """The action of a name with the keys that it has now; KeyError for an unknown one."""
    return _BY_ID[action_id]


def key_of(action_id: str) -> str:
    """The one key that hints name for an action, of those in force; without any, what the palette finds it by."""
    action = by_id(action_id)
    return action.short or action.shown.partition(" ")[0] or f":{action.label}"


def give_keys(action_id: str, keys: tuple[str, ...], shown: str) -> None:
    """Give an action other keys, for the whole process: call before the first screen is made."""
    short = shown.partition(" ")[0]
    _BY_ID[action_id] = replace(_BY_ID[action_id], keys=keys, shown=shown, short=short)


def bar_actions(where: Where) -> list[Action]:
    """What the key bar shows for a part of the screen, in order."""
    named = (by_id(a.id) for a in COMMANDS)
    return sorted((a for a in named if a.bar and a.short and where in a.where), key=lambda a: a.bar)


def nearest_first(actions: Sequence[Action], where: Where) -> list[Action]:
    """Put what a screen over the main one has of its own first, and what is not valid in a place last."""
    own = frozenset() if where in MAIN else frozenset({where})
    return sorted(actions, key=lambda action: (where not in action.where, action.where != own))


_BY_ID = {action.id: action for action in ALL}


def meant_by(action_ids: Sequence[str], where: Where) -> str:
    """Which of the actions that share a key is meant in a place: the one made for fewest places, else the first."""
    here = [by_id(action_id) for action_id in action_ids if where in by_id(action_id).where]
    return min(here, key=lambda action: len(action.where)).id if here else action_ids[0]
