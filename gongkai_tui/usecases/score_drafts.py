"""The drafts of 表扬 and 通报批评 out of a ranking, each with a remark on whom it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.reporting.score_draft import PRAISE, criticism_draft, named_words, nobody_words, praise_draft
from gongkai_tui.usecases.scores import best_units, worst_units

if TYPE_CHECKING:
    from gongkai_tui.usecases.scores import ScoreReport


class ScoreDraft(NamedTuple):
    """One draft."""

    text: str
    """Empty where there is nobody to name."""
    remark: str
    """How many it names, or why nobody."""
    named: int


def score_draft(report: ScoreReport, wanted: str, count: int) -> ScoreDraft:
    """Draft the 表扬 of the `count` best units of a ranking, or the 通报批评 of the worst, as is `wanted`."""
    of, write = (best_units, praise_draft) if wanted == PRAISE else (worst_units, criticism_draft)
    units, data = of(report, count), report.data
    if not units:
        return ScoreDraft("", nobody_words(report, wanted), 0)
    text = write(report, data.plan, units, day=data.window.day, commit=data.commit)
    return ScoreDraft(text, named_words(report, units, count, wanted), len(units))
