"""What a shell may complete for each parameter of the commands, by the parameter's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.cli.commands import FURTHER
from gongkai_tui.cli.formats import FORMATS
from gongkai_tui.cli.problem.misuse import ACTIONS
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.clock_rules import RULES
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.plan_fields import FIELDS as HEAD_FIELDS
from gongkai_tui.domain.problem_flags import ProblemFlag
from gongkai_tui.domain.problem_notice import KINDS
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.row import TITLES
from gongkai_tui.domain.settable import FIELDS
from gongkai_tui.domain.summary import AXIS_LABELS
from gongkai_tui.domain.task import LinkKind
from gongkai_tui.usecases import complete

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gongkai_tui.cli.settings import Settings

    Choices = Sequence[tuple[str, str]]
    """What is put in, and what it means."""
    Completer = Callable[[Settings, str], Choices]


def _task_id(settings: Settings, typed: str) -> Choices:
    return with_workspace(settings, lambda ws: complete.complete_ids(ws, typed))


def _filter_word(settings: Settings, typed: str) -> Choices:
    return with_workspace(settings, lambda ws: complete.complete_filter_words(ws, typed))


def _plan(settings: Settings, typed: str) -> Choices:
    return with_workspace(settings, lambda ws: complete.complete_plans(ws, typed))


def _task_or_plan(settings: Settings, typed: str) -> Choices:
    return [*_plan(settings, typed), *_task_id(settings, typed)] if "/" not in typed else _task_id(settings, typed)


def _unit(settings: Settings, typed: str) -> Choices:
    return with_workspace(settings, lambda ws: complete.complete_units(ws, typed))


def _view(settings: Settings, typed: str) -> Choices:
    return with_workspace(settings, lambda ws: complete.complete_views(ws, typed))


def _problem(settings: Settings, typed: str) -> Choices:
    return with_workspace(settings, lambda ws: complete.complete_problems(ws, typed))


def _condition(settings: Settings, typed: str) -> Choices:
    before, space, last = typed.rpartition(" ")
    return [(f"{before}{space}{word}", meaning) for word, meaning in _filter_word(settings, last)]


def _assignment(settings: Settings, typed: str) -> Choices:
    name, sign, value = typed.partition("=")
    if not sign:
        return [(f"{field.name}=", field.label) for field in FIELDS if field.name.startswith(name)]
    if name in ("status", "状态"):
        return [(f"{name}={status}", word) for status, word in complete.complete_statuses(value)]
    if name in ("units", "责任单位"):
        return [(f"{name}={unit}", word) for unit, word in _unit(settings, value)]
    return []


def _head_field(settings: Settings, typed: str) -> Choices:
    name, sign, value = typed.partition("=")
    if not sign:
        return [(f"{field.name}=", field.label) for field in HEAD_FIELDS if field.name.startswith(name)]
    if name in ("implements", "follows"):
        return [(f"{name}={plan}", word) for plan, word in _plan(settings, value)]
    return []


def _rule(_: Settings, typed: str) -> Choices:
    return [(rule.name, rule.source) for rule in RULES if rule.name.startswith(typed)]


def _columns(_: Settings, typed: str) -> Choices:
    before, comma, last = typed.rpartition(",")
    return [(f"{before}{comma}{name}", title) for name, title in TITLES.items() if name.startswith(last)]


def _sort(_: Settings, typed: str) -> Choices:
    before, comma, last = typed.rpartition(",")
    minus = "-" if last.startswith("-") else ""
    fields = complete.complete_fields(last.removeprefix("-"))
    return [(f"{before}{comma}{minus}{name}", title) for name, title in fields]


def _format(_: Settings, typed: str) -> Choices:
    return [(name, "") for name in FORMATS if name.startswith(typed)]


def _one_of(words: Sequence[str]) -> Completer:
    return lambda _, typed: [(word, "") for word in words if word.startswith(typed)]


COMPLETERS: dict[str, Completer] = {
    "task": _task_id,
    "task_or_plan": _task_or_plan,
    "to_task": _task_or_plan,
    "clear": _task_id,
    "remove": _task_id,
    "differing": _task_id,
    "units_of": _task_id,
    "against": _plan,
    "other": _plan,
    "relation": _one_of(tuple(LinkKind)),
    "target": _filter_word,
    "words": _filter_word,
    "plan": _plan,
    "implements": _plan,
    "follows": _plan,
    "unit": _unit,
    "units": _unit,
    "assignments": _assignment,
    "head_fields": _head_field,
    "rule": _rule,
    "view": _view,
    "act": _one_of(("save", "remove", "rename")),
    "step": _one_of((*ACTIONS, *FURTHER["problem"])),
    "notice_kind": _one_of(KINDS),
    "notice_form": _one_of(("md", "text")),
    "sheet_form": _one_of(("xlsx", "csv")),
    "problems": _problem,
    "repeats": _problem,
    "state": _one_of(tuple(ProblemState)),
    "flag": _one_of(tuple(ProblemFlag)),
    "unit_act": _one_of(("alias", "confirm")),
    "contact_act": _one_of(("add", "handover", "file")),
    "who": _unit,
    "page_form": _one_of(("md", "text", "json")),
    "duty": _one_of(("联络员", "分管领导")),
    "condition": _condition,
    "columns": _columns,
    "sort": _sort,
    "form": _format,
    "by": _one_of(tuple(AXIS_LABELS)),
    "across": _one_of(("task", "section")),
    "kind": _one_of(("plan", "task", "problem", "scoring", "units", "views")),
    "shell": _one_of(("bash", "zsh", "fish")),
}
"""Parameter of a command → what completes it; parameters that are not here are left to the shell (files)."""


def choices(name: str, settings: Settings, typed: str) -> Choices:
    """Give the completions of one parameter; none where the data cannot be read."""
    completer = COMPLETERS.get(name)
    if completer is None:
        return []
    try:
        return completer(settings, typed)
    except GongkaiError:
        return []
