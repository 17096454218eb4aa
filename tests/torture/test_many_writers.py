"""Eight people work at once: every change that was acknowledged is there, in the order of its writer."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from program import PLAN, git, gongkai, make_repository

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.torture

WRITERS = 8
EDITS = 50
SHARED = f"{PLAN}/9"
"""The task that every second edit of every writer goes to."""


def write(repo: Path, writer: int) -> list[str]:
    said = []
    for number in range(EDITS):
        text = f"W{writer}N{number:02d}"
        if number % 4 == 0:
            words = ("set", f"{PLAN}/{writer + 1}", f"heading={text}", "--note", text)
        else:
            words = ("note", SHARED if number % 2 else f"{PLAN}/{writer + 1}", text)
        ran = gongkai("-C", repo, *words)
        if ran.code == 0:
            said.append(text)
    return said


def notes(repo: Path, task: str) -> list[str]:
    return [entry["text"] for entry in json.loads(gongkai("-C", repo, "show", task, "--json").out)["log"]]


def test_eight_writers_lose_nothing(tmp_path: Path) -> None:
    repo = make_repository(tmp_path, tasks=WRITERS + 1)
    begun = time.monotonic()
    with ThreadPoolExecutor(WRITERS) as pool:
        said = list(pool.map(lambda writer: write(repo, writer), range(WRITERS)))
    seconds = time.monotonic() - begun
    assert [len(texts) for texts in said] == [EDITS] * WRITERS
    shared = notes(repo, SHARED)
    for writer, texts in enumerate(said):
        own = notes(repo, f"{PLAN}/{writer + 1}")
        assert own == [text for number, text in enumerate(texts) if number % 4 in {0, 2}]
        assert [text for text in shared if text.startswith(f"W{writer}N")] == texts[1::2]
    assert len(shared) == WRITERS * EDITS // 2
    assert int(git(repo, "rev-list", "--count", "--grep=Gongkai-Action: \\(set\\|note\\)", "HEAD")) == WRITERS * EDITS
    assert git(repo, "status", "--porcelain") == ""
    git(repo, "fsck", "--full", "--strict", "--no-dangling")
    assert gongkai("-C", repo, "check").code == 0
    fresh = tmp_path / "fresh"
    git(tmp_path, "clone", "-q", str(repo), str(fresh))
    assert gongkai("-C", repo, "list", "--json").out == gongkai("-C", fresh, "list", "--json").out
    assert seconds < 180, "60 s on a quiet machine"
