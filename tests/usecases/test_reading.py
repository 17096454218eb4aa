"""What a list shows: HEAD, hand edits beside it, and nothing silently left out."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.filters import parse_filter
from gongkai_tui.storage.index_layout import discard
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.list_plans import list_plans
from gongkai_tui.usecases.list_tasks import all_rows, list_tasks
from gongkai_tui.usecases.owing import owing
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.selecting import context_of
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.task_lookup import UnknownTask, UnreadableFile
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, run_git


def ids(found):
    return [row.id for row in found.rows]


def test_every_task_in_order_of_plan_and_number(ws):
    found = list_tasks(ws)
    assert ids(found) == ["huaiyin-2021/001", "huaiyin-2022/001", "huaiyin-2022/002", "huaiyin-2022/003"]
    assert found.total == 4
    assert found.problems == ()
    assert found.rows[1].units == (("区财政局", "责任"), ("各街道办事处", "责任"))
    assert found.rows[1].due == "2022-06-30"
    assert found.rows[1].year == 2022


def test_pinyin_initials_find_a_unit(ws):
    assert ids(list_tasks(ws, "czj")) == ["huaiyin-2021/001", "huaiyin-2022/001"]


def test_a_member_finds_the_tasks_of_its_collective(ws):
    assert ids(list_tasks(ws, "unit:西市场街道办事处")) == ["huaiyin-2022/001", "huaiyin-2022/003"]


def test_an_alias_finds_the_unit(ws):
    assert ids(list_tasks(ws, "unit:区教育局")) == ["huaiyin-2022/002"]


@pytest.mark.parametrize(
    "text",
    [
        "czj",
        "财政 !教育",
        "财政|政策",
        "unit:区财政局",
        "unit:czj status:推进中",
        "unit!=区财政局",
        "unit:无",
        "unit:有",
        "lead:区财政局",
        "duty:街道",
        "!unit:区财政局",
        "unit:西市场街道办事处 year:2022",
        "plan:2021 财政",
        "status:未启动 requirement:公开",
        "huaiyin-2022/1,huaiyin-2022/3",
        "计划:槐荫2022",
        "计划:hy 财政",
        "计划=槐荫2021",
        "欠账:区教育局",
        "欠账:西市场 标记:逾期",
        "欠账=区财政局 状态:推进中",
        "欠账:街道",
        "欠账:czj,jyj !状态:未启动",
        "!欠账:区财政局",
        "欠账:无",
    ],
)
@pytest.mark.parametrize("edited", [False, True])
def test_the_cache_narrows_exactly_as_the_filter_says(repo, ws, text, edited):
    if edited:
        path, other = (repo / f"plans/huaiyin-2022/{number}.yaml" for number in ("002", "003"))
        path.write_text(
            path.read_text().replace("status: 未启动", "status: 推进中").replace("区教育和体育局", "区财政局")
        )
        other.write_text(path.read_text().replace("/002", "/003") + "unit_status:\n  区教育局: 整改中\n")
    view = read_view(ws)
    context = context_of(view)
    expected = [row.id for row in all_rows(ws).rows if parse_filter(text, context).matches(row)]
    for texts in ("none", "titles", "requirement", "all"):
        assert ids(list_tasks(ws, text, texts=texts)) == expected


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("计划:槐荫2022", {"huaiyin-2022"}),
        ("计划：槐荫２０２１", {"huaiyin-2021"}),
        ("计划:槐荫", {"huaiyin-2022", "huaiyin-2021"}),
        ("计划:hy2021", {"huaiyin-2021"}),
        ("计划=槐荫2022", {"huaiyin-2022"}),
        ("!计划:槐荫2022", {"huaiyin-2021"}),
    ],
)
def test_a_plan_is_found_by_the_name_that_lists_of_plans_show(ws, text, plans):
    assert {row.plan for row in list_tasks(ws, text).rows} == plans


def test_rows_bring_the_texts_that_were_asked_for(ws):
    whole = {row.id: row.requirement for row in all_rows(ws).rows}
    for text in ("", "czj", "unit:区财政局", "status:未启动 财政"):
        found = list_tasks(ws, text)
        assert found.rows
        assert {row.id: row.requirement for row in found.rows} == {i: whole[i] for i in ids(found)}


def test_an_import_is_no_update(ws):
    assert {row.updated for row in list_tasks(ws).rows} == {""}


def test_a_second_reader_takes_the_rows_from_the_cache(repo, ws):
    first = list_tasks(ws)
    again = open_workspace(repo, today=TODAY)
    assert list_tasks(again).rows == first.rows
    again.close()


def test_a_commit_made_by_hand_is_seen(repo, ws):
    list_tasks(ws)
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text().replace("status: 未启动", "status: 推进中"))
    run_git(repo, "commit", "-q", "-a", "-m", "手工")
    row = list_tasks(ws, "huaiyin-2022/2").rows[0]
    assert row.status == "推进中"
    assert not row.uncommitted
    assert row.updated == date.today().isoformat()


def test_an_uncommitted_hand_edit_is_shown_and_marked(repo, ws):
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text().replace("status: 未启动", "status: 推进中"))
    row = list_tasks(ws, "huaiyin-2022/2").rows[0]
    assert (row.status, row.uncommitted) == ("推进中", True)
    assert ids(list_tasks(ws, "flag:未提交")) == ["huaiyin-2022/002"]


def test_a_new_file_that_is_not_committed_is_shown(repo, ws):
    text = (repo / "plans/huaiyin-2022/002.yaml").read_text()
    new = repo / "plans/huaiyin-2022/004.yaml"
    new.write_text(text.replace("/002", "/004").replace("seq: 2", "seq: 4"))
    assert "huaiyin-2022/004" in ids(list_tasks(ws))


def test_a_broken_file_is_an_error_and_never_a_shorter_list(repo, ws):
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text("id: [\n")
    found = list_tasks(ws)
    assert len(found.rows) == 4
    assert found.problems[0].place == "plans/huaiyin-2022/002.yaml"
    assert found.problems[0].line
    with pytest.raises(UnreadableFile, match=r"002\.yaml"):
        show_task(ws, "huaiyin-2022/2")


def test_a_broken_file_that_was_committed_is_an_error(repo, ws):
    (repo / "plans/huaiyin-2022/002.yaml").write_text("id: [\n")
    run_git(repo, "commit", "-q", "-a", "-m", "坏")
    found = list_tasks(ws)
    assert [p.place for p in found.problems] == ["plans/huaiyin-2022/002.yaml"]


def test_a_deleted_file_stays_in_the_list_with_an_error(repo, ws):
    (repo / "plans/huaiyin-2022/002.yaml").unlink()
    found = list_tasks(ws)
    assert len(found.rows) == 4
    assert "已被删除" in found.problems[0].message


def test_a_commit_that_changed_no_data_shows_when_each_task_last_moved(repo, ws):
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text("utf-8").replace("status: 未启动", "status: 推进中"), "utf-8")
    run_git(repo, "commit", "-qam", "手改状态")
    run_git(repo, "commit", "-q", "--allow-empty", "-m", "没有改数据")
    then, now = ({row.id: row.updated for row in list_tasks(ws, as_of=moment).rows} for moment in ("HEAD", None))
    assert then == now
    assert now["huaiyin-2022/002"]


def test_as_of_a_day_shows_what_stood_then(repo, ws, monkeypatch):
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text().replace("status: 未启动", "status: 推进中"))
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2099-07-01T12:00:00+08:00")
    run_git(repo, "commit", "-q", "-a", "-m", "后来")
    now = {row.id: row.status for row in list_tasks(ws).rows}
    before = {row.id: row.status for row in list_tasks(ws, as_of="HEAD~1").rows}
    assert (now["huaiyin-2022/002"], before["huaiyin-2022/002"]) == ("推进中", "未启动")
    then = {row.id: row.status for row in list_tasks(ws, as_of="2099-06-30").rows}
    assert then == before


def test_an_unknown_moment_is_refused(ws):
    with pytest.raises(UsageError, match="1999-01-01"):
        list_tasks(ws, as_of="1999-01-01")


def test_plans_come_newest_first_with_their_figures(ws):
    found = list_plans(ws)
    assert [s.plan.id for s in found] == ["huaiyin-2022", "huaiyin-2021"]
    assert found[0].figures.total == 3
    assert found[0].figures.rate == 0.0


def test_one_task_in_full(ws):
    view = show_task(ws, "huaiyin-2022/1")
    assert view.task.heading == "财政信息"
    assert view.plan is not None
    assert view.text.startswith("id: huaiyin-2022/001\n")


def test_an_unknown_task_is_refused(ws):
    with pytest.raises(UnknownTask, match="huaiyin-2022/099"):
        show_task(ws, "huaiyin-2022/99")


def test_a_cache_that_cannot_be_written_is_done_without(repo):
    (repo / ".git/gongkai").write_text("not a folder")
    opened = open_workspace(repo, today=TODAY)
    assert len(list_tasks(opened).rows) == 4
    assert not opened.index.durable
    opened.close()


def test_a_damaged_cache_is_made_anew(repo, ws):
    list_tasks(ws)
    ws.close()
    (repo / ".git/gongkai/index.sqlite3").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert len(list_tasks(ws).rows) == 4


def updated(ws, task_id="huaiyin-2022/2"):
    return list_tasks(ws, task_id).rows[0].updated


def write_status(repo, old, new):
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text().replace(f"status: {old}", f"status: {new}"))
    run_git(repo, "commit", "-q", "-a", "-m", "手工")


def test_what_the_office_puts_right_is_no_record(repo, ws):
    """A record is an entry other than 更正, or a changed state: the same for a task and for its units."""

    def save(**request):
        carry_out(ws, propose(ws, ChangeRequest(targets=("huaiyin-2022/001",), **request)))

    def heard():
        found = owing(ws, plan="huaiyin-2022").units
        rows = {each.debts.name: each.debts.items[0].row for each in found}
        return [updated(ws, "huaiyin-2022/1"), *(rows[name].updated for name in ("区财政局", "西市场街道办事处"))]

    def everywhere():
        """As the cache was kept up, and as it is made anew."""
        warm = heard()
        ws.close()
        discard(ws.repository.cache_dir)
        assert heard() == warm
        return warm

    save(assignments={"internal_due": "2022-09-01"})
    save(assignments={"heading": "财政"}, reason="错字")
    path = repo / "plans/huaiyin-2022/001.yaml"
    path.write_text(path.read_text().replace("第1项", "第一项"))
    run_git(repo, "commit", "-q", "-a", "-m", "手工")
    assert everywhere() == ["", "", ""]
    save(note="报表已公开", unit="区财政局")
    assert everywhere() == ["2022-08-01", "2022-08-01", ""]
    save(assignments={"status": "推进中"}, unit="西市场街道办事处")
    assert everywhere() == ["2022-08-01"] * 3
    carry_out(ws, propose(ws, ChangeRequest(targets=("huaiyin-2022/003",), assignments={"status": "推进中"})))
    assert updated(ws, "huaiyin-2022/3") == "2022-08-01"


def test_the_cache_says_the_same_however_the_history_arrived(repo, ws, monkeypatch):
    """A clock set back, and an old branch that is merged late: the last day of all counts."""
    run_git(repo, "branch", "old")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2022-07-20T12:00:00+0800")
    write_status(repo, "未启动", "推进中")
    assert updated(ws) == "2022-07-20"
    run_git(repo, "checkout", "-q", "old")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2022-05-05T12:00:00+0800")
    path = repo / "plans/huaiyin-2022/002.yaml"
    path.write_text(path.read_text().replace("\nseq:", "\nunit_status:\n  区教育和体育局: 推进中\nseq:"))
    run_git(repo, "commit", "-q", "-a", "-m", "更早")
    assert updated(ws) == "2022-05-05"
    run_git(repo, "checkout", "-q", "main")
    assert updated(ws) == "2022-07-20"
    run_git(repo, "merge", "-q", "--no-edit", "old")
    warm = updated(ws)
    ws.close()
    discard(ws.repository.state_dir)
    assert (warm, updated(ws)) == ("2022-07-20", "2022-07-20")


def test_a_rewritten_history_leaves_the_cache_on_disk(repo, ws):
    write_status(repo, "未启动", "推进中")
    assert updated(ws)
    run_git(repo, "reset", "-q", "--hard", "HEAD~1")
    run_git(repo, "reflog", "expire", "--expire=now", "--all")
    run_git(repo, "gc", "-q", "--prune=now")
    assert updated(ws) == ""
    assert ws.index.durable


def test_the_head_of_a_plan_that_was_edited_by_hand_counts_for_its_tasks(repo, ws):
    assert ids(list_tasks(ws, "flag:逾期")) == ["huaiyin-2022/001"]
    path = repo / "plans/huaiyin-2022/plan.yaml"
    path.write_text(path.read_text().replace("state: 执行中", "state: 已归档"))
    assert ids(list_tasks(ws, "flag:逾期")) == []
    path.write_text(path.read_text().replace("year: 2022", "year: 2020"))
    assert set(ids(list_tasks(ws, "year:2020"))) == {f"huaiyin-2022/{n:03d}" for n in (1, 2, 3)}
