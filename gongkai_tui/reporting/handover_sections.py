"""The sections of the 交接 page: for each its heading, the heads of its table, and the rows."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from gongkai_tui.reporting.contacts_text import filed_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from gongkai_tui.domain.handover import HandoverPage, OpenTask
    from gongkai_tui.domain.unit import Contact

    Rows = Sequence[tuple[str, ...]]
    Section = tuple[str, tuple[str, ...], Rows]

_CONTACT_HEADS = ("职责", "姓名", "邮箱", "到任", "备案")


def sections(page: HandoverPage) -> Iterator[Section]:
    """Yield what the page says, in its order; a section without rows is kept, so that nothing seems forgotten."""
    yield f"{page.unit}的联系人", _CONTACT_HEADS, _contacts(page, page.contacts)
    if page.waiting is not None:
        yield "等办公室处理的", ("事项", "编号", "单位", "内容", "起自"), _waiting(page)
    elif page.office:
        yield f"主管单位：{page.office}", _CONTACT_HEADS, _contacts(page, page.office_contacts)
    yield f"已过期限和 {page.days} 天内到期的", ("期限", "还有几天", "编号", "任务", "角色", "状态"), _due(page)
    yield (
        "没核销的问题",
        ("问题编号", "单位", "状态", "轮次", "整改期限", "标记", "位置", "问题"),
        _problems(page),
    )
    yield "说过的日子和延期", ("日期", "类别", "编号", "任务", "内容"), _promises(page)
    yield "已过去而没做够的经常性工作", ("编号", "任务", "周期", "哪一期", "要做", "已做"), _missed(page)
    yield "本期还没做够的经常性工作", ("编号", "任务", "周期", "要做", "已做", "本期到"), _duties(page)
    yield "未办结的任务", ("编号", "任务", "角色", "状态", "完成时限", "期限", "最近记录"), _open_tasks(page)
    yield (
        "上一年度留下的",
        ("编号", "任务", "去向或状态"),
        [(each.task, each.title, each.how) for each in page.last_year],
    )
    yield "最近的记录", ("日期", "谁", "做了什么"), [(_day(each.day), each.who, each.what) for each in page.history]


def _contacts(page: HandoverPage, contacts: Sequence[Contact]) -> Rows:
    return [
        (
            each.duty.value,
            f"{each.name}（{each.until} 离任，接任的人未定）" if each.until and not each.handed_over_to else each.name,
            each.email,
            _day(each.since),
            filed_words(each, unfiled=each in page.unfiled),
        )
        for each in contacts
    ]


def _waiting(page: HandoverPage) -> Rows:
    return [(each.kind, each.place, each.unit, each.title, _day(each.since)) for each in page.waiting or ()]


def _due(page: HandoverPage) -> Rows:
    tasks = [
        (_day(each.due), _left(each.due, page.day), each.id, each.title, each.role, each.status.value)
        for each in page.due
    ]
    problems = [
        (_day(each.due), _left(each.due, page.day), each.id, f"问题：{each.what}", "整改", each.state)
        for each in page.due_problems
    ]
    return sorted((*tasks, *problems), key=itemgetter(0))


def _problems(page: HandoverPage) -> Rows:
    return [
        (it.id, it.unit, it.state, str(it.round or ""), _day(it.due), "、".join(it.flags), it.where, it.what)
        for it in page.problems
    ]


def _promises(page: HandoverPage) -> Rows:
    return [(_day(each.day), each.kind, each.task, each.title, each.text) for each in page.promises]


def _missed(page: HandoverPage) -> Rows:
    return [(each.task, each.title, each.duty, each.period, str(each.at_least), str(each.done)) for each in page.missed]


def _duties(page: HandoverPage) -> Rows:
    return [
        (each.task, each.title, f"每{each.every}", str(each.at_least), str(each.done), _day(each.until))
        for each in page.duties
    ]


def _open_tasks(page: HandoverPage) -> Rows:
    return [
        (each.id, each.title, each.role, _standing(each), each.deadline, _day(each.due), _day(each.updated))
        for each in page.open_tasks
    ]


def _standing(task: OpenTask) -> str:
    return f"{task.status}，已发布 {task.published}，待登记核查" if task.published else task.status.value


def _left(due: date | None, day: date) -> str:
    if due is None:
        return ""
    left = (due - day).days
    return f"过期 {-left} 天" if left < 0 else str(left)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
