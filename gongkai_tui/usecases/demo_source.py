"""Where the demo gets the five plans from: the checkout that the program runs from, or a copy in the package."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.status import Status
from gongkai_tui.storage.codec import decode_plan, decode_task, decode_units
from gongkai_tui.storage.paths import PLANS, UNITS, plan_path, task_id_of, units_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.task import Task
    from gongkai_tui.domain.unit import Jurisdiction

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE.parent, _PACKAGE / "demo_data")


class DemoDataMissing(GongkaiError):
    """The five plans do not come with this installation, or cannot be read."""


@dataclass(frozen=True, slots=True)
class PlanData:
    """A plan as its document has it, before anything was recorded."""

    plan: Plan
    tasks: tuple[Task, ...]
    """In the order of the document."""
    documents: dict[str, bytes]
    """Files kept beside the plan, by path."""


def find_demo_data(plan_ids: Iterable[str]) -> Path:
    """Return the folder that holds plans/ and units/ of the five plans; raises DemoDataMissing."""
    wanted = tuple(plan_ids)
    for place in _PLACES:
        if all((place / plan_path(plan_id)).is_file() for plan_id in wanted):
            return place
    raise DemoDataMissing("找不到演示用的五份计划：请在源码目录中运行，或重新安装 gongkai。")


def read_plan_data(root: Path, plan_id: str) -> PlanData:
    """Read a plan and its tasks, without what has been recorded since; raises DemoDataMissing."""
    header = plan_path(plan_id)
    decoded = decode_plan((root / header).read_bytes(), header)
    if decoded.value is None:
        raise _unreadable(header, decoded.problems)
    tasks = []
    documents = {}
    for file in sorted((root / PLANS / plan_id).iterdir()):
        path = f"{PLANS}/{plan_id}/{file.name}"
        if task_id_of(path):
            tasks.append(_untouched(file.read_bytes(), path))
        elif decoded.value.source and file.name == decoded.value.source.file:
            documents[path] = file.read_bytes()
    tasks.sort(key=lambda task: (task.seq is None, task.seq or 0, task.id))
    return PlanData(decoded.value, tuple(tasks), documents)


def read_jurisdictions(root: Path, ids: Iterable[str]) -> tuple[Jurisdiction, ...]:
    """Read the units of the named jurisdictions; raises DemoDataMissing."""
    found = []
    for jurisdiction_id in ids:
        path = units_path(jurisdiction_id)
        file = root / path
        decoded = decode_units(file.read_bytes(), path) if file.is_file() else None
        if decoded is None or decoded.value is None:
            raise _unreadable(path, decoded.problems if decoded else ())
        found.append(decoded.value)
    return tuple(found)


def _untouched(data: bytes, path: str) -> Task:
    decoded = decode_task(data, path)
    if decoded.value is None:
        raise _unreadable(path, decoded.problems)
    return replace(decoded.value, status=Status.NOT_STARTED, unit_status={}, log=(), conflicts=())


def _unreadable(path: str, problems: Iterable[Problem]) -> DemoDataMissing:
    first = next(iter(problems), None)
    return DemoDataMissing(f"演示数据读不出来：{first or f'缺少 {path}（units/ 目录为 {UNITS}/）'}")
