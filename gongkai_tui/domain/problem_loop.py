"""The loop of a 问题: pure functions from one version of the record to the next; its table: `problem_transitions`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.evidence_form import ACCEPTED
from gongkai_tui.domain.problem_dues import with_moved_due
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
    Withdrawn,
)
from gongkai_tui.domain.problem_steps import Answer, Fix, Notify, Object, Party, Recheck, Withdraw
from gongkai_tui.domain.problem_transitions import act_of, loop_row, step_refusal
from gongkai_tui.domain.settable import BadValue, check_evidence
from gongkai_tui.domain.wording import told_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gongkai_tui.domain.problem_steps import Step


def found_problem(problem_id: str, *, task: str = "", unit: str = "", found: Found) -> ProblemRecord:
    """Return a problem that was just found: 待反馈, nobody told yet."""
    return ProblemRecord(problem_id, ProblemState.TO_NOTIFY, task, unit, found)


def refusal(record: ProblemRecord, step: Step, who: Party, today: date) -> str:
    """Return why a step is refused, as one Chinese sentence with what to do; empty where it may be taken."""
    act = act_of(step)
    return (
        step_refusal(record.state, act, is_office=who.is_office)
        or _party_refusal(record, step, who)
        or _lack(record, step)
        or _date_refusal(record, step, today)
    )


def cautions(record: ProblemRecord, step: Step, who: Party) -> tuple[str, ...]:
    """Return what a person should know of a step that may be taken."""
    found = []
    proposed = record.found.due if record.found else None
    if isinstance(step, Notify) and proposed not in (None, step.due):
        found.append(f"清单写的整改期限是 {proposed}，这次定为 {step.due}。")
    if isinstance(step, Recheck):
        if _reporter(record) == who.name:
            found.append(f"整改是{who.name}代录的，再核查也是{who.name}：建议由另一人再核查。")
        elif who.is_of_unit:
            found.append("这是本单位自己的问题：由本单位的另一人再核查，建议请上级或其他单位参加。")
    spoken = spoken_by(record, who.name) if _eases(step) else ""
    if spoken:
        found.append(f"{spoken}是{who.name}代录的，{act_of(step)}也是{who.name}：建议由另一人办理。")
    return tuple(found)


def after(record: ProblemRecord, step: Step, who: Party) -> ProblemRecord:
    """Return the record after a step that `refusal` lets pass."""
    row = loop_row(record.state, act_of(step))
    if row is None:
        raise ValueError(step)
    return replace(_recorded(record, step, who), state=row.target)


def _recorded(record: ProblemRecord, step: Step, who: Party) -> ProblemRecord:
    match step:
        case Notify():
            return _with_round(record, Round(1, step.date, step.channel, step.due))
        case Object():
            objection = Objection(step.date, who.name, step.reason)
            return replace(record, objections=(*record.objections, objection))
        case Answer():
            return _answered(record, step, who)
        case Fix():
            fixed = Fixed(step.date, step.text, step.evidence, who.name)
            return _in_last_round(record, fixed=fixed)
        case Recheck():
            return _rechecked(record, step, who)
        case Withdraw():
            return replace(record, withdrawn=Withdrawn(step.date, who.name, step.reason))


def with_due(record: ProblemRecord, move: DueMove) -> ProblemRecord:
    """Return the record with another 整改期限 of the round that runs; the one before is kept in its moves."""
    if not record.rounds:
        return record
    return replace(record, rounds=(*record.rounds[:-1], with_moved_due(record.rounds[-1], move)))


def _answered(record: ProblemRecord, step: Answer, who: Party) -> ProblemRecord:
    answered = replace(
        record.objections[-1], answered=step.date, answer=step.text, answered_by=who.name, upheld=step.upheld
    )
    changed = replace(record, objections=(*record.objections[:-1], answered))
    why = f"{act_of(step)}：{step.text}"
    return with_due(changed, DueMove(step.date, None, step.due, who.name, why)) if step.due else changed


def _rechecked(record: ProblemRecord, step: Recheck, who: Party) -> ProblemRecord:
    verdict = Verdict.PASSED if step.passed else Verdict.FAILED
    checked = _in_last_round(record, checked=Checked(step.date, who.name, verdict, step.text, step.evidence))
    if step.passed:
        return checked
    last = record.rounds[-1]
    # The finding is told along with the verdict, the way it was told before.
    return _with_round(checked, Round(last.n + 1, step.date, last.channel, step.due))


def _with_round(record: ProblemRecord, new: Round) -> ProblemRecord:
    return replace(record, rounds=(*record.rounds, new))


def _in_last_round(
    record: ProblemRecord, *, fixed: Fixed | None = None, checked: Checked | None = None
) -> ProblemRecord:
    last = record.rounds[-1]
    changed = replace(last, fixed=fixed or last.fixed, checked=checked or last.checked)
    return replace(record, rounds=(*record.rounds[:-1], changed))


def _reporter(record: ProblemRecord) -> str:
    last = record.last_round
    return last.fixed.by if last and last.fixed else ""


def _party_refusal(record: ProblemRecord, step: Step, who: Party) -> str:
    if not who.is_office and not who.is_of_unit:
        return f"这是{record.unit or '别的单位'}的问题，不能代它填报。"
    if isinstance(step, Recheck) and who.is_of_unit and _reporter(record) == who.name:
        return f"整改是{who.name}报的，不能由同一人再核查，请换一人。"
    spoken = spoken_by(record, who.name) if who.is_of_unit and _eases(step) else ""
    if spoken:
        return f"{spoken}是{who.name}报的，{act_of(step)}不能由同一人办理，请由政务公开办另一人办理。"
    return ""


def _eases(step: Step) -> bool:
    """Tell whether a step of the office takes from the unit what was found, or gives it more time."""
    return isinstance(step, Withdraw) or (isinstance(step, Answer) and (step.upheld or step.due is not None))


def spoken_by(record: ProblemRecord, name: str) -> str:
    """Return what somebody called `name` has entered for the unit (异议 or 整改); empty where it is nothing."""
    if any(each.by == name for each in record.objections):
        return "异议"
    return "整改" if any(each.fixed and each.fixed.by == name for each in record.rounds) else ""


def _lack(record: ProblemRecord, step: Step) -> str:
    match step:
        case Notify():
            return "" if record.unit else "问题没有写责任单位，不能反馈：请先在文件里补上 unit。"
        case Object() | Withdraw():
            return "" if step.reason else f"{act_of(step)}要写明理由{told_in(inputs.REASON)}。"
        case Answer():
            return _answer_lack(record, step)
        case Fix():
            return _fix_lack(record, step)
        case Recheck():
            return _recheck_lack(record, step)


def _answer_lack(record: ProblemRecord, step: Answer) -> str:
    if not record.objections or not record.rounds:
        return "文件里没有异议或反馈的记录，不能答复：请先改正文件。"
    return "" if step.text else f"答复异议要写明依据{told_in(inputs.NOTE)}。"


def _fix_lack(record: ProblemRecord, step: Fix) -> str:
    if not record.rounds:
        return _no_round(record)
    if not step.text:
        return f"报整改要写明做了什么{told_in(inputs.NOTE)}。"
    if not step.evidence:
        return f"报整改要附佐证{told_in(inputs.PROOF)}：{ACCEPTED}。"
    return evidence_refusal(step.evidence)


def _recheck_lack(record: ProblemRecord, step: Recheck) -> str:
    last = record.last_round
    if last is None:
        return _no_round(record)
    if last.fixed is None:
        return "文件里没有整改的记录（fixed），没有可以再核查的内容。"
    if not step.passed and not step.text:
        return f"再核查不通过要写明哪里没有改好{told_in(inputs.NOTE)}。"
    if not step.text and not step.evidence:
        return f"再核查通过要写明看到了什么{told_in(inputs.NOTE)}，或附佐证{told_in(inputs.PROOF)}。"
    if not step.passed and step.due is None:
        return f"再核查不通过要写新的整改期限{told_in(inputs.DUE)}。"
    return evidence_refusal(step.evidence)


def _no_round(record: ProblemRecord) -> str:
    return f"状态是{record.state}，文件里却没有反馈的记录（rounds）：请先改正文件。"


def evidence_refusal(evidence: tuple[str, ...]) -> str:
    """Return why a piece is no evidence: it must be a URL, a 文号 or a file name, not a word such as 已完成."""
    for item in evidence:
        try:
            check_evidence(item)
        except BadValue as refused:
            return str(refused)
    return ""


def _date_refusal(record: ProblemRecord, step: Step, today: date) -> str:
    refused = day_refusal(record, step.date, today)
    if refused:
        return refused
    due = step.due if isinstance(step, Notify | Answer | Recheck) else None
    if due and due < step.date:
        return f"整改期限 {due.isoformat()} 早于反馈日期 {step.date.isoformat()}，请核对。"
    return ""


def day_refusal(record: ProblemRecord, day: date, today: date) -> str:
    """Return why no step may be dated so: dates never run backwards, and nothing is recorded before it happened."""
    if day > today:
        return f"日期 {day.isoformat()} 在今天（{today.isoformat()}）之后，事情办了再记。"
    before = latest_day(record)
    return f"日期 {day.isoformat()} 早于上一步（{before.isoformat()}），请核对。" if before and day < before else ""


def latest_day(record: ProblemRecord) -> date | None:
    """Return the day of the last step that is recorded."""
    return max((day for _, day in days_of(record)), default=None)


def days_of(record: ProblemRecord) -> Iterator[tuple[str, date]]:
    """Give every day on which something happened, in the order of the loop; objections after all rounds."""
    named: list[tuple[str, date | None]] = [("发现", record.found.date if record.found else None)]
    for each in record.rounds:
        named.append((f"第{each.n}轮反馈", each.notified))
        named.append((f"第{each.n}轮整改", each.fixed.date if each.fixed else None))
        named.append((f"第{each.n}轮再核查", each.checked.date if each.checked else None))
    for objection in record.objections:
        named += [("异议", objection.date), ("答复异议", objection.answered)]
    named.append(("撤销", record.withdrawn.date if record.withdrawn else None))
    return ((name, day) for name, day in named if day is not None)
