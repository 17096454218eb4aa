"""整改通知 and 通报: every figure is counted, nothing is invented, approval is asked for."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai_tui.domain.notice_numbers import number_refusal
from gongkai_tui.domain.problem_notice import (
    REPORT,
    NoticeRefused,
    chinese_day,
    draft_notice,
    notice_refusal,
    numeral,
)
from gongkai_tui.domain.problem_record import Fixed, Found, Notice, Objection, ProblemRecord, ProblemState, Round
from gongkai_tui.domain.problem_rules import record_problems
from gongkai_tui.reporting.notice_text import notice_text

DAY = date(2022, 6, 20)


def problem(number, unit="区财政局", state=ProblemState.RECTIFYING, where="预决算", due=date(2022, 6, 10), **more):
    found = Found(date(2022, 5, number), "某公司", "第三方", where, f"第{number}个问题。", "国办发〔2022〕8号")
    rounds = (Round(1, date(2022, 5, 20), due=due),) if state is not ProblemState.TO_NOTIFY else ()
    return replace(ProblemRecord(f"2022050{number}-a", state, unit=unit, found=found, rounds=rounds), **more)


LATER = date(2022, 7, 10)


def draft(*records, kind="整改通知", **more):
    units = ("区司法局", "区财政局")
    subject = "2022年政务公开工作"
    return draft_notice(kind, records, issuer="某某区人民政府办公室", subject=subject, units=units, day=DAY, **more)


def test_all_parts_in_order():
    fixed = replace(problem(3).rounds[0], fixed=Fixed(DAY, "已改", ("https://a.cn",)))
    found = draft(
        problem(1), problem(2, "区司法局", where="机构职能"),
        problem(3, state=ProblemState.TO_RECHECK, rounds=(fixed,)), kind=REPORT,
    )  # fmt: skip
    text = notice_text(found, "text")
    parts = [
        "【草稿，待批准】",
        "某某区人民政府办公室关于2022年政务公开工作问题整改情况的通报",
        "区司法局、区财政局：",
        "一、总体情况",
        "2022年5月1日至2022年5月3日，经第三方检查，共发现问题 3 个，涉及 2 个单位。",
        "截至2022年6月20日，整改中 2 个，待再核查 1 个；其中逾期未整改 2 个。",
        "二、存在问题",
        "问题较集中的位置：预决算 2 个。",
        "（一）区司法局（1 个）",
        "1. 机构职能：第2个问题（依据：国办发〔2022〕8号；状态：整改中；",
        "逾期未整改，整改期限2022年6月10日已过；编号 20220502-a）。",
        "（二）区财政局（2 个）",
        "三、整改要求",
        "对照所列 3 个问题中待整改的 2 个逐条整改，整改期限已过，须立即完成",
        "某某区人民政府办公室\n\n2022年6月20日\n",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_a_rectification_notice_needs_no_approval_and_shows_no_states():
    text = notice_text(draft(problem(1, due=LATER)), "md")
    assert text.startswith("【草稿】\n\n# 某某区人民政府办公室关于限期整改2022年政务公开工作有关问题的通知\n")
    assert "状态：" not in text


def test_due_dates_come_from_the_records_else_from_the_command():
    told, untold = problem(1, due=date(2022, 6, 25)), problem(2, state=ProblemState.TO_NOTIFY)
    with pytest.raises(NoticeRefused, match=r"20220502-a 还没有整改期限，请用 --due"):
        draft(told, untold)
    july = date(2022, 7, 1)
    text = notice_text(draft(told, untold, due=july), "text", due=july)
    assert "按所列整改期限（最迟2022年7月1日）完成" in text
    assert "整改期限：2022年6月25日；编号 20220501-a" in text
    assert "整改期限：2022年7月1日；编号 20220502-a" in text


def test_a_rectification_notice_demands_nothing_by_a_day_that_has_passed():
    late, timely = problem(1), problem(2, due=date(2022, 6, 25))
    with pytest.raises(NoticeRefused, match=r"20220501-a（2022-06-10）的整改期限已过：请用 --due"):
        draft(late, timely)
    text = notice_text(draft(late, timely, due=LATER), "text", due=LATER)
    assert "整改期限2022年6月10日已过，限2022年7月10日前完成；编号 20220501-a" in text
    assert "整改期限：2022年6月25日；编号 20220502-a" in text
    assert "按所列整改期限（最迟2022年7月10日）完成" in text
    assert "于2022年7月10日前完成" in draft(late, due=LATER).demand
    # On its last day it is not late.
    assert "于2022年6月20日前完成" in draft(problem(1, due=DAY)).demand
    for passed in (DAY, date(2022, 6, 1)):
        with pytest.raises(NoticeRefused, match="不在成文日期 2022-06-20 之后"):
            draft(late, due=passed)


def test_a_report_says_which_days_have_passed():
    text = notice_text(draft(problem(1), problem(2, due=LATER), kind=REPORT), "text")
    assert "整改期限2022年6月10日已过；编号" in text
    assert "整改期限已过的立即完成，其余于2022年7月10日前完成" in text


def test_every_figure_of_a_report_is_that_of_the_marks_in_its_list():
    objection = Objection(date(2022, 6, 12), "不是本单位栏目")
    found = draft(
        problem(1),
        problem(2, due=LATER),
        problem(3, state=ProblemState.OBJECTED, objections=(objection,)),
        problem(4, state=ProblemState.CLOSED),
        kind=REPORT,
        again={"20220502-a", "20220504-a"},
    )
    assert found.overview.endswith("整改中 2 个，复核中 1 个，已核销 1 个；其中逾期未整改 1 个，反复出现 2 个。")
    text = notice_text(found, "text")
    listed = text.split("二、存在问题")[1]
    assert listed.count("逾期未整改") == 1
    assert "逾期未整改，整改期限2022年6月10日已过；编号 20220501-a" in listed
    assert listed.count("；反复出现；") == 2
    assert "状态：复核中，等办公室处理；编号 20220503-a" in listed, "it is not the turn of the unit"
    assert "对照所列 4 个问题中待整改的 2 个逐条整改" in text


def test_what_is_under_review_was_not_put_right_and_is_not_asked_for():
    reviewed = problem(3, state=ProblemState.OBJECTED)
    demand = draft(problem(4, state=ProblemState.CLOSED), reviewed, kind=REPORT).demand
    assert demand.startswith("除复核中的 1 个待答复外，所列问题均已报整改。")


def test_what_was_sent_is_read_as_of_the_day_on_which_it_was_sent():
    sent = Notice("整改通知", date(2022, 6, 1), "某政办函〔2022〕3号")
    assert "于2022年6月10日前完成" in draft(problem(1, notices=(sent,)), sent=sent).demand


def test_how_problems_were_found_is_said_of_all_or_with_and_others():
    def how(*methods):
        records = [
            replace(one, found=replace(one.found, method=method))
            for one, method in ((problem(number, due=LATER), method) for number, method in enumerate(methods, 1))
        ]
        return draft(*records).overview.split("，")[1]

    assert how("第三方", "第三方") == "经第三方检查"
    assert how("网上巡查") == "经网上巡查"
    assert how("网上巡查", "第三方") == "经网上巡查、第三方检查等"
    assert how("第三方", "") == "经第三方检查等"
    assert how("", "") == "经检查"


def test_one_number_is_one_notice():
    report = Notice(REPORT, date(2022, 6, 18), "某政办〔2022〕9号", "区长")
    held = [problem(1, notices=(report,))]
    assert number_refusal(report, held) == ""
    assert number_refusal(replace(report, number="某政办〔2022〕10号", date=DAY), held) == ""
    for other in (
        replace(report, kind="整改通知"),
        replace(report, date=DAY),
        replace(report, date=DAY, number="某政办[2022]9号"),
    ):
        assert "已经是另一份通报的（2022-06-18 发出），记在 20220501-a 上" in number_refusal(other, held)


def test_closed_problems_ask_for_nothing():
    closed = problem(1, state=ProblemState.CLOSED)
    assert draft(closed, kind=REPORT).demand.startswith("所列问题均已报整改")


def test_what_cannot_be_written():
    with pytest.raises(NoticeRefused, match="没有可以写进整改通知的问题"):
        draft()
    with pytest.raises(NoticeRefused, match="20220501-a 没有写责任单位"):
        draft(problem(1, unit=""))


def test_many_units_are_addressed_together():
    assert draft(*(problem(1, f"某局{number}", due=LATER) for number in range(13))).addressees == "各有关单位"


def test_what_was_sent_carries_its_number_and_no_mark_of_a_draft():
    sent = Notice(REPORT, date(2022, 6, 18), "某政办〔2022〕9号", "区长")
    one, other = (problem(number, notices=(sent,)) for number in (1, 2))
    text = notice_text(draft(one, other, kind=REPORT, sent=sent), "text")
    assert "草稿" not in text
    assert "\n\n某政办〔2022〕9号\n\n" in text
    assert text.endswith("2022年6月18日\n")
    assert "此前已发" not in text
    assert "截至2022年6月18日" in text


def test_a_draft_made_now_is_a_new_one_whatever_was_sent():
    sent = Notice(REPORT, date(2022, 6, 18), "某政办〔2022〕9号", "区长")
    one, other = (problem(number, notices=(sent,)) for number in (1, 2))
    text = notice_text(draft(one, other, kind=REPORT), "text")
    assert text.startswith("【草稿，待批准】\n\n某某区人民政府办公室关于")
    assert "\n\n此前已发：通报 某政办〔2022〕9号（2022年6月18日）。\n\n" in text
    assert text.count("某政办〔2022〕9号") == 1
    assert text.endswith("2022年6月20日\n")


@pytest.mark.parametrize(
    ("kind", "number", "approved_by", "words"),
    [
        ("整改通知", "", "", "要写文号"),
        ("整改通知", "某〔2022〕1号", "", ""),
        ("通报", "某〔2022〕1号", "", "第二十一条"),
        ("通报", "某〔2022〕1号", "区长", ""),
        ("通报", "天政办函[2022]第5号", "区政府分管负责同志", ""),
        ("通报", "督办通知第五号", "张三", ""),
        ("通报", "随便", "区长", "不是文号"),
        ("整改通知", "1", "", "不是文号"),
        ("整改通知", "〔2022〕1号", "", "不是文号"),
        ("通报", "某〔2022〕1号", "x", "看不出是谁"),
        ("通报", "某〔2022〕1号", "待批准", "看不出是谁"),
    ],
)
def test_what_a_record_of_sending_needs(kind, number, approved_by, words):
    refusal = notice_refusal(kind, number=number, approved_by=approved_by)
    assert words in refusal
    assert bool(words) == bool(refusal)


def test_check_finds_a_report_without_approval():
    def checks(notice):
        return {found.check for found in record_problems(problem(1, notices=(notice,)))}

    assert "notice-unapproved" in checks(Notice("通报", DAY, "某〔2022〕1号"))
    assert "notice-unapproved" not in checks(Notice("通报", DAY, "某〔2022〕1号", "区长"))
    assert "notice-unapproved" not in checks(Notice("整改通知", DAY, "某〔2022〕1号"))


def test_numbers_and_days_in_chinese():
    assert [numeral(n) for n in (1, 9, 10, 11, 20, 21, 45)] == ["一", "九", "十", "十一", "二十", "二十一", "四十五"]
    assert chinese_day(date(2022, 6, 1)) == "2022年6月1日"


def test_markup_in_a_problem_stays_text():
    odd = problem(1, due=LATER)
    odd = replace(odd, found=replace(odd.found, what="<b>*x*\n# y", where="[a](b)"))
    assert r"\[a\](b)：\<b\>\*x\*；# y" in notice_text(draft(odd), "md")
