"""What counts in a 考核 of one 问题: rounds, deadlines, repetition; and the words for changed rules."""

from dataclasses import replace
from datetime import date

import pytest
from samples import make_row, make_task

from gongkai_tui.domain.grid import TaskColumn
from gongkai_tui.domain.grid_units import GridUnits
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.problem_flags import ProblemFlag, problem_flags, repetition
from gongkai_tui.domain.problem_record import (
    Checked,
    DueMove,
    Fixed,
    Found,
    Objection,
    ProblemRecord,
    ProblemState,
    Round,
    Verdict,
)
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.scoring import Counted, ManualScore, Scoring, ScoringRule
from gongkai_tui.domain.scoring_diff import scoring_changes
from gongkai_tui.domain.scoring_facts import Window, facts_of_problem, facts_of_task
from gongkai_tui.domain.task import Deadline, DeadlineKind, Recurring, Role, UnitRole
from gongkai_tui.domain.unit import Jurisdiction, Unit

END = date(2022, 6, 30)
QUARTER = Window(date(2022, 4, 1), END, END, is_over=True)
FOUND = Found(date(2022, 4, 10), what="链接失效")
RECORD = ProblemRecord("20220410-3f9a2c", ProblemState.RECTIFYING, unit="区财政局", found=FOUND)


def counted(record, window=QUARTER, *, again=False):
    facts = facts_of_problem(record, lambda name: (name,), window, again=again)
    return [(fact.counts.value, fact.day.isoformat()) for fact in facts]


def with_rounds(*rounds, **more):
    return replace(RECORD, found=Found(date(2022, 1, 1)), rounds=rounds, **more)


@pytest.mark.parametrize(
    ("due", "fixed", "late"),
    [
        (date(2022, 6, 29), None, True),
        (END, None, True),
        (END, END, False),
        (END, date(2022, 7, 1), True),
        (date(2022, 7, 1), None, False),
        (date(2022, 3, 31), None, False),
    ],
)
def test_a_round_is_late_in_the_period_in_which_it_fell_due(due, fixed, late):
    record = with_rounds(Round(1, date(2022, 3, 1), due=due, fixed=Fixed(fixed) if fixed else None))
    assert counted(record) == ([("整改逾期", due.isoformat())] if late else [])


def test_on_its_last_day_a_period_still_runs():
    record = with_rounds(Round(1, date(2022, 6, 1), due=END))
    assert counted(record, QUARTER._replace(is_over=False)) == []


@pytest.mark.parametrize(("is_over", "late"), [(True, ["逾期"]), (False, [])])
def test_what_was_due_on_the_last_day_is_late_when_the_period_is_over_as_its_missed_periods_are(is_over, late):
    place = Jurisdiction("a", "甲区", units=(Unit("区财政局"),))
    units = GridUnits(UnitRegistry([place]), "a")
    task = make_task(
        units=(UnitRole("区财政局", Role.RESPONSIBLE),),
        deadline=Deadline("2022年6月底前", DeadlineKind.DATE, END),
        recurring=(Recurring("季", 1),),
    )
    row = make_row(packed_units=pack_pairs((("区财政局", "责任"),)), due=END.isoformat(), updated="2022-06-01")
    plan = Plan(task.plan, "要点", year=2022, issued=date(2022, 4, 1), jurisdiction="a")
    found = list(facts_of_task(task, plan, TaskColumn(row, {}, units), units, QUARTER._replace(is_over=is_over)))
    assert [fact.counts.value for fact in found] == [*late, *(["次数不足"] if is_over else [])]
    assert [fact.text for fact in found if fact.counts is Counted.OVERDUE] == [
        f"{row.status}，期限{END}，期末当天到期" for _ in late
    ]


def test_what_waits_for_the_office_or_was_withdrawn_is_not_counted():
    waits = with_rounds(
        Round(1, date(2022, 4, 1), due=date(2022, 5, 1)),
        state=ProblemState.OBJECTED,
        objections=(Objection(date(2022, 4, 20), "张三", "不是我们的栏目"),),
    )
    assert counted(waits) == []
    assert counted(replace(RECORD, state=ProblemState.WITHDRAWN)) == []
    assert counted(replace(RECORD, unit="")) == []


def test_a_problem_is_repeated_once_and_in_the_period_in_which_it_became_so():
    failed = Checked(date(2022, 5, 20), verdict=Verdict.FAILED)
    rounds = (Round(1, date(2022, 4, 11)), Round(2, date(2022, 5, 1), checked=failed), Round(3))
    assert counted(replace(RECORD, rounds=rounds)) == [("问题", "2022-04-10"), ("反复", "2022-05-20")]
    both = replace(RECORD, rounds=rounds, repeats="20210101-3f9a2c")
    assert counted(both) == [("问题", "2022-04-10"), ("反复", "2022-04-10")]
    may = QUARTER._replace(first=date(2022, 5, 1))
    assert counted(both, may) == []
    assert counted(replace(RECORD, rounds=rounds), may) == [("反复", "2022-05-20")]
    assert counted(replace(RECORD, rounds=rounds[:2])) == [("问题", "2022-04-10")]


def test_a_problem_found_again_is_repeated_as_in_the_list_of_problems():
    assert counted(RECORD, again=True) == [("问题", "2022-04-10"), ("反复", "2022-04-10")]
    withdrawn = replace(RECORD, state=ProblemState.WITHDRAWN)
    for again in (False, True):
        assert repetition(withdrawn, again=again) is None
        for record in (RECORD, replace(RECORD, repeats="20210101-3f9a2c"), replace(RECORD, rounds=(Round(1),) * 3)):
            flagged = ProblemFlag.REPEATED in problem_flags(record, END, again=again)
            assert (repetition(record, again=again) is not None) == flagged


def test_members_of_a_set_are_counted_one_by_one():
    found = facts_of_problem(replace(RECORD, unit="各街道办事处"), lambda _: ("甲街道", "乙街道"), QUARTER)
    assert [fact.unit for fact in found] == ["甲街道", "乙街道"]


def test_changes_are_told_rule_by_rule_and_entry_by_entry():
    old = Scoring(rules=(ScoringRule("逾期未完成", Counted.OVERDUE, "-2", most="10"),))
    entry = ManualScore("0a0b0c0d", date(2022, 5, 1), "区财政局", "3", "被省简报采用", "https://e.invalid/1", "李四")
    new = replace(
        old,
        base="80",
        rules=(replace(old.rules[0], points="-1.50", basis="细则\n第三条"),),
        manual=(entry, replace(entry, id="0a0b0c0e")),
    )
    assert [(change.field, change.old, change.new) for change in scoring_changes(old, new)] == [
        ("基础分", "100", "80"),
        ("规则“逾期未完成”", "逾期，每件 -2 分，至多 10 分", "逾期，每件 -1.5 分，至多 10 分（依据：细则 第三条）"),
        *[("手工加减分", "", "2022-05-01 区财政局 +3：被省简报采用（https://e.invalid/1，李四）")] * 2,
    ]
    assert [change.new for change in scoring_changes(new, None)] == [""] * 5
    assert scoring_changes(old, old) == ()
    moved = replace(new, manual=tuple(reversed(new.manual)))
    assert [change.field for change in scoring_changes(new, moved)] == ["其他"]


def test_a_day_that_was_moved_after_it_had_passed_was_missed():
    def moved(day):
        move = DueMove(day, date(2022, 5, 1), date(2022, 8, 1), "李四", "维持")
        return with_rounds(Round(1, date(2022, 4, 11), due=date(2022, 8, 1), moves=(move,)))

    assert counted(moved(date(2022, 5, 3))) == [("整改逾期", "2022-05-01")]
    assert counted(moved(date(2022, 4, 30))) == []
