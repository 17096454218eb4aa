"""Filter conditions on texts, numbers, statuses, flags and ids."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from gongkai_tui.domain.field_names import label
from gongkai_tui.domain.filter_parser import error_at
from gongkai_tui.domain.flags import flag_test
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.domain.status_names import flags_called, statuses_called
from gongkai_tui.domain.task_id import read_task_id
from gongkai_tui.domain.word_match import is_meant

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.filter_context import FilterContext, Test
    from gongkai_tui.domain.filter_parser import FieldTerm, Value

NONE = frozenset({"无", "w", "none"})
"""Values that mean: the field is empty."""
ANY = frozenset({"有", "y", "any"})
"""Values that mean: the field has something."""

_MAX_DIGITS = 9


def refuse_comparison(term: FieldTerm, name: str) -> None:
    """Raise FilterError where a field that has no order is compared with `<` or `>`."""
    if term.operator[0] in "<>":
        raise error_at(term.place, f"“{label(name)}”不能用“{term.operator}”比较，请用“:”或“=”。")


def text_test(attribute: str) -> Callable[[FieldTerm, FilterContext], Test]:
    """Return the maker for a text field: `:` finds a part or the pinyin initials, `=` the whole text."""
    read = attrgetter(attribute)
    name = "kind" if attribute == "deadline_kind" else attribute

    def make(term: FieldTerm, _context: FilterContext) -> Test:
        refuse_comparison(term, name)
        fits = cache(_fitting(term))
        return lambda row: fits(read(row))

    return make


def plan_test(term: FieldTerm, context: FilterContext) -> Test:
    """Return the test for the plan: by its id or its short name, as any text field."""
    refuse_comparison(term, "plan")
    fits = _fitting(term)
    is_asked_for = cache(lambda plan: fits(plan) or fits(context.plan_names().get(plan, plan)))
    return lambda row: is_asked_for(row.plan)


def _fitting(term: FieldTerm) -> Callable[[str], bool]:
    words = [fold(value.text) for value in term.values]
    whole = term.operator == "="
    return lambda text: any(text_matches(text, word, whole=whole) for word in words)


def text_matches(text: str, word: str, *, whole: bool) -> bool:
    """Return whether a folded word (part of the text, or initials, or 有, 无) fits the text."""
    if not text:
        return word in NONE
    if word in ANY:
        return True
    return fold(text) == word if whole else is_meant(text, word)


def number_test(name: str, attribute: str) -> Callable[[FieldTerm, FilterContext], Test]:
    """Return the maker for a number: `:5`, `>=5`, `:1..9`, `:无`, `:有`."""
    read = attrgetter(attribute)

    def make(term: FieldTerm, _context: FilterContext) -> Test:
        ranges = [_number_range(value, term.operator, name) for value in term.values]
        return lambda row: any(low <= read(row) <= high for low, high in ranges)

    return make


def _number_range(value: Value, operator: str, name: str) -> tuple[float, float]:
    if operator in ":=" and value.text in NONE:
        return 0, 0
    if operator in ":=" and value.text in ANY:
        return 1, float("inf")
    low_text, dots, high_text = value.text.partition("..")
    low = _whole_number(low_text, value, name)
    if dots and operator in ":=":
        return low, _whole_number(high_text, value, name)
    if dots:
        raise error_at(value.place, f"“{operator}”后面要一个数，不能是范围。")
    return {
        "<": (float("-inf"), low - 1),
        "<=": (float("-inf"), low),
        ">": (low + 1, float("inf")),
        ">=": (low, float("inf")),
    }.get(operator, (low, low))


def _whole_number(text: str, value: Value, name: str) -> int:
    digits = text.strip().removesuffix("年") if name == "year" else text.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _MAX_DIGITS):
        raise error_at(value.place, f"“{label(name)}”要写数字（如 3、1..9），或 无、有；“{value.text}”不是。")
    return int(digits)


def status_test(term: FieldTerm, _context: FilterContext) -> Test:
    """Return the test for the shown status: words, their beginnings, initials or usual synonyms."""
    refuse_comparison(term, "status")
    wanted: set[str] = set()
    for value in term.values:
        found = statuses_called(value.text)
        if not found:
            raise error_at(value.place, _unknown_status(value.text))
        wanted.update(found)
    return lambda row: row.status in wanted


def _unknown_status(text: str) -> str:
    if flags_called(text):
        return f"“{text}”不是状态而是标记，请写 标记:{text}。"
    return f"没有“{text}”这个状态。可用：{'、'.join(Status)}。"


def flag_terms(term: FieldTerm, context: FilterContext) -> Test:
    """Return the test for flags; `flag:无` finds rows without any, `flag:有` rows with one."""
    refuse_comparison(term, "flag")
    tests: list[Test] = []
    for value in term.values:
        tests.extend(_one_flag(value, context))
    return lambda row: any(test(row) for test in tests)


def _one_flag(value: Value, context: FilterContext) -> list[Test]:
    every = [flag_test(flag, context.today) for flag in Flag]
    if value.text in NONE:
        return [lambda row: not any(test(row) for test in every)]
    if value.text in ANY:
        return every
    found = flags_called(value.text)
    if not found:
        raise error_at(value.place, f"没有“{value.text}”这个标记。可用：{'、'.join(Flag)}，或 无、有。")
    return [flag_test(flag, context.today) for flag in Flag if flag in found]


def urged_test(term: FieldTerm, _context: FilterContext) -> Test:
    """Return the test whether anybody is urged over a task (有), or nobody is any more (无)."""
    refuse_comparison(term, "urged")
    wanted: set[bool] = set()
    for value in term.values:
        word = fold(value.text)
        if word not in ANY | NONE:
            raise error_at(value.place, f"“{label('urged')}”要写 有 或 无；“{value.text}”不是。")
        wanted.add(word in NONE)
    return lambda row: row.is_shelved in wanted


def id_test(term: FieldTerm, _context: FilterContext) -> Test:
    """Return the test for ids: a full id (`tianqiao-2021/17`), with `:` also a part of one."""
    refuse_comparison(term, "id")
    ids = frozenset(read_task_id(value.text) or fold(value.text) for value in term.values)
    parts = tuple(fold(value.text) for value in term.values if not read_task_id(value.text))
    if term.operator == "=" or not parts:
        return lambda row: row.id in ids
    return lambda row: row.id in ids or any(part in row.id for part in parts)
