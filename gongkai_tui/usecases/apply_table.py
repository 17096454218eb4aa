"""Bulk update from a table that units sent back: id and fields, all or nothing, every bad row named."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.changes import read_change
from gongkai_tui.domain.errors import GongkaiError, Refused
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.settable import settable_field
from gongkai_tui.importing.delimited import read_delimited
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.storage.paths import normalise_task_id
from gongkai_tui.usecases.change_tasks import Proposal, propose_for
from gongkai_tui.usecases.list_tasks import all_rows
from gongkai_tui.usecases.table_cells import filled_cells, id_in, is_known_column

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gongkai_tui.domain.task_change import TaskChange
    from gongkai_tui.usecases.workspace import Workspace

Row = tuple[int, dict[str, object]]
"""Line in the file, and the cells by column name; those of JSON may be more than text."""


def propose_table(ws: Workspace, data: bytes, *, suffix: str, name: str) -> Proposal:
    """Work out what a table would change; nothing is written.

    A cell that is empty or says what `list` says changes nothing, so that a list can be filled in and sent back.

    Args:
        ws: the repository.
        data: the file's content.
        suffix: `csv`, `tsv` or `jsonl`.
        name: how messages call the file.

    Raises:
        Refused: a column or row cannot be used; every one is named with its line.
        GongkaiError: the table cannot be read at all.
    """
    rows = list(_json_lines(data, name) if suffix == "jsonl" else _delimited(data, suffix, name))
    if not rows:
        raise Refused(f"{name} 里没有数据行")
    problems = list(_unknown_columns(rows, name))
    lines: dict[str, int] = {}
    wanted = {} if problems else _changes(ws, rows, lines, name, problems)
    proposal = propose_for(ws, wanted, action="apply")
    refusals = tuple(
        replaced._replace(place=name, line=lines[replaced.place], message=f"{replaced.place} {replaced.message}")
        if replaced.place in lines
        else replaced
        for replaced in proposal.refusals
    )
    if problems:
        problems = sorted((*problems, *refusals), key=lambda problem: problem.line or 0)
        raise Refused(f"{name} 有 {len(problems)} 处不能用，全部没有保存", tuple(problems))
    return replace(proposal, refusals=refusals)


def _delimited(data: bytes, suffix: str, name: str) -> Iterator[Row]:
    try:
        table = read_delimited(data, delimiter="\t" if suffix == "tsv" else None)
    except DocumentError as error:
        raise DocumentError(f"{name}：{error}") from error
    for row in table.rows:
        yield row.line, dict(zip(table.header, row.cells, strict=True))


def _json_lines(data: bytes, name: str) -> Iterator[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{name} 不是 UTF-8 编码") from None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            raise Refused(f"{name}:{number}：不是一行完整的 JSON") from None
        if not isinstance(found, dict):
            raise Refused(f"{name}:{number}：每行应是一个 JSON 对象")
        yield number, {str(key): value for key, value in found.items()}


def _unknown_columns(rows: Sequence[Row], name: str) -> Iterator[Problem]:
    """Each column that means nothing, once: in a CSV it is the head that is wrong, not the rows."""
    seen: set[str] = set()
    for _, cells in rows:
        for column in cells:
            if column not in seen and not is_known_column(column):
                try:
                    settable_field(column)
                except GongkaiError as problem:
                    yield Problem(Severity.ERROR, str(problem), name, check="apply")
            seen.add(column)


def _changes(
    ws: Workspace, rows: Sequence[Row], lines: dict[str, int], name: str, problems: list[Problem]
) -> dict[str, TaskChange]:
    """What each row wants; its line goes to `lines`, what stands in the way to `problems`."""
    known = {row.id: row for row in all_rows(ws).rows}
    wanted: dict[str, TaskChange] = {}
    for line, cells in rows:
        try:
            task_id = _task_id(cells)
            if task_id not in known:
                raise Refused(f"没有任务 {task_id}")
            if task_id in lines:
                raise Refused(f"任务 {task_id} 在表里出现了两次")
            lines[task_id] = line
            filled = filled_cells(cells, known[task_id])
            if filled.assignments:
                wanted[task_id] = read_change(filled.assignments, unit=filled.unit)
        except GongkaiError as problem:
            problems.append(Problem(Severity.ERROR, str(problem), name, line, check="apply"))
    return wanted


def _task_id(cells: Mapping[str, object]) -> str:
    typed = id_in(cells)
    if not typed:
        raise Refused("缺少任务编号（列名 id 或 编号）")
    return normalise_task_id(typed)
