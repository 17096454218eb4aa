"""What the index says of files: heads of plans, units, facts of tasks for the rules, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage.index_packing import problems_from_json

if TYPE_CHECKING:
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.task_facts import TaskFacts
    from gongkai_tui.domain.unit import Jurisdiction
    from gongkai_tui.storage.index import Index


def headers_of(source: str) -> str:
    """Files of plans and units; beginning with `blob`, whose partial index holds just these few."""
    return f"blob b CROSS JOIN {source} e ON e.path = b.path AND e.n = b.n"


def folder_range(folder: str) -> tuple[str, str]:
    """Between which texts the paths of all files in a folder and below it stand, the second left out."""
    return f"{folder}/", f"{folder}0"


def plan_range(plan: str) -> tuple[str, str]:
    """The `folder_range` of a plan, by id; an empty one means all plans."""
    return folder_range(f"plans/{plan}" if plan else "plans")


def plan_headers(index: Index, source: str = "entry", *, path: str = "") -> dict[str, Plan]:
    """Header fields of every readable plan (or of the one in a file) by id; the rest is left to the file."""
    found = {}
    one = " AND b.path = ?" if path else ""
    rows = index.db.execute(
        f"SELECT e.path, b.header FROM {headers_of(source)} "
        f"WHERE b.kind != 'task' AND b.kind = 'plan' AND b.readable{one} ORDER BY e.path",
        (path,) if path else (),
    )
    for file, header in rows:
        plan_id = file.split("/")[1]
        found[plan_id] = plan_from_header(plan_id, header)
    return found


def answered_plans(index: Index, source: str = "entry") -> set[str]:
    """Ids of the plans that an issued one is there to carry out, whether or not they are."""
    rows = index.db.execute(
        f"SELECT DISTINCT json_extract(b.header, '$.implements') FROM {headers_of(source)} "
        "WHERE b.kind != 'task' AND b.kind = 'plan' AND b.readable AND json_extract(b.header, '$.issued') IS NOT NULL"
    )
    return {plan for (plan,) in rows if plan}


def plan_from_header(plan_id: str, header: str) -> Plan:
    """A plan's header from the JSON that the index keeps."""
    # Making the dataclasses of plans and units costs 15 ms, which a list of tasks does not pay.
    from datetime import date
    from json import loads

    from gongkai_tui.domain.plan import Plan, PlanState

    raw = loads(header)
    raw["issued"] = date.fromisoformat(raw["issued"]) if raw["issued"] else None
    raw["state"] = PlanState(raw["state"])
    return Plan(plan_id, **raw)


def jurisdictions(index: Index, source: str = "entry") -> list[Jurisdiction]:
    """Every readable units file."""
    from gongkai_tui.storage.units_json import units_from_json

    rows = index.db.execute(
        f"SELECT b.header FROM {headers_of(source)} "
        "WHERE b.kind != 'task' AND b.kind = 'units' AND b.readable ORDER BY e.path"
    )
    return [units_from_json(header) for (header,) in rows]


def files_below(index: Index, folder: str, source: str = "entry") -> dict[str, str]:
    """Path and blob id of every data file in a folder and below it, ordered by path."""
    rows = index.db.execute(
        f"SELECT path, oid FROM {source} WHERE path >= ? AND path < ? ORDER BY path", folder_range(folder)
    )
    return dict(rows.fetchall())


def task_facts(index: Index, source: str = "entry", *, plan: str = "") -> dict[str, TaskFacts]:
    """Facts of every readable task (of one `plan`) for the rules over many files, by path."""
    from gongkai_tui.domain.task_facts import TaskFacts

    rows = index.db.execute(
        f"SELECT e.path, f.facts FROM {source} e JOIN facts f ON f.n = e.n "
        "WHERE e.path >= ? AND e.path < ? ORDER BY e.path",
        plan_range(plan),
    )
    return {path: facts_from_json(text, TaskFacts) for path, text in rows}


def facts_from_json(text: str, make: type[TaskFacts]) -> TaskFacts:
    """The reverse of dumping a `TaskFacts` as a JSON list."""
    from json import loads

    return make._make(tuple(value) if isinstance(value, list) else value for value in loads(text))


def units_key(index: Index, source: str = "entry") -> str:
    """The blob ids of all units files."""
    rows = index.db.execute(f"SELECT path, oid FROM {source} WHERE path >= 'units/' AND path < 'units0' ORDER BY path")
    return " ".join(f"{path}:{oid}" for path, oid in rows)


def units_mention(index: Index, text: str) -> bool:
    """Whether any units file of HEAD holds a text in upper or lower case; a quick no spares building the registry."""
    found = index.db.execute(
        f"SELECT 1 FROM {headers_of('entry')} "
        "WHERE b.kind != 'task' AND b.kind = 'units' AND instr(lower(b.header), ?) LIMIT 1",
        (text.strip().lower(),),
    ).fetchone()
    return found is not None


def file_problems(
    index: Index, source: str = "entry", *, unreadable_only: bool = False, path: str = ""
) -> list[Problem]:
    """Findings about single files; with `unreadable_only`, of files that could not be read; with `path`, of one."""
    where = "NOT b.readable" if unreadable_only else "b.problems != '[]'"
    one = " AND e.path = ?" if path else ""
    # Beginning with `blob` where few rows are wanted: its partial index holds just the unreadable ones.
    tables = f"blob b CROSS JOIN {source} e" if unreadable_only else f"{source} e JOIN blob b"
    rows = index.db.execute(
        f"SELECT b.problems FROM {tables} ON b.n = e.n AND b.path = e.path WHERE {where}{one} ORDER BY e.path",
        (path,) if path else (),
    )
    return [problem for (text,) in rows for problem in problems_from_json(text)]
