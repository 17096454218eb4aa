"""Rules that one 问题 file can break on its own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.problem_loop import days_of, evidence_refusal
from gongkai_tui.domain.problem_record import ProblemState, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongkai_tui.domain.problem_record import ProblemRecord

    RecordRule = Callable[[ProblemRecord], Iterator[Problem]]

_S = ProblemState
_TOLD = frozenset({_S.RECTIFYING, _S.OBJECTED, _S.TO_RECHECK, _S.CLOSED})


def _finding(record: ProblemRecord, severity: Severity, check: str, field: str, message: str) -> Problem:
    return Problem(severity, message, place=record.id, field=field, check=check)


def _error(record: ProblemRecord, check: str, field: str, message: str) -> Problem:
    return _finding(record, Severity.ERROR, check, field, message)


def _conflict_left(record: ProblemRecord) -> Iterator[Problem]:
    for conflict in record.conflicts:
        message = f"“{conflict.path}”有合并冲突没有决定：本方“{conflict.ours}”，对方“{conflict.theirs}”，请选定一个值。"
        yield _error(record, "conflict-left", "conflicts", message)


def _says_what(record: ProblemRecord) -> Iterator[Problem]:
    if not record.what.strip():
        message = "没有写是什么问题，请在 found 里补上 what。"
        yield _finding(record, Severity.WARNING, "problem-what", "found", message)
    if record.found is None or record.found.date is None:
        message = "没有写发现日期，请在 found 里补上 date。"
        yield _finding(record, Severity.WARNING, "problem-found", "found", message)
    if not record.unit and record.state in _TOLD:
        message = f"状态是{record.state}，却没有写责任单位，请补上 unit。"
        yield _error(record, "problem-unit", "unit", message)


def _state_agrees(record: ProblemRecord) -> Iterator[Problem]:
    message = _STATE_TESTS[record.state](record)
    if message:
        yield _error(record, "problem-state", "state", f"状态是{record.state}，{message}")


def _not_told(record: ProblemRecord) -> str:
    return "rounds 里却已有反馈的记录，请核对状态。" if record.rounds else ""


def _is_told(record: ProblemRecord) -> str:
    last = record.last_round
    if last is None or last.notified is None:
        return "rounds 里却没有反馈的记录（notified），请补上。"
    if last.fixed or last.checked:
        return f"第{last.n}轮却已有整改或再核查的记录，请核对状态。"
    return ""


def _is_objected(record: ProblemRecord) -> str:
    if not record.objections or record.objections[-1].answered is not None:
        return "objections 里却没有待答复的异议，请核对状态。"
    return _is_told(record)


def _is_fixed(record: ProblemRecord) -> str:
    last = record.last_round
    if last is None or last.fixed is None:
        return "最后一轮却没有整改的记录（fixed），请补上。"
    return f"第{last.n}轮却已有再核查的记录，请核对状态。" if last.checked else ""


def _is_passed(record: ProblemRecord) -> str:
    last = record.last_round
    if last is None or last.checked is None or last.checked.verdict is not Verdict.PASSED:
        return "最后一轮却没有通过的再核查：没有核查通过不能核销。"
    return "" if last.fixed else "最后一轮却没有整改的记录（fixed），请补上。"


def _is_withdrawn(record: ProblemRecord) -> str:
    upheld = bool(record.objections) and record.objections[-1].upheld
    return (
        "" if upheld or (record.withdrawn and record.withdrawn.reason) else "却没有写撤销的理由（withdrawn），请补上。"
    )


_STATE_TESTS: dict[ProblemState, Callable[[ProblemRecord], str]] = {
    _S.TO_NOTIFY: _not_told,
    _S.RECTIFYING: _is_told,
    _S.OBJECTED: _is_objected,
    _S.TO_RECHECK: _is_fixed,
    _S.CLOSED: _is_passed,
    _S.WITHDRAWN: _is_withdrawn,
}


def _rounds_run_on(record: ProblemRecord) -> Iterator[Problem]:
    numbers = [each.n for each in record.rounds]
    if numbers != list(range(1, len(numbers) + 1)):
        message = f"轮次应从 1 起依次编号，现在是 {'、'.join(map(str, numbers))}。"
        yield _error(record, "problem-rounds", "rounds", message)
    for each in record.rounds[:-1]:
        if each.fixed is None or each.checked is None or each.checked.verdict is not Verdict.FAILED:
            message = f"第{each.n}轮没有整改和不通过的再核查，却开始了下一轮，请核对。"
            yield _error(record, "problem-rounds", "rounds", message)


def _days_in_order(record: ProblemRecord) -> Iterator[Problem]:
    days = list(days_of(record))
    loop = [each for each in days if "异议" not in each[0]]
    answers = [each for each in days if each[0] == "发现" or "异议" in each[0]]
    for run in (loop, answers):
        for (name, day), (later_name, later_day) in pairwise(run):
            if later_day < day:
                message = f"{later_name}的日期 {later_day.isoformat()} 早于{name}（{day.isoformat()}），请核对。"
                yield _error(record, "problem-dates", "rounds", message)
    for each in record.rounds:
        if each.due and each.notified and each.due < each.notified:
            message = (
                f"第{each.n}轮的整改期限 {each.due.isoformat()} 早于反馈日期 {each.notified.isoformat()}，请核对。"
            )
            yield _error(record, "problem-dates", "rounds", message)


def _has_due(record: ProblemRecord) -> Iterator[Problem]:
    for each in record.rounds:
        if each.due is None:
            message = f"第{each.n}轮没有整改期限，请补上 due。"
            yield _finding(record, Severity.WARNING, "problem-due", "rounds", message)


def _fixes_are_proven(record: ProblemRecord) -> Iterator[Problem]:
    for each in record.rounds:
        if each.fixed is None:
            continue
        refused = evidence_refusal(each.fixed.evidence)
        if not each.fixed.evidence or refused:
            message = f"第{each.n}轮的整改{f'：{refused}' if refused else '没有佐证（网址、文号或文件名），请补上。'}"
            yield _finding(record, Severity.WARNING, "problem-evidence", "rounds", message)


def _notices_are_approved(record: ProblemRecord) -> Iterator[Problem]:
    """通报 needs the approval of the government or its head (政府督查工作条例 art. 21)."""
    for notice in record.notices:
        if notice.kind == "通报" and not notice.approved_by:
            message = f"通报 {notice.number} 没有写批准人，请补上 approved_by。"
            yield _finding(record, Severity.WARNING, "notice-unapproved", "notices", message)


RECORD_RULES: dict[str, RecordRule] = {
    "conflict-left": _conflict_left,
    "problem-what": _says_what,
    "problem-state": _state_agrees,
    "problem-rounds": _rounds_run_on,
    "problem-dates": _days_in_order,
    "problem-due": _has_due,
    "problem-evidence": _fixes_are_proven,
    "notice-unapproved": _notices_are_approved,
}
"""By the name of the (first) finding that each can give."""


def record_problems(record: ProblemRecord) -> tuple[Problem, ...]:
    """Return every finding about one 问题 record; `place` is its id, `field` the key in its file."""
    return tuple(problem for rule in RECORD_RULES.values() for problem in rule(record))
