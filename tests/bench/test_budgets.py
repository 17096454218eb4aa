"""What the measured figures of the screen are held against."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path


def test_a_history_that_is_late_now_and_then_is_not_within_its_limit(monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).resolve().parents[2] / "bench")
    history = import_module("screen").BUDGETS["history"]
    assert history.verdict(26.4, 1801.0) == "**未达到**"
    assert history.verdict(30.2, 201.7) == "达到"
