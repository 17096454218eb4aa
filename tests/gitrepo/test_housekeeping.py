"""Packing what edits left loose."""

from __future__ import annotations

import subprocess

from gongkai_tui.gitrepo import housekeeping
from gongkai_tui.gitrepo.repository import Repository


def test_loose_objects_are_packed_and_nothing_is_lost(tmp_path, monkeypatch):
    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    git("init", "-q", "-b", "main")
    git("config", "user.name", "a")
    git("config", "user.email", "a@example.invalid")
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(str(number))
    git("add", "-A")
    git("commit", "-q", "-m", "很多文件")
    repo = Repository.open(tmp_path)
    assert housekeeping.loose_objects(repo) > 300
    monkeypatch.setattr(housekeeping, "MANY_LOOSE", 100)
    housekeeping.tidy(repo)
    assert housekeeping.loose_objects(repo) == 0
    assert git("show", "HEAD:299.txt") == "299"
    git("fsck", "--full", "--strict")
