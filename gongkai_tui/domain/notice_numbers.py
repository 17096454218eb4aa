"""A notice that was sent: known by its 文号, and what recording it did to the problems in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold_unspaced
from gongkai_tui.domain.problem_dues import first_due
from gongkai_tui.domain.problem_record import ProblemState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gongkai_tui.domain.problem_record import Notice, ProblemRecord

_BRACKETS = str.maketrans("〔〕【】()", "[][][]")
"""Brackets of a 文号 that are typed for one another; folding has made those of full width narrow."""


def is_number(notice: Notice, number: str) -> bool:
    """Tell whether a notice bears a 文号, however its brackets and spaces were typed."""
    return bool(notice.number) and number_key(notice.number) == number_key(number)


def number_key(number: str) -> str:
    """Give a 文号 in one form: 天政办函〔2022〕5号 is 天政办函[2022]5号."""
    return fold_unspaced(number).translate(_BRACKETS)


def number_refusal(sent: Notice, records: Iterable[ProblemRecord]) -> str:
    """Return why a 文号 is another notice's among all `records`; empty where it is not: one number, one notice."""
    for record in records:
        for notice in record.notices:
            if is_number(notice, sent.number) and (notice.kind, notice.date) != (sent.kind, sent.date):
                on = f"（{notice.date.isoformat()} 发出）" if notice.date else ""
                place = f"记在 {record.id} 上"
                return f"文号 {notice.number} 已经是另一份{notice.kind}的{on}，{place}：一个文号只能是一份文，请核对。"
    return ""


def as_before_sending(record: ProblemRecord, sent: Notice) -> ProblemRecord:
    """Return a problem without the 反馈 or the 整改期限 that recording a notice gave it."""
    name, last = _name(sent), record.last_round
    if last is None:
        return record
    if last.moves and (move := last.moves[-1]).reason == name:
        before = replace(last, due=move.was, moves=last.moves[:-1])
        return replace(record, rounds=(*record.rounds[:-1], before))
    if last.n == 1 and last.channel == name and record.state is ProblemState.RECTIFYING:
        return replace(record, rounds=(), state=ProblemState.TO_NOTIFY)
    return record


def due_given(record: ProblemRecord, sent: Notice) -> date | None:
    """Return the 整改期限 that a notice gave a problem when it was recorded; None where it gave none."""
    name = _name(sent)
    for each in record.rounds:
        moved = next((move.due for move in each.moves if move.reason == name), None)
        if moved or (each.n == 1 and each.channel == name):
            return moved or first_due(each)
    return None


def _name(sent: Notice) -> str:
    return f"{sent.kind} {sent.number}"
