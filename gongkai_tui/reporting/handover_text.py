"""The 交接 page as Markdown, plain text or JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from gongkai_tui.domain.status import Flag
from gongkai_tui.domain.working_days import weekday_of
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.json_text import json_text
from gongkai_tui.reporting.markdown import inline_text, markdown_text
from gongkai_tui.reporting.records_text import records_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from gongkai_tui.domain.handover import HandoverPage, OpenTask
    from gongkai_tui.domain.unit import Contact

    Table = tuple[Sequence[str], Sequence[Sequence[str]]]
    """Heads and rows."""

_NOTHING = "（没有）"


def handover_text(page: HandoverPage, form: str) -> str:
    """Give the page as `md`, `text` or `json`."""
    if form == "json":
        return json_text(_plain(page))
    lines: list[str] = []
    lines.extend(_title(f"{page.jurisdiction} {page.unit} 工作交接单", 1, form))
    lines.append(_summary(page))
    for heading, body in _sections(page):
        lines.append("")
        lines.extend(_title(heading, 2, form))
        lines.extend(_body(body, form))
    return "\n".join(lines) + "\n"


def _summary(page: HandoverPage) -> str:
    counts = Counter(task.status.value for task in page.open_tasks)
    states = "，".join(f"{status} {count}" for status, count in counts.items())
    late = sum(task.is_late for task in page.due)
    born_late = sum(Flag.BORN_LATE in task.flags for task in page.due)
    soon = sum(task.due is not None and task.due >= page.day for task in page.due)
    return (
        f"截至 {page.day}（{weekday_of(page.day)}）：未办结的任务 {len(page.open_tasks)} 项"
        f"{f'（{states}）' if states else ''}，其中逾期 {late} 项"
        f"{f'（另有印发时已过期 {born_late} 项）' if born_late else ''}、{page.days} 天内到期 {soon} 项；"
        f"没核销的问题 {len(page.problems)} 个；{f'缺 {len(page.missed)} 期经常性工作；' if page.missed else ''}"
        f"已办结 {page.settled} 项，长期坚持 {page.ongoing} 项。"
    )


def _sections(page: HandoverPage) -> Iterator[tuple[str, Table]]:
    heads = ("职责", "姓名", "邮箱", "到任", "备案")
    yield f"{page.unit}的联系人", (heads, [_person(each) for each in page.contacts])
    if page.waiting is None and page.office:
        yield f"主管单位：{page.office}", (heads, [_person(each) for each in page.office_contacts])
    if page.waiting is not None:
        yield (
            "等办公室处理的",
            (
                ("事项", "编号", "单位", "内容", "起自"),
                [(each.kind, each.place, each.unit, each.title, _day(each.since)) for each in page.waiting],
            ),
        )
    tasks = ("编号", "任务", "角色", "状态", "完成时限", "期限", "最近记录")
    yield (
        f"已过期限和 {page.days} 天内到期的",
        (
            ("期限", "还有几天", "编号", "任务", "角色", "状态"),
            [
                (_day(each.due), _days_left(each, page.day), each.id, each.title, each.role, each.status.value)
                for each in page.due
            ],
        ),
    )
    yield (
        "没核销的问题",
        (
            ("问题编号", "单位", "状态", "轮次", "整改期限", "位置", "问题"),
            [
                (each.id, each.unit, each.state, str(each.round or ""), _day(each.due), each.where, each.what)
                for each in page.problems
            ],
        ),
    )
    yield (
        "说过的日子和延期",
        (
            ("日期", "类别", "编号", "任务", "内容"),
            [(_day(each.day), each.kind, each.task, each.title, each.text) for each in page.promises],
        ),
    )
    yield (
        "已过去而没做够的经常性工作",
        (
            ("编号", "任务", "周期", "哪一期", "要做", "已做"),
            [
                (each.task, each.title, each.duty, each.period, str(each.at_least), str(each.done))
                for each in page.missed
            ],
        ),
    )
    yield (
        "本期还没做够的经常性工作",
        (
            ("编号", "任务", "周期", "要做", "已做", "本期到"),
            [
                (each.task, each.title, f"每{each.every}", str(each.at_least), str(each.done), _day(each.until))
                for each in page.duties
            ],
        ),
    )
    yield "未办结的任务", (tasks, [_task(each) for each in page.open_tasks])
    yield (
        "上一年度留下的",
        (
            ("编号", "任务", "去向或状态"),
            [(each.task, each.title, each.how) for each in page.last_year],
        ),
    )
    yield (
        "最近的记录",
        (
            ("日期", "谁", "做了什么"),
            [(_day(each.day), each.who, each.what) for each in page.history],
        ),
    )


def _task(each: OpenTask) -> tuple[str, ...]:
    return (
        each.id, each.title, each.role, each.status.value, each.deadline, _day(each.due), _day(each.updated),
    )  # fmt: skip


def _person(contact: Contact) -> tuple[str, ...]:
    return contact.duty.value, contact.name, contact.email, _day(contact.since), _day(contact.filed)


def _days_left(task: OpenTask, day: date) -> str:
    if task.due is None:
        return ""
    left = (task.due - day).days
    return f"过期 {-left} 天" if left < 0 else str(left)


def _title(text: str, level: int, form: str) -> list[str]:
    return [f"{'#' * level} {inline_text(text)}", ""] if form == "md" else [clean(text)]


def _body(table: Table, form: str) -> list[str]:
    titles, rows = table
    if not rows:
        return [_NOTHING]
    if form == "md":
        return markdown_text(titles, rows).rstrip("\n").split("\n")
    keys = [str(number) for number in range(len(titles))]
    records = [dict(zip(keys, row, strict=True)) for row in rows]
    return records_text(dict(zip(keys, titles, strict=True)), records, "table").rstrip("\n").split("\n")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _plain(value: Any) -> Any:
    """Dataclasses as JSON objects, days as text; unknown keys of files are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.name != "extra"}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
