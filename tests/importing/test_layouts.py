"""The 209 real tasks, printed again in layouts and column orders that no seed has, come back the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai_tui.importing.reading import read_bytes

from . import layouts
from .layouts import Look

GOLDEN = Path(__file__).parent / "golden"
PLANS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(GOLDEN.glob("*.json"))}
USUAL = ("seq", "section", "heading", "requirement", "units")
OTHER = ("section", "heading", "units", "requirement")
LAST = ("seq", "units", "section", "heading", "requirement")


def looks(plan):
    dated = plan == "huaiyin-2022"
    yield Look((*USUAL, "deadline") if dated else USUAL)
    yield Look(("deadline", *OTHER) if dated else OTHER, words=1, merged=False)
    yield Look((*LAST[:2], "deadline", *LAST[2:]) if dated else LAST, words=2, spaced=True)


def row(task):
    deadline = task["deadline"] and task["deadline"]["raw"]
    return task["section"], task["heading"], task["requirement"], task["units"], deadline


WITH_BLANKS = (layouts.tabs, layouts.tabs_with_pages, layouts.pipes, layouts.comma, layouts.stacked, layouts.page)
CASES = [(plan, layout, look) for plan in PLANS for layout in WITH_BLANKS for look in looks(plan)]
CASES += [(plan, layouts.section_rows, look) for plan in PLANS for look in looks(plan)]
CASES += [(plan, layouts.stacked_without_blanks, next(looks(plan))) for plan in PLANS if plan != "huaiyin-2022"]


@pytest.mark.parametrize(
    ("plan", "layout", "look"),
    CASES,
    ids=[f"{plan}-{layout.__name__}-{'.'.join(look.order)}" for plan, layout, look in CASES],
)
def test_same_tasks(plan, layout, look):
    text, suffix = layout(PLANS[plan], look)
    draft = read_bytes(text.encode(), f"plan{suffix}")
    found = draft.to_json_dict()["tasks"]
    expected = PLANS[plan]["tasks"]
    assert [row(task) for task in found] == [row(task) for task in expected]
    if "seq" in look.order:
        assert [task["seq"] for task in found] == [task["seq"] for task in expected]
    assert draft.accounting.unexplained == 0
    assert draft.accounting.left_over == ()
    assert draft.year == PLANS[plan]["year"]
