"""Say options of the command line in words of the forms: who fills in a form knows no `--unit`."""

from __future__ import annotations

import re

_LABELS = {
    "answer": "答复",
    "approved-by": "批准人",
    "by": "检查人",
    "due": "整改期限",
    "duty": "职责",
    "email": "邮箱",
    "found": "检查时间",
    "jurisdiction": "辖区",
    "method": "方式",
    "notified": "反馈日期",
    "number": "文号",
    "out": "文件夹",
    "plan": "计划",
    "reason": "理由",
    "sent": "发出日期",
    "text": "做了什么",
    "unit": "单位",
    "what": "问题",
    "where": "位置",
}
_IN_BRACKETS = re.compile(rf"（--(?:{'|'.join(_LABELS)})）")
_OPTION = re.compile(rf"\s?--({'|'.join(_LABELS)})\b\s?")


def in_field_words(text: str) -> str:
    """Give a message of a use case with the names of inputs in place of options."""
    return _OPTION.sub(lambda found: f"“{_LABELS[found[1]]}”", _IN_BRACKETS.sub("", text))
