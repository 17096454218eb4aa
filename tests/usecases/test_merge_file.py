"""`git merge` through the driver: by field, and never with markers in a plan."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from gongkai_tui.gitrepo.init import MERGE_DRIVER
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.merge_driver import REGISTERED, register_merge_driver
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, run_git


@pytest.fixture
def diverged(repo):
    """A repository with two branches, and a function that edits the same task on each of them."""
    driver = f"{sys.executable} -m gongkai_tui merge-file %O %A %B %P"
    run_git(repo, "config", "merge.gongkai.driver", driver)
    (repo / ".gitattributes").write_text("plans/** merge=gongkai\n")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "登记")
    path = repo / "plans/huaiyin-2022/001.yaml"

    def edit(branch: str, old: str, new: str) -> None:
        run_git(repo, "checkout", "-q", "-B", branch, "main")
        path.write_text(path.read_text().replace(old, new))
        run_git(repo, "commit", "-q", "-a", "-m", branch)

    return repo, path, edit


def test_a_clone_learns_the_driver_by_its_first_write(repo, tmp_path):
    def write(root, note):
        ws = open_workspace(root, today=TODAY)
        saved = [
            carry_out(ws, propose(ws, ChangeRequest(("huaiyin-2022/1",), note=each))) for each in (note, f"再{note}")
        ]
        ws.close()
        return [REGISTERED in each.reports for each in saved]

    def driver(root):
        found = ["git", "config", "--get", "merge.gongkai.driver"]
        return subprocess.run(found, cwd=root, capture_output=True, text=True, check=False).stdout.strip()

    assert (write(repo, "没有要求"), driver(repo)) == ([False, False], "")
    (repo / ".gitattributes").write_text("plans/** merge=gongkai\n")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "要求按字段合并")
    clones = [tmp_path / "one", tmp_path / "own"]
    for clone in clones:
        run_git(repo, "clone", "-q", str(repo), str(clone))
    run_git(clones[1], "config", "merge.gongkai.driver", "own %A")
    assert [write(clone, "已布置") for clone in clones] == [[True, False], [False, False]]
    assert [driver(clone) for clone in clones] == [MERGE_DRIVER, "own %A"]


def test_what_another_thread_has_registered_is_not_registered_again(repo):
    (repo / ".gitattributes").write_text("plans/** merge=gongkai\n")
    workspaces = [open_workspace(repo, today=TODAY) for _ in range(2)]
    # Both have read the settings before one of them changes them.
    assert ["merge.gongkai.driver" in each.repository.settings.values for each in workspaces] == [False, False]
    assert [register_merge_driver(each) for each in workspaces] == [REGISTERED, ""]
    for each in workspaces:
        each.close()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is what is tested")
def test_neighbouring_lines_merge_by_field(diverged):
    repo, path, edit = diverged
    edit("a", "status: 未启动", "status: 推进中")
    edit("b", "kind: 截止", "kind: 截止后长期")
    run_git(repo, "merge", "-q", "-m", "合并", "a")
    text = path.read_text()
    assert "status: 推进中" in text
    assert "kind: 截止后长期" in text


def test_one_field_changed_twice_stops_without_markers(diverged):
    repo, path, edit = diverged
    edit("a", "status: 未启动", "status: 推进中")
    edit("b", "status: 未启动", "status: 已终止")
    done = subprocess.run(["git", "merge", "a"], cwd=repo, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "双方改了同一字段" in done.stderr
    assert "status: 已终止" in path.read_text()
    assert "<<<<" not in path.read_text()
    assert run_git(repo, "diff", "--name-only", "--diff-filter=U") == "plans/huaiyin-2022/001.yaml\n"
