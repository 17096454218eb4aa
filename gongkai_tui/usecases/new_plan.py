"""A plan without a document: its header only, tasks are added one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.plan_fields import refuse_issued_ahead
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.storage import codec, emit
from gongkai_tui.storage.paths import check_plan_id, plan_path
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.recording import Edit, record

if TYPE_CHECKING:
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace


def check_new_plan(ws: Workspace, plan: Plan) -> bytes:
    """The file that would be written.

    Raises:
        Refused: the id is taken, the header breaks the format, or it is not the office of its government that asks.
        UsageError: the id is none.
        BadValue: the issue date has not come.
    """
    check_plan_id(plan.id)
    ws.actor().refuse_unless_office("计划由政务公开办新建", plan.jurisdiction)
    if plan.issued:
        try:
            refuse_issued_ahead(plan.issued, ws.today)
        except BadValue as refused:
            raise BadValue(f"印发日期（issued）：{refused}") from None
    if plan.id in read_view(ws).plans():
        raise Refused(f"计划 {plan.id} 已经存在")
    data = emit.emit_plan(plan).encode()
    errors = [p for p in codec.decode_plan(data, plan_path(plan.id)).problems if p.severity is Severity.ERROR]
    if errors:
        raise Refused("没有新建：内容不符合格式", errors)
    return data


def new_plan(ws: Workspace, plan: Plan, *, message: str = "") -> Saved:
    """Commit a new plan's header; errors as in `check_new_plan`."""
    data = check_new_plan(ws, plan)
    path = plan_path(plan.id)

    def edit(view: HeadView) -> Edit:
        if view.read([path])[path] is not None:
            raise Refused(f"计划 {plan.id} 已经存在")
        return Edit({path: data}, "new", f"新建计划 {plan.title or plan.id}")

    return record(ws, edit, message=message)
