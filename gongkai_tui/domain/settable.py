"""The fields of a task that people set, what they are called, and how their values are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.status_names import flags_called, status_called
from gongkai_tui.domain.text_limits import MAX_LINE, MAX_TEXT

if TYPE_CHECKING:
    from datetime import date


class BadValue(UsageError):
    """A value that a field cannot take."""


class SetField(NamedTuple):
    """One field that `set`, the forms and update tables know."""

    name: str
    """English, as in the task file where it stands there."""
    label: str
    """Chinese."""
    aliases: tuple[str, ...]
    example: str
    """What a value looks like, in Chinese."""


FIELDS: tuple[SetField, ...] = (
    SetField("status", "状态", ("zt", "完成状态", "完成情况"), "推进中"),
    SetField("due", "期限", ("qx", "截止", "jz", "截止日期"), "2022-09-30、9月底、下周五，或 无"),
    SetField("deadline", "完成时限", ("时限", "完成时间", "时限要求"), "2022年9月底前完成，长期坚持"),
    SetField("internal_due", "内控时限", ("内控", "nk"), "2022-06-30，或 无"),
    SetField("heading", "任务", ("rw", "工作任务", "标题", "事项"), "财政信息公开"),
    SetField("section", "章节", ("zj",), "深化重点领域政府信息公开"),
    SetField("requirement", "要求", ("yq", "具体要求", "工作要求"), "按月公开……"),
    SetField("units", "责任单位", ("zrdw",), "区财政局牵头，各街道办事处配合"),
    SetField("seq", "序号", ("xh",), "17，或 无"),
    SetField(
        "recurring",
        "周期",
        ("zq", "频次", "周期要求"),
        "每年1次 每单位；几种用；分开：每年1次 每单位（听取汇报）；每季1次 全区（会议），或 无",
    ),
    SetField("hints", "提示", ("hint", "ts", "待确认"), "confirmed（已确认）"),
    SetField("note", "进展情况", ("进展", "工作进展", "工作动态", "记录"), "已在门户网站公开"),
    SetField("evidence", "佐证", ("zz", "佐证链接", "佐证材料", "链接"), "https://…，多个用换行或；分开"),
    SetField("reason", "理由", ("原因", "依据"), "误记"),
    SetField("happened", "发生日期", ("fsrq", "发生时间", "发布日期", "发布时间", "公开日期", "公开时间"), "4月25日"),
    SetField("method", "核查方式", ("hcfs", "检查方式"), "网上巡查"),
)
"""Every field; the last five are recorded in the log."""

_BY_NAME = {fold(alias): field for field in FIELDS for alias in (field.name, field.label, *field.aliases)}
_EMPTY = frozenset({"无", "none", "-", ""})
_CONFIRMED = frozenset({"confirmed", "已确认", "确认", "无", "none", ""})
_NOT_EVIDENCE = frozenset({*map(str, Status), "完成", "已落实", "落实", "是", "有", "无", "已公开", "已办结", "n/a"})
_MAX_SEQ = 99_999


def settable_field(text: str) -> SetField:
    """Return the field that `text` names in English, Chinese or initials. Raises BadValue with the list."""
    field = _BY_NAME.get(fold(text.strip()))
    if field is None:
        known = "、".join(f"{field.label}({field.name})" for field in FIELDS)
        raise BadValue(f"没有“{text.strip()}”这个可改的字段。可用：{known}。")
    return field


def is_settable(text: str) -> bool:
    """Whether `text` names a field that can be set."""
    return fold(text.strip()) in _BY_NAME


def read_status(text: str) -> Status:
    """Return the status that `text` means. Raises BadValue."""
    status = status_called(text)
    if status is not None:
        return status
    if flags_called(text):
        raise BadValue(f"“{text}”是按日期算出的标记，不能填写；状态可用：{'、'.join(Status)}。")
    raise BadValue(f"没有“{text}”这个状态。可用：{'、'.join(Status)}。")


def read_due(text: str, today: date, plan_year: int | None = None) -> date | None:
    """Return the last day, None for 无. Raises BadValue where `text` is not one day."""
    # The readers of deadlines compile many patterns, which a change of status does not pay for.
    from gongkai_tui.domain.typed_dates import read_typed_date

    found = read_typed_date(text, today, plan_year)
    if found.problem:
        raise BadValue(f"期限没有看懂：{found.problem}。原文字样请用 完成时限=…。")
    return found.due


def read_past_day(text: str, today: date, plan_year: int | None = None, *, otherwise: str) -> date:
    """The day on which something was done, as typed; nothing typed is today.

    Raises:
        BadValue: it is no day, or has not come; `otherwise` then says what to enter.
    """
    from gongkai_tui.domain.typed_dates import read_typed_date

    if not text.strip():
        return today
    found = read_typed_date(text, today, plan_year)
    if found.due is None:
        why = found.problem or f"“{text}”不是一天；请写日期，如 {today.isoformat()}"
        raise BadValue(f"日期没有看懂：{why}。")
    if found.due > today:
        raise BadValue(f"{found.due.isoformat()} 还没有到；{otherwise}。")
    return found.due


def read_happened(text: str, today: date) -> date:
    """The day on which what is noted or reported happened; nothing typed is today. Raises BadValue."""
    return read_past_day(text, today, otherwise="事情发生了再记")


def read_seq(text: str) -> int | None:
    """Return the number, None for 无. Raises BadValue."""
    word = fold(text.strip())
    if word in _EMPTY:
        return None
    if not (word.isascii() and word.isdecimal() and 0 < int(word[:6]) <= _MAX_SEQ):
        raise BadValue(f"序号要写 1 到 {_MAX_SEQ} 的数字或“无”，“{text}”不是。")
    return int(word)


def read_line(text: str, label: str, *, required: bool = False) -> str:
    """Return text for a one-line field. Raises BadValue for line breaks, control characters or too much of it."""
    line = text.strip()
    if required and not line:
        raise BadValue(f"{label}不能为空。")
    if not line.isprintable() and not line.replace("\u3000", "").replace("\u00a0", "").isprintable():
        raise BadValue(f"{label}只能是一行文字，不能有换行或控制字符。")
    if len(line) > MAX_LINE:
        raise BadValue(f"{label}最多 {MAX_LINE} 个字，现在是 {len(line)} 个。")
    return line


def read_paragraphs(text: str, label: str) -> str:
    """Return text of one paragraph a line. Raises BadValue for control characters or too much of it."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    whole = "\n".join(line for line in lines if line)
    if any(ord(char) < ord(" ") and char not in "\n\t" for char in whole) or "\x7f" in whole:
        raise BadValue(f"{label}里有控制字符，请去掉。")
    if len(whole) > MAX_TEXT:
        raise BadValue(f"{label}最多 {MAX_TEXT} 个字，现在是 {len(whole)} 个。")
    return whole


def read_evidence(text: str) -> tuple[str, ...]:
    """Return the pieces of evidence in one cell. Raises BadValue where one is none, such as 已完成."""
    from gongkai_tui.domain.evidence_form import evidence_pieces

    return tuple(check_evidence(item) for item in evidence_pieces(text))


def check_evidence(item: str) -> str:
    """Return a piece of evidence, trimmed. Raises BadValue unless it is a web address, a 文号 or a file name."""
    # Patterns that a change of status without evidence does not pay for.
    from gongkai_tui.domain.evidence_form import evidence_form

    line = read_line(item, "佐证", required=True)
    if fold(line) in _NOT_EVIDENCE:
        raise BadValue(f"佐证要写网址、文号或文件名，“{line}”只是说法。")
    form = evidence_form(line)
    if form.kind is None:
        raise BadValue(f"佐证{form.oddity}。")
    return line


def read_confirmation(text: str) -> None:
    """Accept the word that clears the hints. Raises BadValue for anything else."""
    if fold(text.strip()) not in _CONFIRMED:
        raise BadValue("提示只能整体确认：提示=已确认（hints=confirmed）。")
