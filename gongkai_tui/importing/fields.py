"""Cells of a row become units and a deadline."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.deadline import read_deadline
from gongkai_tui.domain.task import Role, UnitRole
from gongkai_tui.domain.unit_cell import read_unit_cell
from gongkai_tui.importing.header_words import Column

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gongkai_tui.domain.task import Deadline, Recurring

_ROLES: Final = {Column.LEAD: Role.LEAD, Column.SUPPORT: Role.SUPPORT}
_SEPARATORS: Final = "、，,；;"
_NO_UNIT: Final = frozenset({"/", "—", "-", "——", "无", "--", "／"})


def raw_units(units: Mapping[Column, tuple[str, ...]]) -> str:
    """Unit cells as printed; several columns are named."""
    if len(units) == 1:
        [(kind, texts)] = units.items()
        return "\n".join(texts) if kind is Column.UNITS else f"{kind.value}：" + "\n".join(texts)
    return "；".join(f"{kind.value}：" + "、".join(texts) for kind, texts in units.items())


def read_units(units: Mapping[Column, tuple[str, ...]]) -> tuple[tuple[UnitRole, ...], tuple[str, ...]]:
    """Units of a row with their roles, and what a person should look at."""
    found: list[UnitRole] = []
    hints: list[str] = []
    for kind, texts in units.items():
        if all(text.strip() in _NO_UNIT for text in texts):
            continue
        reading = read_unit_cell(_one_list(texts))
        hints += reading.hints
        for unit in reading.units:
            role = _ROLES.get(kind, unit.role)
            changed = replace(unit, role=role) if unit.role is Role.RESPONSIBLE else unit
            if not any(other.unit == changed.unit and other.role == changed.role for other in found):
                found.append(changed)
    return tuple(found), tuple(hints)


def _one_list(texts: tuple[str, ...]) -> str:
    """Names printed one a line are equals."""
    joined = texts[0]
    for text in texts[1:]:
        joined += text if joined.rstrip()[-1:] in _SEPARATORS else "、" + text
    return joined


def read_due(
    texts: tuple[str, ...], *, year: int | None, issued: date | None
) -> tuple[Deadline | None, tuple[str, ...], Recurring | None]:
    """Deadline of a row, what a person should look at, and the rhythm of a duty that comes back."""
    raw = "\n".join(texts)
    if not raw.strip():
        return None, (), None
    reading = read_deadline(raw, year=year, issued=issued)
    return reading.deadline, reading.hints, reading.recurring
