"""Units, their other names, people and collectives, as in `units/<jurisdiction>.yaml` (docs/数据格式.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (dataclass field types are read at run time by the codec)
from enum import StrEnum

from gongkai_tui.domain.file_parts import Conflict, Extra  # noqa: TC001


class UnitKind(StrEnum):
    """What sort of body a unit is."""

    DEPARTMENT = "部门"
    STREET = "街道"
    DISTRICT = "区县"
    OTHER = "其他"


class Duty(StrEnum):
    """What a contact does."""

    LIAISON = "联络员"
    LEADER = "分管领导"


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a unit or group, with the time in which it was used."""

    name: str
    since: date | None = None
    """YAML key `from`."""
    until: date | None = None
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of a unit; the git e-mail tells who acts."""

    name: str
    email: str = ""
    duty: Duty = Duty.LIAISON
    since: date | None = None
    """YAML key `from`."""
    until: date | None = None
    handed_over_to: str = ""
    filed: date | None = None
    """备案 date."""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a jurisdiction."""

    name: str
    kind: UnitKind = UnitKind.DEPARTMENT
    aliases: tuple[Alias, ...] = ()
    contacts: tuple[Contact, ...] = ()
    note: str = ""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A collective such as 各街道办事处: 各 = every member must act; 有关 = open until the office chooses."""

    name: str
    members: tuple[str, ...] = ()
    """Names of units; empty where nobody has said yet."""
    resolved: bool = False
    """True when a person has confirmed `members`."""
    aliases: tuple[Alias, ...] = ()
    note: str = ""
    extra: Extra = ()

    @property
    def confirmation(self) -> str:
        """Whether a person has confirmed `members`, in words."""
        return "已确认" if self.resolved else "待确认"


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """All units of one government: the same short name elsewhere is another unit."""

    id: str
    """File name without suffix, such as `tianqiao`; not a key of the file."""
    name: str
    parent: str = ""
    """Id of the jurisdiction above."""
    office: str = ""
    """Name of the unit that does 政务公开."""
    units: tuple[Unit, ...] = ()
    groups: tuple[Group, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    extra: Extra = ()
