"""What is new since the last visit, and how the data stand to the shared ones."""

from __future__ import annotations

import json

import pytest

from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.sync_state import sync_state
from gongkai_tui.usecases.visit import last_visit, news_since, note_visit
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, run_git

NOTE = ".git/gongkai/visit.json"


def start(ws, *ids):
    return carry_out(ws, propose(ws, ChangeRequest(ids, assignments={"status": "推进中"}))).commit


def test_the_first_visit_has_no_news(ws):
    assert last_visit(ws) is None
    news = news_since(ws, None)
    assert (news.since, news.count, news.lost) == (None, 0, False)


def test_what_happened_after_a_visit_is_told(ws, repo):
    note_visit(ws, ws.repository.head())
    visit = last_visit(ws)
    assert visit.head == ws.repository.head()
    assert visit.when.date() == TODAY
    assert news_since(ws, visit).count == 0
    start(ws, "huaiyin-2022/001")
    (repo / "README.md").write_text("not data\n")
    run_git(repo, "add", "README.md")
    run_git(repo, "commit", "-qm", "别的")
    last = start(ws, "huaiyin-2022/002")
    news = news_since(ws, visit)
    assert (news.count, news.people) == (2, (("办公室李四", 2),))
    assert news.newest[0].commit == last


def test_each_person_has_a_visit_of_their_own(ws, repo, monkeypatch):
    note_visit(ws, ws.repository.head())
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "other@huaiyin.example")
    other = open_workspace(repo, today=TODAY)
    assert last_visit(other) is None
    note_visit(other, other.repository.head())
    other.close()
    assert set(json.loads((repo / NOTE).read_text())) == {"office@huaiyin.example", "other@huaiyin.example"}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"office@huaiyin.example": {"head": "x", "when": "y"}}', "[" * 9999])
def test_an_unreadable_note_is_a_first_visit(ws, repo, text):
    (repo / NOTE).parent.mkdir(exist_ok=True)
    (repo / NOTE).write_text(text)
    assert last_visit(ws) is None
    note_visit(ws, ws.repository.head())
    assert last_visit(ws) is not None
    assert not list((repo / NOTE).parent.glob("*.new"))


def test_a_note_that_cannot_be_written_is_left_out(ws, repo):
    (repo / NOTE).mkdir(parents=True)
    note_visit(ws, ws.repository.head())
    assert last_visit(ws) is None


def test_a_rewritten_history_is_said_to_be_one(ws, repo):
    start(ws, "huaiyin-2022/001")
    note_visit(ws, ws.repository.head())
    run_git(repo, "reset", "-q", "--hard", "HEAD~1")
    assert news_since(ws, last_visit(ws)).lost


def test_without_a_remote(ws, repo):
    state = sync_state(ws)
    assert (state.branch, state.remotes, state.upstream, state.hand_edits, state.under_way) == ("main", (), "", 0, "")


def test_ahead_and_behind_as_last_fetched(ws, repo, tmp_path):
    run_git(tmp_path, "clone", "-q", "--bare", str(repo), "bare.git")
    run_git(repo, "remote", "add", "origin", str(tmp_path / "bare.git"))
    assert (sync_state(ws).remotes, sync_state(ws).upstream) == (("origin",), "")
    run_git(repo, "fetch", "-q", "origin")
    run_git(repo, "branch", "-q", "--set-upstream-to=origin/main")
    start(ws, "huaiyin-2022/001")
    start(ws, "huaiyin-2022/002")
    state = sync_state(ws)
    assert (state.upstream, state.fetched, state.ahead, state.behind) == ("origin/main", True, 2, 0)
    run_git(repo, "push", "-q")
    run_git(repo, "reset", "-q", "--hard", "HEAD~1")
    assert (sync_state(ws).ahead, sync_state(ws).behind) == (0, 1)
    run_git(repo, "update-ref", "-d", "refs/remotes/origin/main")
    state = sync_state(ws)
    assert (state.upstream, state.fetched) == ("origin/main", False)


def test_hand_edits_half_a_merge_and_no_branch(ws, repo):
    path = repo / "plans/huaiyin-2022/001.yaml"
    path.write_text(path.read_text("utf-8").replace("heading: 财政信息", "heading: 甲"), "utf-8")
    assert sync_state(ws).hand_edits == 1
    run_git(repo, "commit", "-qam", "甲")
    run_git(repo, "checkout", "-q", "-b", "other", "HEAD~1")
    path.write_text(path.read_text("utf-8").replace("heading: 财政信息", "heading: 乙"), "utf-8")
    run_git(repo, "commit", "-qam", "乙")
    with pytest.raises(Exception, match="merge"):
        run_git(repo, "merge", "main")
    state = sync_state(ws)
    assert (state.conflicts, state.hand_edits) == (1, 0)
    assert "合并" in state.under_way
    run_git(repo, "merge", "--abort")
    run_git(repo, "checkout", "-q", "--detach")
    assert sync_state(ws).branch == ""
