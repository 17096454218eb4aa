"""What an action is, and the places where it may be done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """The screen, or the part of the main screen, that has the keys."""

    TABLE = "任务表"
    PLANS = "计划栏"
    DETAIL = "详情栏"
    HISTORY = "历史栏"
    OVERVIEW = "总览"
    GRID = "单位任务表"
    STATISTICS = "统计"
    COMMITS = "全部历史"
    SHEETS = "清单"


EVERYWHERE = frozenset(Where)
MAIN = frozenset({Where.TABLE, Where.PLANS, Where.DETAIL, Where.HISTORY})
"""The main screen."""
GRID = frozenset({Where.GRID})
TABLE = frozenset({Where.TABLE})
IN_STATISTICS = frozenset({Where.STATISTICS})
TABLES_OVER = GRID | IN_STATISTICS
"""Screens over the main one that are tables themselves."""
ON_TASKS = frozenset({Where.TABLE, Where.DETAIL, Where.HISTORY})
OVERVIEW = frozenset({Where.OVERVIEW})
COMMITS = frozenset({Where.COMMITS})
SHEETS = frozenset({Where.SHEETS})
BETWEEN_PANES = MAIN | OVERVIEW | COMMITS | IN_STATISTICS | SHEETS


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done."""

    id: str
    """Name in code and in the key map."""
    keys: tuple[str, ...]
    """Textual key names; the first ones are shown."""
    shown: str
    """How the keys are written for people."""
    label: str
    """Two to four Chinese characters for the key bar and the palette."""
    help: str
    """One sentence."""
    where: frozenset[Where] = MAIN
    bar: int = 0
    """Place in the key bar, smaller is earlier; 0 keeps it out."""
    short: str = ""
    """The one key shown in the key bar."""
    changes: bool = False
    """Whether it changes data: not possible while an older day is looked at."""
