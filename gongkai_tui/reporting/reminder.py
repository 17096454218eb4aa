"""Lines of what is owed, to paste into a message: which task, what is missing, until when."""

from __future__ import annotations

from datetime import date

from gongkai_tui.domain.problem_flags import days_left
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.recurring_words import duty_words
from gongkai_tui.domain.status import FINISHED, TO_DO, Status
from gongkai_tui.domain.task import EACH_UNIT
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.running_text import running

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gongkai_tui.domain.owed import Owed
    from gongkai_tui.domain.own_plans import Publication
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.domain.recurrence import DoneInPeriod, PeriodCount
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import Recurring

REQUEST = "以上请抓紧落实，并报送进展和佐证（公开网址、文号或文件名）。"
"""What the units are asked for."""
_OPENING = "以下政务公开任务请抓紧落实，并报送进展和佐证（公开网址、文号或文件名）："
_SHOWN_PERIODS = 6


def to_urge(rows: Iterable[TaskRow]) -> list[TaskRow]:
    """Give the tasks that somebody may be urged to do: none done, seen published, ended, carried on or going on."""
    return [row for row in rows if row.status not in FINISHED and not (row.carried_to or row.published)]


def reminder_text(rows: Iterable[TaskRow], day: date, plan_name: Callable[[str], str]) -> str:
    """Give the text for some tasks on `day`, whoever owes them; `plan_name` gives the short name of a plan id."""
    lines = [_OPENING]
    for number, row in enumerate(rows, 1):
        units = "、".join(unit for unit, _ in row.units)
        whose = f"（责任单位：{clean(units)}）" if units else ""
        lines.append(f"{number}. {task_line(row, day, plan_name, (row.status,), whose=whose)}")
    return "\n".join(lines) + "\n"


def task_line(
    row: TaskRow, day: date, plan_name: Callable[[str], str], missing: Iterable[str], *, whose: str = ""
) -> str:
    """Give one task: plan, number, heading, `whose` it is, what is missing, until when."""
    parts = [part for part in ("，".join(missing), until(row, day)) if part]
    return f"{task_name(row, plan_name)}{whose}：{'；'.join(parts)}"


def task_name(row: TaskRow, plan_name: Callable[[str], str]) -> str:
    """Give a task by its plan, number and heading."""
    number = f"第{row.seq}项 " if row.seq else ""
    return f"{clean(plan_name(row.plan))} {number}{clean(row.heading or row.requirement.partition(chr(10))[0])}"


def until(row: TaskRow, day: date) -> str:
    """Give the last day with its distance, else the words of the deadline.

    One that was past on the day of issue is said so; one that has passed over a task that is done is not named.
    """
    due = row.next_due
    days = (date.fromisoformat(due) - day).days if due else 0
    if days < 0 and row.status not in TO_DO:
        return ""
    if not due:
        return f"完成时限：{clean(row.deadline_raw)}" if row.deadline_raw else ""
    if row.is_shelved:
        return f"期限{due}"
    if days < 0 and due < row.issued:
        return f"{due}到期（印发时已过期）"
    distance = f"{days}天后到期" if days > 0 else "今天到期" if days == 0 else f"逾期{-days}天"
    return f"期限{due}，{distance}"


def missing_of(item: Owed, day: date) -> tuple[str, ...]:
    """Give what a unit still owes in a task on `day`, in the field's words."""
    words = [item.status.value]
    problems = [f"（{_asked_words(problem, day)}）" for problem in item.problems]
    if item.status is Status.RECTIFYING:
        words = [f"整改中{problem}" for problem in problems] or ["整改中"]
    else:
        words += [f"问题{problem}" for problem in problems]
    if item.status is not Status.NOT_STARTED or item.is_silent:
        words.append(silence_words(item))
    if item.status is Status.IN_PROGRESS and item.lacks_evidence:
        words.append("待补佐证")
    words.extend(missed_words(item.missed))
    return tuple(filter(None, words))


def _asked_words(problem: ProblemRecord, day: date) -> str:
    """A 问题 as the unit is told of it; one that is not 整改中 is the office's turn."""
    words = problem_words(problem, day)
    return words if problem.state is ProblemState.RECTIFYING else f"{words}，{problem.state}，等办公室处理"


def published_words(published: Iterable[Publication]) -> str:
    """Give what was published: `已发布 2022-04-01（mzj-2022，槐民字〔2022〕1号）`."""
    return "；".join(
        f"已发布 {each.date}（{clean('，'.join(filter(None, (each.plan, each.number))))}）" for each in published
    )


def silence_words(item: Owed) -> str:
    """Give for how long nothing was recorded."""
    if not item.silent_days or item.silent_days < 0:
        return ""
    since = "" if item.row.updated else "印发以来"
    return f"{since}{item.silent_days}天没有记录"


def missed_words(missed: Iterable[PeriodCount]) -> tuple[str, ...]:
    """Give the missed periods, duty by duty: `每月1次（空气质量）缺2022年1月、2月`."""
    by_duty: dict[str, list[str]] = {}
    for count in missed:
        by_duty.setdefault(duty_words(count.duty), []).append(count.period.label)
    return tuple(f"{duty}缺{_listed(labels)}" for duty, labels in by_duty.items())


def done_words(done: Iterable[DoneInPeriod]) -> tuple[str, ...]:
    """Give what is recorded of recurring duties: `每年1次（听取汇报）2022年已完成1次`."""
    return tuple(
        f"{duty_words(each.duty)}{each.period.label}{_together(each.duty)}已完成{each.times}次" for each in done
    )


def _together(duty: Recurring) -> str:
    return "" if duty.unit or duty.per == EACH_UNIT else duty.per


def _listed(labels: list[str]) -> str:
    if len(labels) <= _SHOWN_PERIODS:
        return "、".join(labels)
    return f"{labels[0]}至{labels[-1]}间的{len(labels)}期"


def problem_words(problem: ProblemRecord, day: date) -> str:
    """Give a 问题: what is wrong, in which round, and until when it is to be mended or by how long that has passed."""
    left = days_left(problem, day)
    last = problem.last_round
    parts = [
        f"问题：{clean(running(problem.found.what))}" if problem.found and problem.found.what else f"问题 {problem.id}",
        f"第{last.n}轮" if last and last.n > 1 else "",
        f"整改期限{last.due.isoformat()}" if last and last.due else "",
        f"逾期{-left}天" if left is not None and left < 0 else "",
    ]
    return "，".join(filter(None, parts))
