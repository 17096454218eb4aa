"""What a bare value looks like: units, a deadline, a short heading, or the chrome around a document."""

from __future__ import annotations

import re
from typing import Final

_UNIT_ENDS_TEXT: Final = (
    "局 委 办 部 厅 院 所 站 队 会 团 处 科 室 社 署 府 镇 乡 区 县 市 园 校 馆 台 库 "
    "司 行 组 员 属 街 岛 中心 街道 办事处 部门 单位 公司 集团 机构 机关 各级 企业 学校 医院 "
    "支队 大队 总队 工会 残联 妇联 文联 侨联 工商联 社科联 "
    "科协 政协 作协 人大 专班 专区 热线 村 社区 场 直属 主体 主任 科室 处室 基地"
)
_UNIT_ENDS: Final = tuple(_UNIT_ENDS_TEXT.split())
_VERBS: Final = (
    "按职责分工负责",
    "按职责分工",
    "分别负责",
    "负责落实",
    "参照执行",
    "牵头",
    "配合",
    "负责",
    "落实",
    "等",
    "主办",
    "协办",
)
_PARTS: Final = re.compile(r"[、，,；;\s/]+")
_BRACKETED: Final = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{0,40}[）)〕\]]")
_MAX_PART: Final = 24
_MAX_CELL: Final = 600
_MAX_DEADLINE: Final = 40
_DEADLINE_WORDS_TEXT: Final = (
    "全年 年内 年底 月底 月前 季度 半年 长期 持续 日内 日前 底前 每月 每季 每年 每周 适时 及时 "
    "随时 实时 即时 定期 常态 待定 年末 月末 月份 完成 前 以来 月 时限 个工作日 坚持 年 尽快"
)
_DEADLINE_WORDS: Final = tuple(_DEADLINE_WORDS_TEXT.split())
_REMARK: Final = re.compile(
    r"含(?!山)|包括|包含|不含|其中|如(?![东皋])|例如|除|即(?!墨)|以下|以上|简称|详见|见(?=附|第)|下同"
)
"""A bracket that begins so explains the word before it; 含山, 如东, 如皋 and 即墨 are places."""
_FOOTERS_TEXT: Final = (
    "抄送 如果您对 上一篇 下一篇 打印本页 关闭窗口 版权所有 主办单位： 承办单位： 扫一扫 网站地图 "
    "备案号 联系我们 相关链接 相关附件 分享到 信息来源 责任编辑 浏览次数 附件下载 返回顶部 ICP备 "
    "公安备案 网站标识码 【打印 【关闭 文件下载 政策解读："
)
_FOOTERS: Final = tuple(_FOOTERS_TEXT.split())


def unit_like(text: str) -> bool:
    """Every name in `text` ends as the names of units do."""
    if not text or len(text) > _MAX_CELL or "。" in text:
        return False
    parts = [_bare(part) for part in _PARTS.split(_BRACKETED.sub("", text))]
    names = [part for part in parts if part]
    if not names:
        return False
    fitting = sum(1 for name in names if _unit_name(name))
    return fitting * 3 >= 2 * len(names) and _unit_name(names[0])


def all_units(text: str) -> bool:
    """`text` is a list of units and nothing else; stricter than `unit_like`, for brackets in running text."""
    if not text or len(text) > _MAX_CELL or any(char in text for char in "。“”《》+：:") or _REMARK.match(text):
        return False
    names = [name for name in (_bare(part) for part in _PARTS.split(_BRACKETED.sub("", text))) if name]
    return bool(names) and all(_unit_name(name) and len(name) > 1 for name in names)


def _bare(part: str) -> str:
    part = part.strip("。 ")
    for verb in _VERBS:
        part = part.removesuffix(verb)
    return part


def _unit_name(name: str) -> bool:
    return len(name) <= _MAX_PART and name.endswith(_UNIT_ENDS)


def deadline_like(text: str) -> bool:
    """`text` is short and speaks of time."""
    return 0 < len(text) <= _MAX_DEADLINE and "局" not in text and any(word in text for word in _DEADLINE_WORDS)


def heading_like(text: str) -> bool:
    """`text` is short and not a sentence."""
    return 0 < len(text) <= 45 and "。" not in text  # noqa: PLR2004


def footer_like(text: str) -> bool:
    """`text` belongs to what stands after a document: copies, printing notes, the chrome of a web page."""
    start = text.strip()[:30].replace(" ", "")
    return any(start.startswith(word) for word in _FOOTERS)
