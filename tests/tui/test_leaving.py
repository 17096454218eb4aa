"""What is typed after the wish to leave finds an application that is being taken apart."""

from __future__ import annotations

from textual import events


async def test_a_key_after_the_wish_to_leave_does_nothing(drive):
    async with drive(size=(100, 30)) as d:
        tab = d.main.panes.tab
        d.app.exit(0)
        await d.app.early_keys.take(events.Key("left_square_bracket", "["))
        assert d.main.panes.tab is tab
        assert d.app.screen is d.main
