"""Look at tasks and their history; choose what the table shows, and how."""

from __future__ import annotations

from gongkai_tui.tui.actions.action import COMMITS, EVERYWHERE, MAIN, ON_TASKS, SHEETS, TABLE, TABLES_OVER, Action

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
        "放弃区间、收起浮出的栏、回到任务表或转来的画面；最后清除筛选",
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
