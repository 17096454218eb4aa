"""The text that reminds units."""

from datetime import date

import pytest

from gongkai_tui.reporting.reminder import reminder_text

from .samples import FIRST, SECOND, THIRD


def text_of(*rows, day=date(2022, 5, 1)):
    return reminder_text(rows, day, lambda plan: {"tianqiao-2021": "天桥2021"}[plan])


def test_a_task_with_a_date():
    assert text_of(FIRST).splitlines()[1] == (
        "1. 天桥2021 第1项 财政|信息*公开（责任单位：区财政局、各街道办事处、区民政局；"
        "完成时限：2022-05-10，还有9天；目前：推进中）"
    )


@pytest.mark.parametrize(("day", "words"), [(date(2022, 5, 10), "今天到期"), (date(2022, 5, 12), "已过2天")])
def test_the_distance_to_the_date(day, words):
    assert words in text_of(FIRST, day=day)


def test_tasks_without_number_units_or_date_and_with_hostile_text():
    lines = text_of(SECOND, THIRD).splitlines()
    assert lines[1].startswith('1. 天桥2021 =HYPERLINK("http://x","点我")（目前：未启动')
    assert "完成时限：长期坚持；目前：长期坚持" in lines[2]
    assert not set("\x1b\u202e\x07") & set("".join(lines))
