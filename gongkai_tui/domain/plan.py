"""A work plan as it stands in `plans/<plan>/plan.yaml` (docs/数据格式.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (dataclass field types are read at run time by the codec)
from enum import StrEnum

from gongkai_tui.domain.file_parts import Conflict, Extra  # noqa: TC001


class PlanState(StrEnum):
    """Whether a plan is being carried out."""

    ACTIVE = "执行中"
    ARCHIVED = "已归档"


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A second-level heading of the document body."""

    no: str
    title: str
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A first-level heading of the document body with its items."""

    title: str
    no: str = ""
    items: tuple[OutlineItem, ...] = ()
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a plan was imported from."""

    file: str
    """Name beside plan.yaml, usually `source.txt`."""
    sha256: str
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One 政务公开工作要点."""

    id: str
    title: str
    issuer: str = ""
    doc_number: str = ""
    issued: date | None = None
    year: int | None = None
    """The plan year, from the title, not from the issue date."""
    disclosure: str = ""
    """主动公开 | 依申请公开 | 不予公开, or empty."""
    index_number: str = ""
    """索引号 of the publishing site."""
    jurisdiction: str = ""
    """Name of the file in units/ without its suffix."""
    implements: str = ""
    """The upper plan that this one carries out."""
    follows: str = ""
    """Last year's plan."""
    state: PlanState = PlanState.ACTIVE
    sections: tuple[Section, ...] = ()
    source: Source | None = None
    hints: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    extra: Extra = ()
