"""A table of links that a person went through: `link --propose --csv`, with the wrong rows taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.task import LinkKind
from gongkai_tui.domain.task_id import read_task_id
from gongkai_tui.importing.delimited import read_delimited
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.usecases.linking import LinkWish

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLUMNS = {"task": ("task", "编号"), "to": ("to", "对应编号"), "kind": ("kind", "关系")}
"""Keys and Chinese names; all other columns are for the reader."""


def read_link_table(data: bytes, plan_id: str, *, suffix: str, name: str) -> tuple[LinkWish, ...]:
    """Give the links that a table names, one a row.

    Args:
        data: the file's content, csv or tsv with a line of column names.
        plan_id: the plan whose tasks are linked.
        suffix: `csv` or `tsv`.
        name: how messages call the file.

    Raises:
        Refused: a row cannot be used; every one is named with its line.
        DocumentError: the table cannot be read at all.
    """
    try:
        table = read_delimited(data, delimiter="\t" if suffix == "tsv" else None)
    except DocumentError as error:
        raise DocumentError(f"{name}：{error}") from error
    wishes: list[LinkWish] = []
    problems: list[Problem] = []
    for row in table.rows:
        cells = {fold(title.strip()): cell.strip() for title, cell in zip(table.header, row.cells, strict=True)}
        wish, message = _wish(cells, plan_id)
        if wish is None:
            problems.append(Problem(Severity.ERROR, message, name, row.line, check="link"))
        else:
            wishes.append(wish)
    if problems:
        raise Refused(f"{name} 有 {len(problems)} 行不能用，全部没有保存", problems)
    if not wishes:
        raise Refused(f"{name} 里没有数据行")
    return tuple(wishes)


def _wish(cells: Mapping[str, str], plan_id: str) -> tuple[LinkWish | None, str]:
    """The link of a row, or why there is none."""
    said = {key: next(filter(None, (cells.get(title, "") for title in titles)), "") for key, titles in _COLUMNS.items()}
    task, to = read_task_id(said["task"]), read_task_id(said["to"])
    if task is None or to is None:
        return None, f"“编号”和“对应编号”要写成 {plan_id}/17 这样，读到的是“{said['task']}”和“{said['to']}”"
    if task.partition("/")[0] != plan_id:
        return None, f"{task} 不是 {plan_id} 的任务"
    if said["kind"] and said["kind"] not in list(LinkKind):
        return None, f"没有“{said['kind']}”这种关系；可用：{'、'.join(LinkKind)}"
    return LinkWish(task, to, LinkKind(said["kind"]) if said["kind"] else None), ""
