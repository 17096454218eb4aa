"""The steps of the loop of a 问题: what each asks for in a form, and the use case that works it out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.evidence_form import evidence_pieces
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gongkai_tui.usecases.change_problems import ProblemProposal
    from gongkai_tui.usecases.workspace import Workspace

    Answers = Mapping[str, str]

# Use cases load when they are first needed.
# ruff: noqa: PLC0415

_DATE = Field("date", "日期（空为今天，可空）", kind=Kind.DUE)
_DUE = Field("due", "整改期限", hint="15日后、下月底", kind=Kind.DUE)
_TOLD_DUE = Field("due", "整改期限（清单写了的可空）", hint="15日后、下月底", kind=Kind.DUE)
_EVIDENCE = Field("evidence", "佐证（网址、文号或文件名）", kind=Kind.EVIDENCE)
_PROOF = Field("evidence", "佐证（可空）", kind=Kind.EVIDENCE)
_NEW_DUE = Field("due", "新的整改期限（不改则可空）", kind=Kind.DUE)


class StepForm(NamedTuple):
    """What one step of the loop asks for, and the use case that works it out."""

    fields: tuple[Field, ...]
    propose: Callable[[Workspace, Sequence[str], Answers], ProblemProposal]

    @property
    def required(self) -> frozenset[str]:
        """Fields that may not stay empty."""
        return frozenset(field.name for field in self.fields if not field.label.endswith("可空）"))


def _notify(ws: Workspace, ids: Sequence[str], answers: Answers) -> ProblemProposal:
    from gongkai_tui.usecases.change_problems import propose_notify

    return propose_notify(ws, ids, due=answers["due"], date=answers["date"], channel=answers["channel"])


def _object(ws: Workspace, ids: Sequence[str], answers: Answers) -> ProblemProposal:
    from gongkai_tui.usecases.change_problems import propose_object

    return propose_object(ws, ids, reason=answers["reason"], date=answers["date"])


def _answer(ws: Workspace, ids: Sequence[str], answers: Answers, *, upheld: bool) -> ProblemProposal:
    from gongkai_tui.usecases.change_problems import propose_answer

    due = answers.get("due", "")
    return propose_answer(ws, ids, upheld=upheld, text=answers["text"], date=answers["date"], due=due)


def _fix(ws: Workspace, ids: Sequence[str], answers: Answers) -> ProblemProposal:
    from gongkai_tui.usecases.change_problems import propose_fix

    evidence = evidence_pieces(answers["evidence"])
    return propose_fix(ws, ids, text=answers["text"], evidence=evidence, date=answers["date"])


def _recheck(ws: Workspace, ids: Sequence[str], answers: Answers, *, passed: bool) -> ProblemProposal:
    from gongkai_tui.usecases.change_problems import propose_recheck

    return propose_recheck(
        ws,
        ids,
        passed=passed,
        text=answers["text"],
        evidence=evidence_pieces(answers["evidence"]),
        due=answers.get("due", ""),
        date=answers["date"],
    )


def _withdraw(ws: Workspace, ids: Sequence[str], answers: Answers) -> ProblemProposal:
    from gongkai_tui.usecases.change_problems import propose_withdraw

    return propose_withdraw(ws, ids, reason=answers["reason"], date=answers["date"])


FORMS: Mapping[str, StepForm] = {
    "反馈": StepForm((_TOLD_DUE, Field("channel", "反馈方式（可空）", hint="OA、电话、会议"), _DATE), _notify),
    "报整改": StepForm((Field("text", "整改情况"), _EVIDENCE, _DATE), _fix),
    "再核查通过": StepForm(
        (Field("text", "再核查情况（附了佐证则可空）"), _PROOF, _DATE), partial(_recheck, passed=True)
    ),
    "再核查不通过": StepForm((Field("text", "哪里没有改好"), _DUE, _PROOF, _DATE), partial(_recheck, passed=False)),
    "异议": StepForm((Field("reason", "理由"), _DATE), _object),
    "维持": StepForm((Field("text", "答复"), _NEW_DUE, _DATE), partial(_answer, upheld=False)),
    "异议成立": StepForm((Field("text", "答复"), _DATE), partial(_answer, upheld=True)),
    "撤销": StepForm((Field("reason", "理由"), _DATE), _withdraw),
}
"""By the name that a step has in the table of the loop; offered in this order, the usual ones first."""
