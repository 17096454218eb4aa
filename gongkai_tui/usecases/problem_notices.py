"""整改通知 and 通报: drafted from the records, and recorded on each problem once they were approved and sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import Refused, UsageError
from gongkai_tui.domain.notice_numbers import as_before_sending, due_given, is_number, number_refusal
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.problem_loop import with_due
from gongkai_tui.domain.problem_notice import (
    KINDS,
    RECTIFY,
    NoticeDraft,
    NoticeRefused,
    draft_notice,
    due_of,
    keeps_own_due,
    notice_refusal,
    own_due,
    takes_due,
)
from gongkai_tui.domain.problem_record import DueMove, Notice, ProblemState
from gongkai_tui.domain.problem_steps import Notify
from gongkai_tui.domain.settable import read_line
from gongkai_tui.domain.short_name import one_line
from gongkai_tui.domain.wording import called, using
from gongkai_tui.gitrepo.moments import UnknownMoment
from gongkai_tui.usecases.change_problems import propose_work, with_subject
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.ended_parts import about_ended_parts
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.problem_files import problems_in, resolve_problem
from gongkai_tui.usecases.problems import ids_found_again
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.unit_lookup import find_unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_record import PlanProblem, ProblemRecord
    from gongkai_tui.domain.unit import Jurisdiction
    from gongkai_tui.usecases.change_problems import ProblemProposal
    from gongkai_tui.usecases.problem_book import ProblemBook
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

_LINE = 110


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which problems a notice is about."""

    ids: tuple[str, ...] = ()
    """Ids or their beginnings; without any, those of the unit or plan."""
    unit: str = ""
    plan: str = ""
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True)
class SentNotice:
    """What was sent."""

    kind: str
    day: date
    number: str
    approved_by: str = ""
    due: date | None = None
    """整改期限 of problems that the unit was not told of before, or whose own has passed."""


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A draft, the problems it is about, and what stood in the way of reading."""

    draft: NoticeDraft
    ids: tuple[str, ...]
    problems: tuple[Problem, ...]
    keeping: tuple[str, ...] = ()
    """Ids of those that keep a 整改期限 of their own that is still to come, other than the one that was given."""
    taking: tuple[str, ...] = ()
    """Ids of those that are asked for by the day that was given, and have it recorded once the notice was sent."""
    due: date | None = None
    """The day that was given; of a notice that was sent, the one that it gave."""


def notice_page(
    ws: Workspace, chosen: Chosen, kind: str, *, due: date | None = None, day: date | None = None
) -> NoticePage:
    """Draft a notice from the records as they stand.

    整改通知 is about problems that must be put right; 通报 about all that were not withdrawn, for the figures. `day` is
    that of the document, today if None.

    Raises:
        UsageError: no such kind, or nothing says which problems.
        NoticeRefused: there is nothing to write, or a 整改期限 is missing or has passed.
        UnknownProblem, UnknownUnit, UnknownPlan: there is none of that name, or several.
    """
    if kind not in KINDS:
        raise UsageError(f"没有“{kind}”这种文；可用：{'、'.join(KINDS)}。")
    view = read_view(ws)
    problems = _chosen(view, chosen, kind)
    if not problems:
        raise NoticeRefused(f"没有可以写进{kind}的问题")
    draft = _draft(view, problems, kind, day=day or view.day, due=due)
    records = [each.record for each in problems]
    keeping = tuple(each.id for each in records if due and keeps_own_due(each, draft.day, due))
    taking = tuple(each.id for each in records if due and takes_due(each, draft.day, due))
    return NoticePage(draft, tuple(each.id for each in records), tuple(view.problems), keeping, taking, due)


def sent_page(ws: Workspace, chosen: Chosen, kind: str, number: str) -> NoticePage:
    """Write a notice that was sent once more: its number, approval and day, the figures as of that day.

    Raises:
        NoticeRefused: none of this kind was sent under this number.
        UnknownProblem, UnknownUnit, UnknownPlan: there is none of that name, or several.
    """
    view = read_view(ws)
    everywhere = problems_in(view)
    bearing = {
        each: notice
        for each in _within(view, chosen, everywhere)
        for notice in each.record.notices
        if notice.kind == kind and is_number(notice, number)
    }
    if not bearing:
        known = dict.fromkeys(n.number for each in everywhere for n in each.record.notices if n.kind == kind)
        sent_under = f"已发的有：{'、'.join(known)}" if known else f"还没有发出过{kind}"
        raise NoticeRefused(f"没有用“{number}”发出过{kind}；{sent_under}")
    sent = next(iter(bearing.values()))
    past = _as_of(ws, sent.date)
    stood = {(each.plan, each.record.id): each.record for each in problems_in(past)} if past else {}
    due = next(filter(None, (due_given(each.record, notice) for each, notice in bearing.items())), None)
    problems = [
        each._replace(record=as_before_sending(stood.get((each.plan, each.record.id), each.record), notice))
        for each, notice in bearing.items()
    ]
    draft = _draft(past or view, problems, kind, day=sent.date or view.day, due=due, sent=sent)
    return NoticePage(draft, tuple(each.record.id for each in problems), tuple(view.problems), due=due)


def _as_of(ws: Workspace, day: date | None) -> View | None:
    """The data as of a day; None where nothing was committed by then."""
    try:
        return read_view(ws, as_of=day.isoformat()) if day else None
    except UnknownMoment:
        return None


def _draft(
    view: View,
    problems: Sequence[PlanProblem],
    kind: str,
    *,
    day: date,
    due: date | None,
    sent: Notice | None = None,
) -> NoticeDraft:
    plan = _plan_of(view, problems)
    jurisdiction = next((each for each in view.jurisdictions() if plan and each.id == plan.jurisdiction), None)
    issuer = (plan.issuer if plan else "") or (_office_of(jurisdiction) if jurisdiction else "")
    if not issuer:
        raise UsageError("不知道由谁署名：计划没有写制发机关（issuer），辖区也没有主管单位（office）。")
    subject = f"{plan.year}年政务公开工作" if plan and plan.year else "政务公开工作"
    return draft_notice(
        kind,
        _under_registered_names(view, plan, problems),
        issuer=issuer,
        subject=subject,
        units=[unit.name for unit in jurisdiction.units] if jurisdiction else (),
        day=day,
        due=due,
        again=ids_found_again(view, problems_in(view)),
        sent=sent,
    )


def propose_sent(ws: Workspace, ids: Sequence[str], sent: SentNotice) -> ProblemProposal:
    """Record that a notice about some problems was sent: on each of them, in one commit.

    What the paper demands is recorded with it: problems that are 待反馈 become 整改中, and a `due` for those whose
    整改期限 has passed is their new one.

    Raises:
        Refused: approval or number is missing, the day is to come, or a unit works here.
        BadValue: number or approval is no line of text.
    """
    sent = replace(sent, number=read_line(sent.number, "文号"), approved_by=read_line(sent.approved_by, "批准人"))
    refused = notice_refusal(sent.kind, number=sent.number, approved_by=sent.approved_by)
    if sent.day > ws.today:
        refused = f"发出日期 {sent.day} 在今天（{ws.today}）之后，发出了再记。"
    refused = ws.actor().office_refusal(notice_rule(sent.kind)) or refused
    if refused:
        raise Refused(refused.rstrip("。"))
    proposal = propose_work(ws, lambda book: _record(book, ids, sent))
    approved = f"，{sent.approved_by}批准" if sent.approved_by else ""
    return with_subject(
        proposal,
        one_line(f"{sent.kind} {sent.number}：{len(proposal.problems)}个问题，{sent.day} 发出{approved}", _LINE),
    )


def notice_rule(kind: str) -> str:
    """The rule that leaves a kind of notice to the office."""
    return f"{kind}由政务公开办发出和记录"


def _record(book: ProblemBook, ids: Sequence[str], sent: SentNotice) -> list[Problem]:
    refusals: list[Problem] = []
    notice = Notice(sent.kind, sent.day, sent.number, sent.approved_by)
    taken = number_refusal(notice, (each.record for each in book.problems))
    if taken:
        return [Problem(Severity.ERROR, taken, sent.number, check="problem")]
    for problem_id in ids:
        found = resolve_problem(book.problems, problem_id)
        if any(each.kind == sent.kind and is_number(each, sent.number) for each in found.record.notices):
            message = f"{sent.kind} {sent.number} 已经记在 {found.record.id} 上了。"
            refusals.append(Problem(Severity.ERROR, message, found.record.id, check="problem"))
            continue
        elsewhere = book.office_refusal(notice_rule(sent.kind), found.plan)
        if elsewhere:
            refusals.append(Problem(Severity.ERROR, f"{elsewhere}。", found.record.id, check="problem"))
            continue
        try:
            _tell(book, found, sent)
            book.change(found.plan, found.record.id, lambda record: replace(record, notices=(*record.notices, notice)))
        except ChangeRefused as refused:
            refusals.append(Problem(Severity.ERROR, str(refused), found.record.id, check="problem"))
    return refusals


def _tell(book: ProblemBook, found: PlanProblem, sent: SentNotice) -> None:
    """A notice with a 整改期限 is the 反馈 of problems that the unit was not told of before, and sets it for others."""
    record, due = found.record, due_of(found.record, sent.day, sent.due)
    if record.state is ProblemState.TO_NOTIFY:
        if due is None and sent.kind == RECTIFY:
            raise ChangeRefused(f"还没有整改期限，请{using(inputs.DUE, '写明')}。")
        if due is not None:
            book.take(found.plan, record.id, Notify(sent.day, due, f"{sent.kind} {sent.number}"))
    elif due is not None and due != own_due(record):
        if due <= sent.day:
            later = using(inputs.DUE, "写以后的一天")
            raise ChangeRefused(f"整改期限 {due} 不在发出日期 {sent.day} 之后，来不及整改；请{later}。")
        move = DueMove(sent.day, None, due, book.actor.name, f"{sent.kind} {sent.number}")
        book.change(found.plan, record.id, partial(with_due, move=move))


def _chosen(view: View, chosen: Chosen, kind: str) -> tuple[PlanProblem, ...]:
    problems = problems_in(view)
    if chosen.ids:
        return _within(view, chosen, problems)
    if not (chosen.unit or chosen.plan):
        raise UsageError(f"没有指明是哪些问题：写编号，或用 {called(inputs.UNIT)}、{called(inputs.PLAN)}。")
    states = (
        (ProblemState.TO_NOTIFY, ProblemState.RECTIFYING)
        if kind == RECTIFY
        else tuple(state for state in ProblemState if state is not ProblemState.WITHDRAWN)
    )
    ended = about_ended_parts(view, problems)
    return tuple(
        each for each in _within(view, chosen, problems) if each.record.state in states and each.record.id not in ended
    )


def _within(view: View, chosen: Chosen, problems: tuple[PlanProblem, ...]) -> tuple[PlanProblem, ...]:
    """The problems that were named, or those of the unit and plan that were, in any state."""
    if chosen.ids:
        return tuple(dict.fromkeys(resolve_problem(problems, typed) for typed in chosen.ids))
    plans = view.plans()
    if chosen.plan:
        refuse_unknown_plan(chosen.plan, plans)
    units: frozenset[str] | None = None
    place = ""
    if chosen.unit:
        unit = find_unit(view, chosen.unit, jurisdiction=chosen.jurisdiction or chosen.plan)
        place = unit.jurisdiction.id
        units = frozenset((unit.unit.name, *(alias.name for alias in unit.unit.aliases)))
    return tuple(
        each
        for each in problems
        if (not chosen.plan or each.plan == chosen.plan)
        and (units is None or (each.record.unit in units and _place(plans.get(each.plan)) == place))
    )


def _plan_of(view: View, problems: Sequence[PlanProblem]) -> Plan | None:
    """The plan of the problems; those of several governments cannot stand in one document."""
    plans = view.plans()
    found = [plan for plan in dict.fromkeys(each.plan for each in problems) if plan in plans]
    places = {plans[plan].jurisdiction for plan in found}
    if len(places) > 1:
        raise UsageError(f"这些问题属于几个辖区（{'、'.join(sorted(places))}），不能写进一份文；请分开出。")
    return max((plans[plan] for plan in found), key=lambda plan: (plan.year or 0, plan.id), default=None)


def _under_registered_names(view: View, plan: Plan | None, problems: Sequence[PlanProblem]) -> list[ProblemRecord]:
    """The records, so that one unit under two of its names is one unit."""
    registry = view.registry()
    place = _place(plan)
    return [
        replace(each.record, unit=registry.canonical(place, each.record.unit) or each.record.unit) for each in problems
    ]


def _office_of(jurisdiction: Jurisdiction) -> str:
    """济南市槐荫区 and 区政府办公室 give 济南市槐荫区政府办公室."""
    name, office = jurisdiction.name, jurisdiction.office
    return f"{name}{office.removeprefix(name[-1:])}" if office else ""


def _place(plan: Plan | None) -> str:
    return plan.jurisdiction if plan else ""
