"""The 清单 screen's sheets: one module each, all shown, filtered, marked and handled in the same way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.sheets.contacts import ContactsSheet
from gongkai_tui.tui.sheets.coverage import CoverageSheet
from gongkai_tui.tui.sheets.extensions import ExtensionsSheet
from gongkai_tui.tui.sheets.lookback import LookbackSheet
from gongkai_tui.tui.sheets.owing import OwingSheet
from gongkai_tui.tui.sheets.problems import ProblemsSheet
from gongkai_tui.tui.sheets.recurring import RecurringSheet
from gongkai_tui.tui.sheets.scores import ScoresSheet
from gongkai_tui.tui.sheets.units import UnitsSheet

if TYPE_CHECKING:
    from gongkai_tui.tui.sheets.sheet import Sheet

SHEETS: tuple[Sheet, ...] = (
    ProblemsSheet(),
    OwingSheet(),
    ExtensionsSheet(),
    RecurringSheet(),
    LookbackSheet(),
    CoverageSheet(),
    ScoresSheet(),
    ContactsSheet(),
    UnitsSheet(),
)
"""In the order of `actions.SHEET_NAMES`."""
