"""A change that would overwrite what somebody else has committed since it was begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import Refused
from gongkai_tui.domain.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.form_values import Clash


class ChangedMeanwhile(Refused):
    """The same fields were changed by somebody else: a person has to choose between the two values."""

    def __init__(self, task_id: str, clashes: Sequence[Clash], *, now: Mapping[str, str], text: str = "") -> None:
        problems = [
            Problem(Severity.ERROR, f"对方改为“{clash.theirs}”，本地改为“{clash.ours}”", task_id, field=clash.label)
            for clash in clashes
        ]
        names = "、".join(clash.label for clash in clashes)
        super().__init__(f"{task_id} 在编辑期间被别人改动，{names}两边改得不同，没有保存；请选定一边", problems)
        self.task_id = task_id
        self.clashes = tuple(clashes)
        self.now = now
        """`form_values` as they are committed now: what the choice is made against."""
        self.text = text
        """The committed file, where a text was edited."""


def refuse_clashes(task_id: str, clashes: Sequence[Clash], *, now: Mapping[str, str], text: str = "") -> None:
    """Let a change pass that overwrites nothing.

    Raises:
        ChangedMeanwhile: it would overwrite something.
    """
    if clashes:
        raise ChangedMeanwhile(task_id, clashes, now=now, text=text)
