"""How many units have done their recurring duty, period by period."""

from __future__ import annotations

from gongkai_tui.domain.recurrence import Standing
from gongkai_tui.domain.recurring_words import duty_words, scope_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from gongkai_tui.domain.recurrence import PeriodCount
    from gongkai_tui.domain.row import TaskRow

RECURRING_TITLES = {
    "id": "编号",
    "heading": "任务",
    "duty": "周期",
    "per": "范围",
    "period": "期",
    "standing": "到期",
    "result": "完成",
    "missing": "未完成的单位",
    "missed_by": "记缺期的单位",
}
"""Key → heading; those of `WHO_LACKS` only where asked for."""
WHO_LACKS = frozenset({"missing", "missed_by"})


def period_record(row: TaskRow, count: PeriodCount) -> dict[str, Any]:
    """Give one duty in one period, as JSON."""
    return {
        "id": row.id,
        "heading": row.heading or row.requirement.partition("\n")[0],
        "duty": duty_words(count.duty),
        "per": scope_words(count.duty),
        "period": count.period.label,
        "first": count.period.first.isoformat(),
        "last": count.period.last.isoformat(),
        "standing": count.standing.value,
        "done": count.done,
        "all": count.needed,
        "result": result_words(count),
        "missing": list(count.missing),
        "missed_by": list(count.missed_by),
        "members_confirmed": all(unit.confirmed for unit in count.units),
        "units": [{"unit": unit.unit, "done": unit.done, "needed": unit.needed} for unit in count.units],
    }


def result_words(count: PeriodCount) -> str:
    """Give `3/33单位`, or for a duty of the whole area `1/2次`."""
    return f"{count.done}/{count.needed}{'次' if count.is_common else '单位'}"


def duty_summary(counts: Sequence[PeriodCount]) -> Iterable[str]:
    """Give one line a duty: what has passed and how the present period stands."""
    by_duty: dict[str, list[PeriodCount]] = {}
    for count in counts:
        by_duty.setdefault(f"{duty_words(count.duty)} {scope_words(count.duty)}", []).append(count)
    for name, found in by_duty.items():
        current = [
            f"本期（{count.period.label}）{result_words(count)}"
            for count in found
            if count.standing is Standing.CURRENT
        ]
        past = [count for count in found if count.standing is Standing.PAST]
        short = [count for count in past if count.missed_by]
        passed = [f"已过{len(past)}期，缺{len(short)}期"] if past else []
        last = [f"最近一期（{past[-1].period.label}）{result_words(past[-1])}"] if past and not current else []
        yield f"{name}：{'，'.join((*current, *passed, *last)) or '还没有开始'}"
