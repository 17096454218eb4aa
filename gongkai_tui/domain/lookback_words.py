"""回头看 in the history: the subject of a commit and one line for each task that it judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.derive import shown
from gongkai_tui.domain.lookback_verdicts import closing_steps
from gongkai_tui.domain.short_name import one_line
from gongkai_tui.domain.task import LookbackVerdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.grid_units import GridUnits
    from gongkai_tui.domain.task import Lookback, Task

    Pair = tuple[Task, Task]
    """A task before and after its verdict."""

_HEADING = 24
_TEXT = 40
_LINE = 110
_NAMED = 2


def verdict_subject(plan_short: str, pairs: Sequence[Pair], units: GridUnits, told: Sequence[str] = ()) -> str:
    """Return the subject: `天桥2020 第17项 财政信息：回头看核销，已完成 → 已核销（网站已核对）`.

    `units` are those of the plan's government, `told` are those of them that new 问题 go to.
    """
    _, after = pairs[0]
    found = after.lookback
    if found is None:
        raise ValueError(after.id)
    if len(pairs) > 1:
        return one_line(f"{plan_short} 回头看：{len(pairs)}项{found.verdict}{_why(found, told)}", _LINE)
    number = f"第{after.seq}项" if after.seq is not None else after.id.partition("/")[2]
    title = f"{plan_short} {number} {one_line(after.heading or after.requirement, _HEADING)}"
    return one_line(f"{title}：回头看{_what(pairs[0], found, units)}{_why(found, told)}", _LINE)


def verdict_line(pair: Pair, units: GridUnits) -> str:
    """Return the line of one task in the body: `tianqiao-2020/017 财政信息：核销，已完成 → 已核销`."""
    _, after = pair
    found = after.lookback
    if found is None:
        raise ValueError(after.id)
    title = f"{after.id} {one_line(after.heading or after.requirement, _HEADING)}"
    return one_line(f"{title}：{_what(pair, found, units)}", _LINE)


def _what(pair: Pair, found: Lookback, units: GridUnits) -> str:
    earlier = pair[0].lookback
    was = f"，原为{earlier.verdict}" if earlier and earlier.verdict is not found.verdict else ""
    corrected = f"（更正{was}）" if earlier else ""
    old, new = (shown(task, units) for task in pair)
    # Report, check and 核销 may be given at once; each is a step of its own.
    steps = [step for step in closing_steps(pair[0], units) if step is not old]
    walked = found.verdict is LookbackVerdict.CLOSED and steps[-1:] == [new]
    moved = f"，{' → '.join((old, *(steps if walked else (new,))))}" if old is not new else ""
    return f"{found.verdict}{corrected}{_to(found)}{moved}"


def _to(found: Lookback) -> str:
    targets = found.targets
    more = f"等{len(targets)}个问题" if len(targets) > 1 else ""
    return f" {targets[0]}{more}" if targets else ""


def _why(found: Lookback, told: Sequence[str]) -> str:
    units = "、".join(told) if len(told) <= _NAMED else f"{told[0]}等{len(told)}个单位"
    said = "：".join(filter(None, (one_line(units, _TEXT), one_line(found.text, _TEXT))))
    return f"（{said}）" if said else ""
