"""One module a command: its typer function `command`, its `HELP` and its `EXAMPLES`."""

from __future__ import annotations

SUMMARIES = {
    "list": "列出任务，可筛选、排序、导出",
    "view": "保存的视图：列出、保存、删除",
    "show": "查看一项任务的全部内容",
    "set": "修改任务的状态、期限等字段，可批量",
    "note": "给任务添一条进展记录",
    "problem": "核查发现的问题：反馈、整改、再核查、核销",
    "apply": "按表格批量更新",
    "add": "手工添加一项任务（临时交办）",
    "edit": "在编辑器里修改一项任务的文件",
    "log": "修改记录：谁在何时改了什么",
    "diff": "两个日期或版本之间有什么变化",
    "undo": "撤销一次操作",
    "stats": "按计划、单位、章节、状态、月份统计",
    "grid": "单位任务表：每个单位在每项任务上到哪一步",
    "coverage": "上下级、前后年计划的对应：缺了哪些，用词有何不同，各单位是否发布了自己的要点",
    "link": "任务之间的关联：落实上级的、承接去年的；提出、确认、复核、删去",
    "lookback": "对上一年的计划“回头看”：逐项核查核销",
    "clock": "推算法定时限：第几个工作日是哪一天，逐日说明",
    "extend": "延期：申请、答复、列出待答复的申请",
    "plan": "查看和修改计划的题头，印发日期定了就推算期限",
    "owe": "谁还欠什么：可粘贴的催办文字和全部单位的数字",
    "choose": "为任务选定“有关部门”是哪些单位",
    "occur": "记一次周期任务的完成",
    "recurring": "周期任务：每一期有多少单位完成了",
    "unit": "名录里的单位和集合：列出、登记别名、确认成员",
    "contact": "联络员和分管领导：现在由谁负责、登记、交接、备案",
    "handover": "交接单：给新联络员的一页",
    "score": "考核：按平时的记录给各单位打分、排名",
    "import": "从文档导入一份工作要点",
    "new": "新建一份没有文档的计划",
    "check": "检查全部数据",
    "fmt": "把文件整理成规范格式",
    "doctor": "检查环境和仓库，能修的修好",
    "init": "建立一个空的台账仓库",
    "demo": "建立一个演示仓库（内容为虚构）",
    "schema": "输出数据文件的 JSON Schema",
    "index": "查看或重建索引",
    "completion": "输出命令行补全脚本",
}
"""Command → what it does, in the order of the help."""

EXAMPLES = (
    ("gongkai", "打开界面"),
    ("gongkai list czj status:推进中", "区财政局还在推进中的任务（czj 是拼音首字母）"),
    ("gongkai set tianqiao-2021/17 status=待核查 --evidence https://example.gov.cn/1.html", "报送一项，附佐证"),
    ("gongkai import 要点.txt --dry-run", "看看一份文档能读出哪些任务"),
)
"""Examples of the help of the whole program."""

HIDDEN = frozenset({"merge-file"})
"""Commands that other programs run; the help does not list them."""

FURTHER = {
    "problem": {
        "import": "导入第三方的问题清单",
        "sheet": "出整改链接表，每个单位一张",
        "return": "收回填好的整改链接表",
        "notice": "起草整改通知、通报，记下文号",
    },
}
"""Command → actions that are commands of their own, each with its help, and what each does."""

_KEYWORDS = {"import": "import_", "list": "list_", "set": "set_", "merge-file": "merge_file"}
"""Names that cannot be those of modules."""


def module_of(name: str, action: str = "") -> str:
    """Give the module of a command, or of one of its further actions."""
    if action:
        return f"gongkai_tui.cli.commands.{name}_{action}"
    return f"gongkai_tui.cli.commands.{_KEYWORDS.get(name, name)}"
