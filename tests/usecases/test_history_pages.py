"""The whole history page by page and filtered, on a real repository."""

from __future__ import annotations

import os
import subprocess
from datetime import date

import pytest

from gongkai_tui.domain.errors import FilterError
from gongkai_tui.gitrepo.git import GitFailed
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.commit_detail import commit_detail, raw_commit
from gongkai_tui.usecases.history_pages import read_page, tasks_of_commit
from gongkai_tui.usecases.undo import carry_out_undo, propose_redo, propose_undo
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import run_git

TASK = "plans/huaiyin-2022/001.yaml"


def start(ws, *ids):
    return carry_out(ws, propose(ws, ChangeRequest(ids, assignments={"status": "推进中"}))).commit


def by_hand(repo, old, new, subject, *, who="王五", when="2022-07-15T09:00:00+08:00", path=TASK):
    file = repo / path
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    env = {**os.environ, "GIT_AUTHOR_NAME": who, "GIT_AUTHOR_EMAIL": "w@x.example", "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", "commit", "-qam", subject], cwd=repo, env=env, check=True)
    return run_git(repo, "rev-parse", "HEAD").strip()


def subjects(ws, text="", **options):
    return [entry.subject for entry in read_page(ws, text, **options).entries]


@pytest.fixture
def told(ws, repo):
    """Five commits: import, a start, its undo, one by hand, a start of two."""
    first = start(ws, "huaiyin-2022/001")
    carry_out_undo(ws, propose_undo(ws))
    hand = by_hand(repo, "heading: 财政信息", "heading: 财政信息公开", "手改标题")
    two = start(ws, "huaiyin-2022/002", "huaiyin-2022/003")
    return first, hand, two


def test_pages_go_on_where_the_last_one_ended(ws, told):
    whole = read_page(ws)
    assert len(whole.entries) == 5
    assert not whole.more
    first = read_page(ws, size=2)
    assert (len(first.entries), first.more, first.looked_at) == (2, True, 2)
    start(ws, "huaiyin-2021/001")
    second = read_page(ws, size=2, after=first)
    third = read_page(ws, size=2, after=second)
    assert (*first.entries, *second.entries, *third.entries) == whole.entries
    assert not third.more


def test_commits_say_what_became_of_them(ws, told):
    first, hand, _ = told
    by_id = {entry.commit: entry for entry in read_page(ws).entries}
    assert by_id[first].undone
    assert [entry.undoes for entry in by_id.values() if entry.action == "undo"] == [first]
    assert (by_id[hand].action, by_id[hand].undone) == ("", False)


def test_what_was_done_again_is_not_undone(ws):
    first = start(ws, "huaiyin-2022/001")
    carry_out_undo(ws, propose_undo(ws))
    carry_out_undo(ws, propose_redo(ws))
    found = {entry.commit: entry.undone for entry in read_page(ws).entries}
    assert not found[first]
    assert sum(found.values()) == 1
    small = read_page(ws, size=1)
    assert read_page(ws, after=small).entries == read_page(ws).entries[1:]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("task:huaiyin-2022/1", 4),
        ("task:huaiyin-2022/1 !action:import", 3),
        ("huaiyin-2022/003", 2),
        ("plan:huaiyin-2022", 5),
        ("plan:huaiyin-2021", 1),
        ("plan:huaiyin", 5),
        ("计划:槐荫2021", 1),
        ("计划:hy", 5),
        ("unit:区财政局", 4),
        ("unit:西市场街道办事处 action:set", 2),
        ("unit:区教育局", 2),
        ("who:王五", 1),
        ("who:bgsls", 4),
        ("who:office@", 4),
        ("action:hand", 1),
        ("action:手工,撤销", 2),
        ("since:2022-08-01 !action:import", 3),
        ("date:2022-07", 1),
        ("until:2022-07-31", 1),
        ("手改", 1),
        ("sgbt", 1),
    ],
)
def test_filters_select(ws, told, text, count):
    assert len(subjects(ws, text)) == count


def test_a_bulk_note_is_found_and_taken_back_whatever_word_its_subject_has(ws, repo):
    noted = ChangeRequest(("huaiyin-2022/001", "huaiyin-2022/002"), note="已部署", action="note")
    new = carry_out(ws, propose(ws, noted))
    old = carry_out(ws, propose(ws, noted), message="批量：2项 note")
    assert (new.subject, old.subject) == ("批量：2项 记录进展", "批量：2项 note")
    assert subjects(ws, "action:note") == subjects(ws, "action:记录") == [old.subject, new.subject]
    assert subjects(ws, "批量 task:huaiyin-2022/2") == [old.subject, new.subject]
    for commit in (old.commit, new.commit):
        assert {change.task_id for change in commit_detail(ws, commit).changes} == set(noted.targets)
        carry_out_undo(ws, propose_undo(ws, commit))
    assert run_git(repo, "diff", "--stat", f"{new.commit}~", "HEAD") == ""


def test_a_wrong_clock_hides_nothing(ws, repo):
    by_hand(repo, "heading: 财政信息", "heading: 甲", "很早", when="1999-01-01T00:00:00Z")
    by_hand(repo, "heading: 甲", "heading: 乙", "七月")
    by_hand(repo, "heading: 乙", "heading: 丙", "很晚", when="2099-01-01T00:00:00Z")
    assert subjects(ws, "since:2022-07-01 until:2022-07-31") == ["七月"]
    assert subjects(ws, "until:2000") == ["很早"]


def test_of_one_task_and_up_to_a_day(ws, told):
    assert subjects(ws, "action:hand", task_id="huaiyin-2022/001") == ["手改标题"]
    assert subjects(ws, "plan:huaiyin-2021", task_id="huaiyin-2022/002") == ["导入"]
    assert subjects(ws, until=told[1])[0] == "手改标题"


def test_a_long_search_can_be_given_up(ws, told):
    page = read_page(ws, go_on=lambda: False)
    assert (page.entries, page.more, page.looked_at) == ((), True, 0)


def test_mistakes_are_named(ws):
    with pytest.raises(FilterError, match="没有“色”"):
        read_page(ws, "色:红")


def test_nothing_is_there_before_the_first_commit(tmp_path):
    run_git(tmp_path, "init", "-q")
    ws = open_workspace(tmp_path, today=date(2022, 8, 1))
    assert read_page(ws).entries == ()
    ws.close()


def test_one_commit_in_full(ws, told, repo):
    first, hand, two = told
    detail = commit_detail(ws, two)
    assert detail.actor == "office@huaiyin.example"
    assert ("Gongkai-Task", "huaiyin-2022/002") in detail.trailers
    assert detail.files == (("plans/huaiyin-2022/002.yaml", "修改"), ("plans/huaiyin-2022/003.yaml", "修改"))
    assert {change.field for change in detail.changes} == {"状态"}
    assert "huaiyin-2022/002" in detail.body
    assert commit_detail(ws, hand).put_back == ()
    back = by_hand(repo, "heading: 财政信息公开", "heading: 财政信息", "改回去")
    undo = next(entry.commit for entry in read_page(ws).entries if entry.undoes == first)
    (found,) = commit_detail(ws, back).put_back
    assert (found.path, found.commit) == (TASK, undo)
    entry = next(entry for entry in read_page(ws).entries if entry.commit == back)
    assert tasks_of_commit(ws, entry) == ("huaiyin-2022/001",)
    assert tasks_of_commit(ws, detail.entry) == ("huaiyin-2022/002", "huaiyin-2022/003")


def test_git_revert_is_seen_as_taking_back(ws, told, repo):
    run_git(repo, "revert", "--no-edit", told[2])
    newest = read_page(ws).entries[0]
    assert (newest.undoes, newest.action) == (told[2], "")
    assert next(entry for entry in read_page(ws).entries if entry.commit == told[2]).undone


def test_the_raw_difference_runs_no_program_and_is_cut(ws, told, repo, monkeypatch):
    marker = repo.parent / "ran"
    run_git(repo, "config", "diff.external", f"touch {marker}")
    run_git(repo, "config", "diff.x.textconv", f"touch {marker}; cat")
    (repo / ".gitattributes").write_text("*.yaml diff=x\n")
    shown = raw_commit(ws, told[2])
    assert "+status: 推进中" in shown.text
    assert not shown.cut
    assert not marker.exists()
    monkeypatch.setattr("gongkai_tui.usecases.commit_detail.RAW_BYTES", 100)
    shown = raw_commit(ws, told[2])
    assert shown.cut
    assert len(shown.text.encode()) <= 100
    with pytest.raises(GitFailed):
        raw_commit(ws, "0" * 40)


@pytest.fixture
def uncached(ws, repo, told):
    """The same without a cache."""
    ws.close()
    for path in (repo / ".git/gongkai").glob("index.sqlite3*"):
        path.unlink()
    fresh = open_workspace(repo, today=date(2022, 8, 1))
    yield fresh
    fresh.close()


def test_a_filter_by_plan_needs_no_cache(uncached):
    heard = []
    page = read_page(uncached, "plan:huaiyin-2021", progress=lambda *done: heard.append(done))
    assert [entry.subject for entry in page.entries] == ["导入"]
    assert heard == []
    assert uncached.index.head == ""


def test_a_filter_by_unit_tells_how_far_the_cache_is(uncached):
    heard = []
    page = read_page(uncached, "unit:区财政局", progress=lambda *done: heard.append(done))
    assert page.entries
    assert heard[-1][0] == heard[-1][1] > 4


@pytest.mark.parametrize("text", ["plan:../plans", "plan=没有", 'plan:"a b"', "plan:*", "plan::(top)"])
def test_a_plan_that_cannot_be_is_found_nowhere(ws, told, text):
    assert read_page(ws, text).entries == ()


def test_what_is_done_again_is_called_so_however_often(repo, ws):
    begun = carry_out(ws, propose(ws, ChangeRequest(targets=("huaiyin-2022/2",), assignments={"status": "推进中"})))
    for wanted, prefix in 2 * ((propose_undo, "撤销："), (propose_redo, "重做：")):
        carry_out_undo(ws, wanted(ws))
        assert run_git(repo, "log", "-1", "--format=%s").strip() == f"{prefix}{begun.subject}"
