"""Ready-made rows out of the index: the tasks of HEAD and of any other tree."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003  (a NamedTuple field)
from typing import TYPE_CHECKING, Literal, NamedTuple

from gongkai_tui.domain.recorded import Recorded
from gongkai_tui.domain.row import TaskRow
from gongkai_tui.domain.status import Status
from gongkai_tui.storage.index_files import headers_of, plan_range
from gongkai_tui.storage.index_layout import TREE_COLUMNS
from gongkai_tui.storage.index_links import resolve_links
from gongkai_tui.storage.index_members import resolve_members

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from gongkai_tui.storage.index import Index
    from gongkai_tui.storage.index_record import Record

PlanFacts = tuple[int, str, bool, bool]
"""The last four values of each row of a plan: year (0 where unknown), ISO issue date or empty, not changed, 已归档."""


def laid_out(index: Index) -> dict[str, tuple[str, str]]:
    """Blob id and day of the last record of each file of the tree in `view`; none before the first."""
    index.db.execute(f"CREATE TEMP TABLE IF NOT EXISTS view ({TREE_COLUMNS}) WITHOUT ROWID")
    # As long as what was read of it is still there.
    rows = index.db.execute(
        "SELECT v.path, v.oid, v.updated FROM view v JOIN blob b ON b.n = v.n AND b.path = v.path AND b.oid = v.oid"
    )
    return {path: (oid, updated) for path, oid, updated in rows}


def load_view(
    index: Index,
    before: Mapping[str, tuple[str, str]],
    files: Mapping[str, str],
    numbers: Mapping[str, int],
    until: int | None,
) -> None:
    """Make the temporary table `view` hold a tree other than HEAD's: path to blob id.

    `before` is what is `laid_out` there: two trees of a history differ in little. `numbers` are the row numbers of
    the files that do; `until` is the position in the history up to which records count, None for all.
    """
    db = index.db
    latest = _latest_days(index, until)
    changed = {path: oid for path, oid in files.items() if path in numbers}
    gone = [path for (path,) in db.execute("SELECT path FROM view") if path in changed or path not in files]
    with index.update():
        db.executemany("DELETE FROM view WHERE path = ?", ((path,) for path in gone))
        db.executemany(
            "INSERT INTO view (path, oid, n, updated) VALUES (?, ?, ?, ?)",
            ((path, oid, numbers[path], latest.get(path, "")) for path, oid in changed.items()),
        )
        db.executemany(
            "UPDATE view SET updated = ? WHERE path = ?",
            (
                (latest.get(path, ""), path)
                for path, (_, updated) in before.items()
                if path not in changed and latest.get(path, "") != updated
            ),
        )
        concerned = {*changed, *gone} if before else None
        resolve_members(index, "view", concerned)
        resolve_links(index, "view", concerned)


def _latest_days(index: Index, until: int | None) -> dict[str, str]:
    if until is None:
        return {}
    found = index.db.execute("SELECT path, max(day) FROM touch WHERE position <= ? GROUP BY path", (until,))
    return dict(found.fetchall())


def position_of(index: Index, commit: str) -> int | None:
    """Place of a commit in the known history."""
    row = index.db.execute("SELECT position FROM step WHERE commit_id = ?", (commit,)).fetchone()
    return row[0] if row else None


Texts = Literal["none", "titles", "requirement", "all", "held"]
"""Which of the long texts a row is made with: requirement and haystack, the first alone (for `titles` only where
there is no heading to show), or neither. `held` is for whoever keeps all rows: with both, in little memory."""

ARCHIVED = "已归档"
"""`PlanState.ARCHIVED`, which is not loaded for a mere list."""
_UNKNOWN: PlanFacts = (0, "", False, False)
_GLOB_MARKS = frozenset("*?[")
_AT_ONCE = 500
_REQUIREMENT = {
    "none": "''",
    "titles": "CASE WHEN b.heading = '' THEN (SELECT requirement FROM body WHERE n = b.n) ELSE '' END",
    "requirement": "t.requirement",
    "all": "t.requirement",
    "held": "t.requirement",
}
_WORDS = "coalesce(e.haystack, t.haystack)"
_STATUS = "coalesce(e.shown, b.status)"
_WAITS = (
    "CASE WHEN e.waits_untold AND e.updated > '' AND (e.waits_since = '' OR e.updated < e.waits_since) "
    "THEN e.updated ELSE e.waits_since END"
)
"""`reports.Waiting.with_moved`."""
_HAYSTACK = {"all": _WORDS, "held": "t.residue"}


class Narrowing(NamedTuple):
    """Conditions that SQLite can settle before a row is made: a filter's plain words and single columns."""

    words: tuple[str, ...] = ()
    """Folded words that must all occur in the haystack."""
    columns: tuple[tuple[str, Callable[[str], bool]], ...] = ()
    """(small column, whether a value of it may pass)."""
    units: tuple[Callable[[str], bool], ...] = ()
    """Whether a unit may pass: one that the task names, or that has a status of its own."""
    plan: str = ""
    """Id of the only plan that may pass; empty for all."""
    sparse: tuple[str, ...] = ()
    """Folded terms whose characters the haystack holds in their order."""


def task_rows(
    index: Index, source: str = "entry", *, texts: Texts = "all", narrowing: Narrowing | None = None
) -> list[TaskRow]:
    """All readable tasks of `source` (`entry` is HEAD, `view` the tree last loaded), ordered by path.

    Texts that are not asked for are empty: they are most of a row's cost. With a `narrowing`, at least every row
    that meets it; its words are met by all of them.
    """
    conditions, values = _conditions(index, source, narrowing or Narrowing())
    body = "JOIN body t ON t.n = e.n " if "t." in _values(texts) + conditions else ""
    cursor = index.db.execute(
        f"SELECT {_values(texts)} FROM {source} e JOIN blob b ON b.n = e.n {body}"
        f"WHERE b.kind = 'task' AND b.readable{conditions} ORDER BY e.path",
        values,
    )
    facts = plan_facts(index, source, narrowing.plan if narrowing else "")
    if texts == "held":
        from gongkai_tui.domain.held_row import held_rows

        return held_rows(values + facts.get(values[1], _UNKNOWN) for values in cursor)
    return make_rows(cursor, facts)


def _values(texts: Texts) -> str:
    """The values of a row but those that its plan gives, in the order of `TaskRow`."""
    return (
        f"b.id, b.plan, b.seq, b.section, b.heading, {_REQUIREMENT[texts]}, b.units, b.deadline_raw, b.deadline_kind, "
        f"b.due, {_STATUS}, b.stored_status, b.unit_status, b.chosen, b.dues, b.evidence, b.hints, "
        "max(b.last_log, e.updated), "
        + _HAYSTACK.get(texts, "''")
        + f", b.internal_due, b.carried_to, e.relink, e.open_due, b.reports, {_WAITS}, e.updated, ''"
    )


def task_row(index: Index, path: str, source: str = "entry") -> TaskRow | None:
    """The row of one task file, or None where there is none that can be read."""
    cursor = index.db.execute(
        f"SELECT {_values('all')} FROM {source} e JOIN blob b ON b.n = e.n JOIN body t ON t.n = b.n "
        "WHERE e.path = ? AND b.kind = 'task' AND b.readable",
        (path,),
    )
    return next(iter(make_rows(cursor, plan_facts(index, source, path.split("/")[1]))), None)


def count_tasks(index: Index, source: str = "entry") -> int:
    """How many tasks there are, those that cannot be read included."""
    # Nearly all files are tasks: the others are counted.
    found = index.db.execute(
        f"SELECT (SELECT count(*) FROM {source}) - (SELECT count(*) FROM {headers_of(source)} WHERE b.kind != 'task')"
    ).fetchone()
    return int(found[0])


def _conditions(index: Index, source: str, narrowing: Narrowing) -> tuple[str, list[str]]:
    parts: list[str] = []
    values: list[str] = []
    if narrowing.plan:
        parts.append(" AND e.path >= ? AND e.path < ?")
        values += plan_range(narrowing.plan)
    for word in narrowing.words:
        # Nearly twice as fast as instr(), where the word holds nothing that GLOB would take for a pattern.
        is_plain = not _GLOB_MARKS.intersection(word)
        parts.append(f" AND {_WORDS} GLOB ?" if is_plain else f" AND instr({_WORDS}, ?)")
        values.append(f"*{word}*" if is_plain else word)
    for term in narrowing.sparse:
        parts.append(f" AND {_WORDS} GLOB ?")
        values.append("".join(f"*{char}" for char in term if char not in _GLOB_MARKS) + "*")
    for column, may_pass in narrowing.columns:
        passing = [value for value in _distinct(index, source, column) if may_pass(value)]
        value = _STATUS if column == "status" else f"b.{column}"
        parts.append(f" AND {value} IN ({', '.join('?' * len(passing))})")
        values.extend(passing)
    for may_pass in narrowing.units:
        numbers = [str(number) for number, name in index.db.execute(_UNITS) if may_pass(name)]
        # Asked of `entry`, before a row is even looked up.
        parts.append(f" AND e.n IN (SELECT n FROM named WHERE u IN ({', '.join(numbers)}))")
    return "".join(parts), values


_UNITS = "SELECT u, name FROM unit WHERE name != ''"
"""Without the one that entries of no unit stand under."""


def _distinct(index: Index, source: str, column: str) -> list[str]:
    if column == "status":
        return [status.value for status in Status]
    rows = index.db.execute(f"SELECT DISTINCT b.{column} FROM {source} e JOIN blob b ON b.n = e.n")
    return [value for (value,) in rows if value is not None]


RecordedByTask = dict[str, dict[str, Recorded]]
"""What was recorded by task id and unit; the entries of no unit stand under an empty name."""


def recorded_by_units(index: Index, plan: str = "", source: str = "entry", until: int | None = None) -> RecordedByTask:
    """What the units recorded in the tasks of one plan, or of all; with what changed their status up to a commit."""
    rows = index.db.execute(
        # Passing over the whole of `named` once is quicker than asking it for every pair of unit and task.
        "SELECT b.id, u.name, m.last, m.evidence FROM named m JOIN unit u USING (u) JOIN blob b USING (n) "
        f"WHERE m.last != '' AND m.n IN (SELECT n FROM {source} WHERE path >= ? AND path < ?)",
        plan_range(plan),
    )
    found: RecordedByTask = {}
    for task_id, unit, last, evidence in rows:
        found.setdefault(task_id, {})[unit] = Recorded(last, evidence)
    for path, unit, day in _moved(index, plan, until):
        of_task = found.setdefault(path.removeprefix("plans/").removesuffix(".yaml"), {})
        told = of_task.get(unit)
        if told is None or told.last < day:
            of_task[unit] = Recorded(day, told.evidence if told else 0)
    return found


def _moved(index: Index, plan: str, until: int | None) -> Iterable[tuple[str, str, str]]:
    """When the status of each unit, or of a task itself, last changed."""
    return index.db.execute(
        "SELECT path, unit, max(day) FROM touch "
        "WHERE path >= ? AND path < ? AND position <= coalesce(?, position) GROUP BY path, unit",
        (*plan_range(plan), until),
    )


def tasks_with(index: Index, key: str, source: str = "entry") -> list[str]:
    """Ids of the tasks that have one of `index_record.KEYS`, ordered by path."""
    rows = index.db.execute(
        f"SELECT b.id FROM has h JOIN blob b USING (n) JOIN {source} e ON e.path = b.path AND e.n = b.n "
        "WHERE h.key = ? ORDER BY e.path",
        (key,),
    )
    return [task_id for (task_id,) in rows]


def plan_facts(index: Index, source: str = "entry", plan: str = "") -> dict[str, PlanFacts]:
    """What every readable plan (or the one of an id) gives to its rows."""
    one = " AND b.path = ?" if plan else ""
    rows = index.db.execute(
        "SELECT e.path, json_extract(b.header, '$.year'), json_extract(b.header, '$.issued'), "
        "json_extract(b.header, '$.state') "
        f"FROM {headers_of(source)} WHERE b.kind != 'task' AND b.kind = 'plan' AND b.readable{one}",
        (f"plans/{plan}/plan.yaml",) if plan else (),
    )
    return {
        path.split("/")[1]: (year or 0, issued or "", False, state == ARCHIVED) for path, year, issued, state in rows
    }


def make_rows(cursor: Iterable[tuple[Any, ...]], facts: Mapping[str, PlanFacts]) -> list[TaskRow]:
    """Values in the order of `TaskRow`, without those of the plan, as rows."""
    # Not TaskRow._make: its checks cost a third of a row.
    new = tuple.__new__
    return [new(TaskRow, values + facts.get(values[1], _UNKNOWN)) for values in cursor]


def row_of(record: Record, facts: Mapping[str, PlanFacts]) -> TaskRow:
    """The row of a task file that is not in the index."""
    before = record.columns[:_REQUIREMENT_AT]
    *after, internal_due, carried_to, reports = record.columns[_REQUIREMENT_AT:]
    of_tree = (False, "", reports, "", "", "")
    values = (*before, record.requirement, *after, record.haystack, internal_due, carried_to, *of_tree)
    return make_rows([values], facts)[0]


_REQUIREMENT_AT = TaskRow._fields.index("requirement")


def with_requirements(index: Index, rows: list[TaskRow], source: str = "entry") -> list[TaskRow]:
    """Rows that were made without texts, now with their requirement."""
    texts: dict[str, str] = {}
    for start in range(0, len(rows), _AT_ONCE):
        paths = [f"plans/{row.id}.yaml" for row in rows[start : start + _AT_ONCE]]
        found = index.db.execute(
            f"SELECT e.path, t.requirement FROM {source} e JOIN body t ON t.n = e.n "
            f"WHERE e.path IN ({', '.join('?' * len(paths))})",
            paths,
        )
        texts.update(found)
    # A row that was laid over from the work tree brought its own texts.
    return [row if row.haystack else row._replace(requirement=texts.get(f"plans/{row.id}.yaml", "")) for row in rows]
