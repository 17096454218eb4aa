"""From a figure of the 考核 back to the commits: which one recorded each fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.scoring import Counted, Fact, ManualScore
from gongkai_tui.domain.scoring_facts import MET, third_round
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


def commit_of_fact(ws: Workspace, data: PlanFacts, fact: Fact) -> str:
    """The commit that recorded one fact; `commits_of_facts` for many."""
    return commits_of_facts(ws, data, (fact,))[fact]


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
    return found


def _path(plan: str, fact: Fact) -> str:
    return problem_path(plan, fact.problem) if fact.problem else task_path(fact.task)


def _trace(
    ws: Workspace, data: PlanFacts, asked: dict[Fact | ManualScore, str], tip: str
) -> dict[Fact | ManualScore, str]:
    if not tip or not asked:
        return dict.fromkeys(asked, "")
    versions: dict[str, list[EarlierContent]] = {path: [] for path in asked.values()}
    for version in earlier_contents(ws.repository, tip, tuple(versions), _EVERY_COMMIT):
        versions[version.path].append(version)
    needed = {asked[each] for each in asked if _says(each, data.names) is not None}
    oids = {version.oid for path in needed for version in versions[path] if version.oid.strip("0")}
    contents = dict(ws.repository.blobs(oids)) if oids else {}
    return {
        each: _first(versions[path], contents, _says(each, data.names), is_edited=path in data.uncommitted)
        for each, path in asked.items()
    }


def _first(
    versions: Sequence[EarlierContent], contents: dict[str, bytes], says: Says | None, *, is_edited: bool
) -> str:
    """The commit since which a file has said so without a break, up to the newest of its versions."""
    commit = ""
    for version in versions:
        data = contents.get(version.oid)
        if says is None or data is None or not says(data):
            break
        commit = version.commit
    if commit or is_edited or not versions:
        return commit
    return versions[0].commit


def _says(what: Fact | ManualScore, names: GridUnits) -> Says | None:
    """Whether a version of the file says so already; None where the newest one is meant."""
    if isinstance(what, ManualScore):
        return _holds(what.id)
    if what.entry:
        return _holds(what.entry)
    if what.counts in _UNTIL_NOW:
        return None
    if what.counts is Counted.DONE:
        return lambda data: _has_met(data, what, names)
    return lambda data: _is_problem(data, what)


def _holds(entry: str) -> Says:
    wanted = entry.encode()
    return lambda data: wanted in data


def _has_met(data: bytes, fact: Fact, names: GridUnits) -> bool:
    task = decode_task(data, task_path(fact.task)).value
    return task is not None and Status(Parts(assignment_in_task(task), names).status(fact.unit)) in MET


def _is_problem(data: bytes, fact: Fact) -> bool:
    from gongkai_tui.storage.problem_record import decode_problem

    record = decode_problem(data, fact.problem).value
    if record is None:
        return False
    if fact.counts is Counted.FIXED_LATE:
        return any(each.due == fact.day for each in record.rounds)
    if fact.counts is Counted.REPEATED:
        again = record.found.date if record.found and record.repeats else None
        return fact.day in (third_round(record), again)
    return True
