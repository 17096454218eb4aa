"""The installed command survives a fault at every file-changing call of a whole run, and nobody is told a lie."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from crash_checks import Edit, token
from crash_inject import build_shim, count_calls, inject
from program import PLAN, PROGRAM, document, git, gongkai, make_repository

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(not sys.platform.startswith("linux") or not shutil.which("cc"), reason="needs Linux and cc"),
]

ACTIONS = ("kill", "tear", "child", "power", "enospc", "enospc+", "eio")
FEW, MANY = 3, 130
"""Tasks of a plan; from 100 objects on they go into one pack."""
SAMPLE = int(os.environ.get("GONGKAI_TORTURE_SAMPLE", "0")) or None
"""About so many calls of each run instead of all."""
FEWER = 24

EVERY_TASK = f"plan:{PLAN}"


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_shim(tmp_path_factory.mktemp("shim"))


def of_set(folder: Path, tasks: int, target: str) -> tuple[Path, tuple[str, ...]]:
    return make_repository(folder, tasks=tasks), ("set", target, "status=推进中", "--note", "{token}", "--yes")


def of_note(folder: Path, tasks: int, target: str) -> tuple[Path, tuple[str, ...]]:
    return make_repository(folder, tasks=tasks), ("note", target, "{token}", "--yes")


def of_import(folder: Path, tasks: int, _: str) -> tuple[Path, tuple[str, ...]]:
    """Two documents that hold a token each, for the edit under fault and the one after it."""
    for number in (1, 2):
        (folder / f"plan-{number}.txt").write_text(document(tasks, token(number)), encoding="utf-8")
    repo = make_repository(folder, tasks=0)
    return repo, ("import", f"{folder}/plan-{{n}}.txt", "--plan", "p-{n}", "--yes")


def of_undo(folder: Path, tasks: int, target: str) -> tuple[Path, tuple[str, ...]]:
    """Two actions that can be taken back one without the other."""
    repo = make_repository(folder, tasks=tasks)
    for number in (1, 2):
        assert gongkai("-C", repo, "note", target.replace("{n}", str(number)), f"记录{number}", "--yes").code == 0
        git(repo, "tag", f"action-{number}")
    return repo, ("undo", "action-{n}", "--message", "{token}", "--yes")


def of_view(folder: Path, tasks: int, _: str) -> tuple[Path, tuple[str, ...]]:
    return make_repository(folder, tasks=tasks), ("view", "save", "视图{n}", "--filter", "{token}")


def of_problem(folder: Path, tasks: int, target: str) -> tuple[Path, tuple[str, ...]]:
    """A problem and the task that it is about: two files in one commit."""
    words = ("problem", "open", target, "--unit", "区财政局", "--what", "{token}", "--due", "30天后")
    return make_repository(folder, tasks=tasks), words


COMMANDS = {
    "set": (of_set, FEW, f"{PLAN}/1"),
    "import": (of_import, FEW, ""),
    "undo": (of_undo, FEW, f"{PLAN}/{{n}}"),
}
SAMPLED = {
    "note": (of_note, FEW, f"{PLAN}/1"),
    "view": (of_view, FEW, ""),
    "problem": (of_problem, FEW, f"{PLAN}/1"),
    "bulk set": (of_set, FEW, EVERY_TASK),
    "bulk set through one pack": (of_set, MANY, EVERY_TASK),
    "import through one pack": (of_import, MANY, ""),
    "bulk undo through one pack": (of_undo, MANY, EVERY_TASK),
}
"""The same steps as above, more or fewer files: about every fifth call or less."""


def edit_of(what: tuple, shim: Path, folder: Path) -> Edit:
    make, tasks, target = what
    repo, words = make(folder, tasks, target)
    return Edit(
        (str(PROGRAM), "-C", "{repo}", *words),
        shim,
        repo,
        reader=(str(PROGRAM), "-C", "{repo}", "list", "--json"),
        in_message="--message" in words,
        may_change=12 if "undo" in words else 1,
    )


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_call(command: str, action: str, shim: Path, tmp_path: Path) -> None:
    edit = edit_of(COMMANDS[command], shim, tmp_path)
    tally = inject(edit, action, count_calls(edit), sample=SAMPLE, jobs=1)
    assert tally.points >= (SAMPLE or 90)
    assert tally.findings == {}, tally.last_words


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("command", SAMPLED)
def test_some_calls(command: str, action: str, shim: Path, tmp_path: Path) -> None:
    edit = edit_of(SAMPLED[command], shim, tmp_path)
    tally = inject(edit, action, count_calls(edit), sample=SAMPLE or FEWER, jobs=1)
    assert tally.points >= (SAMPLE or FEWER)
    assert tally.findings == {}, tally.last_words
