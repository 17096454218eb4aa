"""What stands in front is drawn as Textual draws it, of the whole screen and of any part."""

from __future__ import annotations

import random
import re

import pytest
from textual._compositor import Compositor
from textual.geometry import Region

from gongkai_tui.tui.front_compositor import FrontCompositor

PLACES = {
    "tasks": (),
    "dialog": ("f2",),
    "filter": ("slash", "区"),
    "help": ("f1",),
    "end of a dialog": ("f2", "shift+tab"),
    "form": ("f4",),
    "grid": ("m",),
    "history": ("H",),
}

GOES_NOWHERE = re.compile(r"\x1b\[\d+;\d+H(?=\x1b\[\d+;\d+H|\n|$)")
"""Textual goes to the column behind a change and writes nothing there."""


def both(compositor, monkeypatch, draw):
    ours = draw(compositor)
    with monkeypatch.context() as textual:
        for name in ("_render_chops", "render_partial_update"):
            textual.setattr(FrontCompositor, name, getattr(Compositor, name))
        return ours, draw(compositor)


@pytest.mark.parametrize("size", [(60, 20), (160, 45)])
@pytest.mark.parametrize("place", PLACES)
async def test_it_draws_what_textual_draws(drive, monkeypatch, place, size):
    some = random.Random(1)  # noqa: S311  (only to look at many places)
    async with drive(size=size) as d:
        await d.press(*PLACES[place])
        await d.pilot.pause(0.3)
        assert (d.app.screen is d.main) is (place in ("tasks", "filter"))
        compositor, console = d.app.screen._compositor, d.app.console
        assert isinstance(compositor, FrontCompositor)
        ours, textual = both(compositor, monkeypatch, lambda c: [[*strip] for strip in c.render_strips()])
        assert any(segment.text.strip() for line in ours for segment in line)
        assert ours == textual
        for _ in range(30):
            regions = {
                Region(some.randrange(size[0]), some.randrange(size[1]), some.randint(1, 60), some.randint(1, 12))
                for _ in range(some.randint(1, 4))
            }

            def partly(c, regions=regions):
                c._dirty_regions = {region.intersection(c.size.region) for region in regions}
                return GOES_NOWHERE.sub("", c.render_partial_update().render_segments(console))

            ours, textual = both(compositor, monkeypatch, partly)
            assert ours == textual
