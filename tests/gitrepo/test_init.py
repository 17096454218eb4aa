"""A new repository is ready for its first commit and leaves what exists alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sandboxes import Sandbox, save

from gongkai_tui.gitrepo.init import ATTRIBUTES, ATTRIBUTES_PATH, FolderTaken, init_repository

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_repository(tmp_path: Path) -> None:
    repo = init_repository(tmp_path / "deep" / "new")
    box = Sandbox(repo.root)
    assert (repo.branch(), repo.head()) == ("main", None)
    assert box.git("config", "--get", "merge.gongkai.driver").startswith("gongkai ")
    save(repo, {ATTRIBUTES_PATH: ATTRIBUTES, "plans/a/001.yaml": b"id: a/001\n"})
    assert box.status() == ""
    assert box.git("check-attr", "merge", "eol", "--", "plans/a/001.yaml").split("\n") == [
        "plans/a/001.yaml: merge: gongkai",
        "plans/a/001.yaml: eol: lf",
    ]


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(FolderTaken, match="不是空文件夹"):
        init_repository(tmp_path)
    with pytest.raises(FolderTaken):
        init_repository(tmp_path / "letter.txt")
    assert not (tmp_path / ".git").exists()
