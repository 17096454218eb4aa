"""The generated repository: always the same, whole, and in the canonical form."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gongkai_tui.storage.codec import decode_plan, decode_task, decode_units
from gongkai_tui.storage.emit import emit_plan, emit_task, emit_units
from gongkai_tui.storage.paths import FileKind, classify

ROOT = Path(__file__).resolve().parents[2]
FORMS = {
    FileKind.TASK: (decode_task, emit_task),
    FileKind.PLAN: (decode_plan, emit_plan),
    FileKind.UNITS: (decode_units, emit_units),
}


def make(out, *arguments):
    command = [sys.executable, str(ROOT / "bench/make_repo.py"), str(out), *arguments]
    subprocess.run(command, check=True, capture_output=True)
    return subprocess.run(
        ["git", "-C", str(out), "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()


def git(root, *arguments):
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True, text=True).stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    out = tmp_path_factory.mktemp("bench") / "city"
    make(out, "--tasks", "1072", "--commits", "200")
    return out


def test_as_many_tasks_and_commits_as_asked(repository):
    assert len([p for p in (repository / "plans").glob("*/*.yaml") if p.name != "plan.yaml"]) == 1072
    assert git(repository, "rev-list", "--count", "HEAD").strip() == "200"
    assert git(repository, "status", "--porcelain") == ""


def test_twenty_commits_of_a_thousand_tasks(repository):
    sizes = git(repository, "log", "--format=tformat:>", "--name-only").split(">")
    assert sum(len(names.split()) == 1000 for names in sizes) == 20


def test_every_file_is_canonical(repository):
    for file in [*repository.glob("plans/*/*.yaml"), *repository.glob("units/*.yaml")]:
        path = file.relative_to(repository).as_posix()
        decode, emit = FORMS[classify(path)]
        decoded = decode(file.read_bytes(), path)
        assert decoded.problems == (), path
        assert emit(decoded.value) == file.read_text("utf-8"), path


def test_the_same_seed_makes_the_same_commit(tmp_path):
    first = make(tmp_path / "a", "--tasks", "100", "--commits", "40")
    assert make(tmp_path / "b", "--tasks", "100", "--commits", "40") == first
    assert make(tmp_path / "c", "--tasks", "100", "--commits", "40", "--seed", "2") != first
