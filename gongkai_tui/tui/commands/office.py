"""What the office does now and then; each loads when it is first done, for the first screen does without."""

from __future__ import annotations

from typing import TYPE_CHECKING

# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from gongkai_tui.tui.screens.tasks import TasksScreen


async def choose_units(screen: TasksScreen) -> None:
    """Choose the units of an open set."""
    from gongkai_tui.tui.office.choosing import choose_units as choose

    await choose(screen)


async def draft_rectify_notice(screen: TasksScreen) -> None:
    """Draft a 整改通知."""
    from gongkai_tui.domain.problem_notice import RECTIFY
    from gongkai_tui.tui.office.notices import draft

    await draft(screen, RECTIFY)


async def draft_report_notice(screen: TasksScreen) -> None:
    """Draft a 通报."""
    from gongkai_tui.domain.problem_notice import REPORT
    from gongkai_tui.tui.office.notices import draft

    await draft(screen, REPORT)


async def import_problems(screen: TasksScreen) -> None:
    """Take in a 问题清单."""
    from gongkai_tui.tui.office.problem_files import import_list

    await import_list(screen)


async def send_sheets(screen: TasksScreen) -> None:
    """Write the 整改链接表 of the units."""
    from gongkai_tui.tui.office.problem_files import send_sheets as send

    await send(screen)


async def take_sheets(screen: TasksScreen) -> None:
    """Take back the 整改链接表 that the units filled in."""
    from gongkai_tui.tui.office.problem_files import take_sheets as take

    await take(screen)


async def begin_plan(screen: TasksScreen) -> None:
    """Begin a plan without a document."""
    from gongkai_tui.tui.office.new_plan import begin_plan as begin

    await begin(screen)


async def begin_task(screen: TasksScreen) -> None:
    """Add a task by hand."""
    from gongkai_tui.tui.office.new_task import begin_task as begin

    await begin(screen)


async def import_plan(screen: TasksScreen) -> None:
    """Take in a document as a plan."""
    from gongkai_tui.tui.office.plan_document import import_plan as take_in

    await take_in(screen)


async def change_head(screen: TasksScreen) -> None:
    """Change the head of a plan."""
    from gongkai_tui.tui.office.plan_head import change_head as change

    await change(screen)


async def count_clock(screen: TasksScreen) -> None:
    """Count a clock day by day."""
    from gongkai_tui.tui.office.clocks import count

    await count(screen)


async def show_own_plans(screen: TasksScreen) -> None:
    """Show which units published their own 要点."""
    from gongkai_tui.tui.office.comparing import show_own_plans as show

    await show(screen)


async def compare_plans(screen: TasksScreen) -> None:
    """Show a plan beside another of the same level."""
    from gongkai_tui.tui.office.comparing import compare

    await compare(screen)
