"""One 问题 as lists show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gongkai_tui.domain.problem_flags import ProblemFlag
    from gongkai_tui.domain.problem_record import ProblemRecord


class ListedProblem(NamedTuple):
    """A problem with what is computed against a day."""

    plan: str
    record: ProblemRecord
    flags: tuple[ProblemFlag, ...]
    days_left: int | None
    """Until the 整改期限 while it is 整改中, negative when it has passed; else None."""
    uncommitted: bool = False
