"""Bulk update from a table that units sent back: id and fields, all or nothing, every bad row named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gongkai_tui.domain.changes import read_change
from gongkai_tui.domain.errors import GongkaiError, Refused
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.importing.delimited import read_delimited
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.storage.paths import normalise_task_id
from gongkai_tui.usecases.change_tasks import Proposal, propose_for
from gongkai_tui.usecases.list_tasks import all_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gongkai_tui.domain.task_change import TaskChange
    from gongkai_tui.usecases.workspace import Workspace

ID_COLUMNS = ("id", "编号", "任务编号", "task")
UNIT_COLUMNS = ("unit", "单位", "责任单位")
"""The unit that reports, where a row speaks for one of several."""

Row = tuple[int, dict[str, str]]
"""Line in the file, and the cells by column name."""


def propose_table(ws: Workspace, data: bytes, *, suffix: str, name: str) -> Proposal:
    """Work out what a table would change; nothing is written.

    Args:
        ws: the repository.
        data: the file's content.
        suffix: `csv`, `tsv` or `jsonl`.
        name: how messages call the file.

    Raises:
        Refused: a row cannot be used; every one is named with its line.
        GongkaiError: the table cannot be read at all.
    """
    rows = list(_json_lines(data, name) if suffix == "jsonl" else _delimited(data, suffix, name))
    wanted, problems = _changes(ws, rows, name)
    if problems:
        raise Refused(f"{name} 有 {len(problems)} 行不能用，全部没有保存", problems)
    if not wanted:
        raise Refused(f"{name} 里没有数据行")
    return propose_for(ws, wanted, action="apply")


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
        yield number, {str(k): _cell(v) for k, v in found.items() if v is not None}


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(str(v) for v in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _changes(ws: Workspace, rows: Iterable[Row], name: str) -> tuple[dict[str, TaskChange], list[Problem]]:
    ids = {row.id for row in all_rows(ws).rows}
    wanted: dict[str, TaskChange] = {}
    problems: list[Problem] = []
    for line, cells in rows:
        try:
            task_id = _task_id(cells)
            if task_id not in ids:
                raise Refused(f"没有任务 {task_id}")
            if task_id in wanted:
                raise Refused(f"任务 {task_id} 在表里出现了两次")
            wanted[task_id] = _change(cells)
        except GongkaiError as problem:
            problems.append(Problem(Severity.ERROR, str(problem), name, line, check="apply"))
    return wanted, problems


def _task_id(cells: Mapping[str, str]) -> str:
    for column in ID_COLUMNS:
        if cells.get(column, "").strip():
            return normalise_task_id(cells[column].strip())
    raise Refused("缺少任务编号（列名 id 或 编号）")


def _change(cells: Mapping[str, str]) -> TaskChange:
    unit: str | None = None
    assignments: dict[str, str] = {}
    for column, value in cells.items():
        if column in ID_COLUMNS or not value.strip():
            continue
        if column in UNIT_COLUMNS:
            unit = value.strip()
        else:
            assignments[column] = value.strip()
    return read_change(assignments, unit=unit)
