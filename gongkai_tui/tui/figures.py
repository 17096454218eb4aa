"""The figures of the overview: which columns there are, what each counts, and the filter that shows just that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.plan import PlanState
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.tui.screens.plan_items import ALL, plan_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.domain.summary import Summary
    from gongkai_tui.usecases.list_plans import PlanSummary


@dataclass(frozen=True, slots=True)
class Column:
    """One count."""

    title: str
    short: str
    """Two characters, for narrow screens."""
    filter: str
    """Selects exactly the tasks that are counted."""
    count: Callable[[Counts], int]
    alarming: bool = False


class Counts(NamedTuple):
    """The figures of one plan, or of several together, that the overview shows."""

    total: int
    done: int
    owed: int
    """What the share of 落实 is counted of: everything but 已终止."""
    overdue: int
    due_soon: int
    stale: int
    rectifying: int
    reported: int
    hints: int

    @property
    def rate(self) -> float:
        """Share of done, 0.0 to 1.0, as `Summary.rate`."""
        return self.done / self.owed if self.owed else 0.0


class FigureRow(NamedTuple):
    """One line."""

    plan: str
    """Id; empty for all plans together."""
    name: str
    counts: Counts
    archived: bool = False


COLUMNS = (
    Column("任务", "任务", "", lambda c: c.total),
    Column("已落实", "落实", f"状态:{Status.DONE},{Status.CLOSED},{Status.ONGOING}", lambda c: c.done),
    Column("逾期", "逾期", f"标记:{Flag.OVERDUE}", lambda c: c.overdue, alarming=True),
    Column("临期", "临期", f"标记:{Flag.DUE_SOON}", lambda c: c.due_soon),
    Column("久未更新", "久未", f"标记:{Flag.STALE}", lambda c: c.stale),
    Column("整改中", "整改", f"状态={Status.RECTIFYING}", lambda c: c.rectifying, alarming=True),
    Column("待核查", "待核", f"状态={Status.REPORTED}", lambda c: c.reported),
    Column("待确认", "待确", "提示:有", lambda c: c.hints),
)


def counts_of(figures: Summary) -> Counts:
    """The counts shown, from the figures that every output shares."""
    return Counts(
        figures.total,
        figures.done,
        figures.due_in_all,
        figures.flags[Flag.OVERDUE],
        figures.flags[Flag.DUE_SOON],
        figures.flags[Flag.STALE],
        figures.by_status[Status.RECTIFYING],
        figures.by_status[Status.REPORTED],
        figures.hints,
    )


def figure_rows(plans: Sequence[PlanSummary]) -> list[FigureRow]:
    """All plans together, then each that is being carried out, then the archived ones."""
    if not plans:
        return []
    names = plan_names(plans)
    rows = [
        FigureRow(found.plan.id, names[found.plan.id], counts_of(found.figures), found.plan.state is PlanState.ARCHIVED)
        for found in plans
    ]
    rows.sort(key=lambda row: row.archived)
    whole = Counts(*(sum(column) for column in zip(*(row.counts for row in rows), strict=True)))
    return [FigureRow("", ALL, whole), *rows]
