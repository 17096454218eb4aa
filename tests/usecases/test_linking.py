"""Links between the real plans: proposed, confirmed, 待复核 after a change above, cleared, removed, taken back."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from kept import read_once

from gongkai_tui.domain.coverage import Side
from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.fingerprint import fingerprints
from gongkai_tui.domain.flags import flags_of
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.status import Flag
from gongkai_tui.domain.task import Deadline, DeadlineKind, Link, LinkKind, LogKind
from gongkai_tui.storage import codec, emit
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.coverage import compare_plans, plan_coverage
from gongkai_tui.usecases.link_proposals import proposed_links
from gongkai_tui.usecases.link_table import read_link_table
from gongkai_tui.usecases.linking import LinkWish, propose_clearing, propose_links, propose_removal, save_links
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.own_plans import own_plans
from gongkai_tui.usecases.plan_lookup import UnknownPlan
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.statistics import statistics
from gongkai_tui.usecases.task_lookup import UnknownTask
from gongkai_tui.usecases.undo import carry_out_undo, propose_undo
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import run_git

ROOT = Path(__file__).parents[2]
TODAY = date(2022, 5, 20)
UPPER, LOWER, BEFORE = "jinan-2021", "tianqiao-2021", "tianqiao-2020"


@pytest.fixture(scope="module")
def real_plans(tmp_path_factory):
    """The real plans and units without the links that people have confirmed since."""
    root = tmp_path_factory.mktemp("plans") / "台账"
    for folder in ("plans", "units"):
        shutil.copytree(ROOT / folder, root / folder)
    for path in root.glob("plans/*/[0-9]*.yaml"):
        task = codec.decode_task(path.read_bytes(), path.name).value
        if task.links:
            path.write_text(emit.emit_task(replace(task, links=())), "utf-8")
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", "-A")
    who = ("-c", "user.name=办公室李四", "-c", "user.email=office@huaiyin.example")
    run_git(root, *who, "commit", "-q", "-m", "导入", "-m", "Gongkai-Action: import")
    read_once(root)
    return root


@pytest.fixture
def ws(real_plans, tmp_path):
    opened = open_workspace(Path(shutil.copytree(real_plans, tmp_path / "台账")), today=TODAY)
    yield opened
    opened.close()


def link(ws, task, to, kind=None):
    return save_links(ws, propose_links(ws, [LinkWish(task, to, kind)]))


def change(ws, task, requirement):
    return carry_out(ws, propose(ws, ChangeRequest(targets=(task,), assignments={"requirement": requirement})))


def stale(ws):
    """What the check of all data says, and with it every list, for as long as the cache goes on or is made anew."""
    found = list(dict.fromkeys(problem.place for problem in check_data(ws) if problem.check == "link-stale"))
    assert flagged(ws) == found
    with closing(open_workspace(ws.root, today=TODAY)) as anew:
        anew.give_up_cache()
        assert flagged(anew) == found
    return found


def flagged(ws, **when):
    rows = list_tasks(ws, "flag:待复核", **when).rows
    assert all(Flag.RELINK in flags_of(row, TODAY) for row in rows)
    figures = statistics(ws, by="flag", **when)
    assert [group.summary.total for group in figures.groups if group.key == "待复核"] == ([len(rows)] if rows else [])
    return [f"plans/{row.id}.yaml" for row in rows]


def test_a_confirmed_link_keeps_what_was_confirmed(ws):
    saved = link(ws, "tianqiao-2021/17", "jinan-2021/17")
    assert saved.subject == "天桥2021 第17项 全面推进公共企事业单位信息公开：关联 落实 jinan-2021/017"
    (found,) = show_task(ws, "tianqiao-2021/17").task.links
    assert (found.to, found.kind, found.confirmed, found.by) == ("jinan-2021/017", "落实", TODAY, "办公室李四")
    assert len(found.fingerprint) == 16
    assert run_git(ws.root, "diff", "--stat", "HEAD~1").count("|") == 1


def test_the_kind_follows_from_the_plans(ws):
    link(ws, f"{LOWER}/12", f"{BEFORE}/4")
    assert show_task(ws, f"{LOWER}/12").task.links[0].kind is LinkKind.FOLLOWS
    with pytest.raises(UsageError, match="--kind"):
        propose_links(ws, [LinkWish(f"{LOWER}/12", "hongdao-2019/1")])
    link(ws, f"{LOWER}/12", "hongdao-2019/1", LinkKind.RELATED)
    assert len(show_task(ws, f"{LOWER}/12").task.links) == 2


def test_a_link_to_another_plan_than_the_one_named_is_a_warning(ws):
    proposal = propose_links(ws, [LinkWish(f"{LOWER}/12", f"{BEFORE}/4", LinkKind.IMPLEMENTS)])
    assert "implements 是 jinan-2021" in proposal.warnings[0]
    save_links(ws, proposal)
    assert [p.place for p in check_data(ws) if p.check == "link-elsewhere"] == [f"plans/{LOWER}/012.yaml"]


def test_what_may_not_be_linked(ws):
    with pytest.raises(UnknownTask):
        propose_links(ws, [LinkWish(f"{LOWER}/1", f"{UPPER}/99")])
    with pytest.raises(Refused) as refused:
        link(ws, f"{LOWER}/1", f"{LOWER}/1", LinkKind.RELATED)
    assert "不能关联自己" in str(refused.value.problems[0])
    link(ws, f"{LOWER}/1", f"{UPPER}/1")
    assert link(ws, f"{LOWER}/1", f"{UPPER}/1").commit == ""
    with pytest.raises(Refused) as refused:
        link(ws, f"{LOWER}/1", f"{UPPER}/1", LinkKind.RELATED)
    assert "先 --remove" in str(refused.value.problems[0])


def test_no_task_carries_out_one_that_carries_it_out(ws):
    low, high, top = f"{LOWER}/001", f"{UPPER}/001", f"{UPPER}/002"
    save_links(ws, propose_links(ws, [LinkWish(low, high), LinkWish(high, top, LinkKind.IMPLEMENTS)]))
    back = LinkWish(top, low, LinkKind.IMPLEMENTS)
    said = f"落实成了一圈（{top} → {low} → {high} → {top}），一项任务不能落实由它而来的任务"
    assert [(each.place, each.message) for each in propose_links(ws, [back]).refusals] == [(top, said)]
    assert not propose_links(ws, [back._replace(kind=LinkKind.FOLLOWS)]).refusals
    assert not propose_links(ws, [back._replace(kind=LinkKind.RELATED)]).refusals
    both = [LinkWish(f"{LOWER}/002", f"{LOWER}/003", LinkKind.IMPLEMENTS)]
    both.append(LinkWish(both[0].to, both[0].task, LinkKind.IMPLEMENTS))
    assert len(propose_links(ws, both).refusals) == 2
    assert not [each for each in check_data(ws) if each.check == "link-circle"]
    path = ws.root / f"plans/{top}.yaml"
    task = codec.decode_task(path.read_bytes(), path.name).value
    path.write_text(emit.emit_task(replace(task, links=(Link(low, LinkKind.IMPLEMENTS),))), "utf-8")
    run_git(ws.root, "commit", "-qam", "手工")
    [found] = [each for each in check_data(ws) if each.check == "link-circle"]
    assert f"gongkai link {high} --remove {top} " in found.message
    assert found.place == f"plans/{high}.yaml"
    assert f"{high} → {top} → {low} → {high}" in found.message


def test_only_the_office_links(ws):
    units = ws.root / "units/tianqiao.yaml"
    text = units.read_text("utf-8")
    contact = (
        "  - name: 区财政局\n    kind: 部门\n    contacts:\n      - name: 张三\n        email: office@huaiyin.example\n"
    )
    units.write_text(text.replace("  - name: 区财政局\n    kind: 部门\n", contact, 1), "utf-8")
    run_git(ws.root, "commit", "-qam", "联系人")
    with pytest.raises(Refused, match="区财政局"):
        propose_links(ws, [LinkWish(f"{LOWER}/1", f"{UPPER}/1")])
    with pytest.raises(Refused, match="政务公开办"):
        propose_removal(ws, f"{LOWER}/1", f"{UPPER}/1", "误连")


def test_a_change_above_asks_for_a_review_until_it_is_cleared_and_undone(ws):
    link(ws, f"{LOWER}/17", f"{UPPER}/17")
    assert stale(ws) == []
    before = show_task(ws, f"{UPPER}/17").task.requirement
    change(ws, f"{UPPER}/17", before.replace("，", "， "))
    assert stale(ws) == []
    change(ws, f"{UPPER}/17", before + "每年向社会公布。")
    assert stale(ws) == [f"plans/{LOWER}/017.yaml"]
    (coverage,) = plan_coverage(ws, UPPER).coverages
    assert [answer.lower.id for answer in coverage.answers if answer.side is Side.STALE] == [f"{LOWER}/017"]
    with pytest.raises(Refused) as refused:
        link(ws, f"{LOWER}/17", f"{UPPER}/17")
    assert "--clear" in str(refused.value.problems[0])
    with pytest.raises(UsageError, match="--reason"):
        propose_clearing(ws, f"{LOWER}/17", f"{UPPER}/17", " ")

    saved = save_links(ws, propose_clearing(ws, f"{LOWER}/17", f"{UPPER}/17", "新增的公布要求已由第18项覆盖"))
    assert saved.subject.endswith("：复核关联 jinan-2021/017（新增的公布要求已由第18项覆盖）")
    assert stale(ws) == []
    task = show_task(ws, f"{LOWER}/17").task
    assert (task.log[-1].kind, task.log[-1].by) == (LogKind.CORRECTION, "办公室李四")
    assert task.log[-1].text == "复核关联 落实 jinan-2021/017：新增的公布要求已由第18项覆盖"
    with pytest.raises(Refused):
        save_links(ws, propose_clearing(ws, f"{LOWER}/17", f"{UPPER}/17", "再来一次"))

    carry_out_undo(ws, propose_undo(ws))
    assert stale(ws) == [f"plans/{LOWER}/017.yaml"]
    change(ws, f"{UPPER}/17", before)
    assert stale(ws) == []


def test_a_changed_number_asks_for_a_review_of_a_link_of_either_age(ws):
    link(ws, f"{LOWER}/32", f"{UPPER}/31")
    link(ws, f"{LOWER}/31", f"{UPPER}/30")
    requirement = show_task(ws, f"{UPPER}/31").task.requirement
    assert "2—3 个区县" in requirement
    change(ws, f"{UPPER}/31", requirement.replace("2—3", "23"))
    assert stale(ws) == [f"plans/{LOWER}/032.yaml"]
    change(ws, f"{UPPER}/31", requirement)
    assert stale(ws) == []

    lower = ws.root / f"plans/{LOWER}/032.yaml"
    text = lower.read_text("utf-8")
    mark, mark_of_words = fingerprints(requirement)
    lower.write_text(text.replace(mark, mark_of_words), "utf-8")
    run_git(ws.root, "commit", "-qam", "从前确认的")
    assert stale(ws) == []
    assert link(ws, f"{LOWER}/32", f"{UPPER}/31").commit == ""
    change(ws, f"{UPPER}/31", requirement.replace("2—3", "3—5"))
    assert stale(ws) == [f"plans/{LOWER}/032.yaml"]


@pytest.fixture
def linked(ws):
    """The commit after four links of three tasks were confirmed."""
    links = [LinkWish(f"{LOWER}/{number}", f"{UPPER}/{number}", LinkKind.IMPLEMENTS) for number in (3, 5, 17)]
    save_links(ws, propose_links(ws, [*links, LinkWish(f"{LOWER}/17", f"{BEFORE}/4", LinkKind.FOLLOWS)]))
    return run_git(ws.root, "rev-parse", "HEAD").strip()


def test_a_link_to_be_reviewed_is_flagged_with_the_hand_edits_on_either_side(ws, linked):
    assert stale(ws) == []
    upper = ws.root / f"plans/{UPPER}/005.yaml"
    kept = upper.read_text("utf-8")
    upper.write_text(kept.replace("requirement: |-\n", "requirement: |-\n  另加一句。\n", 1), "utf-8")
    assert stale(ws) == [f"plans/{LOWER}/005.yaml"]
    run_git(ws.root, "commit", "-qam", "手改上级")
    assert stale(ws) == [f"plans/{LOWER}/005.yaml"]
    change(ws, f"{BEFORE}/4", "全部改写。")
    assert stale(ws) == [f"plans/{LOWER}/005.yaml", f"plans/{LOWER}/017.yaml"]
    assert flagged(ws, as_of=linked) == []
    assert flagged(ws, as_of="HEAD~1") == [f"plans/{LOWER}/005.yaml"]
    lower = ws.root / f"plans/{LOWER}/005.yaml"
    text = lower.read_text("utf-8")
    lower.write_text(text[: text.index("links:")], "utf-8")
    assert stale(ws) == [f"plans/{LOWER}/017.yaml"]
    lower.write_text(text, "utf-8")
    upper.write_text(kept, "utf-8")
    assert stale(ws) == [f"plans/{LOWER}/017.yaml"]


def test_a_link_to_be_reviewed_is_flagged_after_every_kind_of_commit(ws, linked):
    assert stale(ws) == []
    every = ChangeRequest(targets=(f"{UPPER}/3", f"{UPPER}/17"), assignments={"requirement": "一并改写。"})
    carry_out(ws, propose(ws, every))
    assert stale(ws) == [f"plans/{LOWER}/{number:03d}.yaml" for number in (3, 17)]
    run_git(ws.root, "rm", "-q", f"plans/{UPPER}/003.yaml")
    run_git(ws.root, "commit", "-qm", "删去一项")
    assert stale(ws) == [f"plans/{LOWER}/017.yaml"]
    run_git(ws.root, "checkout", "-q", linked)
    assert stale(ws) == []


def test_a_link_is_removed_with_a_reason_and_comes_back_by_undo(ws):
    link(ws, f"{LOWER}/17", f"{UPPER}/17")
    save_links(ws, propose_removal(ws, f"{LOWER}/17", f"{UPPER}/17", "逐字核对后不是一回事"))
    task = show_task(ws, f"{LOWER}/17").task
    assert task.links == ()
    assert "逐字核对后不是一回事" in task.log[-1].text
    carry_out_undo(ws, propose_undo(ws))
    assert [each.to for each in show_task(ws, f"{LOWER}/17").task.links] == [f"{UPPER}/017"]
    with pytest.raises(Refused):
        save_links(ws, propose_removal(ws, f"{LOWER}/17", f"{UPPER}/18", "没有这条"))


def test_a_link_written_by_hand_is_confirmed_by_linking(ws):
    path = ws.root / f"plans/{LOWER}/017.yaml"
    path.write_text(path.read_text("utf-8") + f"links:\n  - to: {UPPER}/017\n    kind: 落实\n", "utf-8")
    run_git(ws.root, "commit", "-qam", "手写关联")
    assert show_task(ws, f"{LOWER}/17").task.links == (Link(f"{UPPER}/017", LinkKind.IMPLEMENTS),)
    assert link(ws, f"{LOWER}/17", f"{UPPER}/17").commit
    assert show_task(ws, f"{LOWER}/17").task.links[0].confirmed == TODAY


def test_a_link_is_no_work_on_the_task(ws):
    before = {row.id: row.updated for row in list_tasks(ws).rows}
    link(ws, f"{LOWER}/17", f"{UPPER}/17")
    assert {row.id: row.updated for row in list_tasks(ws).rows} == before


def test_proposals_leave_out_what_is_linked_and_are_confirmed_in_one_commit(ws):
    found = proposed_links(ws, LOWER, kind=LinkKind.IMPLEMENTS, floor=90)
    assert len(found) == 27
    link(ws, found[0].task.id, found[0].to.id)
    rest = proposed_links(ws, LOWER, kind=LinkKind.IMPLEMENTS, floor=90)
    assert rest == found[1:]
    saved = save_links(ws, propose_links(ws, [each.wish for each in rest]))
    assert saved.subject == "天桥2021：确认落实济南2021的 26 条关联"
    assert run_git(ws.root, "log", "-1", "--format=%b").count("：落实 jinan-2021/") == 26
    assert len(saved.tasks) == 26
    assert proposed_links(ws, LOWER, kind=LinkKind.IMPLEMENTS, floor=90) == ()
    carry_out_undo(ws, propose_undo(ws))
    assert proposed_links(ws, LOWER, kind=LinkKind.IMPLEMENTS, floor=90) == rest


def test_proposals_between_plans_that_do_not_name_each_other(ws):
    with pytest.raises(UsageError, match="--to"):
        proposed_links(ws, "huaiyin-2022")
    found = proposed_links(ws, "huaiyin-2022", to=LOWER, floor=80)
    assert {each.kind for each in found} == {LinkKind.RELATED}
    with pytest.raises(UnknownPlan):
        proposed_links(ws, LOWER, to="shanghai-2021")


def test_a_table_that_was_gone_through(ws):
    table = "编号,任务,对应编号\ntianqiao-2021/1,聚焦,jinan-2021/2\ntianqiao-2021/1,,jinan-2021/001\n".encode()
    wishes = read_link_table(table, LOWER, suffix="csv", name="表.csv")
    assert wishes == (LinkWish(f"{LOWER}/001", f"{UPPER}/002"), LinkWish(f"{LOWER}/001", f"{UPPER}/001"))
    save_links(ws, propose_links(ws, wishes))
    assert [each.to for each in show_task(ws, f"{LOWER}/1").task.links] == [f"{UPPER}/002", f"{UPPER}/001"]
    bad = "task,to,kind\ntianqiao-2021/1,x,落实\njinan-2021/1,jinan-2021/2,\ntianqiao-2021/1,jinan-2021/2,抄\n".encode()
    with pytest.raises(Refused) as refused:
        read_link_table(bad, LOWER, suffix="csv", name="表.csv")
    assert [problem.line for problem in refused.value.problems] == [2, 3, 4]


def test_coverage_of_two_levels_and_two_years(ws):
    link(ws, f"{LOWER}/1", f"{UPPER}/2")
    link(ws, f"{LOWER}/1", f"{BEFORE}/1")
    (down,) = plan_coverage(ws, UPPER).coverages
    (up,) = plan_coverage(ws, LOWER).coverages
    assert down == up
    assert (up.upper_answered, up.upper_total, up.lower_sourced, up.lower_total) == (1, 35, 1, 36)
    (years,) = plan_coverage(ws, BEFORE, against=LOWER).coverages
    assert (years.kind, years.upper.id, years.upper_answered) == (LinkKind.FOLLOWS, BEFORE, 1)
    assert plan_coverage(ws, LOWER, kind=LinkKind.FOLLOWS).coverages == (years,)
    with pytest.raises(UsageError, match="--with"):
        plan_coverage(ws, LOWER, against="hongdao-2019")
    with pytest.raises(UsageError, match="implements"):
        plan_coverage(ws, "hongdao-2019")


def test_two_districts_against_each_other(ws):
    (found,) = compare_plans(ws, "huaiyin-2022", LOWER).coverages
    pairs = {(a.upper.id, a.lower.id) for a in found.answers if a.upper and a.lower}
    assert {("huaiyin-2022/064", f"{LOWER}/035"), ("huaiyin-2022/040", f"{LOWER}/032")} <= pairs
    assert f"{LOWER}/028" in {a.lower.id for a in found.answers if a.side is Side.LOWER}
    link(ws, f"{LOWER}/28", "huaiyin-2022/1", LinkKind.RELATED)
    (linked,) = compare_plans(ws, "huaiyin-2022", LOWER, floor=100).coverages
    assert [(a.upper.id, a.lower.id, a.score) for a in linked.answers if a.upper and a.lower] == [
        ("huaiyin-2022/001", f"{LOWER}/028", None)
    ]


def test_a_link_that_is_cleared_or_removed_does_not_explain_another_day(ws):
    path = ws.root / f"plans/{LOWER}/017.yaml"
    task = codec.decode_task(path.read_bytes(), path.name).value
    deadline = Deadline("2022年6月底前", DeadlineKind.DATE, date(2022, 9, 30))
    path.write_text(emit.emit_task(replace(task, deadline=deadline)), "utf-8")
    run_git(ws.root, "commit", "-qam", "手改期限")

    def differs():
        return [each.place for each in check_data(ws) if each.check == "deadline-differs"]

    assert differs() == [f"plans/{LOWER}/017.yaml"]
    link(ws, f"{LOWER}/17", f"{UPPER}/17")
    change(ws, f"{UPPER}/17", "每年向社会公布。")
    for act in (propose_clearing, propose_removal):
        save_links(ws, act(ws, f"{LOWER}/17", f"{UPPER}/17", "核对过"))
        assert differs() == [f"plans/{LOWER}/017.yaml"]


def test_the_units_own_plans(ws):
    path = ws.root / "plans/huaiyin-2022/plan.yaml"
    path.write_text(path.read_text("utf-8").replace("year: 2022\n", "issued: 2022-04-15\nyear: 2022\n", 1), "utf-8")
    run_git(ws.root, "commit", "-qam", "补印发日期")
    for status in ("推进中", "待核查"):
        request = ChangeRequest(
            targets=("huaiyin-2022/65",),
            assignments={"status": status},
            unit="区财政局",
            note="槐财字〔2022〕3号",
            evidence=("https://example.gov.cn/1", "槐财字〔2022〕3号"),
        )
        carry_out(ws, propose(ws, request))
    found = own_plans(ws, "huaiyin-2022", "65")
    assert found.doubt == ""
    assert "没有要各单位制定要点或方案" in own_plans(ws, "huaiyin-2022", "2").doubt
    assert found.due == date(2022, 5, 15)
    by_unit = {duty.unit: duty for duty in found.duties.units}
    reported = by_unit["区财政局"]
    assert (reported.days, reported.late, reported.publication.number) == (35, True, "槐财字〔2022〕3号")
    assert (by_unit["腊山街道办事处"].publication, by_unit["腊山街道办事处"].late) == (None, True)
    assert found.duties.unconfirmed == ("区政府各部门", "各街道办事处")
    with pytest.raises(UsageError):
        own_plans(ws, "huaiyin-2022", f"{LOWER}/1")


def test_a_plan_of_the_unit_in_the_repository_counts(ws):
    found = own_plans(ws, UPPER, "35")
    district = next(duty for duty in found.duties.units if duty.unit == "天桥区政府")
    assert (district.publication.plan, district.publication.number) == (LOWER, "济天政办字〔2021〕13号")
    assert district.days == 74
    path = ws.root / f"plans/{LOWER}/plan.yaml"
    path.write_text(path.read_text("utf-8").replace("issued: 2021-08-10\n", ""), "utf-8")
    run_git(ws.root, "commit", "-qam", "还没有印发")
    found = own_plans(ws, UPPER, "35")
    assert next(duty.publication for duty in found.duties.units if duty.unit == "天桥区政府") is None


def test_what_somebody_else_did_meanwhile_is_not_done_twice(ws):
    proposal = propose_links(ws, [LinkWish(f"{LOWER}/17", f"{UPPER}/17")])
    save_links(ws, proposal)
    head = ws.repository.head()
    with pytest.raises(Refused, match="同样的修改"):
        save_links(ws, proposal)
    assert ws.repository.head() == head


def test_a_change_elsewhere_in_the_task_meanwhile_is_kept(ws):
    proposal = propose_links(ws, [LinkWish(f"{LOWER}/17", f"{UPPER}/17")])
    change(ws, f"{LOWER}/17", "另有要求。")
    save_links(ws, proposal)
    task = show_task(ws, f"{LOWER}/17").task
    assert (task.requirement, len(task.links)) == ("另有要求。", 1)


def test_a_task_that_was_deleted_meanwhile_is_not_linked(ws):
    to = f"{UPPER}/001"
    proposal = propose_links(ws, [LinkWish(f"{LOWER}/001", to)])
    run_git(ws.root, "rm", "-q", f"plans/{to}.yaml")
    run_git(ws.root, "commit", "-qm", "删去")
    with pytest.raises(Refused, match=f"{to} 刚被别人删去"):
        save_links(ws, proposal)
    assert not show_task(ws, f"{LOWER}/1").task.links


@pytest.mark.parametrize("reason", ["不是一回事\x1b[31m", "长" * 20_001])
def test_a_reason_is_text_that_a_file_may_hold(ws, reason):
    save_links(ws, propose_links(ws, [LinkWish(f"{LOWER}/001", f"{UPPER}/001")]))
    for act in (propose_removal, propose_clearing):
        with pytest.raises(BadValue, match="理由"):
            act(ws, f"{LOWER}/001", f"{UPPER}/001", reason)
