"""Change tasks, and take changes back."""

from __future__ import annotations

from gongkai_tui.tui.actions.action import EVERYWHERE, ON_TASKS, Action, Where

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
        ("P",),
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
