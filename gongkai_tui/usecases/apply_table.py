"""Bulk update from a table that units sent back: id and fields, all or nothing, every bad row named."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.changes import BadValue, NotRecorded, read_change
from gongkai_tui.domain.errors import GongkaiError, Refused
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.problem_matching import ranges
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.settable import settable_field
from gongkai_tui.domain.subjects import units_named
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.storage.paths import normalise_task_id, task_path
from gongkai_tui.usecases.bringing_up import up_to_date_index
from gongkai_tui.usecases.cautions import cautions_of
from gongkai_tui.usecases.change_tasks import Proposal, new_errors, propose_by
from gongkai_tui.usecases.changing import Changer, ChangeRefused
from gongkai_tui.usecases.committed_tasks import committed, decode
from gongkai_tui.usecases.list_tasks import all_rows
from gongkai_tui.usecases.putting_off_hint import putting_off_hints
from gongkai_tui.usecases.rectifying_hint import rectifying_hints
from gongkai_tui.usecases.table_cells import filled_cells, id_in, is_known_column
from gongkai_tui.usecases.table_rows import read_table
from gongkai_tui.usecases.task_lookup import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gongkai_tui.domain.task import LogEntry, Task
    from gongkai_tui.usecases.table_cells import Filled
    from gongkai_tui.usecases.table_rows import TableRow
    from gongkai_tui.usecases.workspace import Workspace

    Said = set[tuple[str, int]]
    """File or worksheet, and line."""


class _Wish(NamedTuple):
    """What one row wants of its task."""

    row: TableRow
    filled: Filled
    id_column: str


def propose_table(ws: Workspace, data: bytes, *, suffix: str, name: str) -> Proposal:
    """Work out what a table would change; nothing is written.

    A row speaks for a task or for one unit of it, so that a task may have a row for each of its units. A cell that
    is empty or says what `list` says changes nothing, so that a list can be filled in and sent back.

    Args:
        ws: the repository.
        data: the file's content.
        suffix: `csv`, `tsv`, `xlsx` or `jsonl`.
        name: how messages call the file.

    Raises:
        Refused: a column or row cannot be used; every one is named with its line and column.
        GongkaiError: the table cannot be read at all.
    """
    table = read_table(data, suffix, name)
    if not table.rows and not table.problems:
        raise Refused(f"{name} 里没有数据行")
    problems = [*table.problems, *_unknown_columns(table.rows)]
    wishes = _wishes(ws, table.rows, {problem.field for problem in problems if problem.line is None}, problems)
    contents = committed(ws, wishes)
    tasks = dict(_decoded(contents, wishes, problems))
    units = [wish.filled.unit for found in wishes.values() for wish in found]
    who = units_named(list(dict.fromkeys(filter(None, units)))) if all(units) else None
    changer = Changer(ws)
    said: Said = set()
    work = partial(_applied, changer, wishes, said)
    proposal = propose_by(tasks, contents, work, changer.known, action="apply", who=who)
    found = sorted((*problems, *proposal.refusals), key=lambda problem: (problem.place, problem.line or 0))
    if problems:
        raise Refused(f"{name} 有 {len(found)} 处不能用，全部没有保存", found)
    unexplained = [draft for draft in proposal.drafts if not _is_explained(wishes[draft.task_id])]
    hints = (*rectifying_hints(changer, proposal.drafts), *putting_off_hints(unexplained, "“理由”列"))
    cautions = cautions_of(changer.known, proposal.drafts)
    hints = (*table.hints, *_said_hints(said), *hints)
    return replace(proposal, refusals=tuple(found), hints=hints, cautions=cautions)


def _said_hints(said: Said) -> Iterator[str]:
    """Which rows say what was recorded today already, so that nobody looks for them in vain."""
    for place in sorted({place for place, _ in said}):
        rows = sorted(line for where, line in said if where == place)
        yield f"{place} 第 {ranges(rows)} 行说的今天已经记过，没有再记"


def _is_explained(wishes: Sequence[_Wish]) -> bool:
    return any(wish.filled.column_of(name) for wish in wishes for name in ("reason", "note"))


def _unknown_columns(rows: Sequence[TableRow]) -> Iterator[Problem]:
    """Each column that means nothing, once: it is the head that is wrong, not the rows."""
    seen: set[str] = set()
    for row in rows:
        for column in row.cells:
            if column not in seen and not is_known_column(column):
                try:
                    settable_field(column)
                except GongkaiError as problem:
                    yield Problem(Severity.ERROR, str(problem), row.place, None, column, "apply")
            seen.add(column)


def _wishes(
    ws: Workspace, rows: Iterable[TableRow], unknown: set[str], problems: list[Problem]
) -> dict[str, list[_Wish]]:
    """What the rows want, by task; what stands in the way goes to `problems`."""
    known = {row.id: row for row in all_rows(ws).rows}
    index = up_to_date_index(ws, ws.repository.head() or "")
    wishes: dict[str, list[_Wish]] = {}
    for row in rows:
        typed, id_column = id_in(row.cells)
        try:
            if not typed:
                raise Refused("缺少任务编号（列名 id 或 编号）")
            task_id = normalise_task_id(typed)
            if not index.blob_of(task_path(task_id)):
                raise Refused(f"没有任务 {task_id}（或还没有提交）")
            if task_id not in known:
                raise Refused(f"任务 {task_id} 的文件有错误；{by_doing(Remedy.CHECK, to='列出是哪一行', verb='')}")
        except GongkaiError as problem:
            problems.append(row.problem(str(problem), id_column))
            continue
        filled = filled_cells({name: cell for name, cell in row.cells.items() if name not in unknown}, known[task_id])
        problems.extend(row.problem(why, column) for column, why in filled.refused.items())
        if filled.assignments:
            wishes.setdefault(task_id, []).append(_Wish(row, filled, id_column))
    return wishes


def _decoded(
    contents: Mapping[str, bytes], wishes: Mapping[str, Sequence[_Wish]], problems: list[Problem]
) -> Iterator[tuple[str, Task]]:
    for task_id, found in wishes.items():
        try:
            yield task_id, decode(contents[task_id], task_id)
        except UnreadableFile as error:
            problems.extend(wish.row.problem(str(error), wish.id_column) for wish in found)


def _applied(changer: Changer, wishes: Mapping[str, Sequence[_Wish]], said: Said, before: Task) -> Task:
    """The task after all its rows, one after the other; ChangeRefused with everything that is wrong with them.

    Rows that add nothing to what was recorded on the same day go to `said`: the table comes a second time.
    """
    task = before
    problems: list[Problem] = []
    first: dict[str | None, _Wish] = {}
    for wish in wishes[before.id]:
        found = list(_bad_cells(changer, before, wish))
        try:
            unit = changer.unit_for(before, wish.filled.unit)
        except ChangeRefused as refused:
            found.append(wish.row.problem(f"{before.id}：{refused}", wish.filled.unit_column))
        else:
            other = first.setdefault(unit, wish)
            if other is not wish:
                found.append(_twice(wish, other, before.id, unit))
            if not found:
                after, found = _step(changer, task, wish, unit)
                if _adds_nothing(task, after):
                    said.add((wish.row.place, wish.row.line))
                else:
                    task = after
        problems.extend(found)
    if problems:
        raise ChangeRefused(str(problems[0]), problems)
    return task


def _bad_cells(changer: Changer, task: Task, wish: _Wish) -> Iterator[Problem]:
    for column, text in wish.filled.assignments.items():
        why = changer.value_refusal(task, column, text)
        if why:
            yield wish.row.problem(why, column)


def _twice(wish: _Wish, other: _Wish, task_id: str, unit: str | None) -> Problem:
    what = f"{task_id}（{unit}）" if unit else f"任务 {task_id}"
    place = f"{other.row.place} " if other.row.place != wish.row.place else ""
    return wish.row.problem(f"{what} 在{place}第 {other.row.line} 行已经有了，请只留一行", wish.id_column)


def _step(changer: Changer, task: Task, wish: _Wish, unit: str | None) -> tuple[Task, list[Problem]]:
    """The task after one row, and what forbids it."""
    label = f"{task.id}（{unit}）" if unit else task.id
    try:
        after = changer.change(task, read_change(wish.filled.assignments, unit=unit))
    except NotRecorded as refused:
        return task, [wish.row.problem(f"{label} {refused}", wish.filled.column_of(refused.field))]
    except (BadValue, ChangeRefused) as refused:
        return task, [wish.row.problem(f"{label} {refused}", wish.filled.column_of("status"))]
    fresh = [wish.row.problem(f"{label} {error.message}", error.field) for error in new_errors(task, after)]
    return (task if fresh else after), fresh


def _adds_nothing(task: Task, after: Task) -> bool:
    """Whether all that would be added is records, each of which was made on the same day."""
    added = after.log[len(task.log) :]
    known = set(map(_what_is_said, task.log))
    return bool(added) and replace(after, log=task.log) == task and known.issuperset(map(_what_is_said, added))


def _what_is_said(entry: LogEntry) -> tuple[object, ...]:
    return entry.date, entry.unit, entry.text, entry.evidence, entry.on
