"""A plan without a document: its header only, tasks are added one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.plan_fields import plan_field_changes, refuse_issued_ahead, with_fields
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.importing.plan_ids import plan_id_of
from gongkai_tui.storage import codec, emit
from gongkai_tui.storage.paths import check_plan_id, plan_path
from gongkai_tui.usecases.plan_context import head_context
from gongkai_tui.usecases.proposed_change import ProposedChange
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.recording import Edit, record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace

RULE = "计划由政务公开办新建"
_YEAR_AT_END = re.compile(r"-([0-9]{4})$")
_YEAR_IN_TITLE = re.compile(r"20[0-9]{2}(?=\s?年)")


@dataclass(frozen=True, slots=True)
class NewPlanProposal:
    """A plan that would be begun."""

    plan: Plan
    changes: tuple[ProposedChange, ...]
    """Everything that its header says."""


def year_of(plan_id: str) -> int | None:
    """The year that an id ends in."""
    found = _YEAR_AT_END.search(plan_id)
    return int(found[1]) if found else None


def propose_new_plan(ws: Workspace, plan_id: str, typed: Mapping[str, str]) -> NewPlanProposal:
    """Work out a plan from what a person typed (field in English or Chinese → text); nothing is written.

    The year is taken from the title or the id where it is not typed, the id from government, title and year.

    Raises:
        BadValue: a value cannot be understood; the message names the field.
        Refused, UsageError: as `check_new_plan`.
    """
    plan = with_fields(Plan(plan_id, ""), {name: text for name, text in typed.items() if text}, head_context(ws))
    in_title = _YEAR_IN_TITLE.search(plan.title)
    year = plan.year or (int(in_title[0]) if in_title else year_of(plan_id))
    plan = replace(plan, id=plan_id or _proposed_id(plan, year), year=year)
    check_new_plan(ws, plan)
    fields = plan_field_changes(Plan(plan.id, ""), plan)
    changes = tuple(ProposedChange(plan.id, plan.title, field.label, field.old, field.new) for field in fields)
    return NewPlanProposal(plan, changes)


def _proposed_id(plan: Plan, year: int | None) -> str:
    if plan.jurisdiction and year:
        return f"{plan.jurisdiction}-{year}"
    return plan_id_of(plan.title, plan.issuer, year)


def check_new_plan(ws: Workspace, plan: Plan) -> bytes:
    """The file that would be written.

    Raises:
        Refused: the id is taken, the header breaks the format, or it is not the office of its government that asks.
        UsageError: the id is none.
        BadValue: the issue date has not come.
    """
    check_plan_id(plan.id)
    ws.actor().refuse_unless_office(RULE, plan.jurisdiction)
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
