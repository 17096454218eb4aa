"""What a use case is told by a person: the option that it is after the prompt, and its name on a form."""

from __future__ import annotations

from typing import NamedTuple


class Input(NamedTuple):
    """One thing to write; the same option may be several things, each with a name of its own."""

    option: str
    name: str


ANSWER = Input("--answer", "答复")
APPROVED_BY = Input("--approved-by", "批准人")
CHECKED_BY = Input("--by", "检查人")
CONTACT_DUTY = Input("--duty", "职责")
DAY = Input("--on", "发生日期")
DUE = Input("--due", "整改期限")
EMAIL = Input("--email", "邮箱")
EVIDENCE = Input("--evidence", "佐证")
FILE_FORM = Input("--format", "格式")
FOLDER = Input("--out", "文件夹")
FOUND = Input("--found", "检查时间")
JURISDICTION = Input("--jurisdiction", "辖区")
LINK_KIND = Input("--kind", "关系")
MEMBERS = Input("--members", "成员")
METHOD = Input("--method", "方式")
NEW_DEADLINE = Input("--deadline", "完成时限")
NEW_SECTION = Input("--section", "章节")
NEW_TASK = Input("--new", "新增一项")
NOTE = Input("--note", "说明")
NOTICE_NUMBER = Input("--number", "文号")
NOTIFIED = Input("--notified", "反馈日期")
OTHER_PLAN = Input("--to", "对照的计划")
OVERWRITE = Input("--yes", "同名文件已有时覆盖")
PERIOD = Input("--for", "记入哪一期")
PERIODIC_DUTY = Input("--what", "哪一种周期")
PLAN = Input("--plan", "计划")
PROBLEM = Input("--what", "问题")
PROOF = Input("-e", "佐证")
REASON = Input("--reason", "理由")
REPEATED = Input("--repeats", "重复的问题")
REPOSITORY = Input("-C", "仓库文件夹")
SAME_PROBLEM = Input("--to", "接续的问题")
SUCCESSOR = Input("--to", "今年的任务")
THIS_YEARS_PLAN = Input("--into", "今年的计划")
TODAY = Input("--today", "今天")
UNIT = Input("--unit", "单位")
WHAT_WAS_DONE = Input("--text", "做了什么")
WHERE = Input("--where", "位置")
WITHDRAW = Input("withdraw", "撤销")
