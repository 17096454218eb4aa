"""Names that look like one unit, for a person to confirm; nothing is ever merged by likeness."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.collective import is_collective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.domain.unit import Jurisdiction

_LEVEL = re.compile(r"^(?:[区市县省]|本[区市县])(?=..)")
_KIND_OF_BODY = re.compile(r"(?:委员会|办公室|办事处|中心|部门|[局委办部厅处])$")
_SHORTEST_CORE = 2


@dataclass(frozen=True, slots=True)
class AliasProposal:
    """A name that nobody has registered, and a registered unit that it may be another name of."""

    name: str
    unit: str

    def __str__(self) -> str:
        return f"“{self.name}”可能是“{self.unit}”的另一种写法，请确认后登记为别名"


def propose_aliases(jurisdiction: Jurisdiction, names: Iterable[str]) -> tuple[AliasProposal, ...]:
    """Propose for every unregistered name the units whose name it shortens, lengthens or varies."""
    registered = {
        name: unit.name for unit in jurisdiction.units for name in (unit.name, *(alias.name for alias in unit.aliases))
    }
    groups = {name for group in jurisdiction.groups for name in (group.name, *(alias.name for alias in group.aliases))}
    proposals: dict[AliasProposal, None] = {}
    for name in names:
        if name in registered or name in groups or is_collective(name):
            continue
        for known, unit in registered.items():
            if alike(name, known):
                proposals[AliasProposal(name, unit)] = None
    return tuple(proposals)


def alike(one: str, other: str) -> bool:
    """Tell whether one name without its level and kind of body is the other with characters left out.

    区市场监管局 is like 区市场监督管理局, 区教育局 like 区教育体育局; whether they are one unit is for a person to say.
    """
    shorter, longer = sorted((_core(one), _core(other)), key=len)
    if len(shorter) < _SHORTEST_CORE:
        return False
    rest = iter(longer)
    return all(char in rest for char in shorter)


def _core(name: str) -> str:
    return _KIND_OF_BODY.sub("", _LEVEL.sub("", name))
