"""Documents in layouts met on other sites, each with the rows that a person wrote down before it was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai_tui.domain.problem import Severity
from gongkai_tui.importing.reading import read_document

HERE = Path(__file__).parent
NAMES = sorted(path.name.removesuffix(".json") for path in (HERE / "expected").iterdir())


def expected(name):
    return json.loads((HERE / "expected" / f"{name}.json").read_text("utf-8"))


def row(task):
    due = task.deadline
    return {
        "seq": task.seq,
        "section": task.section,
        "heading": task.heading,
        "requirement": task.requirement,
        "units": [f"{unit.unit}:{unit.role.value}" for unit in task.units],
        "deadline": due and [due.raw, due.kind.value, due.due and due.due.isoformat()],
    }


@pytest.mark.parametrize("name", NAMES)
def test_rows_and_title_block(name):
    wanted = expected(name)
    draft = read_document(HERE / "documents" / name)
    assert [row(task) for task in draft.tasks] == wanted["tasks"]
    for field, value in wanted.get("plan", {}).items():
        found = getattr(draft, field)
        assert (found.isoformat() if field == "issued" else found) == value, field


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost_in_silence(name):
    wanted = expected(name)
    draft = read_document(HERE / "documents" / name)
    assert draft.accounting.unexplained == 0
    if "left_over" in wanted:
        assert [item.line for item in draft.accounting.left_over] == wanted["left_over"]
    messages = [problem.message for problem in draft.problems]
    for words in wanted.get("problems", []):
        assert any(words in message for message in messages), messages
    hints = {str(task.seq): task.hints for task in draft.tasks}
    for number, words in wanted.get("hints", {}).items():
        assert any(words in hint for hint in hints[number]), hints[number]


@pytest.mark.parametrize("name", [name for name in NAMES if "error" in expected(name)])
def test_what_is_no_plan_is_refused(name):
    draft = read_document(HERE / "documents" / name)
    assert not draft.tasks
    assert any(problem.severity is Severity.ERROR for problem in draft.problems)
