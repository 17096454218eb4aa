"""Finding and reading a repository."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from sandboxes import FIRST, SECOND, Sandbox, never, save

from gongkai_tui.domain.errors import GongkaiError, MissingIdentity
from gongkai_tui.gitrepo.discovery import BareRepository, ForeignRepository, NoSuchFolder, NotARepository
from gongkai_tui.gitrepo.git import GitMissing
from gongkai_tui.gitrepo.moments import UnknownMoment
from gongkai_tui.gitrepo.object_reader import MissingObject, ObjectReader
from gongkai_tui.gitrepo.references import BrokenReference
from gongkai_tui.gitrepo.repository import Repository, UnsafeTree
from gongkai_tui.gitrepo.safe_files import UnsafePath
from gongkai_tui.gitrepo.worktree_check import WorktreeChange
from gongkai_tui.gitrepo.writable import NotWritable

if TYPE_CHECKING:
    from pathlib import Path


def test_opens_from_any_folder_below(sandbox: Sandbox) -> None:
    repo = Repository.open(sandbox.root / "plans" / "a")
    assert repo.root == sandbox.root
    assert repo.cache_dir == sandbox.root / ".git" / "gongkai"
    assert repo.branch() == "main"
    assert repo.head() == sandbox.git("rev-parse", "HEAD")
    assert repo.identity() == ("张三", "zhang@example.invalid")


def test_says_why_a_folder_is_no_repository(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFolder, match="不存在"):
        Repository.open(tmp_path / "nothing")
    with pytest.raises(NotARepository, match="gongkai init"):
        Repository.open(tmp_path)
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "bare.git")], check=True)
    with pytest.raises(BareRepository, match="裸仓库"):
        Repository.open(tmp_path / "bare.git")
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / ".git").write_text("gitdir: ../nowhere\n")
    with pytest.raises(NotARepository, match="nowhere"):
        Repository.open(tmp_path / "gone")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_explains_a_repository_of_another_user(sandbox: Sandbox) -> None:
    for path in (sandbox.root, *sandbox.root.rglob("*")):
        os.chown(path, 12345, 12345)
    with pytest.raises(ForeignRepository, match=r"safe\.directory"):
        Repository.open(sandbox.root)


def test_head_is_read_from_packed_and_odd_references(sandbox: Sandbox) -> None:
    commit = sandbox.git("rev-parse", "HEAD")
    sandbox.git("pack-refs", "--all")
    assert not (sandbox.root / ".git/refs/heads/main").exists()
    assert sandbox.repo.head() == commit
    sandbox.git("symbolic-ref", "refs/heads/other", "refs/heads/main")
    sandbox.git("symbolic-ref", "HEAD", "refs/heads/other")
    assert sandbox.repo.head() == commit
    sandbox.git("checkout", "-q", "--detach")
    assert (sandbox.repo.head(), sandbox.repo.branch()) == (commit, None)


def test_an_emptied_branch_is_named(sandbox: Sandbox) -> None:
    (sandbox.root / ".git/refs/heads/main").write_text("")
    with pytest.raises(BrokenReference, match="main"):
        sandbox.repo.head()


def test_tree_and_blobs(sandbox: Sandbox) -> None:
    repo = sandbox.repo
    tree = repo.tree("HEAD")
    assert sorted(tree) == [FIRST, SECOND, "units/x.yaml"]
    blobs = dict(repo.blobs([tree[SECOND], tree["units/x.yaml"], tree[SECOND]]))
    assert blobs == {tree[SECOND]: b"b: 2\n", tree["units/x.yaml"]: b"name: x\n"}
    with pytest.raises(MissingObject, match="git fsck"):
        list(repo.blobs(["0123456789" * 4]))


def test_no_git_is_started_to_read_nothing(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = sandbox.repo
    monkeypatch.setenv("PATH", "")
    assert list(repo.blobs(())) == []
    with pytest.raises(GitMissing):
        list(repo.blobs(["0123456789" * 4]))


def test_names_outside_ascii_are_read_and_checked(sandbox: Sandbox) -> None:
    sandbox.write("plans/中文 名/一.yaml", "x\n")
    sandbox.commit()
    sandbox.write("plans/中文 名/一.yaml", "y\n")
    repo = sandbox.repo
    assert "plans/中文 名/一.yaml" in repo.tree("HEAD")
    assert repo.start_worktree_check().result() == (WorktreeChange("plans/中文 名/一.yaml", "修改"),)


def test_links_in_a_tree_are_refused(sandbox: Sandbox) -> None:
    (sandbox.root / "plans/a/003.yaml").symlink_to("/etc/hostname")
    sandbox.commit()
    with pytest.raises(UnsafeTree, match="符号链接"):
        sandbox.repo.tree("HEAD")
    listing = sandbox.repo.listing("HEAD")
    assert FIRST in listing.files
    assert [problem.place for problem in listing.refused] == ["plans/a/003.yaml"]


def test_worktree_check_names_every_kind_of_change(sandbox: Sandbox) -> None:
    assert sandbox.repo.start_worktree_check().result() == ()
    sandbox.write(FIRST, "changed\n")
    (sandbox.root / SECOND).unlink()
    sandbox.write("plans/b/001.yaml", "new\n")
    sandbox.write("elsewhere.txt", "not ours\n")
    changes = {change.path: change.state for change in sandbox.repo.start_worktree_check().result()}
    assert changes == {FIRST: "修改", SECOND: "删除", "plans/b/001.yaml": "新增"}


def test_worktree_check_names_conflicts(sandbox: Sandbox) -> None:
    sandbox.git("checkout", "-q", "-b", "other")
    sandbox.write(SECOND, "b: 3\n")
    sandbox.commit()
    sandbox.git("checkout", "-q", "main")
    sandbox.write(SECOND, "b: 4\n")
    sandbox.commit()
    sandbox.git("merge", "other", check=False)
    assert sandbox.repo.start_worktree_check().result() == (WorktreeChange(SECOND, "冲突"),)
    with pytest.raises(NotWritable, match="merge"):
        sandbox.repo.refuse_unless_writable()
    (sandbox.root / ".git/MERGE_HEAD").unlink()
    with pytest.raises(NotWritable, match=SECOND):
        sandbox.repo.refuse_unless_writable()


def test_worktree_files_are_read_without_following_links(sandbox: Sandbox) -> None:
    repo = sandbox.repo
    assert repo.read_worktree_file(SECOND) == b"b: 2\n"
    assert repo.read_worktree_file("plans/none/1.yaml") is None
    (sandbox.root / "plans/a/link.yaml").symlink_to("/etc/hostname")
    (sandbox.root / "plans/dir").symlink_to("/etc")
    os.mkfifo(sandbox.root / "plans/a/fifo.yaml")
    for path in (
        "plans/a/link.yaml",
        "plans/dir/hostname",
        "plans/a/fifo.yaml",
        "../x",
        "/etc/hostname",
        ".git/config",
    ):
        with pytest.raises(UnsafePath):
            repo.read_worktree_file(path)


def test_a_moment_is_a_day_or_a_revision(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    commits = {}
    for day in ("2021-03-01", "2021-03-05", "2021-02-01", "2021-04-01"):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+08:00")
        sandbox.write(SECOND, f"b: {day}\n")
        commits[day] = sandbox.commit(day)
    sandbox.git("update-ref", "refs/heads/main", sandbox.git("rev-parse", "HEAD"))
    repo = sandbox.repo
    assert repo.resolve("2021-04-01") == commits["2021-04-01"]
    assert repo.resolve("2099-01-01") == commits["2021-04-01"]
    assert repo.resolve("2021-03-20") == commits["2021-02-01"]
    assert repo.resolve("HEAD~1") == commits["2021-02-01"]
    assert repo.resolve(commits["2021-03-05"][:12]) == commits["2021-03-05"]
    with pytest.raises(UnknownMoment, match="最早的提交"):
        repo.resolve("1999-01-01")
    for text in ("no-such", "--all", "", "HEAD:plans", "-n1", "x" * 500, "a\nb"):
        with pytest.raises(UnknownMoment):
            repo.resolve(text)


def test_an_identity_is_never_guessed(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    with pytest.raises(MissingIdentity, match=r"user\.email"):
        sandbox.repo.identity()
    with pytest.raises(MissingIdentity):
        save(sandbox.repo, {SECOND: b"c\n"})
    monkeypatch.setenv("GIT_AUTHOR_NAME", "李四")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "li@example.invalid")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "李四")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "li@example.invalid")
    assert sandbox.repo.identity() == ("李四", "li@example.invalid")


def test_a_repository_before_its_first_commit(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "-b", "main", str(tmp_path / "new")], check=True)
    repo = Repository.open(tmp_path / "new")
    assert (repo.head(), repo.branch()) == (None, "main")
    assert repo.start_worktree_check().result() == ()
    with pytest.raises(UnknownMoment):
        repo.resolve("2022-01-01")
    assert never("x", None, b"", None) is None


def test_reading_imports_neither_subprocess_nor_gitpython(sandbox: Sandbox) -> None:
    code = (
        "import sys; from pathlib import Path; from gongkai_tui.gitrepo.repository import Repository;"
        "repo = Repository.open(Path(sys.argv[1])); check = repo.start_worktree_check(); repo.tree(repo.head());"
        "check.result(); print([m for m in ('subprocess', 'git', 'textual', 'yaml', 'hashlib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, sandbox.root], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_failure_is_our_own(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(sandbox.root))
    with pytest.raises(GongkaiError, match="安装 git"):
        sandbox.repo.tree("HEAD")


def test_what_is_done_with_an_object_does_not_count_against_the_reader(sandbox: Sandbox) -> None:
    repo = Repository.open(sandbox.root)
    head = repo.head() or ""
    with ObjectReader(repo.git, limit=0.5) as reader:
        first = reader.one(head)
        time.sleep(0.8)
        assert reader.one(head) == first
