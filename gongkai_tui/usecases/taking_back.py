"""An occurrence that was recorded by mistake: a 更正 that names it, after which it does not count any more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.field_diff import entry_text
from gongkai_tui.domain.occurrences import acts_in, correction_refusal, what_key
from gongkai_tui.domain.settable import BadValue, read_paragraphs, read_past_day
from gongkai_tui.domain.short_name import one_line
from gongkai_tui.domain.task import LogEntry, LogKind
from gongkai_tui.domain.wording import amid, told_in
from gongkai_tui.storage.paths import normalise_task_id
from gongkai_tui.usecases.changing import Changer, ChangeRefused
from gongkai_tui.usecases.new_ids import new_id
from gongkai_tui.usecases.occurring import propose_entries, read_doers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from gongkai_tui.domain.task import Task
    from gongkai_tui.usecases.change_tasks import Proposal
    from gongkai_tui.usecases.workspace import Workspace

_LISTED = 5
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Which occurrences are taken back and why, as typed."""

    task_id: str
    reason: str
    units: tuple[str, ...] = ()
    """Whose; may be left open where it is clear which is meant."""
    day: str = ""
    """The day of the act; any where nothing is typed."""
    text: str = ""
    """Words of the record, where several are of the same day."""
    what: str = ""
    """Which duty, where the task has several."""
    entry: str = ""
    """Id of the record, where it was chosen from a list."""


def propose_withdrawal(ws: Workspace, said: Withdrawal) -> Proposal:
    """Work out the 更正; `change_tasks.carry_out` commits them as one.

    A refusal (no such record, several that may be meant, one that was taken back before) stands in the proposal.

    Raises:
        BadValue: a value cannot be understood, or no reason is given.
        UnknownTask: there is no such task.
    """
    task_id = normalise_task_id(said.task_id)
    changer = Changer(ws)
    plan = changer.known.plan(task_id.partition("/")[0])
    typed = replace(said, reason=read_paragraphs(said.reason, "理由"), units=read_doers(said.units))
    if not typed.reason:
        raise BadValue(f"要写为什么不算{told_in(inputs.REASON)}。")
    year = plan.year if plan else None
    day = read_past_day(said.day, ws.today, year, otherwise="只更正已经记了的") if said.day.strip() else None
    return propose_entries(ws, changer, task_id, partial(_corrected, changer, said=typed, day=day))


def refuse_correcting_nothing(task: Task, entry: LogEntry) -> None:
    """Raise ChangeRefused where an entry that somebody typed says that it corrects what it cannot."""
    refusal = correction_refusal(entry, {each.id for each in acts_in(task)}) if entry.corrects else ""
    if refusal:
        raise ChangeRefused(refusal)


def _corrected(changer: Changer, task: Task, *, said: Withdrawal, day: date | None) -> Task:
    changer.unit_for(task, None)
    if not changer.is_office(task.plan):
        raise ChangeRefused("记错的完成次数由政务公开办更正；请另记一条进展写明，请政务公开办更正")
    parts = Parts(assignment_in_task(task), changer.units(task.plan))
    units = [parts.name(changer.unit_in(task, unit)) for unit in said.units]
    found = [_meant(task, said, day, unit, parts) for unit in units or (None,)]
    entries = [
        LogEntry(
            new_id(),
            changer.today,
            LogKind.CORRECTION,
            unit=entry.unit,
            text=f"{entry.date.isoformat()}的完成次数不算：{said.reason}",
            by=changer.name,
            what=entry.what,
            corrects=entry.id,
        )
        for entry in dict.fromkeys(found)
    ]
    return replace(task, log=(*task.log, *entries))


def _meant(task: Task, said: Withdrawal, day: date | None, unit: str | None, parts: Parts) -> LogEntry:
    """The one record that is meant; of any unit where none is named."""

    def is_meant(entry: LogEntry) -> bool:
        return (
            said.entry in ("", entry.id)
            and day in (None, entry.date, entry.on)
            and said.text.strip() in entry.text
            and what_key(said.what.strip()) in what_key(entry.what)
            and (unit is None or (entry.unit is not None and parts.name(entry.unit) == unit))
        )

    found = list(filter(is_meant, acts_in(task)))
    if len(found) == 1:
        return found[0]
    if found:
        whose, how = unit or "这项任务", f"请写明{amid(inputs.UNIT)}、日期或{amid(inputs.WHAT_WAS_DONE)}"
        raise ChangeRefused(f"{whose}有 {len(found)} 条都可能是，{how}：{_listed(found)}")
    raise ChangeRefused(_none_such(task, is_meant, unit, parts))


def _none_such(task: Task, is_meant: Callable[[LogEntry], bool], unit: str | None, parts: Parts) -> str:
    whose, standing = unit or "这项任务", list(acts_in(task))
    gone = {entry.id for entry in task.log} - {entry.id for entry in task.standing_log}
    if any(entry.id in gone and is_meant(entry) for entry in task.log):
        return f"{whose}的这一次已经更正过，不再计入"
    holders = frozenset(parts.holders(unit)) if unit else frozenset()
    through = [entry for entry in standing if entry.unit is not None and parts.name(entry.unit) in holders]
    if through:
        return (
            f"{whose}没有单独记的；这一次是随{through[-1].unit}记的，更正的单位写{through[-1].unit}：{_listed(through)}"
        )
    recorded = f"；已记的有：{_listed(standing)}" if standing else ""
    return f"{whose}没有记过这样一次{recorded}"


def _listed(entries: Iterable[LogEntry]) -> str:
    words = [one_line(entry_text(entry), _SHOWN) for entry in entries]
    return "；".join(words[:_LISTED]) + (f"等 {len(words)} 条" if len(words) > _LISTED else "")
