"""What was parsed for one application serves the next, and each theme has its own colours."""

from __future__ import annotations

from gongkai_tui.tui import themes
from gongkai_tui.tui.app import GongkaiApp


def test_an_application_begins_in_our_colours():
    app = GongkaiApp(None)
    assert app.theme == themes.DARK.name
    assert app.stylesheet._variables["primary"].lower() == themes.DARK.primary


async def test_rules_are_parsed_once_for_a_theme(drive):
    async with drive() as d:
        first = d.app.stylesheet.rules
    async with drive() as d:
        assert all(rule is known for rule, known in zip(d.app.stylesheet.rules, first, strict=True))
        d.app.theme = themes.LIGHT.name
        await d.until(lambda: d.main.styles.background.hex.lower() == themes.LIGHT.background)
        assert not any(rule is known for rule, known in zip(d.app.stylesheet.rules, first, strict=True))
        d.app.theme = themes.DARK.name
        await d.until(lambda: d.main.styles.background.hex.lower() == themes.DARK.background)
        assert all(rule is known for rule, known in zip(d.app.stylesheet.rules, first, strict=True))
