"""Edits on disk are seen without asking git, and what was read is not reported again."""

from __future__ import annotations

import os

import pytest

from gongkai_tui.gitrepo.worktree_watch import WorktreeWatch

PLANS, TASKS = 3, 150
FOLDERS = 2 * PLANS + 2
LONG_AGO = 1_650_000_000
"""Of all that stands there, so that each edit has a time of its own."""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "units").mkdir()
    (tmp_path / "units/a.yaml").write_text("id: a\n")
    for plan in range(PLANS):
        (tmp_path / f"plans/p{plan}/problems").mkdir(parents=True)
        for task in range(TASKS):
            (tmp_path / f"plans/p{plan}/{task:03d}.yaml").write_text("seq: 1\n")
    for path in tmp_path.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return tmp_path


def in_place(path):
    path.write_text(path.read_text() + "status: 推进中\n")


def replaced(path):
    new = path.with_name("new~")
    new.write_text("status: 推进中\n")
    new.replace(path)


def added(path):
    path.with_name("999.yaml").write_text("seq: 999\n")


def removed(path):
    path.unlink()


def looks(watch):
    """Until every folder had its turn."""
    return [watch.look() for _ in range(3 * FOLDERS)]


@pytest.mark.parametrize("edit", [in_place, replaced, added, removed])
@pytest.mark.parametrize("place", ["plans/p0/007.yaml", "plans/p2/149.yaml", "units/a.yaml"])
def test_an_edit_is_seen_once(root, edit, place):
    watch = WorktreeWatch(str(root))
    looks(watch)
    assert not any(looks(watch))
    edit(root / place)
    assert looks(watch).count(True) == 1
    assert not any(looks(watch))


def test_an_edit_before_the_first_look_is_seen(root):
    watch = WorktreeWatch(str(root))
    watch.settle()
    in_place(root / "plans/p1/000.yaml")
    assert any(looks(watch))


def test_what_was_put_there_before_settling_is_known(root):
    watch = WorktreeWatch(str(root))
    looks(watch)
    replaced(root / "plans/p1/000.yaml")
    watch.settle()
    assert not any(looks(watch))


def test_a_new_plan_and_a_problem_are_seen(root):
    watch = WorktreeWatch(str(root))
    looks(watch)
    (root / "plans/p9").mkdir()
    assert any(looks(watch))
    (root / "plans/p1/problems/x.yaml").write_text("id: x\n")
    assert any(looks(watch))
