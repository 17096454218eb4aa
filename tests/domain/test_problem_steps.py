"""Edges of the loop that random steps seldom meet."""

from datetime import date, timedelta

import pytest

from gongkai_tui.domain.grid_units import NOBODY_REGISTERED
from gongkai_tui.domain.problem_dues import first_due, moved_dues, objection_days_late
from gongkai_tui.domain.problem_flags import found_again, problem_flags
from gongkai_tui.domain.problem_loop import found_problem
from gongkai_tui.domain.problem_record import DueMove, Found
from gongkai_tui.domain.problem_steps import Answer, Fix, Notify, Object, Party, Recheck, Withdraw
from gongkai_tui.domain.problem_taking import take
from gongkai_tui.domain.problem_transitions import LOOP
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Task, UnitRole

DAY = date(2022, 6, 1)
TODAY = date(2022, 9, 1)
OFFICE = Party("李四", is_office=True)
TELL, DROP = Notify(DAY, date(2022, 6, 20)), Withdraw(DAY, "记错")
PROOF = ("https://a.gov.cn/1",)


def found(name, unit="区财政局", day=DAY, what="x", **more):
    return found_problem(name, task="p/001", unit=unit, found=Found(day, "李四", what=what, **more))


def play(task, records, *steps):
    """Take (number of the record, step) one after another; every one is let through."""
    records = list(records)
    for number, step in steps:
        others = [each for at, each in enumerate(records) if at != number]
        taken = take(
            records[number], task, others, step, OFFICE, NOBODY_REGISTERED, today=TODAY, new_id=lambda: "00000000"
        )
        assert taken.refusal == ""
        records[number], task = taken.record, taken.task
    return task, records


def a_task(status):
    return Task("p/001", heading="任务", units=(UnitRole("区财政局"), UnitRole("区民政局")), status=status)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("before", [Status.IN_PROGRESS, Status.DONE, Status.CLOSED, Status.ONGOING, Status.NOT_STARTED])
def test_the_last_withdrawal_brings_back_what_stood_before_the_first_problem(before, order):
    steps = [(0, TELL), (1, TELL), *((number, DROP) for number in order)]
    task, _ = play(a_task(before), (found("a"), found("b")), *steps[:3])
    assert task.unit_status == {"区财政局": Status.RECTIFYING}
    task, _ = play(a_task(before), (found("a"), found("b")), *steps)
    assert (task.status, task.unit_status) == (before, {})


def test_a_pass_and_a_withdrawal_give_the_same_in_either_order():
    pair = (found("a"), found("b"))
    begin = [(0, TELL), (1, TELL), (0, Fix(DAY, "已修复", PROOF))]
    end = [(0, Recheck(DAY, passed=True, text="打开正常")), (1, DROP)]
    for steps in ([*begin, *end], [*begin, *reversed(end)]):
        task, _ = play(a_task(Status.IN_PROGRESS), pair, *steps)
        assert task.unit_status == {"区财政局": Status.DONE}


@pytest.mark.parametrize(("day", "due", "refused"), [
    (TODAY, TODAY, ""),
    (TODAY + timedelta(1), TODAY + timedelta(9), "在今天"),
    (DAY - timedelta(1), DAY, "早于上一步"),
    (DAY, DAY - timedelta(1), "早于反馈日期"),
])  # fmt: skip
def test_days_run_forward_up_to_today(day, due, refused):
    said = take(found("a"), None, (), Notify(day, due), OFFICE, NOBODY_REGISTERED, today=TODAY, new_id=str).refusal
    assert refused in said
    assert bool(said) == bool(refused)


def test_flags_begin_the_day_after():
    _, (objected, fixed, told) = play(
        a_task(Status.IN_PROGRESS), (found("a"), found("b"), found("c")),
        (0, TELL), (0, Object(DAY, "不属实")), (1, TELL), (1, Fix(DAY, "已修复", PROOF)), (2, TELL),
    )  # fmt: skip
    for record, last, flag in (
        (objected, DAY + timedelta(30), "复核超时"),
        (fixed, DAY + timedelta(15), "待再核查超时"),
        (told, date(2022, 6, 20), "逾期"),
    ):
        assert problem_flags(record, last) == ()
        assert problem_flags(record, last + timedelta(1)) == (flag,)


def test_the_same_place_again_is_the_unit_of_one_government_on_a_later_day():
    early, late = found("a", where="https://a.gov.cn"), found("b", day=DAY + timedelta(31), where="https://a.gov.cn")
    assert found_again([("huaiyin", early), ("huaiyin", late)]) == {"b"}
    same_campaign = found("c", day=DAY + timedelta(30), where="https://a.gov.cn")
    assert found_again([("huaiyin", early), ("huaiyin", same_campaign)]) == frozenset()
    assert found_again([("huaiyin", early), ("tianqiao", late)]) == frozenset()
    assert found_again([("huaiyin", early), ("huaiyin", found("c", where="https://a.gov.cn"))]) == frozenset()
    _, (dropped,) = play(a_task(Status.IN_PROGRESS), (early,), (0, DROP))
    assert found_again([("huaiyin", dropped), ("huaiyin", late)]) == frozenset()


def test_the_same_problem_is_the_same_place_or_the_same_words_and_not_the_same_task():
    page = "https://www.a.gov.cn/Col/4/"
    first = found("a", what="栏目超过三个月没有更新。", where=page)

    def is_again(what, where):
        later = found("b", day=DAY + timedelta(31), what=what, where=where)
        return found_again([("huaiyin", first), ("huaiyin", later)]) == {"b"}

    for where in (page, "http://A.gov.cn/Col/4", "a.gov.cn:443/Col/4#top", "ｈｔｔｐｓ://a.gov.cn:443/Col/4#top"):
        assert is_again("链接失效", where) == where.startswith(("http", "ｈ")), where
    for where in ("https://a.gov.cn/col/4", "https://a.gov.cn/Col/4?page=2", "https://a.gov.cn", ""):
        assert not is_again("解读材料有错别字", where), where
    # Two pages are two problems, however much they are described alike.
    assert not is_again("栏目 超过三个月没有更新", "https://a.gov.cn/9")
    assert not is_again("", "")


def test_the_same_words_tell_where_no_place_does_and_not_within_one_campaign():
    def is_again(first, days, where="", **more):
        later = found("b", day=DAY + timedelta(days), what="附件打不开", where=where, **more)
        return found_again([("huaiyin", first), ("huaiyin", later)]) == {"b"}

    still_open, at_a_page = found("a", what="附件打不开。"), found("a", what="附件打不开", where="https://a.cn/a")
    steps = ((0, TELL), (0, Fix(DAY, "已修复", PROOF)), (0, Recheck(DAY, passed=True, text="已恢复")))
    _, (closed,) = play(a_task(Status.IN_PROGRESS), (still_open,), *steps)
    for first in (still_open, at_a_page):
        assert [is_again(first, days) for days in (1, 30, 31)] == [False, False, True]
        assert is_again(first, 1, method="第三方评估")
    assert not is_again(at_a_page, 31, "https://a.cn/b")
    assert is_again(closed, 1)
    steps = (*steps[:2], (0, Recheck(DAY + timedelta(5), passed=True, text="已恢复")))
    _, (closed_later,) = play(a_task(Status.IN_PROGRESS), (still_open,), *steps)
    assert [is_again(closed_later, days) for days in (4, 5)] == [False, True]


def test_an_answer_may_give_a_new_day():
    later = date(2022, 7, 10)
    steps = ((0, TELL), (0, Object(DAY, "不属实")), (0, Answer(DAY, upheld=False, text="属实", due=later)))
    task, (record,) = play(a_task(Status.DONE), (found("a"),), *steps)
    assert (record.rounds[0].due, record.state) == (later, "整改中")
    assert task.log[-1].text == "维持（a，整改期限 2022-07-10）：属实"


def test_a_day_that_was_moved_stays_and_so_do_the_days_by_which_it_was_missed():
    june20, july = date(2022, 6, 20), date(2022, 7, 30)
    late = Object(june20 + timedelta(5), "不认")
    answer = Answer(june20 + timedelta(9), upheld=False, text="属实", due=july)
    task, (record,) = play(a_task(Status.DONE), (found("a"),), (0, TELL), (0, late), (0, answer))
    (moved,) = moved_dues(record, record.rounds[0])
    assert moved.move == DueMove(answer.date, june20, july, "李四", "维持：属实")
    assert (moved.days_late, first_due(record.rounds[0]), record.rounds[0].due) == (5, june20, july)
    assert objection_days_late(record, record.objections[0]) == 5
    assert task.log[-2].text == "异议（a，逾期后提出）：不认"
    timely = Object(june20, "不认")
    _, (record,) = play(a_task(Status.DONE), (found("a"),), (0, TELL), (0, timely), (0, answer))
    (moved,) = moved_dues(record, record.rounds[0])
    assert (moved.days_late, objection_days_late(record, record.objections[0])) == (0, 0)
    same = Answer(june20, upheld=False, text="属实", due=june20)
    _, (record,) = play(a_task(Status.DONE), (found("a"),), (0, TELL), (0, timely), (0, same))
    assert record.rounds[0].moves == ()


def test_the_table_names_what_may_follow_every_open_state():
    assert {row.source for row in LOOP} == {None, "待反馈", "整改中", "复核中", "待再核查"}
    refused = take(
        found("a"), None, (), Fix(DAY, "x", PROOF), OFFICE, NOBODY_REGISTERED, today=TODAY, new_id=str
    ).refusal
    assert refused == "待反馈的问题不能报整改：之后可以是反馈（notify）、撤销（withdraw）。"
