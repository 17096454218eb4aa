"""The state machine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import SINGLE_STEPS

from gongkai_tui.domain.status import OPEN, Status
from gongkai_tui.domain.task import DeadlineKind
from gongkai_tui.domain.transitions import TRANSITIONS, Actor, Need, refusal, rests_on_a_check, targets, transition

S = Status
EVERYTHING = {"has_evidence": True, "has_reason": True, "has_note": True}
PAIRS = {(row.source, row.target) for row in TRANSITIONS}


def test_the_table_names_each_pair_once():
    assert len(PAIRS) == len(TRANSITIONS)
    assert all(row.source is not row.target for row in TRANSITIONS)


@pytest.mark.parametrize("kind", [None, *DeadlineKind])
def test_lasting_rests_on_a_check_where_no_open_task_may_become_it(kind):
    steps = [refusal(source, S.ONGOING, actor=Actor.BOTH, kind=kind, **EVERYTHING) for source in OPEN]
    rests = kind not in {None, DeadlineKind.ONGOING, DeadlineKind.UNDECIDED}
    assert rests_on_a_check(S.ONGOING, kind) == all(steps) == rests
    assert [each for each in OPEN if rests_on_a_check(each, kind)] == []


def test_what_is_no_single_step_goes_through_the_status_between():
    steps = {(source, target) for source, targets in SINGLE_STEPS.items() for target in targets}
    assert {pair for pair in PAIRS if transition(*pair).via is None} == steps
    assert {(row.source, row.via, row.target) for row in TRANSITIONS if row.via is not None} == {
        (S.NOT_STARTED, S.IN_PROGRESS, S.REPORTED),
        (S.IN_PROGRESS, S.REPORTED, S.DONE),
        (S.RECTIFYING, S.REPORTED, S.DONE),
    }


@pytest.mark.parametrize(
    ("source", "target", "actor", "given"),
    [
        (S.NOT_STARTED, S.IN_PROGRESS, Actor.UNIT, {}),
        (S.NOT_STARTED, S.REPORTED, Actor.UNIT, {"has_evidence": True}),
        (S.IN_PROGRESS, S.REPORTED, Actor.UNIT, {"has_evidence": True}),
        (S.RECTIFYING, S.REPORTED, Actor.UNIT, {"has_evidence": True}),
        (S.REPORTED, S.DONE, Actor.OFFICE, {}),
        (S.REPORTED, S.IN_PROGRESS, Actor.OFFICE, {"has_reason": True}),
        (S.REPORTED, S.RECTIFYING, Actor.OFFICE, {"has_reason": True}),
        (S.IN_PROGRESS, S.RECTIFYING, Actor.BOTH, {"has_reason": True}),
        (S.IN_PROGRESS, S.DONE, Actor.OFFICE, {"has_evidence": True, "has_note": True}),
        (S.DONE, S.CLOSED, Actor.OFFICE, {"has_note": True}),
        (S.ONGOING, S.CLOSED, Actor.OFFICE, {"has_note": True}),
        (S.CLOSED, S.RECTIFYING, Actor.OFFICE, {"has_reason": True}),
        (S.NOT_STARTED, S.ENDED, Actor.OFFICE, {"has_reason": True}),
    ],
)
def test_allowed(source, target, actor, given):
    assert refusal(source, target, actor=actor, **given) is None
    for name in given:
        message = refusal(source, target, actor=actor, **{**given, name: False})
        assert message is not None
        assert "需要" in message


@pytest.mark.parametrize(
    ("source", "target", "actor", "said"),
    [
        (S.NOT_STARTED, S.DONE, Actor.BOTH, "先改为“待核查”"),
        (S.NOT_STARTED, S.CLOSED, Actor.BOTH, "不能从未启动改为已核销"),
        (S.IN_PROGRESS, S.DONE, Actor.UNIT, "只能由政务公开办"),
        (S.REPORTED, S.DONE, Actor.UNIT, "只能由政务公开办"),
        (S.DONE, S.CLOSED, Actor.UNIT, "只能由政务公开办"),
        (S.DONE, S.IN_PROGRESS, Actor.OFFICE, "已核销、整改中、长期坚持"),
        (S.ENDED, S.IN_PROGRESS, Actor.OFFICE, "更正"),
    ],
)
def test_refused_whatever_is_given(source, target, actor, said):
    assert said in (refusal(source, target, actor=actor, **EVERYTHING) or "")


@pytest.mark.parametrize(
    ("source", "kind", "allowed"),
    [
        (S.DONE, DeadlineKind.DATE_THEN_ONGOING, True),
        (S.DONE, DeadlineKind.ONGOING, True),
        (S.DONE, DeadlineKind.DATE, False),
        (S.DONE, None, True),
        (S.IN_PROGRESS, DeadlineKind.ONGOING, True),
        (S.NOT_STARTED, DeadlineKind.ONGOING, True),
        (S.IN_PROGRESS, DeadlineKind.DATE_THEN_ONGOING, False),
        (S.IN_PROGRESS, DeadlineKind.WHOLE_YEAR, False),
        (S.REPORTED, DeadlineKind.ONGOING, False),
    ],
)
def test_a_lasting_duty_has_no_end(source, kind, allowed):
    assert (refusal(source, S.ONGOING, actor=Actor.OFFICE, kind=kind) is None) is allowed


def test_what_is_named_as_possible_is():
    said = refusal(S.NOT_STARTED, S.RECTIFYING, actor=Actor.OFFICE, kind=DeadlineKind.WHOLE_YEAR)
    assert said == "不能从未启动改为整改中。未启动之后可以是：推进中、待核查、已终止。"
    assert "长期坚持" in refusal(S.NOT_STARTED, S.RECTIFYING, actor=Actor.OFFICE, kind=DeadlineKind.ONGOING)


def test_a_correction_goes_back_with_a_reason():
    ask = {"actor": Actor.OFFICE, "previous": S.REPORTED}
    assert refusal(S.DONE, S.REPORTED, has_reason=True, **ask) is None
    assert "更正" in (refusal(S.DONE, S.REPORTED, **ask) or "")
    assert refusal(S.DONE, S.REPORTED, has_reason=True, actor=Actor.UNIT, previous=S.REPORTED)
    assert refusal(S.DONE, S.REPORTED, has_reason=True, actor=Actor.OFFICE, previous=S.IN_PROGRESS)


@given(st.sampled_from(Status), st.sampled_from(Actor))
def test_the_same_status_is_never_refused(status, actor):
    assert refusal(status, status, actor=actor) is None


@given(st.lists(st.tuples(st.sampled_from(Status), st.sampled_from(Actor), st.booleans()), max_size=20))
def test_random_steps_never_leave_the_table(steps):
    status = S.NOT_STARTED
    for target, actor, generous in steps:
        facts = dict.fromkeys(EVERYTHING, generous)
        if refusal(status, target, actor=actor, **facts) is None and target is not status:
            row = transition(status, target)
            assert row is not None
            assert generous or not row.needs
            assert actor is not Actor.UNIT or row.actor is not Actor.OFFICE
            assert not (target is S.DONE and status is S.NOT_STARTED)
            status = target


@given(st.sampled_from(Status), st.sampled_from(Actor))
def test_menus_offer_exactly_what_is_possible(source, actor):
    offered = set(targets(source, actor=actor))
    possible = {
        target
        for target in Status
        if target is not source and refusal(source, target, actor=actor, **EVERYTHING) is None
    }
    assert offered == possible


def test_a_unit_never_certifies_itself():
    certifying = {S.DONE, S.CLOSED, S.ONGOING, S.ENDED, S.RECTIFYING}
    assert all(row.actor is Actor.OFFICE for row in TRANSITIONS if row.target in certifying)
    assert all(Need.EVIDENCE in row.needs for row in TRANSITIONS if row.target is S.REPORTED)
    assert {row.source for row in TRANSITIONS if row.target is S.ENDED} == OPEN
