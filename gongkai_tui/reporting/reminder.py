"""A reminder to the units, as text to paste into a message: what is owed, until when, and how it stands."""

from __future__ import annotations

from datetime import date

from gongkai_tui.reporting.clean import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gongkai_tui.domain.row import TaskRow

_OPENING = "以下政务公开任务请抓紧落实，并报送进展和佐证（公开网址、文号或文件名）："


def reminder_text(rows: Iterable[TaskRow], day: date, plan_name: Callable[[str], str]) -> str:
    """Give the text for some tasks on `day`; `plan_name` gives the short name of a plan id."""
    lines = [_OPENING]
    lines += [f"{number}. {_line(row, day, plan_name)}" for number, row in enumerate(rows, 1)]
    return "\n".join(lines) + "\n"


def _line(row: TaskRow, day: date, plan_name: Callable[[str], str]) -> str:
    number = f"第{row.seq}项 " if row.seq else ""
    title = clean(row.heading or row.requirement.partition("\n")[0])
    units = "、".join(unit for unit, _ in row.units)
    parts = [f"责任单位：{clean(units)}" if units else "", _until(row, day), f"目前：{row.status}"]
    return f"{clean(plan_name(row.plan))} {number}{title}（{'；'.join(part for part in parts if part)}）"


def _until(row: TaskRow, day: date) -> str:
    if not row.due:
        return f"完成时限：{clean(row.deadline_raw)}" if row.deadline_raw else ""
    days = (date.fromisoformat(row.due) - day).days
    distance = f"还有{days}天" if days > 0 else "今天到期" if days == 0 else f"已过{-days}天"
    return f"完成时限：{row.due}，{distance}"
