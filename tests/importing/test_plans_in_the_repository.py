"""The plans of this repository are what the importer made of their documents, up to later corrections by hand."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from gongkai_tui.domain.period_hints import ASKS_PERIOD, asks_period, unanswered
from gongkai_tui.importing.reading import read_bytes
from gongkai_tui.storage import codec

ROOT = Path(__file__).parents[2]
SEEDS = Path(__file__).parent / "seeds"
PLANS = sorted(path.stem for path in SEEDS.iterdir())


def git(*words):
    done = subprocess.run(["git", "-C", ROOT, *words], capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else b""


def first_commit(plan):
    commits = git("log", "--diff-filter=A", "--format=%H", "--", f"plans/{plan}/plan.yaml").decode().split()
    if not commits:
        pytest.skip("not a clone with its history")
    return commits[-1]


@pytest.mark.parametrize("plan", PLANS)
def test_the_kept_source_is_the_document(plan):
    kept = (ROOT / "plans" / plan / "source.txt").read_bytes()
    assert kept.decode() == (SEEDS / f"{plan}.txt").read_text("utf-8")


@pytest.mark.parametrize("plan", PLANS)
def test_the_importer_still_gives_the_rows_that_were_imported(plan):
    commit = first_commit(plan)
    draft = read_bytes(git("show", f"{commit}:plans/{plan}/source.txt"), "source.txt")
    paths = git("ls-tree", "-r", "--name-only", commit, f"plans/{plan}/").decode().split()
    assert len([path for path in paths if path.endswith(".yaml")]) == len(draft.tasks) + 1
    for task in draft.tasks:
        path = f"plans/{plan}/{task.seq:03d}.yaml"
        stored = codec.decode_task(git("show", f"{commit}:{path}"), path).value
        assert stored is not None
        fields = ("seq", "section", "heading", "requirement", "units_raw", "units", "deadline", "source_lines")
        for field in fields:
            assert getattr(stored, field) == getattr(task, field), (path, field)
        assert stored.hints == tuple(hint for hint in task.hints if not asks_period(hint)), path
        assert stored.recurring == ((task.recurring,) if task.recurring else ())


def test_every_hint_that_asks_for_a_period_quotes_the_requirement():
    asking = [path for path in sorted((ROOT / "plans").glob("*/*.yaml")) if "录入周期" in path.read_text("utf-8")]
    for path in asking:
        task = codec.decode_task(path.read_bytes(), path.name).value
        (hint,) = (each for each in task.hints if "录入周期" in each)
        words, mark, asks = hint.removeprefix("“").partition("”")
        assert (mark + asks).endswith(f"”{ASKS_PERIOD}"), path
        assert words in task.requirement, path


ASKED_BY_HAND = {"hongdao-2019/015", "tianqiao-2020/019"}
"""Their 定期 is part of the name of a system, which the importer leaves alone."""


@pytest.mark.parametrize("plan", PLANS)
def test_the_importer_asks_for_the_periods_that_the_plans_ask_for_or_have_entered(plan):
    draft = read_bytes((SEEDS / f"{plan}.txt").read_bytes(), "source.txt")
    for task in draft.tasks:
        path = ROOT / f"plans/{plan}/{task.seq:03d}.yaml"
        kept = codec.decode_task(path.read_bytes(), path.name).value
        asked = tuple(hint for hint in kept.hints if asks_period(hint))
        if kept.id in ASKED_BY_HAND:
            assert not any(map(asks_period, task.hints))
            assert asked
            continue
        found = tuple(hint for hint in task.hints if asks_period(hint))
        assert (unanswered(found, kept.recurring) if kept.recurring else found) == asked, path
        stated = [hint for hint in found if not hint.endswith(ASKS_PERIOD)]
        frequencies = "；".join(f"每{duty.every}{duty.at_least}次" for duty in kept.recurring)
        assert len(stated) == bool(kept.recurring)
        assert all(f"请录入周期（{frequencies}，" in hint for hint in stated), path
