"""Comparisons to read: which units published their own 要点, and a plan beside one of the same level."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.reporting.coverage_text import figures_text, pairs_text, units_figures, units_text
from gongkai_tui.tui.dialogs.choose import ChooseDialog
from gongkai_tui.tui.office.at_hand import plan_at_hand, plans_of
from gongkai_tui.tui.office.reading import read_page
from gongkai_tui.tui.widgets.choice_list import Choice
from gongkai_tui.usecases.coverage import compare_plans
from gongkai_tui.usecases.own_plans import own_plans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.own_plans import OwnPlans


async def show_own_plans(screen: TasksScreen) -> None:
    """Show which units have published what the task under the cursor asks of each."""
    row = screen.current
    if row is None:
        screen.warn_of_no_task()
        return
    ask = partial(screen.port.ask, lambda ws, moment: own_plans(ws, row.plan, row.id, as_of=moment))
    found = await screen.back.read(ask)
    notes = (*_about(found), *_unread(found.problems))
    title = f"各单位要点：{row.id} {row.heading}"
    await read_page(screen, title, lambda cells: units_text(found.duties, "table", room=cells, brief=True), notes=notes)


def _about(found: OwnPlans) -> Iterator[str]:
    if found.doubt:
        yield f"{found.doubt}。"
    yield units_figures(found.duties)
    issued = f"{found.issued.isoformat()} 印发" if found.issued else "没有印发日期，算不出印发后天数"
    yield f"{issued}；{f'期限 {found.due.isoformat()}' if found.due else '没有算得出的期限，不判断超期'}"


async def compare(screen: TasksScreen) -> None:
    """Show the plan at hand beside another that the person chooses."""
    plans = plans_of(screen)
    plan = plans.get(plan_at_hand(screen))
    if plan is None or len(plans) < 2:  # noqa: PLR2004  (this one and another)
        screen.front.warn("没有两份可以对照的计划")
        return
    choices = [Choice(other.id, other.id, note=other.title) for other in _likeliest(plan, list(plans.values()))]
    other = await screen.back.ask(ChooseDialog(f"{plan.id} 与哪一份对照", choices))
    if other is None:
        return
    screen.front.say("正在对照……")
    ask = partial(screen.port.ask, lambda ws, moment: compare_plans(ws, plan.id, other, as_of=moment))
    report = await screen.back.read(ask)
    screen.front.say("")
    notes = (*map(figures_text, report.coverages), *_unread(report.problems))
    title = f"对照：{plan.id} 与 {other}"
    await read_page(
        screen, title, lambda cells: "".join(pairs_text(each, room=cells) for each in report.coverages), notes=notes
    )


def _likeliest(plan: Plan, others: Sequence[Plan]) -> list[Plan]:
    """Other plans; those of the same year of another government first."""
    peers = [other for other in others if other.id != plan.id]
    return sorted(peers, key=lambda other: (other.jurisdiction == plan.jurisdiction, other.year != plan.year))


def _unread(problems: Sequence[Problem]) -> Iterator[str]:
    if problems:
        yield f"有 {len(problems)} 个文件读不了，没有算进来：{problems[0]}"
