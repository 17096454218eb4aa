"""What a sheet is made of: columns, lines, a page of them, and what its keys do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from gongkai_tui.domain.word_match import spelled_out
from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.lines import Span, Tone, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.tui.lines import Line
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.sheets import SheetsScreen


class Column(NamedTuple):
    """One column; it is as wide as its widest cell, within bounds."""

    title: str
    most: int = 24
    """Cells it may take."""
    rank: int = 0
    """The highest is left out first where there is no room; 0 always stays."""
    grows: bool = False
    """Takes the room that the others leave."""
    least: int = 16
    """Cells that it has, where it grows, before others are left out."""
    right: bool = False
    """Figures stand at the right."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a sheet."""

    key: str
    """What it is about; the same after everything was read again."""
    cells: tuple[Span, ...]
    detail: Callable[[int], Sequence[Line]]
    """The whole of it, for a width in cells."""
    tasks: tuple[str, ...] = ()
    """Tasks that Enter leads to."""
    filter: str = ""
    """Filter of the main screen that Enter leads to, where the tasks are not named one by one."""
    plan: str = ""
    """Plan that Enter leads to."""
    value: object = None
    """What the sheet itself needs to act on it."""
    words: str = field(init=False)
    """What it is found by."""

    def __post_init__(self) -> None:
        """Clean the cells, which are data, and put them together once: they are searched at every key."""
        object.__setattr__(self, "cells", _cleaned(self.cells))
        object.__setattr__(self, "words", spelled_out(" ".join(cell.text for cell in self.cells)))


@dataclass(frozen=True, slots=True)
class Page:
    """What a sheet shows of one plan or of all."""

    lines: tuple[SheetLine, ...]
    said: tuple[Span, ...] = ()
    """The figures in words."""
    problems: tuple[Problem, ...] = ()
    """Files that cannot be read."""
    empty: tuple[str, ...] = ()
    """Why there is nothing, then what to do for who may."""

    def __post_init__(self) -> None:
        """Clean what may hold data."""
        object.__setattr__(self, "said", _cleaned(self.said))
        object.__setattr__(self, "empty", tuple(map(clean, self.empty)))


class Closed(NamedTuple):
    """What the keys of a sheet do not do for who works here; each key would say why."""

    lines: frozenset[str] = frozenset()
    """Keys of lines that F2 does nothing to."""
    adds: bool = False
    """Whether nothing can be added."""


def _cleaned(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(Span(clean(text), tone) for text, tone in spans)


class Sheet:
    """Base of all sheets. What it reads comes through the port; it is asked in a worker thread."""

    name: ClassVar[str]
    """On its tab."""
    columns: ClassVar[tuple[Column, ...]]
    handles: ClassVar[str] = ""
    """What F2 does here, in a few words; empty where there is nothing to do."""
    adds: ClassVar[str] = ""
    """What + does here; empty where there is nothing to add."""
    copies: ClassVar[str] = ""
    """What y offers beside a table."""
    opens: ClassVar[str] = ""
    """What Enter leads to, where that is the point of the sheet."""
    goes_on: ClassVar[bool] = False
    """Whether F2 settles a line, so that the person wants the one below it next."""
    needs_plan: ClassVar[bool] = False
    """Whether it is of one plan: all together make no sense."""

    def first_plan(self, plans: Sequence[Plan]) -> Plan | None:
        """Choose the plan to begin with, where all together make no sense."""
        return plans[0] if plans else None

    def read(self, port: Port, plan: Plan | None) -> Page:
        """Give what is to be shown of a plan, or of all."""
        raise NotImplementedError

    def closed(self, port: Port, plan: Plan | None, lines: Sequence[SheetLine]) -> Closed:  # noqa: ARG002
        """Tell what F2 and + do not do for who works here; the use cases say so, in a worker thread."""
        return Closed()

    async def handle(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:  # noqa: ARG002
        """Do what F2 does, to the marked lines or the one under the cursor; tell whether anything was saved."""
        return False

    async def add(self, screen: SheetsScreen) -> None:
        """Do what + does."""

    async def copy(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:  # noqa: ARG002
        """Copy in a way of its own; False where there is none."""
        return False


def labelled(label: str, text: str, cells: int, tone: Tone = Tone.PLAIN) -> list[Line]:
    """Lines of a labelled value of a detail; none where there is no value."""
    return paragraph(text, cells, first=f"{label}  ", tone=tone) if text else []
