"""The one registry of what a person can do: it feeds keys, key bar, palette, help and the README.

Three layers of keys: arrows and function keys work with a Chinese input method on, letters are for
those who know vi, and everything is in the palette by name and pinyin initials. Keys that an input
method turns into full-width characters are bound in both forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """The part of the screen that has the keys."""

    TABLE = "任务表"
    PLANS = "计划栏"
    DETAIL = "详情栏"
    HISTORY = "历史栏"


EVERYWHERE = frozenset(Where)
LISTS = frozenset({Where.TABLE, Where.PLANS, Where.HISTORY})
TABLE = frozenset({Where.TABLE})
ON_TASKS = frozenset({Where.TABLE, Where.DETAIL, Where.HISTORY})


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
    where: frozenset[Where] = EVERYWHERE
    bar: int = 0
    """Place in the key bar, smaller is earlier; 0 keeps it out."""
    short: str = ""
    """The one key shown in the key bar."""


FIND = (
    Action(
        "filter",
        ("f7", "slash", "ideographic_comma"),
        "/ 、 F7",
        "筛选",
        "输入筛选条件，边打边筛；czj 可找财政局",
        bar=7,
        short="F7",
    ),
    Action("clear_filter", ("backslash",), "\\", "清除筛选", "清除筛选条件，显示全部任务"),
    Action("sort", ("s",), "s", "排序", "选择按哪一列排序；再选同一列则倒序", bar=12, short="s"),
    Action("reverse", ("S",), "S", "倒序", "把当前顺序倒过来"),
    Action(
        "palette",
        ("ctrl+p", "colon", "fullwidth_colon"),
        ": ： Ctrl+P",
        "命令",
        "按名称或拼音首字母查找命令、计划，也可输入任务编号或筛选",
        bar=9,
        short=":",
    ),
)

SELECT = (
    Action("mark", ("space", "ideographic_space"), "空格", "标记", "标记当前任务并下移", TABLE, bar=10, short="空格"),
    Action("range", ("v",), "v", "区间标记", "从这里起随光标移动标记一段，再按 v 结束", TABLE, bar=11, short="v"),
    Action(
        "mark_all",
        ("asterisk", "fullwidth_asterisk", "multiplication_sign"),
        "*",
        "全部标记",
        "标记筛选出的全部任务",
        TABLE,
    ),
    Action("invert", ("tilde", "fullwidth_tilde"), "~", "反向标记", "筛选范围内：未标记的标上，已标记的取消", TABLE),
    Action("unmark", ("U",), "U", "取消标记", "取消全部标记，包括被筛选隐藏的", TABLE),
)

CHANGE = (
    Action("status", ("f2", "t"), "F2 t", "状态", "改变状态；有标记时改全部标记的任务", ON_TASKS, bar=2, short="F2"),
    Action("note", ("f6", "n"), "F6 n", "记录", "添加一条进展记录，可附佐证", ON_TASKS, bar=6, short="F6"),
    Action("evidence", ("f3", "E"), "F3 E", "佐证", "添加佐证：网址、文号或文件名", ON_TASKS, bar=3, short="F3"),
    Action("form", ("f4",), "F4", "编辑", "用表单编辑标题、要求、单位、期限", ON_TASKS, bar=4, short="F4"),
    Action("editor", ("e",), "e", "外部编辑", "用 $EDITOR 编辑任务文件，保存后检查", ON_TASKS),
    Action("confirm_hints", ("c",), "c", "确认提示", "已核对导入时的提示，从任务中去掉", ON_TASKS),
    Action("undo", ("u",), "u", "撤销", "撤回最近一次操作：生成一个新提交，先显示要撤回什么", bar=8, short="u"),
    Action("redo", ("ctrl+r",), "Ctrl+R", "重做", "撤回最近一次撤销，也是一个新提交"),
)

LOOK = (
    Action(
        "open",
        ("enter",),
        "回车",
        "打开",
        "看当前任务的全文、单位、期限和记录；在详情中再按则编辑",
        EVERYWHERE,
        bar=13,
        short="回车",
    ),
    Action("detail", ("p",), "p", "详情", "显示或收起详情栏", bar=14, short="p"),
    Action("history", ("h",), "h", "历史", "当前任务的修改历史；回车看该次修改", bar=15, short="h"),
    Action("plans", ("b",), "b", "计划栏", "显示或收起左侧计划栏", bar=16, short="b"),
    Action("copy", ("y",), "y", "复制", "复制编号、标题、整行或 Markdown 表", ON_TASKS, bar=17, short="y"),
    Action("problems", ("f8",), "F8", "问题", "列出无法读取的文件"),
    Action("theme", (), "", "明暗主题", "在深色、浅色和终端自身颜色之间切换"),
    Action("refresh", ("ctrl+l", "f5"), "F5 Ctrl+L", "刷新", "重新读取并重画屏幕", bar=5, short="F5"),
    Action(
        "help",
        ("f1", "question_mark", "fullwidth_question_mark"),
        "? ？ F1",
        "帮助",
        "全部按键与筛选写法，可搜索",
        bar=1,
        short="F1",
    ),
    Action("back", ("escape", "backspace"), "Esc 退格", "返回", "结束区间、收起浮出的栏、回到任务表；最后清除筛选"),
    Action("leave", ("q",), "q", "返回或退出", "收起浮出的栏；没有可收起的则退出"),
    Action("quit", ("ctrl+q",), "Ctrl+Q", "退出", "退出程序；每次操作都已提交，不会丢失", bar=18, short="^Q"),
)

MOVE = (
    Action("up", ("up", "k"), "上箭头 k", "上移", "光标上移一行"),
    Action("down", ("down", "j"), "下箭头 j", "下移", "光标下移一行"),
    Action("page_up", ("pageup", "ctrl+u"), "PgUp Ctrl+U", "上翻页", "上翻一页"),
    Action("page_down", ("pagedown", "ctrl+d"), "PgDn Ctrl+D", "下翻页", "下翻一页"),
    Action("first", ("home", "g"), "Home g", "到首行", "到第一行"),
    Action("last", ("end", "G"), "End G", "到末行", "到最后一行"),
    Action("next_pane", ("tab", "right"), "Tab 右箭头", "下一栏", "到下一栏"),
    Action("previous_pane", ("shift+tab", "left"), "Shift+Tab 左箭头", "上一栏", "到上一栏"),
)

COMMANDS: tuple[Action, ...] = (*FIND, *SELECT, *CHANGE, *LOOK)
"""Everything with a name in the palette."""

GROUPS: tuple[tuple[str, tuple[Action, ...]], ...] = (
    ("移动", MOVE),
    ("查找", FIND),
    ("标记", SELECT),
    ("修改", CHANGE),
    ("查看", LOOK),
)
"""As the help shows them."""


def by_id(action_id: str) -> Action:
    """The action of a name; KeyError for an unknown one."""
    return _BY_ID[action_id]


def bar_actions(where: Where) -> list[Action]:
    """What the key bar shows for a part of the screen, in order."""
    return sorted((a for a in COMMANDS if a.bar and where in a.where), key=lambda a: a.bar)


_BY_ID = {action.id: action for _, group in GROUPS for action in group}
