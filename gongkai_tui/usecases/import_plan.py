"""A document becomes a plan: read, checked, previewed, and committed as one action with its source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.issue_date import count_working_days
from gongkai_tui.domain.plan import Plan, Source
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.task import Task
from gongkai_tui.domain.task_rules import task_problems
from gongkai_tui.domain.wording import at_end, using
from gongkai_tui.importing.plan_ids import suggest_plan_id
from gongkai_tui.importing.reading import read_document
from gongkai_tui.storage import codec, emit
from gongkai_tui.storage.paths import check_plan_id, plan_path, source_path, task_path
from gongkai_tui.usecases.plan_relations import related
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.recording import Edit, record
from gongkai_tui.usecases.work_calendar import work_calendar

if TYPE_CHECKING:
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.importing.draft import Draft, DraftTask
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

__all__ = ["RULE", "ImportPreview", "import_draft", "preview", "read_document", "refuse_unless_importable"]

RULE = "计划由政务公开办导入"


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would write."""

    draft: Draft
    plan: Plan
    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...]
    """Findings of reading and of the rules; an error stops the import."""
    exists: bool
    """A plan of this id is there already."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The findings that stop the import."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def preview(ws: Workspace | None, draft: Draft, plan_id: str | None = None) -> ImportPreview:
    """What importing a draft would write; without a workspace nothing but the document is looked at.

    Raises:
        UsageError: the plan id is none, or cannot be proposed from the title.
        Refused: it is not the office of the plan's government that would import it.
    """
    plan_id = plan_id or suggest_plan_id(draft)
    if not plan_id:
        named = f"请{using(inputs.PLAN, '指定')}，如{at_end(inputs.PLAN, 'tianqiao-2021')}"
        raise UsageError(f"无法从标题推出计划编号，{named}")
    check_plan_id(plan_id)
    plan = _plan(plan_id, draft)
    exists = False
    if ws is not None:
        view = read_view(ws)
        exists = plan_id in view.plans()
        plan = related(plan, view.plans(), view.jurisdictions())
        _refuse_strangers(ws, plan)
    tasks = tuple(count_working_days(_task(plan_id, t), plan, work_calendar) for t in draft.tasks)
    problems = (*draft.problems, *(p for task in tasks for p in task_problems(task)))
    return ImportPreview(draft, plan, tasks, problems, exists)


def refuse_unless_importable(shown: ImportPreview) -> None:
    """Stop where a preview cannot be committed as it is.

    Raises:
        Refused: errors are left, there is no task, or the plan exists.
    """
    if shown.exists:
        raise Refused(_taken(shown.plan))
    if shown.errors:
        raise Refused("没有导入：文档有读不懂的地方", shown.errors)
    if not shown.tasks:
        raise Refused("没有导入：文档里没有找到任务")


def import_draft(ws: Workspace, shown: ImportPreview, *, message: str = "") -> Saved:
    """Commit a previewed import: plan.yaml, one file a task, and the document as source.txt.

    Raises:
        Refused: as `refuse_unless_importable`, or somebody else than the office imports.
    """
    _refuse_strangers(ws, shown.plan)
    refuse_unless_importable(shown)
    source = shown.draft.text.encode()
    plan = replace(shown.plan, source=Source("source.txt", hashlib.sha256(source).hexdigest()))
    files: dict[str, bytes | None] = {
        plan_path(plan.id): emit.emit_plan(plan).encode(),
        source_path(plan.id): source,
    }
    files.update({task_path(t.id): emit.emit_task(t).encode() for t in shown.tasks})
    _read_back(files)

    def edit(view: HeadView) -> Edit:
        if view.paths(f"plans/{plan.id}/"):
            raise Refused(_taken(plan))
        subject = f"导入 {plan.title or plan.id}：{len(shown.tasks)} 项任务"
        return Edit(files, "import", subject, (shown.draft.accounting.sentence,), tuple(t.id for t in shown.tasks))

    return record(ws, edit, message=message)


def _taken(plan: Plan) -> str:
    return f"计划 {plan.id} 已经存在；请{using(inputs.PLAN, '另取编号')}"


def _refuse_strangers(ws: Workspace, plan: Plan) -> None:
    ws.actor().refuse_unless_office(RULE, plan.jurisdiction)


def _read_back(files: dict[str, bytes | None]) -> None:
    for path, data in files.items():
        if data is None or not path.endswith(".yaml"):
            continue
        decoder = codec.decode_plan if path.endswith("/plan.yaml") else codec.decode_task
        errors = tuple(p for p in decoder(data, path).problems if p.severity is Severity.ERROR)
        if errors:
            raise Refused("没有导入：写出的文件不符合格式", errors)


def _plan(plan_id: str, draft: Draft) -> Plan:
    return Plan(
        id=plan_id,
        title=draft.title,
        issuer=draft.issuer,
        doc_number=draft.doc_number,
        issued=draft.issued,
        year=draft.year,
        disclosure=draft.disclosure,
        index_number=draft.index_number,
        sections=draft.sections,
        hints=_plan_hints(draft),
    )


def _plan_hints(draft: Draft) -> tuple[str, ...]:
    """What a person must look at in the document as a whole; it would be forgotten if only the preview said it."""
    found = (p for p in draft.problems if p.severity is not Severity.ERROR)
    said = (f"第 {p.line} 行：{p.message}" if p.line else p.message for p in found)
    texts = (*draft.hints, *(text.rstrip("。") for text in said))
    return tuple(dict.fromkeys(texts))


def _task(plan_id: str, t: DraftTask) -> Task:
    return Task(
        id=f"{plan_id}/{t.seq:03d}",
        seq=t.seq,
        section=t.section,
        heading=t.heading,
        requirement=t.requirement,
        units_raw=t.units_raw,
        units=t.units,
        deadline=t.deadline,
        recurring=(t.recurring,) if t.recurring else (),
        source_lines=t.source_lines,
        hints=t.hints,
    )
