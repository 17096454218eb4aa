"""对照: how a plan answers the plans above it and is answered by those below; links are made, cleared, removed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from gongkai_tui.domain.coverage import Side
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.outcome import Outcome
from gongkai_tui.tui.sheets.coverage_page import MOST_OFFERED, SIDE_TITLES, Alone, read_page
from gongkai_tui.tui.sheets.handling import ask_and_save, choose, is_office_only, office_only, save_proposal
from gongkai_tui.tui.sheets.sheet import Closed, Column, Page, Sheet, SheetLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.coverage import Answer
    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.tui.widgets.choice_list import Choice
    from gongkai_tui.usecases.link_proposals import ProposedLink
    from gongkai_tui.usecases.workspace import Workspace

# Use cases and dialogs load when they are first needed.
# ruff: noqa: PLC0415

_OTHER = "other"


class CoverageSheet(Sheet):
    """One line for each pair of tasks, and for each task without the other."""

    name: ClassVar[str] = "对照"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("关系", 4, rank=3),
        Column("情况", 8),
        Column(SIDE_TITLES[0], 24),
        Column(SIDE_TITLES[1], 24, rank=1),
        Column("任务", 60, grows=True),
        Column("用字", 6, rank=2),
    )
    handles: ClassVar[str] = "确认或写明对应哪一项；待复核的复核；已对应的可删去"
    needs_plan: ClassVar[bool] = True

    def first_plan(self, plans: Sequence[Plan]) -> Plan | None:
        """Choose the first plan that names another."""
        return next((plan for plan in plans if plan.implements or plan.follows), super().first_plan(plans))

    def read(self, port: Port, plan: Plan | None) -> Page:
        """Pairs by link, and what stands alone with what it could be linked to."""
        return port.ask(partial(read_page, plan)) if plan else Page(())

    def closed(self, port: Port, plan: Plan | None, lines: Sequence[SheetLine]) -> Closed:  # noqa: ARG002
        """Tell which links are another office's: a link is kept by the lower task."""
        from gongkai_tui.usecases.linking import RULE

        others = {plan_id: is_office_only(port, plan_id, RULE) for plan_id in set(map(_lower_plan, lines))}
        return Closed(frozenset(each.key for each in lines if others[_lower_plan(each)]))

    async def handle(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Confirm what the lines propose; else clear or remove the one link."""
        from gongkai_tui.usecases import linking

        for plan_id in dict.fromkeys(map(_lower_plan, lines)):
            if await office_only(screen, plan_id, linking.RULE):
                return False
        alone = [each.value for each in lines if isinstance(each.value, Alone)]
        if alone:
            return await _link(screen, alone)
        answer: Answer = lines[0].value  # type: ignore[assignment]
        if answer.upper is None or answer.lower is None:
            return False
        task, to = answer.lower.id, answer.upper.id
        stale = answer.side is Side.STALE
        title = f"复核关联：{task} 与 {to}" if stale else f"删去关联：{task} 与 {to}"
        work = linking.propose_clearing if stale else linking.propose_removal
        return await ask_and_save(
            screen,
            title,
            (Field("reason", "理由"),),
            lambda ws, answers: work(ws, task=task, to=to, reason=answers["reason"]),
            linking.save_links,
            required=frozenset({"reason"}),
        )


def _lower_plan(line: SheetLine) -> str:
    value: Alone | Answer = line.value  # type: ignore[assignment]
    if isinstance(value, Alone):
        return value.lower_plan
    return value.lower.plan if value.lower else ""


async def _link(screen: SheetsScreen, alone: Sequence[Alone]) -> bool:
    """Confirm the likeliest link of each marked task; of a single one, the link that the person chooses."""
    from gongkai_tui.usecases import linking

    chosen = [each.proposals[0] for each in alone if each.proposals]
    if len(alone) == 1:
        offered = alone[0].proposals[:MOST_OFFERED]
        answer = await _choose(screen, alone[0].row, offered) if offered else _OTHER
        if answer is None:
            return False
        if answer == _OTHER:
            return await _name_other(screen, alone[0])
        chosen = [offered[int(answer)]]
    if not chosen:
        screen.warn("这几项都没有相近的任务可以建议；取消标记，逐项写明对应哪一项")
        return False
    wishes = [found.wish for found in chosen]
    propose = partial(linking.propose_links, wishes=wishes)
    outcome = await save_proposal(screen, propose, linking.save_links, f"确认 {len(wishes)} 条关联")
    return outcome is Outcome.SAVED


async def _choose(screen: SheetsScreen, row: TaskRow, offered: Sequence[ProposedLink]) -> str | None:
    from gongkai_tui.tui.widgets.choice_list import Choice

    choices = [_choice(place, found, row) for place, found in enumerate(offered)]
    return await choose(screen, f"{row.id} 对应哪一项", [*choices, Choice(_OTHER, "另一项", note="写编号")])


async def _name_other(screen: SheetsScreen, alone: Alone) -> bool:
    """Link a task to one that nothing proposes."""
    from gongkai_tui.usecases import linking

    def propose(ws: Workspace, answers: Mapping[str, str]) -> linking.LinkProposal:
        task, to = (answers["other"], alone.row.id) if alone.is_upper else (alone.row.id, answers["other"])
        return linking.propose_links(ws, [linking.LinkWish(task, to, alone.kind)])

    fields = (Field("other", f"{alone.other} 里对应的任务（编号）"),)
    required = frozenset({"other"})
    return await ask_and_save(
        screen, f"{alone.row.id} 对应哪一项", fields, propose, linking.save_links, required=required
    )


def _choice(place: int, found: ProposedLink, row: TaskRow) -> Choice:
    from gongkai_tui.tui.widgets.choice_list import Choice

    other = found.to if found.task.id == row.id else found.task
    return Choice(str(place), f"{found.score}%  {other.id} {other.heading}", note=other.requirement)
