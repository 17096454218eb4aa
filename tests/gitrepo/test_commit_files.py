"""What single commits hold: files, raw text, earlier contents; and how a branch stands to its upstream."""

from __future__ import annotations

import pytest
from sandboxes import FIRST, SECOND, Sandbox

from gongkai_tui.domain.errors import Refused
from gongkai_tui.gitrepo.commit_files import earlier_contents, raw_difference, touched_files
from gongkai_tui.gitrepo.git import GitFailed
from gongkai_tui.gitrepo.history import log
from gongkai_tui.gitrepo.upstream import remotes, upstream


def test_files_of_several_commits_come_from_one_call(sandbox: Sandbox) -> None:
    first = sandbox.git("rev-parse", "HEAD")
    sandbox.write(FIRST, "a\n")
    sandbox.write("README.md", "not data\n")
    sandbox.commit("second")
    second = sandbox.git("rev-parse", "HEAD")
    found = touched_files(sandbox.repo, [second, first])
    assert found == {second: (FIRST,), first: (FIRST, SECOND, "units/x.yaml")}
    assert touched_files(sandbox.repo, []) == {}
    assert touched_files(sandbox.repo, ["--all"]) == {"--all": ()}


def test_a_merge_holds_what_it_brought_along(sandbox: Sandbox) -> None:
    sandbox.git("checkout", "-q", "-b", "other")
    sandbox.write(SECOND, "b: other\n")
    sandbox.commit("other")
    sandbox.git("checkout", "-q", "main")
    sandbox.write(FIRST, "main\n")
    sandbox.commit("main")
    sandbox.git("merge", "-q", "--no-edit", "other")
    merge = sandbox.git("rev-parse", "HEAD")
    assert touched_files(sandbox.repo, [merge]) == {merge: (SECOND,)}
    assert f"+++ b/{SECOND}" in raw_difference(sandbox.repo, merge, 10_000).text


def test_the_last_commit_of_a_shallow_clone_tells_nothing(sandbox: Sandbox, tmp_path) -> None:
    sandbox.write(FIRST, "a\n")
    sandbox.commit("second")
    sandbox.git("clone", "-q", "--depth=1", f"file://{sandbox.root}", str(tmp_path / "shallow"))
    shallow = Sandbox(tmp_path / "shallow")
    head = shallow.git("rev-parse", "HEAD")
    assert touched_files(shallow.repo, [head]) == {head: ()}


def test_the_raw_text_is_cut_and_names_are_no_options(sandbox: Sandbox) -> None:
    whole = raw_difference(sandbox.repo, "HEAD", 100_000)
    assert "+line 0" in whole.text
    assert not whole.cut
    part = raw_difference(sandbox.repo, "HEAD", 50)
    assert part.cut
    assert whole.text.startswith(part.text)
    with pytest.raises(Refused):
        raw_difference(sandbox.repo, "--output=x", 50)
    with pytest.raises(GitFailed):
        raw_difference(sandbox.repo, "no-such", 50)


def test_earlier_contents_come_newest_first(sandbox: Sandbox) -> None:
    oids, commits = [], []
    for text in ("one\n", "two\n", "three\n"):
        sandbox.write(FIRST, text)
        sandbox.commit(text)
        commits.append(sandbox.git("rev-parse", "HEAD"))
        oids.append(sandbox.git("rev-parse", f"HEAD:{FIRST}"))
    found = earlier_contents(sandbox.repo, "HEAD", [FIRST], 2)
    assert [(e.commit, e.path, e.oid) for e in found] == [(commits[2], FIRST, oids[2]), (commits[1], FIRST, oids[1])]
    assert {e.day for e in found} == {sandbox.git("log", "-1", "--format=%cd", "--date=short")}
    assert earlier_contents(sandbox.repo, "HEAD", [FIRST], 9, after=commits[1]) == found[:1]
    assert earlier_contents(sandbox.repo, "HEAD", ["plans/*"], 9) == ()


def test_a_log_may_begin_further_down(sandbox: Sandbox) -> None:
    for text in ("one\n", "two\n", "three\n"):
        sandbox.write(FIRST, text)
        sandbox.commit(text.strip())
    assert [entry.subject for entry in log(sandbox.repo, skip=2)] == ["one", "first"]
    assert list(log(sandbox.repo, skip=9)) == []


def test_upstream_is_told_from_what_is_here(sandbox: Sandbox) -> None:
    assert remotes(sandbox.repo) == ()
    assert upstream(sandbox.repo) is None
    sandbox.git("branch", "other")
    sandbox.git("branch", "-q", "--set-upstream-to=other")
    sandbox.write(FIRST, "a\n")
    sandbox.commit("second")
    found = upstream(sandbox.repo)
    assert found is not None
    assert (found.name, found.known, found.ahead, found.behind) == ("other", True, 1, 0)
    sandbox.git("checkout", "-q", "--detach")
    assert upstream(sandbox.repo) is None
