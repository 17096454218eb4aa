"""From a figure of the 考核 back to the commits: which one recorded each fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.occurrences import acts_in
from gongkai_tui.domain.problem_flags import repetition
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.scoring import Counted, Fact, ManualScore
from gongkai_tui.domain.scoring_facts import MET, late_rounds
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.unit_dues import due_in_task
from gongkai_tui.gitrepo.commit_files import earlier_contents
from gongkai_tui.storage.codec import decode_task
from gongkai_tui.storage.paths import problem_path, scoring_path, task_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.scoring_facts import Window
    from gongkai_tui.domain.task import Task
    from gongkai_tui.gitrepo.commit_files import EarlierContent
    from gongkai_tui.usecases.scoring_facts import PlanFacts
    from gongkai_tui.usecases.workspace import Workspace

    Read = Callable[[str, str], "_Version | None"]
    """A version of a task, by blob and id."""

_EVERY_COMMIT = 10_000_000
_UNTIL_NOW = frozenset({Counted.OVERDUE, Counted.SILENT, Counted.MISSING})
"""What was not done: no commit records that, so it leads to how the unit has stood since."""


class Origin(NamedTuple):
    """The commit that recorded something; both empty for what is not committed."""

    commit: str = ""
    day: str = ""
    """ISO date on which it was committed."""


def origins_of_facts(
    ws: Workspace, data: PlanFacts, facts: Iterable[Fact], manual: Sequence[ManualScore] = ()
) -> dict[Fact | ManualScore, Origin]:
    """The commit that recorded each fact and each entry by hand.

    That which wrote the log entry, opened the 问题, fixed its round or moved its day, made the unit have met the task;
    of what was not done, that which last changed what it is worked out from. What was undone again changed nothing.
    History is read with one look into git for all of them.
    """
    asked: dict[Fact | ManualScore, str] = {fact: _path(data.plan.id, fact) for fact in facts}
    found = _trace(ws, data, asked, data.commit)
    if manual:
        path = scoring_path(data.plan.id)
        # Entered whenever, so looked for up to now.
        found |= _trace(ws, data, dict.fromkeys(manual, path), ws.repository.head() or "")
    return {each: Origin(version.commit, version.day) if version else Origin() for each, version in found.items()}


def dated_completions(ws: Workspace, data: PlanFacts, after: str) -> tuple[Fact, ...]:
    """The facts of a period, each completion with the day on which the commit was made that brought it about.

    `after` is the commit at which the period before ended: it is not looked further back. What is not committed yet
    stands with the day that is looked at.
    """
    asked: dict[Fact | ManualScore, str] = {
        fact: _path(data.plan.id, fact) for fact in data.facts if fact.counts is Counted.DONE
    }
    found = _trace(ws, data, asked, data.commit, after)
    return tuple(
        replace(fact, day=date.fromisoformat(version.day)) if (version := found.get(fact)) else fact
        for fact in data.facts
    )


def _path(plan: str, fact: Fact) -> str:
    return problem_path(plan, fact.problem) if fact.problem else task_path(fact.task)


def _trace(
    ws: Workspace, data: PlanFacts, asked: dict[Fact | ManualScore, str], tip: str, after: str = ""
) -> dict[Fact | ManualScore, EarlierContent | None]:
    if not tip or not asked:
        return dict.fromkeys(asked)
    versions: dict[str, list[EarlierContent]] = {path: [] for path in asked.values()}
    for version in earlier_contents(ws.repository, tip, tuple(versions), _EVERY_COMMIT, after=after):
        versions[version.path].append(version)
    oids = {version.oid for found in versions.values() for version in found if version.oid.strip("0")}
    contents = dict(ws.repository.blobs(oids))
    # Asked for every member of 各X, but read once.
    read = cache(partial(_read, contents, data.names))
    found: dict[Fact | ManualScore, EarlierContent | None] = {}
    for each, path in asked.items():
        own, is_edited = versions[path], path in data.uncommitted
        if isinstance(each, Fact) and each.counts in _UNTIL_NOW:
            touch = _touch(each, own, read)
            found[each] = None if is_edited else touch or _since_it_stands_so(own, partial(_standing, each, read))
        else:
            begun = _since(own, _oid, partial(_says, each, contents, read, data.window))
            found[each] = begun if begun or is_edited or not own else own[0]
    return found


def _since(
    versions: Sequence[EarlierContent],
    mark: Callable[[EarlierContent], object],
    says: Callable[[EarlierContent], bool],
) -> EarlierContent | None:
    """The version since which a file has said so without a break, up to the newest; None where that does not.

    A break is none where it was undone: where an earlier version bears the same mark.
    """
    oldest = {mark(version): place for place, version in enumerate(versions)}
    found, place = None, 0
    while place < len(versions) and says(versions[place]):
        place = oldest[mark(versions[place])]
        found = versions[place]
        place += 1
    return found


def _touch(fact: Fact, versions: Sequence[EarlierContent], read: Read) -> EarlierContent | None:
    """The commit whose day is the latest sign of life, where no entry of the log is."""
    newest = read(versions[0].oid, fact.task) if versions and fact.counts is Counted.SILENT else None
    if newest is None or any(entry.date == fact.day for entry in newest.task.log):
        return None
    return next((version for version in versions if version.day == fact.day.isoformat()), None)


def _oid(version: EarlierContent) -> str:
    return version.oid


def _since_it_stands_so(
    versions: Sequence[EarlierContent], stands: Callable[[EarlierContent], _Standing]
) -> EarlierContent | None:
    counted = [stands(version) for version in versions[:1]]
    return _since(versions, stands, lambda version: stands(version).counted == counted[0].counted)


class _Standing(NamedTuple):
    """What a figure about something not done is worked out from, in one version of a task."""

    counted: object
    records: tuple[str, ...] = ()
    """Ids of all that was recorded for the unit: the same again only where something was undone."""


class _Version(NamedTuple):
    task: Task
    parts: Parts
    names: GridUnits


def _standing(fact: Fact, read: Read, version: EarlierContent) -> _Standing:
    """Return how the unit of a fact stood in a version of its task."""
    found = read(version.oid, fact.task)
    if found is None:
        return _Standing(None)
    task, parts, names = found
    own = {fact.unit, *parts.holders(fact.unit), *parts.members(fact.unit)}
    log = [entry for entry in task.log if entry.unit is None or names.name(entry.unit) in own]
    status = parts.status(fact.unit)
    counted: object = (status, due_in_task(task, parts, fact.unit))
    if fact.counts is Counted.SILENT:
        counted = (status, max(((entry.date, entry.id) for entry in log), default=None))
    elif fact.counts is Counted.MISSING:
        counted = (status, task.recurring, [entry.id for entry in acts_in(task) if entry in log])
    return _Standing(repr(counted), tuple(entry.id for entry in log))


def _read(contents: dict[str, bytes], names: GridUnits, oid: str, task_id: str) -> _Version | None:
    data = contents.get(oid)
    task = decode_task(data, task_path(task_id)).value if data is not None else None
    return _Version(task, Parts(assignment_in_task(task), names), names) if task else None


def _says(
    what: Fact | ManualScore, contents: dict[str, bytes], read: Read, window: Window, version: EarlierContent
) -> bool:
    """Whether a version of the file says so already."""
    data = contents.get(version.oid)
    if data is None:
        return False
    if isinstance(what, ManualScore):
        return what.id.encode() in data
    if what.entry:
        return what.entry.encode() in data
    if what.counts is Counted.DONE:
        found = read(version.oid, what.task)
        return found is not None and Status(found.parts.status(what.unit)) in MET
    return _is_problem(data, what, window)


def _is_problem(data: bytes, fact: Fact, window: Window) -> bool:
    from gongkai_tui.storage.problem_record import decode_problem

    record = decode_problem(data, fact.problem).value
    if record is None:
        return False
    if fact.counts is Counted.FIXED_LATE:
        # While an objection is reviewed nothing is held against the unit, but what is held was written before.
        told = replace(record, state=ProblemState.RECTIFYING)
        return any(day == fact.day and fact.text.startswith(f"{why}：") for day, why in late_rounds(told, window))
    if fact.counts is Counted.REPEATED:
        # That an earlier one was about the same is not said in the file: it holds since this one was found.
        reasons = (repetition(record, again=again) for again in (False, True))
        return any(why and why.day == fact.day and fact.text.startswith(why.why) for why in reasons)
    return True
