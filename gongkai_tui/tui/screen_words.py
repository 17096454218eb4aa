"""What to do and what to fill in, said in keys, sheets and names of inputs: who is on the screen need not leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import Wording
from gongkai_tui.tui.actions import SHEET_NAMES, by_id, key_of

if TYPE_CHECKING:
    from gongkai_tui.domain.inputs import Input

_SHEETS = {
    Remedy.ADD_CONTACT: "contact",
    Remedy.ANSWER_NO: "extension",
    Remedy.ASK_EXTENSION: "extension",
    Remedy.ASK_EXTENSION_OF: "extension",
    Remedy.CLEAR_LINK: "coverage",
    Remedy.CLEAR_LINK_OF: "coverage",
    Remedy.CONFIRM_GROUP: "unit",
    Remedy.FILE_CONTACT: "contact",
    Remedy.HANDLE_PROBLEM: "problem",
    Remedy.HAND_OVER: "contact",
    Remedy.HAND_OVER_FROM: "contact",
    Remedy.LIST_PROBLEMS: "problem",
    Remedy.NAME_HANDOVER: "contact",
    Remedy.OBJECT: "problem",
    Remedy.REMOVE_LINK: "coverage",
    Remedy.REMOVE_LINK_OF: "coverage",
    Remedy.SEE_DIFFERENCE: "coverage",
    Remedy.SEE_SCORES: "score",
    Remedy.TELL_ALIAS: "unit",
    Remedy.WITHDRAW_PROBLEM: "problem",
}
_ADDS = {Remedy.SAMPLE_SCORING: "score"}
"""Sheets on which a new line does it."""
_NAMED = {
    Remedy.ADD_TASK: "new_task",
    Remedy.AS_REPORT: "report_notice",
    Remedy.CHOOSE_UNITS: "choose_units",
    Remedy.CHOOSE_UNITS_OF: "choose_units",
    Remedy.COMPARE: "compare_plans",
    Remedy.COMPARE_PLANS: "compare_plans",
    Remedy.IMPORT_PLAN: "import_plan",
    Remedy.SEND_SHEETS: "send_sheets",
    Remedy.SET_ISSUED: "plan_head",
}
"""Actions without keys: found in the palette."""
_KEYS = {
    Remedy.CHECK: ("problems", " "),
    Remedy.LIST_COMMITS: ("commits", " "),
    Remedy.LIST_TASKS: ("refresh", " 重新读取后"),
    Remedy.OPEN_PROBLEM: ("find_problem", " 记问题"),
    Remedy.OPEN_PROBLEM_OF: ("find_problem", " 记问题"),
    Remedy.SET_RECURRING: ("form", " 写周期"),
    Remedy.SET_STATUS: ("status", " "),
}
"""The action with the key, and what is to be said between the key and what for."""
_OUTSIDE = {
    Remedy.FORMAT_FILE: "在命令行",
    Remedy.INITIALISE: "在命令行",
    Remedy.MEND: "在命令行",
}
"""Where that is done which the screen cannot do."""
_LED_BY_THE_KEY = frozenset(("用", "见", "看", "如", "写"))
"""Verbs that 按 stands for."""


class ScreenWording(Wording):
    """The words of the screen."""

    def to_do(self, remedy: Remedy, *about: str) -> str:  # noqa: ARG002
        """Name something to do by its keys."""
        return _words(remedy).rstrip()

    def by(self, remedy: Remedy, *about: str, to: str, verb: str) -> str:  # noqa: ARG002
        """Say what to press, and what for."""
        words = _words(remedy) + to
        return ("" if verb in _LED_BY_THE_KEY else verb) + words.rstrip()

    def called(self, what: Input) -> str:
        """Name an input."""
        return f"“{what.name}”"

    def amid(self, what: Input, value: str = "") -> str:  # noqa: ARG002
        """Name an input."""
        return self.called(what)

    def at_end(self, what: Input, value: str = "") -> str:
        """Say what to write, or name an input."""
        return f" {value}" if value else self.called(what)

    def told_in(self, what: Input, value: str = "") -> str:  # noqa: ARG002
        """Say nothing: the input is called what the sentence calls it."""
        return ""


def _words(remedy: Remedy) -> str:
    if sheet := _SHEETS.get(remedy):
        return f"按 {key_of('sheets')} 到{_sheet(sheet)}"
    if sheet := _ADDS.get(remedy):
        return f"在{_sheet(sheet)}按 {key_of('add_line')} "
    if action := _NAMED.get(remedy):
        return f"按 {key_of('palette')} 输入“{by_id(action).label}”"
    if key := _KEYS.get(remedy):
        action, purpose = key
        return f"按 {key_of(action)}{purpose}"
    return _OUTSIDE[remedy]


def _sheet(sheet: str) -> str:
    return next(f"“{name}”清单" for each, name, _ in SHEET_NAMES if each == sheet)
