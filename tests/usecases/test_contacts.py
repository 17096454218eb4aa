"""People of the units in a real repository: one commit each, the file keeps its style, the history can be undone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai_tui.domain.contacts import ContactRefused
from gongkai_tui.domain.errors import GongkaiError, Refused
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.unit import Contact
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.contacts import PRIVACY, Handover, add_contact, file_contact, hand_over, list_contacts
from gongkai_tui.usecases.form_refusals import entry_refusal
from gongkai_tui.usecases.new_plan import new_plan
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo
from gongkai_tui.usecases.unit_lookup import UnknownUnit
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import TODAY, run_git

ON = date(2022, 7, 1)
LI = Contact("李四", "li@huaiyin.example", since=ON)


def lines(ws, unit="", **more):
    return [(each.unit, each.contact.name) for each in list_contacts(ws, unit, **more).lines]


def test_who_is_responsible_now_and_before(ws):
    saved = hand_over(ws, "区财政局", Handover("财政张三", "李四", ON, "li@huaiyin.example", ON))
    assert saved.subject == "槐荫区 区财政局：财政张三 → 李四，2022-07-01 交接，2022-07-01 备案"
    assert lines(ws, "区财政局") == [("区财政局", "李四")]
    assert lines(ws, "区财政局", everyone=True) == [("区财政局", "财政张三"), ("区财政局", "李四")]
    assert list_contacts(ws).without == 2


def test_one_commit_changes_only_these_lines_of_a_file_with_a_hands_own_style(repo, ws):
    path = repo / "units/huaiyin.yaml"
    styled = "# 槐荫区各单位，联系人由办公室维护\n" + path.read_text("utf-8").replace(
        "    contacts:\n      - name: 财政张三\n", "    contacts:   # 换人要交接\n      - name: '财政张三'   # 预算科\n"
    )
    path.write_text(styled, "utf-8")
    run_git(repo, "commit", "-q", "-am", "手改")
    before = run_git(repo, "rev-list", "--count", "HEAD")
    hand_over(ws, "区财政局", Handover("财政张三", "李四", ON, "li@huaiyin.example"))
    assert int(run_git(repo, "rev-list", "--count", "HEAD")) == int(before) + 1
    added = [line[1:].strip() for line in run_git(repo, "show", "-U0", "--format=").splitlines() if line[:1] == "+"]
    removed = [line for line in run_git(repo, "show", "-U0", "--format=").splitlines() if line[:1] == "-"]
    assert removed == ["--- a/units/huaiyin.yaml"]
    assert added[1:] == [
        "until: 2022-07-01",
        "handed_over_to: 李四",
        "- name: 李四",
        "email: li@huaiyin.example",
        "duty: 联络员",
        "from: 2022-07-01",
    ]
    assert "Gongkai-Action: contact" in run_git(repo, "log", "-1", "--format=%B")


def test_a_handover_that_is_recorded_again_moves_both_days(ws, repo):
    def days():
        people = list_contacts(ws, "区财政局", everyone=True).lines
        return [(each.contact.name, each.contact.since, each.contact.until) for each in people]

    def gaps():
        return [each.message for each in check_data(ws) if each.check == "handover-gap"]

    hand_over(ws, "区财政局", Handover("财政张三", "李四", date(2022, 9, 1), "li@huaiyin.example"))
    for on in (ON, date(2022, 8, 1)):
        hand_over(ws, "区财政局", Handover("财政张三", "李四", on))
        assert days() == [("财政张三", None, on), ("李四", on, None)]
    assert gaps() == []
    path = repo / "units/huaiyin.yaml"
    for since, found in (("2022-08-02", 0), ("2022-08-03", 1)):
        path.write_text(re.sub("from: 2022-08-0.", f"from: {since}", path.read_text("utf-8")), "utf-8")
        assert len(gaps()) == found
    assert "财政张三 到 2022-08-01 离任，接任的李四 2022-08-03 才到任" in gaps()[0]
    run_git(repo, "commit", "-qam", "手改")
    hand_over(ws, "区财政局", Handover("财政张三", "李四", date(2022, 8, 1)))
    assert gaps() == []


def test_what_is_not_filed_yet_is_not_recorded_as_filed(ws):
    tomorrow = ws.today + timedelta(days=1)
    with pytest.raises(Refused, match="还没有到"):
        file_contact(ws, "区财政局", "财政张三", tomorrow)
    with pytest.raises(Refused, match="还没有到"):
        add_contact(ws, "区教育局", replace(LI, filed=tomorrow))
    with pytest.raises(Refused, match="还没有到"):
        hand_over(ws, "区财政局", Handover("财政张三", "李四", ON, filed=tomorrow))
    assert "备案" in file_contact(ws, "区财政局", "财政张三", ws.today).subject


def test_it_can_be_undone(repo, ws):
    before = (repo / "units/huaiyin.yaml").read_text("utf-8")
    add_contact(ws, "区教育局", LI)
    assert lines(ws, "区教育和体育局") == [("区教育和体育局", "李四")]
    carry_out_undo(ws, propose_undo(ws))
    assert (repo / "units/huaiyin.yaml").read_text("utf-8") == before


def test_filing_and_a_dry_run(repo, ws):
    head = run_git(repo, "rev-parse", "HEAD")
    planned = file_contact(ws, "区财政局", "财政张三", ON, dry_run=True)
    assert (planned.commit, planned.subject) == ("", "槐荫区 区财政局：财政张三 2022-07-01 备案")
    assert run_git(repo, "rev-parse", "HEAD") == head
    file_contact(ws, "区财政局", "财政张三", ON)
    assert list_contacts(ws, "区财政局").lines[0].contact.filed == ON
    again = file_contact(ws, "区财政局", "财政张三", ON)
    assert (again.commit, again.subject) == ("", "没有需要修改的内容")


def test_the_notice_about_the_history_comes_once(ws):
    assert PRIVACY in add_contact(ws, "区教育局", LI, dry_run=True).reports
    assert PRIVACY in add_contact(ws, "区教育局", LI).reports
    assert PRIVACY not in file_contact(ws, "区教育局", "李四", ON).reports


def test_an_email_of_two_units_is_pointed_out(ws):
    saved = add_contact(ws, "区教育局", Contact("李四", "CZJ@huaiyin.example", since=ON))
    assert any("也是区财政局的联系人" in report for report in saved.reports)


def test_the_same_name_in_two_governments_is_not_guessed(repo, ws):
    text = (repo / "units/huaiyin.yaml").read_text("utf-8").replace("槐荫区", "天桥区").replace("huaiyin.", "tianqiao.")
    text = text.replace("office: ", "parent: huaiyin\noffice: ")
    (repo / "units/tianqiao.yaml").write_text(text, "utf-8")
    run_git(repo, "add", "-A")
    run_git(repo, "commit", "-q", "-m", "天桥区")
    with pytest.raises(UnknownUnit, match=r"天桥区 区财政局（--jurisdiction tianqiao）"):
        add_contact(ws, "区财政局", LI)
    add_contact(ws, "区财政局", LI, jurisdiction="tianqiao")
    assert lines(ws, "区财政局", jurisdiction="huaiyin-2022") == [("区财政局", "财政张三")]
    assert len(lines(ws, "区财政局", jurisdiction="tianqiao")) == 2


@pytest.mark.parametrize(
    ("unit", "jurisdiction", "words"),
    [
        ("区财局", "", "没有单位“区财局”，相近的有 区财政局；请核对名称，或先把这个单位写进 units/huaiyin.yaml"),
        ("财政局", "", "相近的有 区财政局"),
        ("区财政局", "jinan", "没有辖区 jinan；现有：huaiyin"),
        ("区财政局", "huaiyin-2019", "没有计划 huaiyin-2019"),
    ],
)
def test_unknown_names_are_refused_with_what_there_is(ws, unit, jurisdiction, words):
    with pytest.raises(Exception, match=words):
        add_contact(ws, unit, LI, jurisdiction=jurisdiction)


def test_a_unit_enters_its_own_people_only_and_files_nothing(ws, monkeypatch):
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "czj@huaiyin.example")
    with pytest.raises(Refused, match="你以区财政局的身份操作"):
        add_contact(ws, "区教育局", LI)
    with pytest.raises(Refused, match="备案日期由政务公开办记录"):
        hand_over(ws, "区财政局", Handover("财政张三", "李四", ON, "li@huaiyin.example", ON))
    assert hand_over(ws, "区财政局", Handover("财政张三", "李四", ON, "li@huaiyin.example")).commit


def test_a_refusal_saves_nothing(repo, ws):
    head = run_git(repo, "rev-parse", "HEAD")
    with pytest.raises(ContactRefused):
        hand_over(ws, "区财政局", Handover("王五", "李四", ON, "li@huaiyin.example"))
    assert run_git(repo, "rev-parse", "HEAD") == head


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2022, 3, 1), date(2022, 9, 1)])
def test_nobody_gets_the_rights_of_the_office_by_leaving_or_before_beginning(ws, repo, monkeypatch, day):
    contact = Contact("王五", "wang@huaiyin.example", since=date(2022, 1, 1))
    add_contact(ws, "区教育局", contact)
    hand_over(ws, "区教育局", Handover("王五", "赵六", date(2022, 7, 1), "zhao@huaiyin.example"))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_EMAIL", contact.email)
    actor = open_workspace(repo, today=day).actor()
    assert (actor.unit, actor.is_office) == ("区教育和体育局", False)
    said = "已交接给赵六" if day.month == 9 else "不能登记槐荫区 区财政局的联系人"
    with pytest.raises(Refused, match=said):
        add_contact(open_workspace(repo, today=day), "区财政局", Contact("甲", "jia@a.cn", since=day))


@pytest.mark.parametrize("unit", ["区教育局", "区政府办公室"])
def test_who_has_left_reads_on_and_saves_nothing(ws, repo, monkeypatch, unit):
    add_contact(ws, unit, Contact("王五", "wang@huaiyin.example", since=date(2022, 1, 1)))
    hand_over(ws, unit, Handover("王五", "赵六", date(2022, 7, 1), "zhao@huaiyin.example"))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "wang@huaiyin.example")
    task, head = "huaiyin-2022/002", run_git(repo, "rev-parse", "HEAD")
    left = open_workspace(repo, today=date(2022, 7, 1))
    assert left.actor().is_office is False
    assert show_task(left, task).task.id == task
    said = r"王五）在.*任期到 2022-07-01 为止，已交接给赵六，不能再以.*请由赵六或政务公开办办理"
    proposal = propose(left, ChangeRequest((task,), assignments={"status": "推进中"}, note="前任操作"))
    assert re.search(said, proposal.refusals[0].message)
    assert re.search(said, entry_refusal(left, (task,)))
    for write in (
        lambda: carry_out(left, proposal),
        lambda: carry_out_undo(left, propose_undo(left)),
        lambda: new_plan(left, Plan("huaiyin-2024", "要点", year=2024, jurisdiction="huaiyin")),
        lambda: add_contact(left, unit, Contact("甲", "jia@a.cn", since=TODAY)),
    ):
        with pytest.raises(GongkaiError) as refused:
            write()
        words = " ".join([str(refused.value), *(each.message for each in getattr(refused.value, "problems", ()))])
        assert re.search(said, words)
    assert run_git(repo, "rev-parse", "HEAD") == head
    # The day before it was still the own business, and a place elsewhere goes on.
    assert open_workspace(repo, today=date(2022, 6, 30)).actor().barred == ""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "office@huaiyin.example")
    add_contact(ws, "区财政局", Contact("王五", "wang@huaiyin.example", since=date(2022, 7, 1)))
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "wang@huaiyin.example")
    moved = open_workspace(repo, today=date(2022, 7, 1)).actor()
    assert (moved.unit, moved.is_office, moved.barred) == ("区财政局", False, "")
