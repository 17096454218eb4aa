"""What a 整改通知 or 通报 says of some problems: only counted from the records (GB/T 9704 order, no 红头)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.notice_numbers import is_number
from gongkai_tui.domain.problem_flags import is_repeated
from gongkai_tui.domain.problem_record import ProblemRecord, ProblemState
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing, told_in, using

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import date

    from gongkai_tui.domain.problem_record import Notice

RECTIFY, REPORT = "整改通知", "通报"
KINDS = (RECTIFY, REPORT)
_ADDRESSED = 12
"""So many units are named in the 主送机关; more are 有关单位."""
_NUMBER = re.compile(r"[\u4e00-\u9fff].*[0-9０-９一二三四五六七八九十].*号")
_PERSON = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")
_NOBODY = frozenset({"随便", "待定", "待批准", "批准", "已批准", "同意", "没有", "无人", "不详"})
"""Words that say nothing of who approved."""
_CHECKS = ("检查", "巡查", "抽检", "核查", "抽查", "监测", "评估", "暗访")
"""Words that say that somebody looked."""
_NUMERALS = "一二三四五六七八九十"


class NoticeRefused(GongkaiError):
    """A notice that cannot be drafted, or may not be recorded as sent."""


@dataclass(frozen=True, slots=True)
class UnitPart:
    """The problems of one unit in a notice."""

    unit: str
    items: tuple[ProblemRecord, ...]


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """All parts of the text, in the order of the document."""

    kind: str
    title: str
    number: str
    """文号; empty while it is a draft."""
    approval: str
    """待批准, or who approved it; empty where none is needed."""
    addressees: str
    """主送机关, without the colon."""
    overview: str
    """一、总体情况"""
    earlier: str
    """Which notices about these problems were sent before; empty for none."""
    columns: tuple[tuple[str, int], ...]
    """Places with more than one problem, the most first."""
    units: tuple[UnitPart, ...]
    """二、存在问题"""
    repeated: frozenset[str]
    """Ids of those that are 反复."""
    demand: str
    """三、整改要求"""
    issuer: str
    """署名"""
    day: date
    """成文日期"""

    @property
    def is_draft(self) -> bool:
        """Whether it has not been sent."""
        return not self.number


def draft_notice(  # noqa: PLR0913  (the parts of a document)
    kind: str,
    records: Sequence[ProblemRecord],
    *,
    issuer: str,
    subject: str,
    units: Sequence[str],
    day: date,
    due: date | None = None,
    again: Container[str] = (),
    sent: Notice | None = None,
) -> NoticeDraft:
    """Work out the text of a notice about `records`, as of a day: a draft, whatever was sent before.

    `subject` is what it is about (2021年政务公开工作); `units` gives the order of the units; `due` is the 整改期限
    for problems that have none or whose own has passed; `again` are the ids that are 反复 because of earlier
    problems, as in `problem_flags`; `sent` is the notice itself where it was sent: its number, approval and day.

    Raises:
        NoticeRefused: no problem, an open one without a unit or a 整改期限, a `due` that is not to come, or a 整改通知
            that would demand something by a day that has passed.
    """
    _refuse_records(kind, records)
    waiting = [record for record in records if must_act(record)]
    repeated = frozenset(record.id for record in records if is_repeated(record, again=record.id in again))
    dated = sent.date if sent and sent.date else day
    if sent is None:
        _refuse_days(kind, waiting, due, dated)
    ranks = {unit: rank for rank, unit in enumerate(units)}
    named = sorted({record.unit for record in records}, key=lambda unit: (ranks.get(unit, len(ranks)), unit))
    return NoticeDraft(
        kind,
        _title(kind, issuer, subject),
        sent.number if sent else "",
        _approval(kind, sent),
        "、".join(named) if len(named) <= _ADDRESSED else "各有关单位",
        _overview(records, dated, repeated),
        _earlier(records, sent),
        tuple(_columns(records)),
        tuple(UnitPart(unit, tuple(r for r in records if r.unit == unit)) for unit in named),
        repeated,
        _demand(records, waiting, due, dated),
        issuer,
        dated,
    )


def _title(kind: str, issuer: str, subject: str) -> str:
    if kind == RECTIFY:
        return f"{issuer}关于限期整改{subject}有关问题的通知"
    return f"{issuer}关于{subject}问题整改情况的通报"


def _refuse_records(kind: str, records: Sequence[ProblemRecord]) -> None:
    if not records:
        raise NoticeRefused(f"没有可以写进{kind}的问题")
    homeless = [record.id for record in records if not record.unit]
    if homeless:
        raise NoticeRefused(f"问题 {'、'.join(homeless[:5])} 没有写责任单位，不能写进{kind}；请先在文件里补上 unit")


def _refuse_days(kind: str, waiting: Sequence[ProblemRecord], due: date | None, day: date) -> None:
    if due is not None and due <= day:
        raise NoticeRefused(
            f"整改期限 {due} 不在成文日期 {day} 之后，来不及整改；请{using(inputs.DUE, '写以后的一天')}"
        )
    undated = [record.id for record in waiting if due_of(record, day, due) is None]
    if undated:
        raise NoticeRefused(f"问题 {'、'.join(undated[:5])} 还没有整改期限，请{using(inputs.DUE, '写明')}")
    late = [f"{record.id}（{own_due(record)}）" for record in waiting if has_passed(record, day)]
    if kind == RECTIFY and late and due is None:
        more = f" 等 {len(late)} 个" if len(late) > 5 else ""  # noqa: PLR2004
        raise NoticeRefused(
            f"问题 {'、'.join(late[:5])}{more}的整改期限已过："
            f"请{using(inputs.DUE, '写明要在哪一天前完成')}，或改{by_doing(Remedy.AS_REPORT)}"
        )


def own_due(record: ProblemRecord) -> date | None:
    """Give the 整改期限 of the round that runs."""
    last = record.last_round
    return last.due if last else None


def must_act(record: ProblemRecord) -> bool:
    """Tell whether it is the turn of the unit."""
    return record.state in (ProblemState.TO_NOTIFY, ProblemState.RECTIFYING)


def has_passed(record: ProblemRecord, day: date) -> bool:
    """Tell whether the unit has yet to act and its 整改期限 has passed."""
    own = own_due(record)
    return must_act(record) and own is not None and own < day


def due_of(record: ProblemRecord, day: date, due: date | None = None) -> date | None:
    """Give the day until which a notice of `day` asks for a problem: its own 整改期限, `due` where that has passed."""
    own = own_due(record)
    return due or own if must_act(record) and (own is None or has_passed(record, day)) else own


def keeps_own_due(record: ProblemRecord, day: date, due: date) -> bool:
    """Tell whether the unit has yet to act by a day to come, other than `due`, which a notice of `day` leaves alone."""
    return must_act(record) and due_of(record, day, due) != due


def takes_due(record: ProblemRecord, day: date, due: date) -> bool:
    """Tell whether a notice of `day` asks by `due` for a problem of which the record does not say so yet."""
    return due_of(record, day, due) == due != own_due(record)


def notice_refusal(kind: str, *, number: str, approved_by: str) -> str:
    """Return why a notice may not be recorded as sent; empty where it may.

    表扬 and 通报批评 need the approval of the government or its head (政府督查工作条例 art. 21).
    """
    if not number:
        return f"记{kind}的发出要写文号{told_in(inputs.NOTICE_NUMBER)}。"
    if not _NUMBER.fullmatch(number):
        return f"“{number}”不是文号{told_in(inputs.NOTICE_NUMBER)}，写法如 天政办函〔2022〕5号。"
    if approved_by and (not _PERSON.search(approved_by) or approved_by in _NOBODY):
        who = f"“{approved_by}”看不出是谁{told_in(inputs.APPROVED_BY)}"
        return f"{who}，要写批准人或批准机关，如 区长、区政府分管负责同志。"
    if kind == REPORT and not approved_by:
        who = using(inputs.APPROVED_BY, "写明谁批准的")
        return f"通报要经本级政府或其负责人批准（《政府督查工作条例》第二十一条）：请{who}。"
    return ""


def numeral(number: int) -> str:
    """Give a small number in Chinese: 一, 十, 十一, 二十三."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return head + (_NUMERALS[ones - 1] if ones else "")


def chinese_day(day: date) -> str:
    """Give a day as documents write it: 2022年6月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _earlier(records: Sequence[ProblemRecord], sent: Notice | None) -> str:
    """此前已发：整改通知 天政办函〔2022〕5号（2022年6月1日）."""
    known = {(n.kind, n.number, n.date): n for record in records for n in record.notices}
    before = [
        notice
        for notice in known.values()
        if sent is None
        or (
            not is_number(notice, sent.number)
            and (notice.date is None or sent.date is None or notice.date <= sent.date)
        )
    ]
    before.sort(key=lambda notice: (notice.date is None, notice.date or 0, notice.number))
    named = [f"{n.kind} {n.number}".strip() + (f"（{chinese_day(n.date)}）" if n.date else "") for n in before]
    return f"此前已发：{'、'.join(named)}。" if named else ""


def _approval(kind: str, sent: Notice | None) -> str:
    if sent is not None:
        return f"{sent.approved_by}批准" if sent.approved_by else ""
    return "待批准" if kind == REPORT else ""


def _overview(records: Sequence[ProblemRecord], day: date, repeated: Container[str]) -> str:
    units = len({record.unit for record in records})
    states = Counter(record.state for record in records)
    counted = "，".join(f"{state} {states[state]} 个" for state in ProblemState if states[state])
    marks = (
        ("逾期未整改", sum(has_passed(record, day) for record in records)),
        ("反复出现", sum(record.id in repeated for record in records)),
    )
    notable = [f"{words} {count} 个" for words, count in marks if count]
    days = sorted(record.found.date for record in records if record.found and record.found.date)
    span = f"{_span(days)}" if days else ""
    found = f"{span}{_how(records)}，共发现问题 {len(records)} 个，涉及 {units} 个单位。"
    return f"{found}截至{chinese_day(day)}，{counted}{'；其中' + '，'.join(notable) if notable else ''}。"


def _how(records: Sequence[ProblemRecord]) -> str:
    """经第三方检查 where that is how all of them were found; with 等 where it is not."""
    methods = dict.fromkeys(record.found.method.strip() if record.found else "" for record in records)
    known = [method if method.endswith(_CHECKS) else f"{method}检查" for method in methods if method]
    if not known:
        return "经检查"
    return f"经{'、'.join(known)}{'等' if len(methods) > 1 else ''}"


def _span(days: Sequence[date]) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return f"{chinese_day(first)}，"
    return f"{chinese_day(first)}至{chinese_day(last)}，"


def _columns(records: Sequence[ProblemRecord]) -> Iterator[tuple[str, int]]:
    places = Counter(record.found.where for record in records if record.found and record.found.where)
    yield from ((place, count) for place, count in places.most_common() if count > 1)


def _until(asked: Sequence[date], day: date) -> str:
    """By when what is asked for on these days is to be done; before 完成."""
    to_come = sorted({until for until in asked if until >= day})
    if not to_come:
        return "整改期限已过，须立即"
    words = (
        f"于{chinese_day(to_come[0])}前" if len(to_come) == 1 else f"按所列整改期限（最迟{chinese_day(to_come[-1])}）"
    )
    return words if min(asked) >= day else f"整改期限已过的立即完成，其余{words}"


def _demand(records: Sequence[ProblemRecord], waiting: Sequence[ProblemRecord], due: date | None, day: date) -> str:
    objected = sum(record.state is ProblemState.OBJECTED for record in records)
    if not waiting:
        done = f"除复核中的 {objected} 个待答复外，所列问题" if objected else "所列问题"
        return f"{done}均已报整改。请各单位巩固整改成果，举一反三，防止同类问题再次发生。"
    until = _until([asked for record in waiting if (asked := due_of(record, day, due)) is not None], day)
    asked_of = f"{len(waiting)} 个问题"
    if len(waiting) < len(records):
        asked_of = f"{len(records)} 个问题中待整改的 {len(waiting)} 个"
    return (
        f"请有关单位对照所列 {asked_of}逐条整改，{until}完成，"
        "并报送整改链接表，逐条写明整改情况和整改链接。"
        "对问题有异议的，请在整改期限内书面提出并说明理由。整改情况将逐条再核查，核查通过后核销。"
    )
