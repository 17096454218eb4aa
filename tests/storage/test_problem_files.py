from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from gongkai_tui.domain.problem_record import Checked, Fixed, ProblemState, Round, Verdict
from gongkai_tui.storage.hand_edit import carry_over
from gongkai_tui.storage.index_record import read_record
from gongkai_tui.storage.problem_json import problem_from_json, problem_to_json
from gongkai_tui.storage.problem_record import decode_problem, edit_problem, emit_problem

from .record_strategies import problem_records

PATH = "plans/huaiyin-2022/problems/20220518-3f9a2c.yaml"
ANY = "problem.yaml"
"""No path of ours: any id may stand in it."""

STYLED = """\
# 第三方评估发现
id: 20220518-3f9a2c
unit: "区财政局"   # 主办
found: {date: 2022-05-18, method: 第三方, what: 链接失效}
state:   整改中

rounds:
- n: 1
  notified: 2022-05-19
  due: 2022-06-10   # 10个工作日
"""


@given(problem_records)
def test_what_is_written_is_read_back(record):
    decoded = decode_problem(emit_problem(record).encode(), ANY)
    assert decoded.value == record


@given(problem_records)
def test_the_index_gives_back_the_whole_record(record):
    assert problem_from_json(problem_to_json(record)) == record


@given(problem_records, problem_records)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_one_record_is_edited_into_another(one, other):
    other = replace(other, id=one.id)
    changed = edit_problem(emit_problem(one).encode(), other, ANY)
    assert changed.decode() == emit_problem(other)


def test_a_hands_style_stays():
    record = decode_problem(STYLED.encode(), PATH).value
    fixed = Fixed(date(2022, 6, 1), "已修复", ("https://example.gov.cn/1",), "张三")
    after = replace(record, state=ProblemState.TO_RECHECK, rounds=(replace(record.rounds[0], fixed=fixed),))
    text = edit_problem(STYLED.encode(), after, PATH).decode()
    assert text == STYLED.replace("整改中", "待再核查") + (
        "  fixed:\n    date: 2022-06-01\n    text: 已修复\n    evidence:\n"
        "      - https://example.gov.cn/1\n    by: 张三\n"
    )


def test_two_changes_meet_in_different_rounds():
    base = decode_problem(STYLED.encode(), PATH).value
    failed = replace(base.rounds[0], checked=Checked(date(2022, 6, 2), "李四", Verdict.FAILED))
    ours = replace(base, rounds=(failed, Round(2, date(2022, 6, 2), due=date(2022, 6, 9))))
    hand = STYLED.replace("2022-06-10", "2022-06-12")
    merged = carry_over(PATH, STYLED.encode(), hand.encode(), edit_problem(STYLED.encode(), ours, PATH))
    found = decode_problem(merged, PATH).value
    assert [each.due for each in found.rounds] == [date(2022, 6, 12), date(2022, 6, 9)]
    assert found.rounds[0].checked.verdict is Verdict.FAILED
    assert b"10\xe4\xb8\xaa\xe5\xb7\xa5\xe4\xbd\x9c\xe6\x97\xa5" in merged


def test_one_state_changed_on_both_sides_is_for_a_person():
    hand = STYLED.replace("整改中", "待再核查")
    new = STYLED.replace("整改中", "复核中")
    assert carry_over(PATH, STYLED.encode(), hand.encode(), new.encode()) is None


@pytest.mark.parametrize("text", [STYLED.replace("整改中", "好了"), "id: [\n", STYLED.replace("n: 1", "n: 一")])
def test_an_unreadable_file_is_an_error_not_a_gap(text):
    record = read_record(PATH, "0" * 40, text.encode())
    assert (record.readable, record.header) == (False, "")
    assert PATH in record.problems
    assert '"错误"' in record.problems


def test_the_index_keeps_what_is_wrong_with_the_line():
    text = STYLED.replace("state:   整改中", "state:   已核销")
    record = read_record(PATH, "0" * 40, text.encode())
    assert record.readable
    assert "没有核查通过不能核销" in record.problems
    assert f'"{PATH}", 5, "state", "problem-state"' in record.problems
