"""The text that reminds units."""

from datetime import date

import pytest

from gongkai_tui.domain.recurrence import DoneInPeriod, periods
from gongkai_tui.domain.task import Recurring
from gongkai_tui.reporting.reminder import done_words, reminder_text

from .samples import FIRST, SECOND, THIRD


def text_of(*rows, day=date(2022, 5, 1)):
    return reminder_text(rows, day, lambda plan: {"tianqiao-2021": "天桥2021"}[plan])


def test_a_task_with_a_date():
    assert text_of(FIRST).splitlines()[1] == (
        "1. 天桥2021 第1项 财政|信息*公开（责任单位：区财政局、各街道办事处、区民政局）："
        "推进中；期限2022-05-10，9天后到期"
    )


@pytest.mark.parametrize(("day", "words"), [(date(2022, 5, 10), "今天到期"), (date(2022, 5, 12), "逾期2天")])
def test_the_distance_to_the_date(day, words):
    assert words in text_of(FIRST, day=day)


def test_a_date_that_has_passed_is_not_held_against_what_is_done_or_was_born_late():
    assert text_of(FIRST._replace(status="待核查"), day=date(2022, 6, 1)).endswith("：待核查\n")
    late = FIRST._replace(due="2021-01-01", issued="2021-08-10")
    assert text_of(late).endswith("推进中；2021-01-01到期（印发时已过期）\n")


def test_tasks_without_number_units_or_date_and_with_hostile_text():
    lines = text_of(SECOND, THIRD).splitlines()
    assert lines[1].startswith('1. 天桥2021 =HYPERLINK("http://x","点我")：未启动')
    assert lines[2].endswith("：长期坚持；完成时限：长期坚持")
    assert not set("\x1b\u202e\x07") & set("".join(lines))


@pytest.mark.parametrize(
    ("duty", "together"),
    [(Recurring("季"), ""), (Recurring("季", 1, "全区"), "全区"), (Recurring("季", 1, "全区", unit="区财政局"), "")],
)
def test_what_all_did_together_is_told_from_what_one_unit_did(duty, together):
    (first, *_) = periods(2022, "季")
    assert done_words([DoneInPeriod(duty, first, 2)]) == (f"每季1次2022年第1季度{together}已完成2次",)
