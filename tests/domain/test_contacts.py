"""交接, 备案 and who is responsible; numbers of private telephones stay out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TODAY, make_task

from gongkai_tui.domain.contacts import (
    ContactRefused,
    Handover,
    departed,
    filed_on,
    handed_over,
    has_liaison,
    is_mobile_number,
    is_responsible,
    open_changes,
    overlaps,
    with_contact,
)
from gongkai_tui.domain.plan import Plan, PlanState
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.rules import snapshot_of, snapshot_problems
from gongkai_tui.domain.settable import BadValue
from gongkai_tui.domain.task import UnitRole
from gongkai_tui.domain.unit import Contact, Duty, Group, Jurisdiction, Unit

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)
OLD = Contact("张三", "zhang@a.cn", since=date(2021, 3, 1))
UNITS = Jurisdiction("tianqiao", "天桥区", units=(Unit("区财政局", contacts=(OLD,)), Unit("区民政局")))


def people(units, name="区财政局"):
    return next(unit for unit in units.units if unit.name == name).contacts


def test_a_handover_ends_one_and_begins_the_other():
    old, new = people(handed_over(UNITS, "区财政局", Handover("张三", "李四", MAY, "li@a.cn", JUNE)))
    assert (old.until, old.handed_over_to, old.filed) == (MAY, "李四", None)
    assert new == Contact("李四", "li@a.cn", Duty.LIAISON, since=MAY, filed=JUNE)


@given(st.integers(-400, 400))
def test_after_a_handover_exactly_one_is_responsible_on_any_day(offset):
    unit = Unit("区财政局", contacts=people(handed_over(UNITS, "区财政局", Handover("张三", "李四", MAY, "li@a.cn"))))
    day = MAY + timedelta(days=offset)
    serving = [each.name for each in unit.contacts if is_responsible(each, day)]
    assert serving == ([] if day < date(2021, 3, 1) else ["张三"] if day < MAY else ["李四"])
    assert list(overlaps(unit)) == []


def test_one_who_is_entered_already_takes_over_without_a_second_entry():
    both = with_contact(UNITS, "区财政局", Contact("李四", "li@a.cn", since=date(2022, 4, 1)))
    old, new = people(handed_over(both, "区财政局", Handover("张三", "李四", MAY, filed=JUNE)))
    assert old.handed_over_to == "李四"
    assert (new.since, new.filed) == (date(2022, 4, 1), JUNE)
    with pytest.raises(ContactRefused, match=r"li@a\.cn"):
        handed_over(both, "区财政局", Handover("张三", "李四", MAY, "other@a.cn"))


def test_the_duty_goes_on_with_the_office():
    led = with_contact(UNITS, "区财政局", Contact("王五", "wang@a.cn", Duty.LEADER, since=MAY))
    contacts = people(handed_over(led, "区财政局", Handover("王五", "赵六", JUNE, "zhao@a.cn")))
    assert contacts[-1].duty is Duty.LEADER


@pytest.mark.parametrize(
    ("handover", "words"),
    [
        (Handover("王五", "李四", MAY, "li@a.cn"), "没有在任的联系人 王五；现有：张三（联络员）"),
        (Handover("张三", " 张 三", MAY, "li@a.cn"), "本人"),
        (Handover("张三", "李四", date(2021, 2, 1), "li@a.cn"), "早于 张三 到任"),
        (Handover("张三", "李四", MAY), "没有写 李四 的邮箱"),
        (Handover("张三", "李四", MAY, "li"), "不像邮箱"),
        (Handover("张三", "李四", MAY, "13812345678@139.com"), "手机号"),
        (Handover("张三", "李四 138 1234 5678", MAY, "li@a.cn"), "手机号"),
    ],
)
def test_what_a_handover_refuses(handover, words):
    with pytest.raises(ContactRefused, match=words):
        handed_over(UNITS, "区财政局", handover)


def test_who_leaves_without_a_successor_is_told_of_leaving_not_of_a_handover():
    with pytest.raises(ContactRefused, match="离任日期 2021-02-01 早于 张三 到任"):
        departed(UNITS, "区财政局", "张三", date(2021, 2, 1), None)
    two = with_contact(UNITS, "区财政局", replace(OLD, duty=Duty.LEADER))
    with pytest.raises(ContactRefused, match="写明离任哪一项"):
        departed(two, "区财政局", "张三", MAY, None)
    assert [each.until for each in people(departed(two, "区财政局", "张三", MAY, Duty.LEADER))] == [None, MAY]


def test_who_is_there_until_a_handover_to_come_is_named_with_the_term():
    soon = handed_over(UNITS, "区财政局", Handover("张三", "李四", JUNE, "li@a.cn"))
    said = f"没有在任的联系人 王五；现有：张三（联络员，到{JUNE}）、李四（联络员，{JUNE}起）"
    with pytest.raises(ContactRefused, match=said):
        handed_over(soon, "区财政局", Handover("王五", "赵六", MAY, "zhao@a.cn"))


def test_two_duties_of_one_person_must_be_told_apart():
    two = with_contact(UNITS, "区财政局", replace(OLD, duty=Duty.LEADER))
    with pytest.raises(ContactRefused, match="--duty"):
        handed_over(two, "区财政局", Handover("张三", "李四", MAY, "li@a.cn"))
    contacts = people(handed_over(two, "区财政局", Handover("张三", "李四", MAY, "li@a.cn", duty=Duty.LEADER)))
    assert [each.until for each in contacts] == [None, MAY, None]


def test_nobody_is_entered_twice_but_may_come_back():
    with pytest.raises(ContactRefused, match="已经有 张三"):
        with_contact(UNITS, "区财政局", OLD)
    gone = handed_over(UNITS, "区财政局", Handover("张三", "李四", MAY, "li@a.cn"))
    assert len(people(with_contact(gone, "区财政局", replace(OLD, since=JUNE)))) == 3


def test_filing_names_who_is_there():
    assert people(filed_on(UNITS, "区财政局", "张三", MAY))[0].filed == MAY
    with pytest.raises(ContactRefused, match="还没有登记联系人"):
        filed_on(UNITS, "区民政局", "张三", MAY)


def test_nobody_is_filed_before_the_first_day_in_office():
    later = with_contact(UNITS, "区财政局", Contact("王五", "wang@a.cn", Duty.LIAISON, since=JUNE))
    with pytest.raises(ContactRefused, match=f"王五 {JUNE} 才到任"):
        filed_on(later, "区财政局", "王五", MAY)
    assert [each.filed for each in people(filed_on(later, "区财政局", "王五", JUNE)) if each.name == "王五"] == [JUNE]


@pytest.mark.parametrize(
    "text",
    ["13812345678", "138-1234-5678", "138 1234 5678", "+86 138 1234 5678", "１３８１２３４５６７８", "电话13812345678"],
)
def test_mobile_numbers_are_seen(text):
    assert is_mobile_number(text)


@pytest.mark.parametrize("text", ["0531-82345678", "12345", "2022-05-01", "a138123456789b", "zhang3@a.cn", "10086"])
def test_other_numbers_are_none(text):
    assert not is_mobile_number(text)


def test_a_change_is_open_until_handed_over_and_filed():
    left = replace(OLD, until=MAY)
    heir = Contact("李四", "li@a.cn", since=MAY)
    assert dict(open_changes(Unit("x", contacts=(left,)))) == {left: "交接对象、备案日期"}
    told = replace(left, handed_over_to="李四")
    assert dict(open_changes(Unit("x", contacts=(told, heir)))) == {told: "备案日期"}
    appointed = replace(told, filed=date(2021, 3, 2))
    assert dict(open_changes(Unit("x", contacts=(appointed, heir)))) == {appointed: "备案日期"}
    assert not dict(open_changes(Unit("x", contacts=(told, replace(heir, filed=JUNE)))))
    assert not dict(open_changes(Unit("x", contacts=(replace(told, filed=JUNE), heir))))


def findings(*contacts, plan_state=PlanState.ACTIVE, office="区民政局"):
    units = Jurisdiction(
        "tianqiao",
        "天桥区",
        office=office,
        units=(Unit("区财政局", contacts=contacts), Unit("区民政局"), Unit("甲街道"), Unit("乙街道")),
        groups=(Group("各街道办事处", ("甲街道", "乙街道"), resolved=True),),
    )
    plan = Plan("tianqiao-2021", "要点", year=2021, jurisdiction="tianqiao", state=plan_state)
    task = make_task(1, units=(UnitRole("区财政局"), UnitRole("各街道办事处")))
    return [
        problem
        for problem in snapshot_problems(snapshot_of((plan,), (task,), (units,)), TODAY)
        if problem.check in {"handover-open", "liaison-overlap", "liaison-missing"}
    ]


def test_units_without_liaison_are_one_hint():
    (hint,) = findings()
    assert (hint.severity, hint.place) == (Severity.HINT, "units/tianqiao.yaml")
    assert hint.message.startswith("区财政局、甲街道、乙街道 3 个有任务的单位没有联络员")
    assert "区财政局" not in findings(OLD)[0].message
    assert findings(plan_state=PlanState.ARCHIVED) == []


def test_the_office_has_two_people_since_who_reports_does_not_check():
    second = Contact("李四", "li@a.cn", since=MAY)
    assert [each.check for each in findings(OLD, second, office="区财政局")] == ["liaison-missing"]


def test_a_second_liaison_beside_the_first_is_a_warning_that_names_both():
    second = Contact("李四", "li@a.cn", since=MAY)
    warning = findings(OLD, second)[0]
    assert (warning.check, warning.severity) == ("liaison-overlap", Severity.WARNING)
    assert "区财政局" in warning.message
    assert "张三（2021-03-01 起）" in warning.message
    assert "李四（2022-05-01 起）" in warning.message
    assert findings(OLD, replace(second, duty=Duty.LEADER))[0].check == "liaison-missing"


def test_an_open_change_names_unit_person_and_what_is_missing():
    warning = findings(replace(OLD, until=MAY))[0]
    assert warning.message == "区财政局 张三 已离任，还缺交接对象、备案日期。"


def test_a_leader_alone_is_no_liaison():
    assert not has_liaison(Unit("x", contacts=(replace(OLD, duty=Duty.LEADER),)), TODAY)


@pytest.mark.parametrize("name", ["李四\nGongkai-Actor: x@y.cn", "李\x1b[31m四", "李" * 501])
def test_a_name_is_one_line(name):
    with pytest.raises(BadValue, match="姓名"):
        with_contact(UNITS, "区财政局", Contact(name, "li@a.cn", since=MAY))
    with pytest.raises(BadValue, match="姓名"):
        handed_over(UNITS, "区财政局", Handover("张三", name, MAY, "li@a.cn"))


def test_an_address_has_no_control_characters():
    with pytest.raises(BadValue, match="邮箱"):
        with_contact(UNITS, "区财政局", Contact("李四", "li\x1b[31m@a.cn", since=MAY))
