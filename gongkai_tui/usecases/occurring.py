"""A recurring duty done once: one dated 完成次数 entry for each unit that did it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.acting_units import SUPPORT, Parts, assignment_in_task
from gongkai_tui.domain.occurrences import acts_in, what_key
from gongkai_tui.domain.recurrence import act_of, ended_on, named_period, periods
from gongkai_tui.domain.recurring_words import duty_words
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.settable import BadValue, check_evidence, read_line, read_paragraphs, read_past_day
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.subjects import doers_named
from gongkai_tui.domain.task import EACH_UNIT, LogEntry, LogKind
from gongkai_tui.domain.wording import amid, by_doing, told_in, using
from gongkai_tui.storage.paths import normalise_task_id
from gongkai_tui.usecases.change_tasks import Proposal, propose_by
from gongkai_tui.usecases.changing import Changer, ChangeRefused
from gongkai_tui.usecases.committed_tasks import committed, decode
from gongkai_tui.usecases.new_ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.recurrence import Period
    from gongkai_tui.domain.task import Recurring, Task
    from gongkai_tui.usecases.workspace import Workspace

_NAMED = 5
_STILL_OF_IT = timedelta(days=31)
"""How long after its end something may still be done for a period: what is published by the month comes out in the
next one.
"""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What was done, as typed."""

    task_id: str
    units: tuple[str, ...] = ()
    """Who did it; may be left open where it is clear, and for a duty of the whole area."""
    day: str = ""
    """The day of the act, which may lie in the past; today where nothing is typed."""
    text: str = ""
    evidence: tuple[str, ...] = ()
    what: str = ""
    """Which duty, where the task has several."""
    period: str = ""
    """The period that it is of, where that was over when it was done: a report on December that comes out in January.
    """


def propose_occurrence(ws: Workspace, said: Occurrence) -> Proposal:
    """Work out the entries; `change_tasks.carry_out` commits them as one.

    A refusal (no recurring duty, a strange day, a unit that does not act) stands in the proposal.

    Raises:
        BadValue: a value cannot be understood.
        UnknownTask: there is no such task.
    """
    task_id = normalise_task_id(said.task_id)
    changer = Changer(ws)
    plan = changer.known.plan(task_id.partition("/")[0])
    typed = replace(
        said,
        text=read_paragraphs(said.text, "记录"),
        evidence=tuple(dict.fromkeys(map(check_evidence, said.evidence))),
        units=read_doers(said.units),
    )
    if not typed.text and not typed.evidence:
        raise BadValue(f"要写做了什么{told_in(inputs.WHAT_WAS_DONE)}，或附佐证{told_in(inputs.PROOF)}。")
    day = read_past_day(typed.day, ws.today, plan.year if plan else None, otherwise="只记已经做了的")
    return propose_entries(ws, changer, task_id, partial(_entered, changer, said=typed, day=day, plan=plan))


def propose_entries(ws: Workspace, changer: Changer, task_id: str, work: Callable[[Task], Task]) -> Proposal:
    """What `work` makes of a task by new entries, told as done by the units of those.

    Raises:
        UnknownTask: there is no such task.
    """
    contents = committed(ws, (task_id,))
    tasks = {task_id: decode(contents[task_id], task_id)}
    proposal = propose_by(tasks, contents, work, changer.known, action="occur")
    entries = [entry for draft in proposal.drafts for entry in draft.after.log[len(draft.before.log) :]]
    return replace(proposal, unit=doers_named([entry.unit for entry in entries if entry.unit]))


def read_doers(units: Iterable[str]) -> tuple[str, ...]:
    """The units that were typed, each once; BadValue where one is empty or cannot be stored."""
    return tuple(dict.fromkeys(read_line(unit, "单位", required=True) for unit in units))


def _entered(changer: Changer, task: Task, *, said: Occurrence, day: date, plan: Plan | None) -> Task:
    duty = _duty(task, said.what, asked=amid(inputs.PERIODIC_DUTY))
    spans = _periods(duty, plan)
    counted = _counted_day(spans, said.period, day) if said.period.strip() else day
    _refuse_outside(counted, spans)
    parts = Parts(assignment_in_task(task), changer.units(task.plan))
    named = _units(changer, task, duty, said.units, parts, asked=amid(inputs.UNIT))
    entries = [
        LogEntry(
            new_id(),
            counted,
            LogKind.OCCURRENCE,
            unit=unit,
            text=said.text,
            evidence=said.evidence,
            by=changer.name,
            what=duty.what,
            on=day if counted != day else None,
        )
        # What a set did, each of its members did: beside the set a member is not recorded again.
        for unit in named
        if unit is None or not {*named}.intersection(_sets_of(unit, parts))
    ]
    for entry in entries:
        _refuse_after_the_end(task, entry, parts)
        _refuse_again(task, entry, parts)
    return replace(task, log=(*task.log, *entries))


def held_to_rules(changer: Changer, task: Task, entry: LogEntry) -> LogEntry:
    """An entry that somebody typed into the file, as `occur` would record it after those that the task has.

    Raises:
        ChangeRefused: `occur` would refuse it.
    """
    if not entry.text and not entry.evidence:
        raise ChangeRefused("要写做了什么（text），或附佐证（evidence）")
    if entry.date > changer.today:
        raise ChangeRefused(f"{entry.date.isoformat()} 还没有到；只记已经做了的")
    duty = _duty(task, entry.what, asked=" what ")
    _refuse_outside(entry.date, _periods(duty, changer.known.plan(task.plan)))
    parts = Parts(assignment_in_task(task), changer.units(task.plan))
    (unit,) = _units(changer, task, duty, (entry.unit,) if entry.unit else (), parts, asked=" unit ")
    held = replace(entry, unit=unit, what=duty.what)
    _refuse_after_the_end(task, held, parts)
    _refuse_again(task, held, parts)
    return held


def _sets_of(unit: str, parts: Parts) -> Iterator[str]:
    """The sets of the task that hold a unit, in every spelling of the task."""
    for group in parts.holders(parts.name(unit)):
        yield from (group, *parts.written.get(group, ()))


def _refuse_after_the_end(task: Task, entry: LogEntry, parts: Parts) -> None:
    name = parts.name(entry.unit) if entry.unit else ""
    is_ended = (parts.status(name) if name else task.status) == Status.ENDED
    end = ended_on(task, name, parts) if is_ended else None
    if end is not None and entry.date > end:
        what = f"{entry.unit}的部分" if entry.unit and task.status is not Status.ENDED else "这项任务"
        raise ChangeRefused(f"{what} {end.isoformat()} 已终止，之后的次数不再记；终止之前做的，日期写做的那一天")


def _refuse_again(task: Task, entry: LogEntry, parts: Parts) -> None:
    through = {entry.unit, *(_sets_of(entry.unit, parts) if entry.unit else ())}
    for old in acts_in(task):
        if old.unit in through and act_of(old) == act_of(entry):
            recorded = f"已经随{old.unit}记过" if old.unit != entry.unit else "已经记过"
            raise ChangeRefused(
                f"{entry.unit or '全区'} {entry.date.isoformat()} 的这一次{recorded}；同一天确有两次的，请写明不同"
            )


def _duty(task: Task, typed: str, *, asked: str) -> Recurring:
    """The duty that is meant; `asked` is where the person writes which."""
    if not task.recurring:
        raise ChangeRefused(f"这项任务没有登记周期；先{by_doing(Remedy.SET_RECURRING, task.id)}")
    wanted = what_key(typed.strip())
    found = [duty for duty in task.recurring if what_key(duty.what) == wanted] if wanted else list(task.recurring)
    found = found or [duty for duty in task.recurring if wanted in what_key(duty.what)]
    if len(found) != 1:
        named = "；".join(map(duty_words, task.recurring))
        raise ChangeRefused(f"这项任务的周期是：{named}；请用{asked}写明是哪一种")
    return found[0]


def _periods(duty: Recurring, plan: Plan | None) -> tuple[Period, ...]:
    if plan is None or plan.year is None:
        raise ChangeRefused("计划没有写年度（plan.yaml 的 year），分不出周期")
    return periods(plan.year, duty.every)


def _counted_day(spans: Sequence[Period], typed: str, day: date) -> date:
    """The day as which something counts for the period that was named: the last of one that was over by then."""
    period = named_period(spans, typed)
    if period is None:
        raise ChangeRefused(f"没有“{typed.strip()}”这一期；写成“{spans[-1].label}”这样")
    if period.first <= day <= period.last:
        return day
    if not period.last < day <= period.last + _STILL_OF_IT:
        days = _STILL_OF_IT.days
        raise ChangeRefused(f"{day.isoformat()} 不能记入{period.label}：只记期内做的，和期满后 {days} 天内补上的")
    return period.last


def _refuse_outside(day: date, spans: Sequence[Period]) -> None:
    if any(period.first <= day <= period.last for period in spans):
        return
    first, last = spans[0].first.isoformat(), spans[-1].last.isoformat()
    is_late = spans[-1].last < day <= spans[-1].last + _STILL_OF_IT
    how = f"；是{spans[-1].label}的、到这时才做，{using(inputs.PERIOD, '写明', spans[-1].label)}" if is_late else ""
    raise ChangeRefused(f"{day.isoformat()} 不在这份计划的年度里（{first} 至 {last}），不计入任何一期{how}")


def _units(
    changer: Changer, task: Task, duty: Recurring, typed: tuple[str, ...], parts: Parts, *, asked: str
) -> tuple[str | None, ...]:
    """Who did it, as the task names them; None for a duty of the whole area of which nobody is named.

    `asked` is where the person writes it.
    """
    if not changer.is_office(task.plan):
        for unit in typed:
            changer.unit_for(task, unit)
        own = changer.unit_for(task, None)
        return _the_one(duty, (own,) if own else (), parts) if duty.unit else (own,)
    if duty.unit:
        return _the_one(duty, typed, parts)
    if typed:
        return tuple(dict.fromkeys(changer.unit_in(task, unit) for unit in typed))
    if duty.per != EACH_UNIT:
        return (None,)
    names = [each.name for each in parts.acting if each.role != SUPPORT]
    if len(names) == 1:
        return (changer.unit_in(task, names[0]),)
    shown = "、".join(names[:_NAMED]) + (f"等{len(names)}个" if len(names) > _NAMED else "")
    raise ChangeRefused(f"这是每个单位都要做的，请用{asked}写明是哪个单位做的（{shown}）")


def _the_one(duty: Recurring, named: tuple[str, ...], parts: Parts) -> tuple[str]:
    """The one unit that does a duty; ChangeRefused where another is named."""
    others = [unit for unit in named if parts.name(unit) != parts.name(duty.unit)]
    if others:
        raise ChangeRefused(f"{duty_words(duty)}由{duty.unit}做，不记在{'、'.join(others)}名下")
    return (duty.unit,)
