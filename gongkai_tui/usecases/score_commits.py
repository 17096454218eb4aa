"""From a figure of the 考核 back to the commits: which one recorded each fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import Assignment, Parts, assignment_in_task
from gongkai_tui.domain.problem_flags import repetition
from gongkai_tui.domain.scoring import Counted, Fact, ManualScore
from gongkai_tui.domain.scoring_facts import MET
from gongkai_tui.domain.status import Status
from gongkai_tui.gitrepo.commit_files import earlier_contents
from gongkai_tui.storage.codec import decode_task
from gongkai_tui.storage.paths import problem_path, scoring_path, task_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.gitrepo.commit_files import EarlierContent
    from gongkai_tui.usecases.scoring_facts import PlanFacts
    from gongkai_tui.usecases.workspace import Workspace

    Says = Callable[[bytes], bool]

_EVERY_COMMIT = 10_000_000
_UNTIL_NOW = frozenset({Counted.OVERDUE, Counted.SILENT, Counted.MISSING})
"""What was not done: no commit records that, the last one on the file shows how it stood."""


def commits_of_facts(
    ws: Workspace, data: PlanFacts, facts: Iterable[Fact], manual: Sequence[ManualScore] = ()
) -> dict[Fact | ManualScore, str]:
    """The commit that recorded each fact and each entry by hand; empty for what is not committed.

    That which wrote the log entry, opened the 问题 or began the round, made the unit have met the task; else the last
    one on the file before the end of the period. History is read with one look into git for all of them.
    """
    asked: dict[Fact | ManualScore, str] = {fact: _path(data.plan.id, fact) for fact in facts}
    found = _trace(ws, data, asked, data.commit)
    if manual:
        path = scoring_path(data.plan.id)
        # Entered whenever, so looked for up to now.
        found |= _trace(ws, data, dict.fromkeys(manual, path), ws.repository.head() or "")
    return {each: version.commit if version else "" for each, version in found.items()}


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
    # Asked for every member of 各X, but read once.
    parts = cache(partial(_parts, names=data.names))
    tests = {each: _says(each, parts) for each in asked}
    needed = {asked[each] for each, says in tests.items() if says is not None}
    oids = {version.oid for path in needed for version in versions[path] if version.oid.strip("0")}
    contents = dict(ws.repository.blobs(oids)) if oids else {}
    return {
        each: _first(versions[path], contents, tests[each], is_edited=path in data.uncommitted)
        for each, path in asked.items()
    }


def _first(
    versions: Sequence[EarlierContent], contents: dict[str, bytes], says: Says | None, *, is_edited: bool
) -> EarlierContent | None:
    """The commit since which a file has said so without a break, up to the newest of its versions."""
    found = None
    for version in versions:
        data = contents.get(version.oid)
        if says is None or data is None or not says(data):
            break
        found = version
    if found or is_edited or not versions:
        return found
    return versions[0]


def _says(what: Fact | ManualScore, parts: Callable[[bytes, str], Parts]) -> Says | None:
    """Whether a version of the file says so already; None where the newest one is meant."""
    if isinstance(what, ManualScore):
        return _holds(what.id)
    if what.entry:
        return _holds(what.entry)
    if what.counts in _UNTIL_NOW:
        return None
    if what.counts is Counted.DONE:
        return lambda data: Status(parts(data, what.task).status(what.unit)) in MET
    return lambda data: _is_problem(data, what)


def _holds(entry: str) -> Says:
    wanted = entry.encode()
    return lambda data: wanted in data


def _parts(data: bytes, task_id: str, names: GridUnits) -> Parts:
    """How the units stood in one version of a task."""
    task = decode_task(data, task_path(task_id)).value
    return Parts(assignment_in_task(task) if task else Assignment((), (), Status.NOT_STARTED.value), names)


def _is_problem(data: bytes, fact: Fact) -> bool:
    from gongkai_tui.storage.problem_record import decode_problem

    record = decode_problem(data, fact.problem).value
    if record is None:
        return False
    if fact.counts is Counted.FIXED_LATE:
        return any(each.due == fact.day for each in record.rounds)
    if fact.counts is Counted.REPEATED:
        # That an earlier one was about the same is not said in the file: it holds since this one was found.
        reasons = (repetition(record, again=again) for again in (False, True))
        return any(why and why.day == fact.day and fact.text.startswith(why.why) for why in reasons)
    return True
