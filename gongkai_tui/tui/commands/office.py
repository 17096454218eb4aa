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
