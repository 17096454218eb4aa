"""What the rules over many files need of one task, small enough to be kept ready by the index."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import Assignment
from gongkai_tui.domain.corrections import is_about_the_deadline
from gongkai_tui.domain.fingerprint import fingerprints, wording_of
from gongkai_tui.domain.folding import fold_unspaced
from gongkai_tui.domain.found_in_log import Check, checks_in, faults_in
from gongkai_tui.domain.task import LinkKind, LogKind

if TYPE_CHECKING:
    from gongkai_tui.domain.task import Deadline, LogEntry, Task


class TaskFacts(NamedTuple):
    """Only text, numbers and tuples of them, so that it can be stored in any plain form."""

    id: str
    seq: int
    """0 where the task has no number."""
    section: str
    units: tuple[str, ...]
    other_units: tuple[str, ...]
    """Units named in `unit_status` only."""
    log_units: tuple[str, ...]
    links: tuple[str, ...]
    """Ids of the tasks that it leads to."""
    link_kinds: tuple[str, ...]
    link_fingerprints: tuple[str, ...]
    """Of the wording of each when the link was confirmed; empty where nobody has."""
    deadline_raw: str
    deadline_kind: str
    due: str
    due_changed: bool
    """There is a 延期, or the log tells of one or of a 更正 of the deadline: the words need not give it."""
    last_log: str
    """ISO date of the latest log entry, or empty."""
    wording: str
    """The requirement without spaces, folded, to find the same text twice."""
    fingerprints: tuple[str, ...]
    """Of its own wording: that which a new link keeps, and that which earlier programs kept."""
    lookback: str = ""
    """Verdict of 回头看, or empty."""
    lookback_to: str = ""
    status: str = ""
    unit_states: tuple[str, ...] = ()
    """Units that differ from `status`, each as `unit=status`."""
    chosen: tuple[str, ...] = ()
    """Members that the office chose for sets of the task."""
    chosen_for: tuple[str, ...] = ()
    """The set of each of `chosen`."""
    roles: tuple[str, ...] = ()
    """Of `units`."""
    check_days: tuple[str, ...] = ()
    check_units: tuple[str, ...] = ()
    check_by: tuple[str, ...] = ()
    check_reported: tuple[str, ...] = ()
    """Of each 核查 entry, as in `Check`."""
    fault_days: tuple[str, ...] = ()
    fault_units: tuple[str, ...] = ()
    """Of each 核查 entry that found fault."""
    returned_days: tuple[str, ...] = ()
    returned_units: tuple[str, ...] = ()
    """Of each 退回 entry."""
    duty_every: tuple[str, ...] = ()
    duty_begins: tuple[str, ...] = ()
    """Of each duty that comes back and is asked for from a day on: its period, and the ISO date."""

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every 核查 entry."""
        found = zip(self.check_days, self.check_units, self.check_by, self.check_reported, strict=True)
        return tuple(Check(*each) for each in found)

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """(day, unit) of the 核查 entries that found fault; an empty unit is the whole task."""
        return tuple(zip(self.fault_days, self.fault_units, strict=True))

    @property
    def refuted(self) -> tuple[tuple[str, str], ...]:
        """(day, unit) of the entries by which the office did not take what was reported; as `faults`."""
        return (*self.faults, *zip(self.returned_days, self.returned_units, strict=True))

    @property
    def plan(self) -> str:
        """Id of the plan."""
        return self.id.partition("/")[0]

    @property
    def follows(self) -> tuple[str, ...]:
        """Those of `links` that are 承接."""
        return tuple(to for to, kind in zip(self.links, self.link_kinds, strict=True) if kind == LinkKind.FOLLOWS)

    @property
    def status_by_unit(self) -> dict[str, str]:
        """Units that differ from `status`."""
        return {unit: status for unit, _, status in (each.rpartition("=") for each in self.unit_states)}

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """(set, member that the office chose for it)."""
        return tuple(zip(self.chosen_for, self.chosen, strict=True))

    @property
    def acting_names(self) -> tuple[str, ...]:
        """Units and sets as it names them, those that were chosen instead of the set that they were chosen for."""
        chosen = self.choices
        groups = frozenset(self.chosen_for)
        return tuple(
            name
            for unit in self.units
            for name in ([member for group, member in chosen if group == unit] if unit in groups else [unit])
        )

    @property
    def assignment(self) -> Assignment:
        """What it says of its units."""
        units = tuple(zip(self.units, self.roles, strict=True))
        return Assignment(units, tuple(self.status_by_unit.items()), self.status, self.choices)


def facts_of(task: Task) -> TaskFacts:
    """Return the facts of a task."""
    deadline = task.deadline
    named = tuple(entry.unit for entry in task.units)
    checks, faults = tuple(checks_in(task.log)), tuple(faults_in(task.log))
    returned = tuple(entry for entry in task.log if entry.kind is LogKind.RETURN)
    starts = tuple((duty.every, duty.begins.isoformat()) for duty in task.recurring if duty.begins)
    return TaskFacts(
        id=task.id,
        seq=task.seq or 0,
        section=task.section,
        units=named,
        other_units=tuple(unit for unit in task.unit_status if unit not in named),
        log_units=tuple(dict.fromkeys(entry.unit for entry in task.log if entry.unit)),
        links=tuple(link.to for link in task.links),
        link_kinds=tuple(link.kind.value for link in task.links),
        link_fingerprints=tuple(link.fingerprint for link in task.links),
        deadline_raw=deadline.raw if deadline else "",
        deadline_kind=deadline.kind.value if deadline else "",
        due=deadline.due.isoformat() if deadline and deadline.due else "",
        due_changed=bool(task.extensions) or any(_explains_the_day(entry, deadline) for entry in task.log),
        last_log=max((entry.date.isoformat() for entry in task.log), default=""),
        wording=fold_unspaced(task.requirement),
        fingerprints=fingerprints(wording_of(task.heading, task.requirement)),
        lookback=task.lookback.verdict.value if task.lookback else "",
        lookback_to=task.lookback.to if task.lookback else "",
        status=task.status.value,
        unit_states=tuple(f"{unit}={status}" for unit, status in task.unit_status.items()),
        chosen=tuple(member for choice in task.chosen for member in choice.members),
        chosen_for=tuple(choice.group for choice in task.chosen for _ in choice.members),
        roles=tuple(entry.role.value for entry in task.units),
        check_days=tuple(check.day for check in checks),
        check_units=tuple(check.unit for check in checks),
        check_by=tuple(check.by for check in checks),
        check_reported=tuple(check.reported for check in checks),
        fault_days=tuple(entry.date.isoformat() for entry in faults),
        fault_units=tuple(entry.unit or "" for entry in faults),
        returned_days=tuple(entry.date.isoformat() for entry in returned),
        returned_units=tuple(entry.unit or "" for entry in returned),
        duty_every=tuple(every for every, _ in starts),
        duty_begins=tuple(begins for _, begins in starts),
    )


def _explains_the_day(entry: LogEntry, deadline: Deadline | None) -> bool:
    """Whether an entry tells of a 延期, or corrects the last day."""
    if entry.kind is LogKind.CORRECTION:
        return not entry.corrects and is_about_the_deadline(entry.text, deadline)
    return entry.kind is LogKind.EXTENSION
