"""What a verdict of 回头看 asks for, and the request that the answers make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.evidence_form import evidence_pieces
from gongkai_tui.domain.task import LookbackVerdict
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.sheets.handling import units_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.lookback import LookbackItem
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.tui.sheets.lookback_successor import Successor
    from gongkai_tui.usecases.lookback_request import VerdictRequest

_CLOSING = (Field("note", "核查说明"), Field("evidence", "佐证（可空）", kind=Kind.EVIDENCE))
_CARRYING = (Field("note", "说明（可空）"),)
_OF_A_NEW_TASK = (
    Field("deadline", "今年的完成时限（可空）", hint="9月底前；不写为全年"),
    Field("section", "章节（可空）", hint="（不写为上年结转）", kind=Kind.SECTION),
)
_WHY = Field("reason", "更正的理由")
_NONE, _ALL = "另立问题", "全部接续"


def verdict_fields(
    verdict: LookbackVerdict, items: Sequence[LookbackItem], successor: Successor | None
) -> tuple[Field, ...]:
    """The fields of the form; those that may be left empty say so."""
    if verdict is LookbackVerdict.RECTIFY:
        asked = _rectifying(items)
    elif verdict is LookbackVerdict.CARRIED:
        asked = (*_CARRYING, *(_OF_A_NEW_TASK if successor and not successor.task else ()))
    else:
        asked = _CLOSING
    return (*asked, _WHY) if any(item.found for item in items) else asked


def _rectifying(items: Sequence[LookbackItem]) -> tuple[Field, ...]:
    """Of a task with open problems one goes on, and only what is opened beside them needs a unit and a day."""
    problems = _open_problems(items)
    waiting = sum(bool(item.open_problems) for item in items)
    only_going_on = waiting == len(items)
    left_empty = "只接续的可空" if only_going_on else "只有一个单位的可空"
    unit = Field("units", f"单位（几个用顿号分开；{left_empty}）", kind=Kind.UNITS)
    due_label = "整改期限（只接续的可空）" if only_going_on else "整改期限"
    due = Field("due", due_label, hint="15日后、下月底", kind=Kind.AHEAD)
    if len(items) > 1:
        options, counted = (_ALL, _NONE), f"（{waiting} 项有）"
    else:
        names = [_named(problem) for problem in problems]
        options, counted = (*names, *((_ALL,) if len(names) > 1 else ()), _NONE), ""
    going_on = Field("problems", f"接续未销号的问题{counted}", options[0], options=options)
    return (Field("what", "发现的问题"), *((going_on,) if problems else ()), unit, due)


def verdict_request(
    verdict: LookbackVerdict, items: Sequence[LookbackItem], successor: Successor | None, answer: Mapping[str, str]
) -> VerdictRequest:
    """The request that the answers of the form make."""
    from gongkai_tui.usecases.lookback_request import VerdictRequest  # noqa: PLC0415  (loads when first needed)

    going_on = answer.get("problems", "")
    return VerdictRequest(
        items[0].task.plan,
        verdict,
        tuple(item.task.id for item in items),
        note=answer.get("note", ""),
        reason=answer.get("reason", ""),
        what=answer.get("what", ""),
        evidence=evidence_pieces(answer.get("evidence", "")),
        units=units_named(answer.get("units", "")),
        due=answer.get("due", ""),
        problems=tuple(each.id for each in _open_problems(items) if each.id in going_on or going_on == _ALL),
        to=successor.task if successor else "",
        new=successor is not None and not successor.task,
        section=answer.get("section", ""),
        deadline=answer.get("deadline", ""),
        into=successor.into if successor else "",
    )


def _open_problems(items: Sequence[LookbackItem]) -> tuple[ProblemRecord, ...]:
    """Those that may go on, each in its own task."""
    return tuple(problem for item in items for problem in item.open_problems)


def _named(problem: ProblemRecord) -> str:
    return f"{problem.unit} {problem.state} {problem.id}"
