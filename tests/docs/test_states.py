"""The page on states says what the program does."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_table_is_the_state_machine():
    made = runpy.run_path(str(DOCS / "states.py"))
    assert made["page"]() == (DOCS / "状态.md").read_text("utf-8")
