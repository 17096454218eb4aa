"""A task that no document lists: 临时交办, added by hand with its basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.deadline import read_deadline
from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.task import LogEntry, LogKind, Task
from gongkai_tui.domain.task_rules import task_problems
from gongkai_tui.domain.unit_cell import read_unit_cell
from gongkai_tui.storage import codec, emit
from gongkai_tui.storage.paths import task_path
from gongkai_tui.usecases.new_ids import new_id, new_task_id
from gongkai_tui.usecases.plan_lookup import plan_named
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.work_calendar import work_calendar

if TYPE_CHECKING:
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

RULE = "任务由政务公开办新增"


@dataclass(frozen=True, slots=True)
class NewTask:
    """What a person says of a task to add."""

    requirement: str
    heading: str = ""
    units: str = ""
    """As in a 责任单位 cell."""
    deadline: str = ""
    """As in a 完成时限 cell."""
    section: str = ""
    seq: int | None = None
    basis: str = ""
    """Why it is added: 文号, 会议 or 领导批示; becomes the first log entry."""


def draft_task(ws: Workspace, plan_id: str, new: NewTask) -> Task:
    """The task that would be added.

    Raises:
        UsageError: no such plan, no requirement, or a number that cannot be one.
        Refused: as `add_task`, or a rule forbids it.
    """
    plan = plan_named(ws, plan_id)
    ws.actor().refuse_unless_office(RULE, plan.jurisdiction)
    if not new.requirement.strip() and not new.heading.strip():
        raise UsageError("任务没有内容：请写明具体要求")
    task_id = new_task_id(plan_id) if new.seq is None else f"{plan_id}/{new.seq:03d}"
    units = read_unit_cell(new.units)
    deadline = read_deadline(new.deadline, year=plan.year, issued=plan.issued, calendar=work_calendar)
    log: tuple[LogEntry, ...] = ()
    if new.basis:
        entry = LogEntry(new_id(), ws.today, LogKind.PROGRESS, text=f"临时交办：{new.basis}", by=ws.actor().name)
        log = (entry,)
    task = Task(
        id=task_id,
        seq=new.seq,
        section=new.section,
        heading=new.heading,
        requirement=new.requirement.strip() or new.heading,
        units_raw=new.units,
        units=units.units,
        deadline=deadline.deadline,
        log=log,
        hints=(*units.hints, *deadline.hints),
    )
    errors = [p for p in task_problems(task) if p.severity is Severity.ERROR]
    if errors:
        raise Refused("没有添加：不符合规则", errors)
    _written(task)
    view = committed_view(ws)
    _refuse_taken(task, taken=view.index.blob_of(task_path(task.id), view.source) is not None)
    return task


def add_task(ws: Workspace, task: Task, *, message: str = "") -> Saved:
    """Commit a drafted task.

    Raises:
        Refused: its number is taken, its text breaks the format, or it is not the office that adds it.
    """
    ws.actor().refuse_unless_office(RULE, plan_named(ws, task.plan).jurisdiction)
    path, data = task_path(task.id), _written(task)

    def edit(view: HeadView) -> Edit:
        _refuse_taken(task, taken=view.read([path])[path] is not None)
        plan = plan_named(ws, task.plan)
        subject = f"新增任务 {plan.title or plan.id}：{task.heading or task.requirement[:20]}"
        return Edit({path: data}, "add", subject, (), (task.id,))

    return record(ws, edit, message=message)


def _written(task: Task) -> bytes:
    """The file of a task; refused where it could not be read back."""
    data = emit.emit_task(task).encode()
    errors = [p for p in codec.decode_task(data, task_path(task.id)).problems if p.severity is Severity.ERROR]
    if errors:
        raise Refused("没有添加：内容不符合格式", errors)
    return data


def _refuse_taken(task: Task, *, taken: bool) -> None:
    if taken:
        raise Refused(f"编号 {task.id} 已经有任务")
