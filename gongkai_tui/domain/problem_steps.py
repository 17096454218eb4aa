"""The steps of the 核查—反馈—整改—再核查—核销 loop as people take them, and who takes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gongkai_tui.domain.task import Day  # noqa: TC001


class Party(NamedTuple):
    """Who takes a step, seen from the unit that the problem is about."""

    name: str
    is_office: bool
    is_of_unit: bool = False
    """Works for the unit, or is one of its contacts."""


@dataclass(frozen=True, slots=True)
class Notify:
    """反馈: the unit is told."""

    date: Day
    due: Day
    """整改期限, inclusive."""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Object:
    """异议: the unit says that the finding is wrong."""

    date: Day
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the office says to an objection."""

    date: Day
    upheld: bool
    """The objection is right: the problem is withdrawn."""
    text: str
    due: Day | None = None
    """A new 整改期限 where the finding stands; None keeps the old one."""


@dataclass(frozen=True, slots=True)
class Fix:
    """整改报告 of the unit."""

    date: Day
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recheck:
    """再核查 by the office."""

    date: Day
    passed: bool
    text: str = ""
    evidence: tuple[str, ...] = ()
    due: Day | None = None
    """整改期限 of the next round, where it did not pass."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The office takes the problem back."""

    date: Day
    reason: str


Step = Notify | Object | Answer | Fix | Recheck | Withdraw
