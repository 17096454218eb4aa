"""Views of the repository and of this clone: listed, saved, removed, and what stands in the way."""

from __future__ import annotations

import pytest

from gongkai_tui.domain.errors import GitError, Refused, UsageError
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.saved_view import BUILT_IN, SavedView, ViewPlace
from gongkai_tui.gitrepo.write_errors import HandEditConflict
from gongkai_tui.usecases.change_views import remove_view, rename_view, save_view
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.format_files import carry_out_format, propose_format
from gongkai_tui.usecases.history import commit_changes, history
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.saved_views import (
    UnknownView,
    list_views,
    view_named,
)
from gongkai_tui.usecases.undo import carry_out_undo, propose_redo, propose_undo

from .conftest import run_git

DUE = SavedView("本月到期", "due:本月 status:未完成", "due,-updated", ("id", "heading", "units", "due"))
MINE = SavedView("我盯的", "czj")
TEXT = """views:
  - name: 本月到期
    filter: due:本月 status:未完成
    sort: due,-updated
    columns: [id, heading, units, due]
"""


def own(ws):
    """Views that stand in a file, as (name, place)."""
    return [(v.name, v.place) for v in list_views(ws).views if v.place is not ViewPlace.BUILT_IN]


def commits(repo):
    return int(run_git(repo, "rev-list", "--count", "HEAD"))


def test_built_in_views_need_no_file(ws):
    found = list_views(ws)
    assert found.problems == ()
    assert found.views[: len(BUILT_IN)] == BUILT_IN
    for view in found.views:
        list_tasks(ws, view.filter)


def test_the_unit_of_the_acting_person_is_a_view(ws, monkeypatch):
    assert list_views(ws).named("我的单位").filter == "单位:区政府办公室"
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "nobody@example.invalid")
    ws.repository.__dict__.pop("settings", None)
    assert list_views(ws).named("我的单位") is None


def test_saving_is_one_commit_of_one_file(repo, ws):
    before = commits(repo)
    saved = save_view(ws, DUE, shared=True)
    assert commits(repo) == before + 1
    assert saved.subject == "视图：保存“本月到期”"
    assert (repo / "views.yaml").read_text() == TEXT
    assert run_git(repo, "show", "--name-only", "--format=%s%n%(trailers:key=Gongkai-Action)", "HEAD").split("\n") == [
        "视图：保存“本月到期”", "Gongkai-Action: view", "", "", "views.yaml", "",
    ]  # fmt: skip
    assert run_git(repo, "status", "--porcelain") == ""
    assert own(ws) == [("本月到期", ViewPlace.SHARED)]
    assert list_views(ws).named("本月到期") == DUE


def test_saving_the_same_again_commits_nothing(repo, ws):
    save_view(ws, DUE, shared=True)
    before = commits(repo)
    assert save_view(ws, DUE, shared=True).commit == ""
    assert commits(repo) == before


def test_saving_under_a_name_replaces_the_view_in_its_place(repo, ws):
    save_view(ws, DUE, shared=True)
    save_view(ws, MINE, shared=True)
    save_view(ws, SavedView("本月到期", "due:下月"), shared=True)
    assert (repo / "views.yaml").read_text() == (
        "views:\n  - name: 本月到期\n    filter: due:下月\n  - name: 我盯的\n    filter: czj\n"
    )


def test_a_dry_run_refuses_but_never_writes(repo, ws):
    before = commits(repo)
    assert save_view(ws, DUE, shared=True, dry_run=True).subject == "视图：保存“本月到期”"
    save_view(ws, DUE, shared=False, dry_run=True)
    with pytest.raises(UnknownView):
        remove_view(ws, "本月到期", shared=True, dry_run=True)
    assert commits(repo) == before
    assert own(ws) == []


def test_a_private_view_is_never_committed(repo, ws):
    before = commits(repo)
    saved = save_view(ws, MINE, shared=False)
    assert saved.commit == ""
    assert commits(repo) == before
    assert run_git(repo, "status", "--porcelain", "--ignored") == ""
    assert (repo / ".git/gongkai-views.yaml").read_text() == "views:\n  - name: 我盯的\n    filter: czj\n"
    assert own(ws) == [("我盯的", ViewPlace.PRIVATE)]


def test_a_private_view_goes_before_a_shared_one_of_its_name(ws):
    save_view(ws, DUE, shared=True)
    save_view(ws, SavedView("本月到期", "due:本周"), shared=False)
    view, problems = view_named(ws, "本月到期")
    assert (view.filter, view.place, problems) == ("due:本周", ViewPlace.PRIVATE, ())
    assert own(ws) == [("本月到期", ViewPlace.PRIVATE)]
    assert "仍以私有的为准" in save_view(ws, SavedView("本月到期", "due:本年"), shared=True).reports[-1]
    remove_view(ws, "本月到期")
    assert own(ws) == [("本月到期", ViewPlace.SHARED)]


def test_private_views_count_in_every_work_tree(repo, ws, tmp_path):
    from gongkai_tui.usecases.workspace import open_workspace

    save_view(ws, MINE, shared=False)
    run_git(repo, "worktree", "add", "-q", str(tmp_path / "另一处"), "-b", "另一处")
    other = open_workspace(tmp_path / "另一处", today=ws.today)
    try:
        assert own(other) == [("我盯的", ViewPlace.PRIVATE)]
        save_view(other, DUE, shared=False)
    finally:
        other.close()
    assert [name for name, _ in own(ws)] == ["我盯的", "本月到期"]


def test_removing(repo, ws):
    save_view(ws, DUE, shared=True)
    save_view(ws, MINE, shared=False)
    assert remove_view(ws, "本月到期").subject == "视图：删除“本月到期”"
    assert (repo / "views.yaml").read_text() == "views: []\n"
    remove_view(ws, "我盯的")
    assert own(ws) == []
    assert [p for p in check_data(ws) if p.severity is Severity.ERROR] == []


def test_renaming(ws):
    save_view(ws, DUE, shared=True)
    save_view(ws, MINE, shared=True)
    with pytest.raises(Refused, match="已有名为“我盯的”"):
        rename_view(ws, "本月到期", "我盯的")
    with pytest.raises(Refused, match="内容不对"):
        rename_view(ws, "本月到期", "逾期")
    with pytest.raises(Refused, match="内容不对"):
        rename_view(ws, "本月到期", "期" * 21)
    assert rename_view(ws, "本月到期", "月内").subject == "视图：“本月到期”改名为“月内”"
    assert [name for name, _ in own(ws)] == ["月内", "我盯的"]
    assert rename_view(ws, "月内", "月内").commit == ""


@pytest.mark.parametrize(
    ("view", "field"),
    [
        (SavedView("逾期", "czj"), "name"),
        (SavedView("我的单位", "czj"), "name"),
        (SavedView("", "czj"), "name"),
        (SavedView("a\nb", "czj"), "name"),
        (SavedView("a", "status:完成了"), "filter"),
        (SavedView("a", sort="颜色"), "sort"),
        (SavedView("a", columns=("颜色",)), "columns"),
        (SavedView("a", plan="huaiyin-1999"), "plan"),
    ],
)
@pytest.mark.parametrize("shared", [True, False])
def test_a_wrong_view_is_refused_with_its_field(repo, ws, view, field, shared):
    before = commits(repo)
    with pytest.raises(Refused) as refused:
        save_view(ws, view, shared=shared)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert commits(repo) == before
    assert own(ws) == []


def test_names_that_are_not_there(ws):
    save_view(ws, DUE, shared=True)
    with pytest.raises(UnknownView, match=r"现有：.*本月到期"):
        view_named(ws, "没有")
    with pytest.raises(UnknownView):
        remove_view(ws, "没有")
    with pytest.raises(UnknownView):
        remove_view(ws, "本月到期", shared=False)
    with pytest.raises(UsageError, match="内置"):
        remove_view(ws, "逾期")


def test_a_hand_edit_counts_and_stays_the_users(repo, ws):
    save_view(ws, DUE, shared=True)
    by_hand = "  - name: 手写\n    filter: jyj\n"
    (repo / "views.yaml").write_text(TEXT + by_hand)
    assert [name for name, _ in own(ws)] == ["本月到期", "手写"]
    assert list_tasks(ws).problems == ()
    saved = save_view(ws, SavedView("本月到期", "due:下月"), shared=True)
    assert any("手工修改已保留" in report for report in saved.reports)
    assert "手写" not in run_git(repo, "show", "HEAD:views.yaml")
    assert by_hand in (repo / "views.yaml").read_text()
    assert run_git(repo, "status", "--porcelain") == " M views.yaml\n"


def test_a_hand_edit_of_the_same_view_is_not_overwritten(repo, ws):
    save_view(ws, DUE, shared=True)
    edited = TEXT.replace("due:本月", "due:本年")
    (repo / "views.yaml").write_text(edited)
    before = commits(repo)
    with pytest.raises(HandEditConflict):
        save_view(ws, SavedView("本月到期", "due:下月"), shared=True)
    assert commits(repo) == before
    assert (repo / "views.yaml").read_text() == edited


def test_a_file_that_was_never_committed_is_not_overwritten(repo, ws):
    (repo / "views.yaml").write_text(TEXT)
    assert own(ws) == [("本月到期", ViewPlace.SHARED)]
    with pytest.raises(HandEditConflict):
        save_view(ws, MINE, shared=True)
    assert (repo / "views.yaml").read_text() == TEXT


def test_a_deleted_file_is_reported_and_its_views_stay(repo, ws):
    save_view(ws, DUE, shared=True)
    (repo / "views.yaml").unlink()
    found = list_views(ws)
    assert found.named("本月到期") == DUE
    assert [(p.place, p.severity) for p in found.problems] == [("views.yaml", Severity.ERROR)]
    assert list_tasks(ws).problems == ()


@pytest.mark.parametrize("committed", [True, False])
def test_a_broken_file_is_named_and_hides_no_task(repo, ws, committed):
    save_view(ws, MINE, shared=False)
    (repo / "views.yaml").write_text(TEXT.replace("未完成", "没完成"))
    if committed:
        run_git(repo, "add", "-A")
        run_git(repo, "commit", "-q", "-m", "手写视图")
    found = list_views(ws)
    assert [(p.place, p.line, p.field) for p in found.problems] == [("views.yaml", 3, "views[1].filter")]
    assert [name for name, _ in own(ws)] == ["我盯的"]
    with pytest.raises(UnknownView, match=r"views\.yaml:3"):
        view_named(ws, "本月到期")
    listed = list_tasks(ws)
    assert (len(listed.rows), listed.problems) == (4, ())
    assert [p.line for p in check_data(ws) if p.place == "views.yaml"] == [3]
    if committed:
        with pytest.raises(Refused) as refused:
            save_view(ws, MINE, shared=True)
        assert refused.value.problems[0].line == 3


def test_one_wrong_view_leaves_the_others(repo, ws):
    wrong = (
        "  - name: 错\n    filter: status:没完成\n  - name: 本月到期\n    filter: czj\n  - name: 后\n    filter: jyj\n"
    )
    (repo / "views.yaml").write_text(TEXT + wrong)
    found = list_views(ws)
    assert [name for name, _ in own(ws)] == ["本月到期", "后"]
    assert found.named("本月到期") == DUE
    assert [(p.line, p.field) for p in found.problems] == [(7, "views[2].filter"), (8, "views[3]")]
    assert view_named(ws, "后")[0].filter == "jyj"
    with pytest.raises(UnknownView, match=r"views\.yaml:7"):
        view_named(ws, "错")


LOST = """views:
  - name: 去年
    plan: huaiyin-1999
  - name: 两年
    filter: czj (plan:huaiyin-1999|plan=huaiyin-1998|plan:huaiyin)
  - name: 一项
    filter: huaiyin-1999/001
  - name: 好的
    filter: plan:huai !plan:huaiyin-1999 "plan:没有" 计划:槐荫2022
    plan: huaiyin-2022
"""


@pytest.mark.parametrize("place", ["views.yaml", ".git/gongkai-views.yaml"])
def test_a_view_of_a_plan_that_is_gone_is_told_with_its_line(repo, ws, place):
    (repo / place).write_text(LOST)
    told = [(p.place, p.line, p.field, p.severity) for p in check_data(ws) if p.check == "view-plan"]
    assert told == [
        (place, 3, "views[1].plan", Severity.WARNING),
        (place, 5, "views[2].filter", Severity.WARNING),
        (place, 5, "views[2].filter", Severity.WARNING),
        (place, 7, "views[3].filter", Severity.WARNING),
    ]
    found = list_views(ws)
    assert found.problems == ()
    assert set(found.lost) == {"去年", "两年", "一项"}
    view, problems = view_named(ws, "去年")
    assert (view.plan, [p.line for p in problems]) == ("huaiyin-1999", [3])
    assert "没有计划“huaiyin-1999”，视图“去年”" in problems[0].message
    assert view_named(ws, "好的")[1] == ()


def test_a_broken_private_file_is_named(repo, ws):
    save_view(ws, MINE, shared=False)
    (repo / ".git/gongkai-views.yaml").write_text("views: 1\n")
    assert [(p.place, p.line) for p in list_views(ws).problems] == [(".git/gongkai-views.yaml", 1)]
    with pytest.raises(Refused, match=r"\.git/gongkai-views\.yaml"):
        save_view(ws, DUE, shared=False)
    assert (repo / ".git/gongkai-views.yaml").read_text() == "views: 1\n"


def test_a_link_in_place_of_the_file_is_refused(repo, ws, tmp_path):
    (tmp_path / "别处.yaml").write_text(TEXT)
    (repo / "views.yaml").symlink_to(tmp_path / "别处.yaml")
    found = list_views(ws)
    assert found.named("本月到期") is None
    assert [p.place for p in found.problems] == ["views.yaml"]
    with pytest.raises((Refused, GitError)):
        save_view(ws, MINE, shared=True)
    assert (tmp_path / "别处.yaml").read_text() == TEXT


def test_unknown_keys_and_comments_of_a_hand_stay(repo, ws):
    text = f"# 大家的\n{TEXT}    颜色: 红\n"
    (repo / "views.yaml").write_text(text)
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "手写视图")
    assert [p.severity for p in list_views(ws).problems] == [Severity.HINT]
    save_view(ws, SavedView("本月到期", "due:下月"), shared=True)
    assert (repo / "views.yaml").read_text() == (
        "# 大家的\nviews:\n  - name: 本月到期\n    filter: due:下月\n    颜色: 红\n"
    )
    save_view(ws, MINE, shared=True)
    assert (repo / "views.yaml").read_text().startswith("# 大家的\n")


def test_fmt_knows_the_file(repo, ws):
    (repo / "views.yaml").write_text("views:\n- filter: 'czj'\n  name: 财政\n")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "手写视图")
    proposal = propose_format(ws)
    assert set(proposal.files) == {"views.yaml"}
    carry_out_format(ws, proposal)
    assert (repo / "views.yaml").read_text() == "views:\n  - name: 财政\n    filter: czj\n"


def test_history_tells_views_in_words_and_undo_takes_them_back(repo, ws):
    save_view(ws, DUE, shared=True)
    saved = save_view(ws, SavedView("本月到期", "due:下月"), shared=True)
    assert [(e.action, e.subject) for e in history(ws, limit=2)] == [("view", "视图：保存“本月到期”")] * 2
    (change,) = commit_changes(ws, saved.commit)
    assert (change.title, change.field, change.new) == ("本月到期", "视图", "筛选 due:下月")
    carry_out_undo(ws, propose_undo(ws))
    assert (repo / "views.yaml").read_text() == TEXT
    carry_out_undo(ws, propose_redo(ws))
    assert list_views(ws).named("本月到期").filter == "due:下月"
    carry_out_undo(ws, propose_undo(ws))
    carry_out_undo(ws, propose_undo(ws))
    assert not (repo / "views.yaml").exists()
    assert own(ws) == []


def test_a_view_says_nothing_of_when_tasks_were_worked_on(ws):
    before = [row.updated for row in list_tasks(ws).rows]
    save_view(ws, DUE, shared=True)
    assert [row.updated for row in list_tasks(ws).rows] == before


def test_a_cache_made_anew_says_the_same(repo, ws):
    save_view(ws, DUE, shared=True)
    views, findings = list_views(ws), check_data(ws)
    ws.close()
    (repo / ".git/gongkai/index.sqlite3").unlink()
    assert list_views(ws) == views
    assert check_data(ws) == findings


def test_an_empty_repository_has_the_built_in_views(tmp_path):
    from gongkai_tui.usecases.workspace import open_workspace

    run_git(tmp_path, "init", "-q", "-b", "main")
    ws = open_workspace(tmp_path)
    try:
        assert list_views(ws).views == BUILT_IN
        save_view(ws, MINE, shared=True)
        assert own(ws) == [("我盯的", ViewPlace.SHARED)]
    finally:
        ws.close()
