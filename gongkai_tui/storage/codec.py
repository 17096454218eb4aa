"""From the bytes of a record file to a domain object, with everything that is wrong named by file, line and field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.unit import Jurisdiction
from gongkai_tui.storage import records
from gongkai_tui.storage.paths import record_id_of
from gongkai_tui.storage.reading import BAD, Reading
from gongkai_tui.storage.record_shapes import Record
from gongkai_tui.storage.yaml_nodes import MapNode, YamlProblem
from gongkai_tui.storage.yaml_reader import read_tree

if TYPE_CHECKING:
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.task import Task
    from gongkai_tui.storage.shapes import Shape

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Decoded(Generic[Value]):
    """What a file holds: `value` is None exactly where `problems` has an error."""

    value: Value | None
    problems: tuple[Problem, ...] = ()


def decode_task(data: bytes, path: str) -> Decoded[Task]:
    """Read a task file; `path` is where it stands in the repository (an id that differs from it is an error)."""
    return decode_record(data, path, records.TASK)


def decode_plan(data: bytes, path: str) -> Decoded[Plan]:
    """Read a plan.yaml; `path` as in `decode_task`."""
    return decode_record(data, path, records.PLAN)


def decode_units(data: bytes, path: str) -> Decoded[Jurisdiction]:
    """Read a units file; the jurisdiction's id is the file name in `path`."""
    jurisdiction_id = record_id_of(path) or path.rpartition("/")[2].removesuffix(".yaml")
    shape = Record(partial(Jurisdiction, id=jurisdiction_id), records.UNITS.fields)
    return decode_record(data, path, shape)


def decode_record(data: bytes, path: str, shape: Shape) -> Decoded[Any]:
    """Read any record file by its shape."""
    try:
        root = read_tree(data)
    except YamlProblem as problem:
        return Decoded(None, (Problem(Severity.ERROR, problem.message, path, problem.line, "", "yaml"),))
    reading = Reading(path, root)
    value = shape.read(root, reading)
    if value is not BAD:
        _check_id(value, root, reading)
    return Decoded(None if reading.failed else value, tuple(reading.problems))


def _check_id(value: Any, root: MapNode, reading: Reading) -> None:
    expected = record_id_of(reading.path)
    if expected is None or value.id == expected:
        return
    for key, _line, node in root.entries:
        if key == "id":
            reading.error(node, f"id 是 {value.id}，与文件所在位置（{expected}）不一致：请改成一致。", check="id")
