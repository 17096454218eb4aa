"""Other names of units and the members of sets, as a person enters and confirms them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.unit import Group
from gongkai_tui.domain.unit_names import NameRefused
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import units_path
from gongkai_tui.usecases import unit_registry as names
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.unit_lookup import UnknownUnit
from gongkai_tui.usecases.unit_registry import add_alias, confirm_members, list_names

from .conftest import UNITS, run_git
from .test_problems import as_unit


def test_another_name_is_the_unit_from_then_on(ws, repo):
    saved = add_alias(ws, "区财政局", " 区财局 ")
    assert saved.subject == "槐荫区 区财政局：登记别名 区财局"
    assert run_git(repo, "diff", "--numstat", "HEAD^").split()[:2] == ["2", "0"]
    request = ChangeRequest(("huaiyin-2022/1",), unit="区财局", assignments={"status": "推进中"}, note="已布置")
    carry_out(ws, propose(ws, request))
    assert "区财政局" in show_task(ws, "huaiyin-2022/1").task.unit_status
    [named] = list_names(ws, "区财局")
    assert named.each.name == "区财政局"


@pytest.mark.parametrize(
    ("name", "alias", "error", "said"),
    [
        ("区财政局", "区教育局", NameRefused, "“区教育局”已经登记，是区教育和体育局的别名"),
        ("区财政局", "各街道办事处", NameRefused, "“各街道办事处”已经登记，是各街道办事处$"),
        ("区财政局", "  ", NameRefused, "没有写别名"),
        ("区财", "甲", UnknownUnit, "没有单位“区财”"),
    ],
)
def test_a_name_that_is_taken_is_refused(ws, repo, name, alias, error, said):
    head = run_git(repo, "rev-parse", "HEAD")
    with pytest.raises(error, match=said):
        add_alias(ws, name, alias)
    assert run_git(repo, "rev-parse", "HEAD") == head


def test_members_are_confirmed_once(ws):
    def hints():
        return [each.message for each in check_data(ws) if each.check == "group-open"]

    assert hints() == ["“各街道办事处”的成员还没有人确认：看过成员，用 gongkai unit confirm 各街道办事处 确认。"]
    assert confirm_members(ws, "各街道办事处", dry_run=True).commit == ""
    assert confirm_members(ws, "各街道办事处").subject == "槐荫区 各街道办事处：确认成员 1 个单位"
    assert hints() == []
    assert confirm_members(ws, "各街道办事处").commit == ""


@pytest.mark.parametrize(
    ("propose_it", "name", "given", "said"),
    [
        (names.propose_members, "各街道办事处", ("区财政", "区财政局"), "名录里没有单位“区财政”，相近的有 区财政局"),
        (names.propose_members, "各街道办事处", ("各街道办事处",), "成员要是登记了的单位"),
        (names.propose_members, "各街道办事处", (" ",), "没有写单位"),
        (names.propose_members, "区财政局", ("区财政局",), "是一个单位，没有成员"),
        (names.propose_without_members, "各街道办事处", ("区财政局",), "区财政局不是各街道办事处的成员"),
        (names.propose_without_members, "各街道办事处", ("西市场街道办事处",), "要留下至少一个成员"),
        (names.propose_without_alias, "区财政局", "区教育局", "“区教育局”不是区财政局的别名"),
    ],
)
def test_what_cannot_be_a_member_or_is_none_is_refused(ws, propose_it, name, given, said):
    with pytest.raises(NameRefused, match=said):
        propose_it(ws, name, given)


def test_a_member_is_named_by_any_of_its_names_and_counts_once(ws, repo):
    proposal = names.propose_members(ws, "各街道办事处", ("区教育局", "区教育和体育局", "西市场街道办事处"))
    assert [(each.field, each.new) for each in proposal.changes] == [("成员", "西市场街道办事处、区教育和体育局")]
    names.carry_out(ws, proposal)
    assert "resolved" not in run_git(repo, "show", "--format=", "-U0", "HEAD")


def test_members_that_were_changed_meanwhile_are_not_confirmed_unseen(ws):
    seen = names.propose_confirmed(ws, "各街道办事处")
    assert seen.cautions == ("成员：西市场街道办事处",)
    names.carry_out(ws, names.propose_members(ws, "各街道办事处", ("区财政局",)))
    with pytest.raises(NameRefused, match="刚被改过：请重新看过再确认"):
        names.carry_out(ws, seen)


def test_only_a_set_with_members_is_confirmed_and_only_by_the_office(ws, repo, monkeypatch):
    open_set = replace(UNITS, groups=(*UNITS.groups, Group("区政府有关部门")))
    (repo / units_path("huaiyin")).write_text(emit.emit_units(open_set), "utf-8")
    run_git(repo, "commit", "-qam", "集合")
    with pytest.raises(NameRefused, match="还没有写成员"):
        confirm_members(ws, "区政府有关部门")
    with pytest.raises(NameRefused, match="是一个单位"):
        confirm_members(ws, "区财政局")
    with pytest.raises(Refused, match="由政务公开办登记"):
        confirm_members(as_unit(repo, monkeypatch), "各街道办事处")
