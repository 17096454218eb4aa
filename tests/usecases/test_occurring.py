"""Recurring duties: registered by set, recorded by occur, counted by recurring, missed in owe."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date

import pytest

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.form_values import form_values
from gongkai_tui.domain.found_in_log import faults_in
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.edit_task import save_task_text, task_text
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.occurring import Occurrence, propose_occurrence
from gongkai_tui.usecases.owing import owing
from gongkai_tui.usecases.plan_lookup import UnknownPlan
from gongkai_tui.usecases.recurring import recurring_duties
from gongkai_tui.usecases.show_task import show_task
from gongkai_tui.usecases.taking_back import Withdrawal, propose_withdrawal
from gongkai_tui.usecases.task_lookup import UnknownTask
from gongkai_tui.usecases.workspace import open_workspace

from .conftest import run_git

TASK = "huaiyin-2022/001"


@pytest.fixture
def yearly(ws):
    """区财政局、各街道办事处, twice a year each; the day is 2022-08-01."""
    carry_out(ws, propose(ws, ChangeRequest(targets=(TASK,), assignments={"周期": "每半年1次 每单位"})))
    return ws


def occur(ws, **said):
    fields = {"task_id": TASK, "units": ("区财政局",), "day": "2022-03-10", "text": "听取汇报", **said}
    return carry_out(ws, propose_occurrence(ws, Occurrence(**fields)))


def counts(ws, **asked):
    (task,) = recurring_duties(ws, **asked).tasks
    return [(c.period.label, c.standing.value, c.done, c.missing) for c in task.counts]


def test_several_units_are_one_commit(yearly, repo):
    before = run_git(repo, "rev-list", "--count", "HEAD")
    occur(yearly, units=("区财政局", "西市场街道办事处"), evidence=("https://e.invalid/1",))
    assert int(run_git(repo, "rev-list", "--count", "HEAD")) == int(before) + 1
    log = show_task(yearly, TASK).task.log
    assert [(e.kind, e.date, e.unit, e.text, e.evidence) for e in log] == [
        ("完成次数", date(2022, 3, 10), unit, "听取汇报", ("https://e.invalid/1",))
        for unit in ("区财政局", "西市场街道办事处")
    ]
    assert counts(yearly) == [
        ("2022年上半年", "已过", 2, ()),
        ("2022年下半年", "本期", 0, ("区财政局", "西市场街道办事处")),
    ]


def test_a_task_that_was_ended_keeps_what_was_over_and_recorded_and_takes_nothing_after_it(yearly, repo):
    occur(yearly)
    ending = ChangeRequest(targets=(TASK,), assignments={"status": "已终止"}, reason="不再执行")
    carry_out(yearly, propose(yearly, ending))
    assert counts(yearly) == [("2022年上半年", "已过", 1, ("西市场街道办事处",))]
    assert not next(each.debts for each in owing(yearly).units if each.debts.name == "西市场街道办事处").missed
    with closing(open_workspace(repo, today=date(2022, 9, 1))) as later:
        occur(later, units=("西市场街道办事处",), day="2022-07-15", text="补记")
        assert counts(later) == [
            ("2022年上半年", "已过", 1, ("西市场街道办事处",)),
            ("2022年下半年", "本期", 1, ()),
        ]
        with pytest.raises(Refused) as refused:
            occur(later, day="2022-08-20")
        assert "2022-08-01 已终止" in str(refused.value.problems[0])
        entry = "  - id: 0badc0de\n    date: 2022-08-20\n    kind: 完成次数\n    unit: 区财政局\n    text: 会\n"
        with pytest.raises(Refused) as refused:
            save_task_text(later, TASK, task_text(later, TASK).replace("recurring:\n", f"{entry}recurring:\n"))
        assert "2022-08-01 已终止" in str(refused.value.problems[0])


def test_a_part_that_was_ended_drops_out_of_the_periods_after_it(yearly):
    ending = ChangeRequest(targets=(TASK,), assignments={"status": "已终止"}, unit="区财政局", reason="撤并")
    carry_out(yearly, propose(yearly, ending))
    assert counts(yearly) == [
        ("2022年上半年", "已过", 0, ("区财政局", "西市场街道办事处")),
        ("2022年下半年", "本期", 0, ("西市场街道办事处",)),
    ]


@pytest.mark.parametrize("odd", ["随便", "http://x"])
def test_evidence_is_an_address_a_number_or_a_file(yearly, odd):
    with pytest.raises(BadValue, match=r"要写网址|没有网站名"):
        occur(yearly, evidence=(odd,))


def test_the_missing_stand_in_owe_until_done(yearly):
    def missing():
        return {each.debts.name: each.debts.missed for each in owing(yearly, plan="huaiyin-2022").units}

    assert missing() == {"区财政局": 1, "区教育和体育局": 0, "西市场街道办事处": 1}
    occur(yearly)
    assert missing()["区财政局"] == 0


def test_hand_edits_and_the_past_are_counted_too(yearly, repo):
    occur(yearly)
    assert counts(yearly, as_of="HEAD~1")[0][2] == 0
    path = repo / f"plans/{TASK}.yaml"
    path.write_text(
        path.read_text().replace("unit: 区财政局\n    text: 听取", "unit: 西市场街道办事处\n    text: 听取")
    )
    assert counts(yearly)[0][3] == ("区财政局",)


def test_what_is_asked_for(yearly):
    assert recurring_duties(yearly, plan="huaiyin-2021").tasks == ()
    assert counts(yearly, task_id="huaiyin-2022/1") == counts(yearly, filter_text="财政")
    with pytest.raises(UnknownPlan):
        recurring_duties(yearly, plan="huaiyin-1999")
    with pytest.raises(UnknownTask):
        recurring_duties(yearly, task_id="huaiyin-2022/9")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"units": ("区教育局",)}, "不是这项任务的责任单位"),
        ({"units": ()}, "请用 --unit"),
        ({"day": "2021-12-31"}, "不在这份计划的年度里"),
        ({"task_id": "huaiyin-2022/002", "units": ()}, "没有登记周期"),
    ],
)
def test_what_makes_no_sense_is_refused(yearly, said, words):
    with pytest.raises(Refused) as caught:
        occur(yearly, **said)
    assert words in caught.value.problems[0].message


def typed(ws, task_id=TASK, **said):
    """Save an entry of the log as somebody types it into the file."""
    fields = {"id": "0000000a", "date": "2022-03-10", "kind": "完成次数", "unit": "区财政局", "text": "听取汇报"}
    fields |= said
    entry = "".join(f"    {name}: {value}\n" for name, value in fields.items() if value)
    before, _, after = task_text(ws, task_id).partition("log:\n")
    entries, key, rest = after.partition("recurring:\n")
    return save_task_text(ws, task_id, f"{before}log:\n{entries}  -{entry[3:]}{key}{rest}")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"unit": "区教育局"}, "不是这项任务的责任单位"),
        ({"unit": ""}, "请用 unit 写明是哪个单位做的"),
        ({"date": "2021-12-31"}, "不在这份计划的年度里"),
        ({"date": "2022-08-02"}, "还没有到"),
        ({"text": ""}, "做了什么"),
        ({"task_id": "huaiyin-2022/002", "unit": ""}, "没有登记周期"),
    ],
)
def test_what_is_typed_into_the_file_is_held_to_the_same(yearly, said, words):
    with pytest.raises(Refused) as caught:
        typed(yearly, **said)
    assert words in caught.value.problems[0].message
    assert "--" not in caught.value.problems[0].message


def test_a_refusal_quotes_what_was_typed_as_it_is(yearly):
    with pytest.raises(Refused) as caught:
        typed(yearly, unit="", text="见 2022--03.html")
    assert "完成次数：见 2022--03.html”" in caught.value.problems[0].message


def test_what_is_typed_into_the_file_counts_once_beside_what_was_recorded(yearly):
    typed(yearly)
    assert show_task(yearly, TASK).task.log[-1].by == "办公室李四"
    with pytest.raises(Refused) as caught:
        typed(yearly, id="0000000b")
    assert "已经记过" in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"day": "2022-08-02"}, "还没有到"),
        ({"day": "某天"}, "没有看懂"),
        ({"text": " "}, "做了什么"),
        ({"evidence": ("已完成",)}, "佐证"),
    ],
)
def test_what_is_not_understood_is_said(yearly, said, words):
    with pytest.raises(BadValue, match=words):
        occur(yearly, **said)


def test_the_same_once_more_is_refused(yearly):
    occur(yearly)
    with pytest.raises(Refused):
        occur(yearly)
    assert occur(yearly, text="第二次").commit


STREETS, STREET = "各街道办事处", "西市场街道办事处"


@pytest.fixture
def twice(ws):
    """Twice in each half year."""
    carry_out(ws, propose(ws, ChangeRequest(targets=(TASK,), assignments={"周期": "每半年2次 每单位"})))
    return ws


def done(ws):
    (task,) = recurring_duties(ws).tasks
    return {each.unit: each.done for each in task.counts[0].units}


@pytest.mark.parametrize("order", [1, -1])
def test_a_set_and_one_of_its_members_are_one_act(twice, order):
    saved = occur(twice, units=(STREETS, STREET)[::order])
    assert STREETS in saved.subject
    assert STREET not in saved.subject
    assert [entry.unit for entry in show_task(twice, TASK).task.log] == [STREETS]
    assert done(twice) == {"区财政局": 0, STREET: 1}
    with pytest.raises(Refused) as caught:
        occur(twice, units=(STREET,))
    assert "已经随各街道办事处记过" in caught.value.problems[0].message


def test_what_was_recorded_for_a_member_first_counts_once_beside_its_set(twice):
    occur(twice, units=(STREET,))
    occur(twice, units=(STREETS,))
    assert done(twice)[STREET] == 1
    occur(twice, units=(STREET,), text="第二次")
    assert done(twice)[STREET] == 2


def test_several_rhythms_need_to_be_named(ws):
    words = "每月1次 全区（空气）；每季1次 全区（饮水）"
    carry_out(ws, propose(ws, ChangeRequest(targets=(TASK,), assignments={"周期": words})))
    with pytest.raises(Refused) as caught:
        occur(ws)
    assert "--what" in caught.value.problems[0].message
    occur(ws, what="空", units=())
    done = [(c.duty.what, c.period.label) for c in recurring_duties(ws).tasks[0].counts if not c.missing]
    assert done == [("空气", "2022年3月")]


def test_a_unit_records_for_itself_only(yearly, repo, monkeypatch):
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "czj@huaiyin.example")
        monkeypatch.setenv(f"GIT_{role}_NAME", "财政张三")
    own = open_workspace(repo, today=yearly.today)
    occur(own, units=())
    assert show_task(own, TASK).task.log[-1].unit == "区财政局"
    with pytest.raises(Refused) as caught:
        occur(own, units=("西市场街道办事处",))
    assert "不能代西市场街道办事处填报" in caught.value.problems[0].message
    own.close()


def test_the_hint_that_asks_for_a_rhythm_goes_when_there_is_one(yearly):
    asks, other = "“定期听取汇报”没有写明周期，请确定后录入周期", "请核对"
    text = task_text(yearly, TASK).rstrip("\n")
    save_task_text(yearly, TASK, f"{text}\nhints:\n  - {asks}\n  - {other}\n")

    def hints_after(words):
        carry_out(yearly, propose(yearly, ChangeRequest(targets=(TASK,), assignments={"周期": words}, note="核对")))
        return show_task(yearly, TASK).task.hints

    assert hints_after("每半年1次 每单位") == (asks, other), "as it was before anybody asked"
    assert hints_after("无") == (asks, other)
    assert hints_after("每季1次 全区（听取汇报）") == (other,)


def test_a_stated_and_an_open_period_are_answered_each_by_its_own(yearly):
    stated = "“每年至少听取1次汇报”写明了周期，请录入周期（每年1次，每单位或全区）"
    asks, other = "“定期召开会议”没有写明周期，请确定后录入周期", "请核对"
    text = task_text(yearly, TASK).rstrip("\n")
    bare = re.sub(r"recurring:\n(?:  .*\n)+", "", text + "\n")

    def hints_after(words, hints):
        save_task_text(yearly, TASK, bare + "hints:\n" + "".join(f"  - {hint}\n" for hint in hints))
        carry_out(yearly, propose(yearly, ChangeRequest(targets=(TASK,), assignments={"周期": words})))
        return show_task(yearly, TASK).task.hints

    twice = stated.replace("每年1次，", "每月1次；每季1次，")
    assert hints_after("每年1次 全区", (stated, other)) == (other,)
    assert hints_after("每月2次 全区", (twice, other)) == (other, twice)
    assert hints_after("每月2次 全区（空气）；每季1次 全区（饮水）", (twice, other)) == (other,)
    both = stated.replace("每年1次，", "每年4次；每季4次，")
    assert hints_after("每季5次 全区（空气）；每月1次 全区（饮水）", (both, other)) == (other,)
    often = stated.replace("每年1次，", "每年2次，")
    assert hints_after("每年1次 每单位", (often, other)) == (other, often)
    assert hints_after("每半年1次 每单位", (often, other)) == (other,)
    assert hints_after("每年1次 每单位", (stated, asks, other)) == (other, asks)
    assert hints_after("每季1次 全区", (stated, asks, other)) == (other, stated)
    assert hints_after("每年1次 每单位（听汇报）；每季1次 全区（开会）", (stated, asks, other)) == (other,)


def test_a_rhythm_can_be_taken_away_again(yearly):
    carry_out(yearly, propose(yearly, ChangeRequest(targets=(TASK,), assignments={"周期": "无"})))
    assert recurring_duties(yearly).tasks == ()


def change_duty(ws, words):
    return propose(ws, ChangeRequest(targets=(TASK,), assignments={"周期": words}))


@pytest.fixture
def reported(ws):
    """区财政局 has reported for the only duty of the task, which is called 听取汇报."""
    carry_out(ws, change_duty(ws, "每年1次 每单位（听取汇报）"))
    occur(ws)
    return ws


@pytest.mark.parametrize(
    "words",
    ["每季1次 全区（领导小组会议）", "每年1次 每单位（汇报）", "每年1次 每单位（汇报）；每季1次 全区（领导小组会议）"],
)
def test_what_was_recorded_of_one_duty_counts_for_no_other(reported, words):
    proposal = change_duty(reported, words)
    assert any("1 条完成次数（听取汇报）将不再计入任何一种周期" in said for said in proposal.cautions)
    carry_out(reported, proposal)
    assert {done for _, _, done, _ in counts(reported)} == {0}
    found = [each for each in check_data(reported) if each.check == "occurrence-uncounted"]
    assert [(each.place, each.severity) for each in found] == [(f"plans/{TASK}.yaml", Severity.WARNING)]
    assert "听取汇报" in found[0].message


def test_a_duty_keeps_its_records_whatever_its_rhythm_and_its_spelling(reported):
    proposal = change_duty(reported, "每季1次 全区（会议）；每半年1次 每单位（“听取” 汇报）")
    assert not [said for said in proposal.cautions if "完成次数" in said]
    carry_out(reported, proposal)
    done = [(c.duty.every, c.period.label) for c in recurring_duties(reported).tasks[0].counts if c.done]
    assert done == [("半年", "2022年上半年")]
    assert not [each for each in check_data(reported) if each.check == "occurrence-uncounted"]


def test_records_that_name_no_duty_are_told_before_they_are_taken_for_another(yearly):
    occur(yearly)
    (said,) = (each for each in change_duty(yearly, "每季1次 全区（会议）").cautions if "完成次数" in each)
    assert "1 条完成次数没有写是哪一种，将算作每季1次（会议）" in said


def take_back(ws, **said):
    fields = {"task_id": TASK, "reason": "误记，没有开会", "units": ("区财政局",), "day": "2022-03-10", **said}
    return carry_out(ws, propose_withdrawal(ws, Withdrawal(**fields)))


def refused_words(act, ws, **said):
    with pytest.raises(Refused) as caught:
        act(ws, **said)
    return str(caught.value.problems[0])


def test_what_was_recorded_by_mistake_is_left_out_everywhere_and_stays_in_the_log(yearly):
    occur(yearly, units=("区财政局", "西市场街道办事处"), evidence=("https://e.invalid/1",))
    shown = list_tasks(yearly, TASK).rows[0]
    take_back(yearly)
    assert counts(yearly)[0][2:] == (1, ("区财政局",))
    missed = {each.debts.name: each.debts.missed for each in owing(yearly).units}
    assert (missed["区财政局"], missed["西市场街道办事处"]) == (1, 0)
    entry, _, correction = show_task(yearly, TASK).task.log
    assert (entry.kind, correction.kind, correction.corrects) == ("完成次数", "更正", entry.id)
    assert (correction.unit, correction.text) == ("区财政局", "2022-03-10的完成次数不算：误记，没有开会")
    assert list_tasks(yearly, TASK).rows[0].evidence == shown.evidence - 1
    assert "已经更正过" in refused_words(take_back, yearly)
    occur(yearly)
    assert counts(yearly)[0][2] == 2


def test_several_records_or_none_are_not_guessed_at(yearly):
    occur(yearly, text="上午一次")
    occur(yearly, text="下午一次")
    assert "2 条都可能是" in refused_words(take_back, yearly)
    assert "上午一次" in refused_words(take_back, yearly, day="2022-03-11")
    take_back(yearly, text="上午")
    assert [entry.text for entry in show_task(yearly, TASK).task.standing_log][:1] == ["下午一次"]
    with pytest.raises(BadValue, match="为什么不算"):
        take_back(yearly, reason=" ")


def test_what_was_recorded_with_a_set_is_taken_back_with_it(yearly):
    occur(yearly, units=(STREETS,))
    assert f"随{STREETS}记的" in refused_words(take_back, yearly, units=(STREET,))
    take_back(yearly, units=(STREETS,))
    assert counts(yearly)[0][2] == 0


def test_a_correction_that_is_typed_into_the_file_is_held_to_the_same(yearly, repo):
    occur(yearly)
    (entry,) = show_task(yearly, TASK).task.log
    said = {"date": "2022-08-01", "kind": "更正", "text": "误记"}
    with pytest.raises(Refused) as caught:
        typed(yearly, **said, corrects="0badc0de")
    assert "0badc0de" in caught.value.problems[0].message
    with pytest.raises(Refused):
        typed(yearly, **{**said, "kind": "进展"}, corrects=entry.id)
    typed(yearly, **said, corrects=entry.id)
    assert counts(yearly)[0][2] == 0
    assert not [each for each in check_data(yearly) if each.check == "corrects-nothing"]
    path = repo / f"plans/{TASK}.yaml"
    path.write_text(path.read_text().replace(f"corrects: {entry.id}", "corrects: 0badc0de"))
    assert [each.check for each in check_data(yearly) if each.check == "corrects-nothing"]


def test_a_unit_asks_the_office_to_correct(yearly, repo, monkeypatch):
    occur(yearly)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "czj@huaiyin.example")
        monkeypatch.setenv(f"GIT_{role}_NAME", "财政张三")
    with closing(open_workspace(repo, today=yearly.today)) as own:
        assert "由政务公开办更正" in refused_words(take_back, own)


def test_a_correction_of_an_occurrence_takes_back_no_check(yearly):
    occur(yearly)
    for status in ("推进中", "整改中"):
        change = ChangeRequest(targets=(TASK,), assignments={"status": status}, unit="区财政局", reason="栏目空白")
        carry_out(yearly, propose(yearly, change))
    before = list(faults_in(show_task(yearly, TASK).task.log))
    take_back(yearly)
    assert list(faults_in(show_task(yearly, TASK).task.log)) == before != []


def test_a_duty_that_is_replaced_is_told_with_the_words_that_keep_both(reported):
    both = "每年1次 每单位（听取汇报）；每季1次 全区（写明是什么）"
    said = change_duty(reported, "每季1次 全区").cautions[0]
    assert "原有的周期“每年1次 每单位（听取汇报）”将不再保留" in said
    assert said.endswith(f"“{both}”")
    for keeps in (both, "每半年2次 每单位（听取汇报）", "无"):
        assert not [said for said in change_duty(reported, keeps).cautions if "不再保留" in said]


@pytest.fixture
def of_one(ws):
    """A meeting every quarter that 区财政局 alone holds; the office asks for it since July."""
    carry_out(ws, change_duty(ws, "每季1次 由区财政局（会议）；每季1次 由区财政局（通报）自7月1日起"))
    return ws


def test_what_one_unit_does_for_all_is_owed_by_it_alone_and_recorded_for_it(of_one):
    def owed():
        return {each.debts.name: each.debts.missed for each in owing(of_one, plan="huaiyin-2022").units}

    assert (owed()["区财政局"], owed()[STREET]) == (1, 0), "the second quarter, and none before July"
    occur(of_one, units=(), what="会议", day="2022-05-10")
    assert show_task(of_one, TASK).task.log[-1].unit == "区财政局"
    assert owed()["区财政局"] == 0
    assert "由区财政局做" in refused_words(occur, of_one, units=(STREET,), what="会议")
    assert form_values(show_task(of_one, TASK).task)["recurring"].startswith("每季1次 由区财政局（会议）；")


def test_records_of_several_duties_on_one_day_are_told_apart_by_what_they_are_of(of_one):
    for what in ("会议", "通报"):
        occur(of_one, units=(), what=what, day="2022-07-10")
    assert "2 条都可能是" in refused_words(take_back, of_one, day="2022-07-10")
    take_back(of_one, day="2022-07-10", what="通报")
    assert [entry.what for entry in show_task(of_one, TASK).task.standing_log if entry.kind == "完成次数"] == ["会议"]


def test_what_was_recorded_for_one_unit_counts_for_no_other_that_does_the_duty_now(of_one):
    occur(of_one, units=(), what="会议", day="2022-05-10")
    proposal = change_duty(of_one, f"每季1次 由{STREET}（会议）")
    assert any("1 条完成次数是区财政局的，周期改由别的单位做，将不再计入" in said for said in proposal.cautions)
    carry_out(of_one, proposal)
    assert {count.done for count in recurring_duties(of_one).tasks[0].counts} == {0}
    assert not [said for said in change_duty(of_one, "每季1次 全区（会议）").cautions if "完成次数是" in said]


def test_a_duty_whose_unit_acts_no_more_is_nobodys_everywhere_and_told_before(of_one):
    others = ChangeRequest(targets=(TASK,), assignments={"units": "各街道办事处"})
    proposal = propose(of_one, others)
    assert any("由区财政局承担，它不再是这项任务的责任单位" in said for said in proposal.cautions)
    carry_out(of_one, proposal)
    assert propose(of_one, ChangeRequest(targets=(TASK,), note="说过一次就够了")).cautions == ()
    held = {unit for count in recurring_duties(of_one).tasks[0].counts for unit in count.missed_by}
    missed = {each.debts.name: each.debts.missed for each in owing(of_one, plan="huaiyin-2022").units}
    assert (held, sum(missed.values())) == (set(), 0)


@pytest.mark.parametrize(("unit", "words"), [("区财证局", "相近的有 区财政局"), ("区教育局", "不是这项任务的责任单位")])
def test_a_unit_that_has_no_part_in_the_task_cannot_be_the_one(ws, unit, words):
    assert words in str(change_duty(ws, f"每季1次 由{unit}（会议）").refusals[0])


@pytest.fixture
def january(ws, repo):
    """A duty of every month, and a day of the year after."""
    carry_out(ws, change_duty(ws, "每月1次 全区（空气质量）"))
    with closing(open_workspace(repo, today=date(2023, 1, 20))) as later:
        yield later


def test_what_comes_out_after_the_year_is_recorded_for_the_period_that_is_named(january):
    said = {"units": (), "day": "2023-01-05", "text": "12月空气质量"}
    assert "--for 2022年12月" in refused_words(occur, january, **said)
    occur(january, **said, period="12月")
    entry = show_task(january, TASK).task.log[-1]
    assert (entry.date, entry.on) == (date(2022, 12, 31), date(2023, 1, 5))
    assert [label for label, _, done, _ in counts(january) if done] == ["2022年12月"]
    take_back(january, units=(), day="2023-01-05")
    assert not [label for label, _, done, _ in counts(january) if done]


@pytest.mark.parametrize(
    ("day", "period", "words"),
    [
        ("2023-01-05", "11月", "不能记入2022年11月"),
        ("2022-11-05", "13月", "没有“13月”"),
        ("2022-11-30", "12月", "不能记入"),
    ],
)
def test_a_period_that_it_cannot_be_of_is_refused(january, day, period, words):
    assert words in refused_words(occur, january, units=(), day=day, period=period)


@pytest.mark.parametrize("period", ["2022年11月", "2022-11", "11月份"])
def test_a_period_is_called_in_several_ways(january, period):
    occur(january, units=(), day="2022-12-08", period=period)
    assert [label for label, _, done, _ in counts(january) if done] == ["2022年11月"]


def test_the_subject_of_a_long_rhythm_shows_where_it_changes(ws):
    long = "每年1次 每单位（主要负责同志专题听取政务公开工作汇报并研究部署）"
    carry_out(ws, change_duty(ws, long))
    saved = carry_out(ws, change_duty(ws, f"{long}；每季1次 全区（会议）"))
    assert saved.subject.endswith("周期 …并研究部署） → …并研究部署）；每季1次 全区（会议）"), saved.subject


def test_a_unit_that_is_typed_into_the_file_is_held_to_the_same(of_one):
    text = task_text(of_one, TASK)
    with pytest.raises(Refused) as caught:
        save_task_text(of_one, TASK, text.replace("unit: 区财政局\n    what: 会议", "unit: 区财证局\n    what: 会议"))
    assert "相近的有 区财政局" in str(caught.value.problems[0])


def test_a_start_after_which_no_period_begins_is_refused_in_the_file_and_found_there(of_one, repo):
    text = task_text(of_one, TASK).replace("from: 2022-07-01", "from: 2022-11-01")
    with pytest.raises(Refused) as caught:
        save_task_text(of_one, TASK, text)
    assert "如每月1次" in caught.value.problems[0].message
    assert not [each for each in check_data(of_one) if each.check == "recurring-never"]
    (repo / f"plans/{TASK}.yaml").write_text(text, "utf-8")
    (found,) = (each for each in check_data(of_one) if each.check == "recurring-never")
    assert found.message == caught.value.problems[0].message
