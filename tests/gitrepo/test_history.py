"""Commits in words and files, newest or oldest first."""

from __future__ import annotations

import time

import pytest
from sandboxes import FIRST, SECOND, Sandbox, save

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.gitrepo.history import (
    FileChange,
    Touch,
    changed_files,
    diff_trees,
    ensure_commit_graph,
    is_ancestor,
    log,
    touches,
)
from gongkai_tui.gitrepo.message import build_message


def filled(box: Sandbox) -> list[str]:
    """Save three changes and return all commits, oldest first."""
    commits = [box.git("rev-parse", "HEAD")]
    for number, path in enumerate([FIRST, SECOND, "plans/中文/001.yaml"]):
        message = build_message(f"第{number}次", ["说明"], action="set", tasks=[f"a/00{number}"], actor="z@x")
        commits.append(save(box.repo, {path: b"v%d\n" % number}, message).commit)
    return commits


def test_log_reads_messages_apart(sandbox: Sandbox) -> None:
    commits = filled(sandbox)
    entries = list(log(sandbox.repo))
    assert [entry.id for entry in entries] == commits[::-1]
    newest = entries[0]
    assert (newest.author, newest.email, newest.subject, newest.body) == (
        "张三",
        "zhang@example.invalid",
        "第2次",
        "  说明",
    )
    assert newest.trailers["Gongkai-Task"] == ("a/002",)
    assert newest.parents == (commits[2],)
    assert newest.when.tzinfo is not None
    assert entries[-1].trailers == {}


def test_log_can_be_narrowed(sandbox: Sandbox) -> None:
    commits = filled(sandbox)
    repo = sandbox.repo
    assert [entry.id for entry in log(repo, paths=[SECOND])] == [commits[2], commits[0]]
    assert [entry.id for entry in log(repo, limit=2)] == commits[:1:-1]
    assert [entry.id for entry in log(repo, since_commit=commits[1])] == commits[:1:-1]
    assert [entry.id for entry in log(repo, rev=commits[1])] == commits[1::-1]
    assert list(log(repo, paths=["*.yaml"])) == []
    with pytest.raises(GongkaiError):
        list(log(repo, rev="no-such"))
    with pytest.raises(GongkaiError):
        list(log(repo, rev="--all"))


def test_a_log_may_be_left_early(sandbox: Sandbox) -> None:
    commits = filled(sandbox)
    entries = log(sandbox.repo)
    assert next(entries).id == commits[-1]
    entries.close()  # type: ignore[attr-defined]


def test_changed_files_and_differences(sandbox: Sandbox) -> None:
    commits = filled(sandbox)
    repo = sandbox.repo
    old, new = repo.tree(commits[0])[FIRST], repo.tree(commits[1])[FIRST]
    assert changed_files(repo, commits[1]) == (FileChange(FIRST, old, new),)
    assert [change.old_oid for change in changed_files(repo, commits[0])] == [None] * 4
    (added,) = changed_files(repo, commits[3])
    assert (added.path, added.old_oid) == ("plans/中文/001.yaml", None)
    assert [change.path for change in diff_trees(repo, commits[3], commits[0])] == [
        FIRST,
        SECOND,
        "plans/中文/001.yaml",
    ]
    assert diff_trees(repo, "HEAD", "HEAD") == ()


def test_a_merge_is_compared_with_its_first_parent(sandbox: Sandbox) -> None:
    sandbox.git("checkout", "-q", "-b", "other")
    sandbox.write(SECOND, "b: other\n")
    sandbox.commit("other")
    sandbox.git("checkout", "-q", "main")
    sandbox.write(FIRST, "main\n")
    sandbox.commit("main")
    sandbox.git("merge", "-q", "--no-edit", "other")
    repo = sandbox.repo
    assert [change.path for change in changed_files(repo, "HEAD")] == [SECOND]
    assert {path for touch in touches(repo, None, "HEAD") for path in touch.paths} == {FIRST, SECOND, "units/x.yaml"}
    merge = sandbox.git("rev-parse", "HEAD")
    assert merge not in [touch.commit for touch in touches(repo, None, "HEAD") if touch.paths]


def test_touches_come_oldest_first(sandbox: Sandbox) -> None:
    commits = filled(sandbox)
    sandbox.write("README.md", "not data\n")
    sandbox.commit()
    found = list(touches(sandbox.repo, None, "HEAD"))
    assert [touch.commit for touch in found] == commits
    assert found[0].paths == (FIRST, SECOND, "units/x.yaml")
    assert found[3].paths == ("plans/中文/001.yaml",)
    assert [touch.action for touch in found] == ["", "set", "set", "set"]
    assert isinstance(found[0], Touch)
    assert [touch.commit for touch in touches(sandbox.repo, commits[1], "HEAD")] == commits[2:]
    assert list(touches(sandbox.repo, "HEAD", "HEAD")) == []


def test_ancestors(sandbox: Sandbox) -> None:
    commits = filled(sandbox)
    assert is_ancestor(sandbox.repo, commits[0], "HEAD")
    assert not is_ancestor(sandbox.repo, "HEAD", commits[0])
    assert not is_ancestor(sandbox.repo, "0" * 40, "HEAD")


def test_the_commit_graph_is_written_unless_somebody_is_at_it(sandbox: Sandbox) -> None:
    filled(sandbox)
    assert ensure_commit_graph(sandbox.repo)
    graphs = sandbox.root / ".git/objects/info/commit-graphs"
    assert graphs.is_dir()
    lock = graphs / "commit-graph-chain.lock"
    lock.write_text("")
    assert time.time() - lock.stat().st_mtime < 10
    assert not ensure_commit_graph(sandbox.repo)
    assert [entry.subject for entry in log(sandbox.repo, paths=[SECOND])] == ["第1次", "first"]
