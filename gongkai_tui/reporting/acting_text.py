"""Who must act in a task, by exception: the many that stand alike in one line, the others by name."""

from __future__ import annotations

from collections import Counter

from gongkai_tui.domain.acting_units import SUPPORT, TO_CHOOSE
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.reporting.clean import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from gongkai_tui.domain.acting_units import ActingUnit

_FEW = 3


def acting_lines(acting: Sequence[ActingUnit]) -> Iterator[str]:
    """Give `其余14个单位：推进中` behind the units that stand otherwise; up to three units are all named.

    Nothing where the task names every unit and all stand alike: that is said already.
    """
    statuses = {_standing(unit) for unit in acting}
    if len(statuses) < 2 and not any(unit.group or unit.kind is not LineKind.UNIT for unit in acting):  # noqa: PLR2004
        return
    usual = _usual_status(acting) if len(acting) > _FEW else ""
    rest = [unit for unit in acting if _is_usual(unit, usual)]
    named = [unit for unit in acting if unit not in rest] if len(rest) > 1 else list(acting)
    yield from _named_lines(named, acting)
    if len(named) < len(acting):
        yield f"{'其余' if named else '全部'}{len(rest)}个单位：{usual}"
    unsure = dict.fromkeys(clean(unit.group) for unit in acting if not unit.confirmed)
    if unsure:
        yield f"（{'、'.join(unsure)}的成员还没有人确认）"


def _named_lines(named: Sequence[ActingUnit], acting: Sequence[ActingUnit]) -> Iterator[str]:
    """Each unit; members of a set that stand alike as the set with who is left out, where that is shorter."""
    of_set = Counter(unit.group for unit in acting)
    alike: dict[tuple[str, str, str], list[ActingUnit]] = {}
    for unit in named:
        alike.setdefault((unit.group or unit.name, _standing(unit), unit.role), []).append(unit)
    for (group, status, _), units in alike.items():
        left_out = of_set[group] - len(units)
        if len(units) <= left_out + 1:
            yield from (f"{_name(unit)}：{status}" for unit in units)
            continue
        others = [unit.name for unit in acting if unit.group == group and unit not in units]
        unless = f"{'、'.join(map(clean, others))}除外" if others else ""
        yield f"{_name(units[0]._replace(name=group), unless)}：{status}"


def acting_record(unit: ActingUnit) -> dict[str, Any]:
    """Give one unit as JSON."""
    return {
        "unit": unit.name,
        "kind": unit.kind.value,
        "role": unit.role,
        "status": unit.status,
        "own_status": unit.is_own,
        "group": unit.group,
        "to_choose": unit.kind is LineKind.OPEN,
        "member_confirmed": unit.confirmed,
    }


def _is_usual(unit: ActingUnit, usual: str) -> bool:
    return _standing(unit) == usual and not unit.is_own and unit.kind is LineKind.UNIT


def _standing(unit: ActingUnit) -> str:
    return f"{unit.status}（已发布 {unit.published}，待登记）" if unit.published else unit.status


def _usual_status(acting: Sequence[ActingUnit]) -> str:
    counts = Counter(unit.status for unit in acting if not unit.is_own)
    return counts.most_common(1)[0][0] if counts else ""


def _name(unit: ActingUnit, unless: str = "") -> str:
    marks = [
        SUPPORT if unit.role == SUPPORT else "",
        TO_CHOOSE if unit.kind is LineKind.OPEN else "",
        unless,
    ]
    said = "，".join(filter(None, marks))
    return clean(unit.name) + (f"（{said}）" if said else "")
