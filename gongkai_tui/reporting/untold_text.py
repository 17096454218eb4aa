"""What is said where silence cannot be counted: the plan has no issue date, and a task never had a record."""

from __future__ import annotations

from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import how_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NO_ISSUE_DATE = "计划没有印发日期，算不出天数"
UNHEARD = f"从无记录，而{NO_ISSUE_DATE}"
"""Said of units that can be called neither silent nor heard of."""


def untold_lines(untold: Mapping[str, int], *, by_unit: bool = False) -> Iterator[str]:
    """Give a line a plan, with how many tasks are counted nowhere as silent and what to do about it.

    `by_unit` where they are those in which some unit never recorded anything, not those that have no record at all.
    """
    whose = "有单位从无记录" if by_unit else "从无记录"
    for plan, count in untold.items():
        yield (
            f"提示：{plan} 没有印发日期，其中 {count} 项{whose}，算不出多少天没有更新，沉默、久未更新里没有它们；"
            f"补填：{how_to(Remedy.SET_ISSUED, plan, '…')}"
        )


def untold_note(plan: str) -> str:
    """Say the same of one plan in a few words, beside figures of silence."""
    return f"{plan} 没有印发日期，从无记录的算不出沉默"


def untold_count(tasks: Mapping[str, int], by_unit: Mapping[str, int]) -> str:
    """Say the same of all plans together, beside figures of what is 久未更新; empty where there is nothing to say.

    `tasks` never had a record, of those `by_unit` some unit never wrote one: said where it is more than the first.
    """
    whole, parts = sum(tasks.values()), sum(by_unit.values())
    if parts <= whole:
        return f"没有印发日期，{whole} 项算不出久未更新" if whole else ""
    if not whole:
        return f"没有印发日期，按单位有 {parts} 项算不出久未更新"
    return f"没有印发日期，{whole} 项算不出久未更新（按单位 {parts} 项）"
