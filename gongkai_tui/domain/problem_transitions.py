"""Which step may follow in the loop of a 问题, who may take it, and what must be recorded with it (DOMAIN d3)."""

from __future__ import annotations

from typing import NamedTuple

from gongkai_tui.domain import inputs
from gongkai_tui.domain.inputs import Input
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.problem_steps import Answer, Fix, Notify, Object, Recheck, Step, Withdraw
from gongkai_tui.domain.transitions import Actor
from gongkai_tui.domain.wording import told_in


class LoopRow(NamedTuple):
    """One row of the table."""

    source: ProblemState | None
    """None for a problem that is found."""
    act: str
    target: ProblemState
    actor: Actor
    needs: tuple[str, ...]
    """What is recorded, in words for people."""
    command: str
    """Action of `gongkai problem`, with the option where one action is several acts."""


_S = ProblemState
_REASON = ("日期", "理由")

LOOP: tuple[LoopRow, ...] = (
    LoopRow(None, "发现", _S.TO_NOTIFY, Actor.OFFICE, ("发现日期", "问题", "单位或位置"), "open"),
    LoopRow(_S.TO_NOTIFY, "反馈", _S.RECTIFYING, Actor.OFFICE, ("反馈日期", "整改期限", "单位"), "notify"),
    LoopRow(_S.RECTIFYING, "异议", _S.OBJECTED, Actor.BOTH, _REASON, "object"),
    LoopRow(_S.OBJECTED, "维持", _S.RECTIFYING, Actor.OFFICE, ("日期", "答复"), "answer --keep"),
    LoopRow(_S.OBJECTED, "异议成立", _S.WITHDRAWN, Actor.OFFICE, ("日期", "答复"), "answer --uphold"),
    LoopRow(_S.RECTIFYING, "报整改", _S.TO_RECHECK, Actor.BOTH, ("日期", "整改情况", "佐证"), "fix"),
    LoopRow(_S.TO_RECHECK, "再核查通过", _S.CLOSED, Actor.OFFICE, ("日期", "再核查情况或佐证"), "recheck --pass"),
    LoopRow(
        _S.TO_RECHECK,
        "再核查不通过",
        _S.RECTIFYING,
        Actor.OFFICE,
        ("日期", "哪里没有改好", "新的整改期限"),
        "recheck --fail",
    ),
    *(
        LoopRow(source, "撤销", _S.WITHDRAWN, Actor.OFFICE, _REASON, "withdraw")
        for source in (_S.TO_NOTIFY, _S.RECTIFYING, _S.TO_RECHECK)
    ),
)
"""The loop. 再核查不通过 begins the next round."""

_BY_ACT = {(row.source, row.act): row for row in LOOP}


def act_of(step: Step) -> str:
    """Return what a step is called in the table."""
    match step:
        case Notify():
            return "反馈"
        case Object():
            return "异议"
        case Answer():
            return "异议成立" if step.upheld else "维持"
        case Fix():
            return "报整改"
        case Recheck():
            return "再核查通过" if step.passed else "再核查不通过"
        case Withdraw():
            return "撤销"


def loop_row(source: ProblemState, act: str) -> LoopRow | None:
    """Return the row for a step, or None where the loop has none."""
    return _BY_ACT.get((source, act))


def acts_after(source: ProblemState) -> tuple[LoopRow, ...]:
    """Return the rows that may follow a state, for menus and messages."""
    return tuple(row for row in LOOP if row.source is source)


def step_refusal(source: ProblemState, act: str, *, is_office: bool) -> str:
    """Return why a step may not follow a state, as one Chinese sentence that says what may; empty where it may."""
    row = loop_row(source, act)
    if row is None:
        following = "、".join(f"{each.act}{told_in(Input(each.command, each.act))}" for each in acts_after(source))
        again = f"再次发现请另立一个问题，并写明重复的是它{told_in(inputs.REPEATED)}"
        return f"{source}的问题不能{act}：{f'之后可以是{following}' if following else f'{source}不再变化，{again}'}。"
    if row.actor is Actor.OFFICE and not is_office:
        return f"{act}只能由政务公开办办理，责任单位不能自行认定。"
    return ""
