"""Every expression of a deadline that is known, with the day and kind it stands for, or why it stands for none."""

from datetime import date

import pytest

from gongkai_tui.domain.deadline import DeadlineReading, read_deadline
from gongkai_tui.domain.task import DeadlineKind, Recurring

ISSUED = date(2022, 5, 10)
D, Y, M, P, W, C, V = DeadlineKind


def read(words: str, year: int | None = 2022, issued: date | None = ISSUED) -> DeadlineReading:
    return read_deadline(words, year=year, issued=issued)


CERTAIN = [
    ("全年", Y, "2022-12-31"),
    ("年内", D, "2022-12-31"),
    ("年底前", D, "2022-12-31"),
    ("年度内", D, "2022-12-31"),
    ("2022年年底前", D, "2022-12-31"),
    ("2022年底前", D, "2022-12-31"),
    ("2021年年底前", D, "2021-12-31"),
    ("2018年10月底前", D, "2018-10-31"),
    ("12月底前", D, "2022-12-31"),
    ("2月底前", D, "2022-02-28"),
    ("2024年2月底前", D, "2024-02-29"),
    ("6月底前", D, "2022-06-30"),
    ("9月", D, "2022-09-30"),
    ("9月份", D, "2022-09-30"),
    ("9月内", D, "2022-09-30"),
    ("2022年9月底前完成，长期坚持", M, "2022-09-30"),
    ("2022年年底前完成，长期坚持", M, "2022-12-31"),
    ("6月底前完成并持续推进", M, "2022-06-30"),
    ("6月底前完成并长期坚持", M, "2022-06-30"),
    ("上半年", D, "2022-06-30"),
    ("上半年前", D, "2022-06-30"),
    ("上半年内", D, "2022-06-30"),
    ("下半年", D, "2022-12-31"),
    ("第一季度", D, "2022-03-31"),
    ("第二季度", D, "2022-06-30"),
    ("第三季度", D, "2022-09-30"),
    ("第四季度", D, "2022-12-31"),
    ("三季度末", D, "2022-09-30"),
    ("三季度末前", D, "2022-09-30"),
    ("三季度内", D, "2022-09-30"),
    ("前三季度", D, "2022-09-30"),
    ("2023年第一季度", D, "2023-03-31"),
    ("6月30日前", D, "2022-06-30"),
    ("12月15日前", D, "2022-12-15"),
    ("5月27日前", D, "2022-05-27"),
    ("3月31日前", D, "2022-03-31"),
    ("3月17日下班前", D, "2022-03-17"),
    ("9月30号", D, "2022-09-30"),
    ("9月中旬", D, "2022-09-20"),
    ("9月上旬", D, "2022-09-10"),
    ("9月下旬", D, "2022-09-30"),
    ("到2025年底", D, "2025-12-31"),
    ("2025年底前", D, "2025-12-31"),
    ("2023年6月底前", D, "2023-06-30"),
    ("明年3月底前", D, "2023-03-31"),
    ("今年9月底前", D, "2022-09-30"),
    ("十四五末", D, "2025-12-31"),
    ("2022.9.30", D, "2022-09-30"),
    ("2022/9/30", D, "2022-09-30"),
    ("2022-09-30", D, "2022-09-30"),
    ("2022-09-30 00:00:00", D, "2022-09-30"),
    ("20220930", D, "2022-09-30"),
    ("2022.9", D, "2022-09-30"),
    ("截至2022年9月30日", D, "2022-09-30"),
    ("最迟9月底", D, "2022-09-30"),
    ("9月1日至9月30日", D, "2022-09-30"),
    ("9月1日至30日", D, "2022-09-30"),
    ("2022年1月至12月", D, "2022-12-31"),
    ("6-9月", D, "2022-09-30"),
    ("9月启动，12月底前完成", D, "2022-12-31"),
    ("2021年重点任务，9月底前完成", D, "2022-09-30"),
    ("确保提前完成，2022年6月底前", D, "2022-06-30"),
    ("3年内", W, "2025-05-10"),
    ("本文件印发后30日内", W, "2022-06-09"),
    ("印发后30日内", W, "2022-06-09"),
    ("自发文之日起一个月内", W, "2022-06-10"),
    ("自印发之日起15日内", W, "2022-05-25"),
    ("本要点印发后2周内", W, "2022-05-24"),
    ("印发后半年内", W, "2022-11-10"),
    ("印发后30日内完成，长期坚持", M, "2022-06-09"),
    ("长期坚持", C, None),
    ("持续推进", C, None),
    ("常态化推进", C, None),
    ("长期", C, None),
    ("持续", C, None),
    ("动态更新", C, None),
    ("动态调整", C, None),
    ("随时", C, None),
    ("自2022年1月起长期坚持", C, None),
    ("—", V, None),
    ("——", V, None),
    ("/", V, None),
    ("-", V, None),
    ("无", V, None),
    ("另行通知", V, None),
    ("待定", V, None),
]


@pytest.mark.parametrize(("words", "kind", "due"), CERTAIN)
def test_certain_words_give_kind_and_day_and_no_hint(words, kind, due):
    reading = read(words)
    assert reading.deadline is not None
    assert (reading.deadline.raw, reading.deadline.kind) == (words, kind)
    assert reading.deadline.due == (date.fromisoformat(due) if due else None)
    assert reading.hints == ()


PERIODIC = [
    ("每季度", "2022-12-31", Recurring("季")),
    ("每季度末", "2022-12-31", Recurring("季")),
    ("按季度", "2022-12-31", Recurring("季")),
    ("每月", "2022-12-31", Recurring("月")),
    ("按月", "2022-12-31", Recurring("月")),
    ("每月底前", "2022-12-31", Recurring("月")),
    ("月底前", "2022-12-31", Recurring("月")),
    ("每半年", "2022-12-31", Recurring("半年")),
    ("每年", "2022-12-31", Recurring("年")),
    ("每年至少1次", "2022-12-31", Recurring("年", at_least=1)),
    ("年内不少于1次", "2022-12-31", Recurring("年", at_least=1)),
    ("年内不少于两次", "2022-12-31", Recurring("年", at_least=2)),
    ("不少于2次", "2022-12-31", Recurring("年", at_least=2)),
    ("全年至少开展3次", "2022-12-31", Recurring("年", at_least=3)),
    ("一年两次", "2022-12-31", Recurring("年", at_least=2)),
    ("每季度至少一次", "2022-12-31", Recurring("季", at_least=1)),
    ("每年3月底前", "2022-03-31", Recurring("年")),
    ("每年1月31日前", "2022-01-31", Recurring("年")),
    ("每年年底前", "2022-12-31", Recurring("年")),
    ("半年一次", "2022-12-31", Recurring("半年")),
    ("一季度一次", "2022-12-31", Recurring("季")),
    ("每周", None, Recurring("周")),
    ("每日", None, None),
    ("每两个月", None, None),
]


@pytest.mark.parametrize(("words", "due", "recurring"), PERIODIC)
def test_what_comes_back_has_a_rhythm_and_the_last_day_of_the_year(words, due, recurring):
    reading = read(words)
    assert reading.deadline is not None
    assert reading.deadline.kind is P
    assert reading.deadline.due == (date.fromisoformat(due) if due else None)
    assert reading.recurring == recurring
    assert reading.hints == ()


ASKS = [
    ("第三季度前", D, None, "季度开始之前"),
    ("第三季度前完成", D, None, "季度开始之前"),
    ("9月前", D, None, "开始之前"),
    ("9月初", D, None, "不是确切的日期"),
    ("下半年前", D, None, "下半年开始之前"),
    ("2018年前", D, "2017-12-31", "2017年12月31日"),
    ("9.30前", D, "2022-09-30", "按月、日读"),
    ("2月30日前", D, None, "不是日历上有的日期"),
    ("13月底前", D, None, "不是日历上有的日期"),
    ("2022年9月31日", D, None, "不是日历上有的日期"),
    ("2202年底前", D, None, "年份不像真的"),
    ("力争在2020年年底前", D, "2020-12-31", "力争"),
    ("6月底前完成方案，11月底前完成建设", D, "2022-11-30", "“6月底前”、“11月底前”"),
    ("区财政局6月底前，区民政局9月底前", D, "2022-09-30", "各单位期限不同"),
    ("11月底前完成建设，6月底前完成方案", D, "2022-11-30", "“11月底前”、“6月底前”"),
    ("每月10日前", P, None, "本期还是上期"),
    ("每季度末月25日前", P, None, "本期还是上期"),
    ("印发之日起15个工作日内", W, None, "工作日"),
    ("文件公开后3个工作日内", W, None, "没有统一日期"),
    ("信息形成之日起20个工作日内", W, None, "没有统一日期"),
    ("完成审批程序后1个工作日内", W, None, "没有统一日期"),
    ("收到申请后5日内", W, None, "没有统一日期"),
    ("2个工作日内", W, None, "没有统一日期"),
    ("24小时内", W, None, "没有统一日期"),
    ("5小时内", W, None, "没有统一日期"),
    ("30日内", W, None, "没有写从何时起算"),
    ("提前5个工作日", W, None, "往前推算"),
    ("会前7日", W, None, "往前推算"),
    ("完成并持续推进", M, None, "没有写何时完成"),
    ("2022年", Y, "2022-12-31", "只写了年份"),
    ("2022年3月起", V, None, "只写了何时开始"),
    ("即时", V, None, "“即时”没有确切日期"),
    ("及时", V, None, "“及时”没有确切日期"),
    ("第一时间", V, None, "“第一时间”没有确切日期"),
    ("立即", V, None, "“立即”没有确切日期"),
    ("实时", V, None, "“实时”没有确切日期"),
    ("同步", V, None, "“同步”没有确切日期"),
    ("适时", V, None, "内控时限"),
    ("视情", V, None, "内控时限"),
    ("定期", V, None, "内控时限"),
    ("逐步", V, None, "内控时限"),
    ("抓紧", V, None, "内控时限"),
    ("近期", V, None, "内控时限"),
    ("尽快", V, None, "内控时限"),
    ("尽早", V, None, "内控时限"),
    ("早日", V, None, "内控时限"),
    ("按时间节点", V, None, "取决于另一份文件"),
    ("按规定时限", V, None, "取决于另一份文件"),
    ("按要求时限", V, None, "取决于另一份文件"),
    ("按上级要求", V, None, "取决于另一份文件"),
    ("根据上级部署", V, None, "取决于另一份文件"),
    ("确保提前完成", V, None, "以本行原定期限为准"),
    ("春节前", V, None, "当年的日子"),
    ("国庆前", V, None, "当年的日子"),
    ("十一前", V, None, "当年的日子"),
    ("汛期前", V, None, "当年的日子"),
    ("两会后", V, None, "当年的日子"),
    ("开学前", V, None, "当年的日子"),
    ("当天", D, None, "从哪一天说起"),
    ("当日", D, None, "从哪一天说起"),
    ("次日", D, None, "从哪一天说起"),
    ("本周五前", D, None, "从哪一天说起"),
    ("20日前", V, None, "没有写月份"),
    ("次月10日前", D, None, "从哪一天说起"),
    ("202年9月底前", D, None, "年份没有看懂"),
    ("每年年初", P, None, "内控时限"),
    ("2022年9月底前，全年", Y, "2022-12-31", "多个时间"),
]


@pytest.mark.parametrize(("words", "kind", "due", "hint"), ASKS)
def test_open_words_are_never_guessed_and_say_what_to_ask(words, kind, due, hint):
    reading = read(words)
    assert reading.deadline is not None
    assert reading.deadline.kind is kind
    assert reading.deadline.due == (date.fromisoformat(due) if due else None)
    assert any(hint in said for said in reading.hints), reading.hints


@pytest.mark.parametrize(
    "words",
    ["全年落实情况", "上一年度", "年度报告", "2021年重点任务", "2016年以后制定的", "十四五", "十四五规划", "第三方"],
)
def test_words_that_only_look_like_a_deadline_give_no_day(words):
    reading = read(words)
    assert reading.deadline is not None
    assert reading.deadline.kind is V
    assert reading.deadline.due is None
    assert reading.hints


@pytest.mark.parametrize("blank", ["", " ", "\n\t", "\u3000", "\xa0", "\u200b"])
def test_a_blank_cell_is_no_deadline_at_all(blank):
    assert read(blank) == DeadlineReading(None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("九月底前", "9月底前"),
        ("二〇二二年六月底前", "2022年6月底前"),
        ("二○二二年十二月三十一日前", "2022年12月31日前"),
        ("２０２２年９月底前", "2022年9月底前"),
        ("2022 年 9 月底前", "2022年9月底前"),
        ("2022年\n9月底前", "2022年9月底前"),
        ("印发后三十日内", "印发后30日内"),
        ("廿日前", "20日前"),
    ],
)
def test_digits_of_any_shape_read_the_same(one, other):
    first, second = read(one).deadline, read(other).deadline
    assert first is not None
    assert second is not None
    assert (first.kind, first.due) == (second.kind, second.due)


def test_a_month_without_year_waits_for_the_plan_year():
    reading = read("9月底前", year=None)
    assert reading.deadline is not None
    assert reading.deadline.due is None
    assert "计划年度" in reading.hints[0]


def test_a_window_waits_for_the_issue_date():
    reading = read("本文件印发后30日内", issued=None)
    assert reading.deadline is not None
    assert (reading.deadline.kind, reading.deadline.due) == (W, None)
    assert reading.hints == ("“本文件印发后30日内”需先填写印发日期",)


def test_a_later_date_takes_the_year_written_before_it():
    reading = read("2023年6月底前完成方案，11月底前完成建设")
    assert reading.deadline is not None
    assert reading.deadline.due == date(2023, 11, 30)


def test_a_date_and_then_a_rhythm_is_a_milestone():
    reading = read("2022年9月底前完成，每季度更新")
    assert reading.deadline is not None
    assert (reading.deadline.kind, reading.deadline.due) == (M, date(2022, 9, 30))
    assert reading.recurring == Recurring("季")


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("第三季度前完成", "“第三季度前”"),
        ("２０２３年第三季度前", "“２０２３年第三季度前”"),
        ("自 印发 之日起 三十 日内", "“自 印发 之日起 三十 日内”"),
        ("十五个工作日内", "“十五个工作日内”"),
        ("九月底前完成方案，十一月底前建成", "“九月底前”、“十一月底前”"),
    ],
)
def test_hints_quote_the_words_as_printed(words, quoted):
    assert quoted in "".join(read_deadline(words, year=2022, issued=None).hints)
