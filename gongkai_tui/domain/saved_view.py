"""A saved view: a filter, an order and columns under a name; and the views that always exist."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from gongkai_tui.domain.errors import FilterError, UsageError
from gongkai_tui.domain.field_names import label
from gongkai_tui.domain.file_parts import Extra  # noqa: TC001
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.row import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CELLS = 40
"""Terminal cells of a name: twenty Chinese characters."""
MAX_FILTER = 2_000
MY_UNIT = "我的单位"
"""Name of the view of the acting person's unit."""

_ANY_DAY = date(2024, 1, 1)
"""Whether a filter can be read is asked of a leap year: 02-29 is a day there."""


class ViewPlace(StrEnum):
    """Where a view comes from."""

    BUILT_IN = "内置"
    SHARED = "共享"
    PRIVATE = "私有"

    @property
    def is_fixed(self) -> bool:
        """Whether views of this place always exist as they are."""
        return self is ViewPlace.BUILT_IN


@dataclass(frozen=True, slots=True)
class SavedView:
    """What a list shows under a name, as one entry of `views.yaml` says it."""

    name: str
    filter: str = ""
    """In the filter language; empty lets everything through."""
    sort: str = ""
    """Such as `due,-updated`; empty leaves the usual order."""
    columns: tuple[str, ...] = ()
    """Names of the columns of a list; empty means the usual ones."""
    plan: str = ""
    """Id of the only plan that it shows, if it is of one."""
    extra: Extra = ()
    place: ViewPlace = field(default=ViewPlace.SHARED, compare=False)
    """The file that it stands in, which is not written in it."""


@dataclass(frozen=True, slots=True)
class ViewFile:
    """All of a `views.yaml`."""

    views: tuple[SavedView, ...] = ()
    extra: Extra = ()

    def named(self, name: str) -> SavedView | None:
        """The view of that name."""
        return next((view for view in self.views if view.name == name), None)


BUILT_IN = tuple(
    SavedView(name, condition, place=ViewPlace.BUILT_IN)
    for name, condition in (
        ("逾期", "标记:逾期"),
        ("临期", "标记:临期"),
        ("久未更新", "标记:久未更新"),
        ("待核查", "状态:待核查"),
        ("整改中", "状态:整改中"),
        ("待确认", "提示:有"),
    )
)
"""Views that need no file."""

RESERVED = frozenset({*(view.name for view in BUILT_IN), MY_UNIT})
"""Names that a new view may not take; one that stands in a file all the same goes before the built-in one."""


def unit_view(unit: str) -> SavedView:
    """The view of the tasks of one unit, its aliases and collectives."""
    name = unit.replace('"', "")
    plain = all(char.isalnum() for char in name)
    return SavedView(MY_UNIT, f"单位:{name}" if plain else f'单位:"{name}"', place=ViewPlace.BUILT_IN)


def view_problems(view: SavedView) -> Iterator[Problem]:
    """Everything that keeps a view from being used, each with its field."""
    for name, messages in (
        ("name", _of_name(view.name)),
        ("filter", _of_filter(view.filter)),
        ("sort", _of_sort(view.sort)),
        ("columns", _of_columns(view.columns)),
    ):
        for message in messages:
            yield Problem(Severity.ERROR, message, field=name, check="view")


def filter_with(view: SavedView, typed: str) -> str:
    """The filter that means both the view and what was typed, which stands first so that errors point into it.

    Raises:
        FilterError: the syntax of `typed` is wrong; it would read differently with more behind it.
    """
    from gongkai_tui.domain.filter_order import apart
    from gongkai_tui.domain.filter_parser import parse

    parse(typed)
    own, order = view.filter.strip(), ""
    if "/" in own and "/" in typed:
        # Ids beside each other mean any of them.
        conditions, order = apart(own)
        own = f"({conditions})" if conditions else ""
    parts = (typed.strip(), own, f"plan={view.plan}" if view.plan else "", f"sort:{order}" if order else "")
    return " ".join(filter(None, parts))


def view_in_words(view: SavedView) -> str:
    """What a view shows, in one line for histories and previews."""
    said = (
        ("筛选", view.filter),
        ("排序", _order_in_words(view.sort)),
        ("列", "、".join(TITLES.get(name, name) for name in view.columns)),
        ("计划", view.plan),
    )
    return "；".join(f"{title} {text}" for title, text in said if text) or "全部任务"


def _order_in_words(order: str) -> str:
    from gongkai_tui.domain.sorting import read_sort

    try:
        parts = read_sort(order)
    except UsageError:
        return order
    return "、".join(f"{label(name)}{'倒序' if down else ''}" for name, down in parts)


def _of_name(name: str) -> Iterator[str]:
    if not name.strip():
        yield "视图要有名称：请填写。"
    elif not name.isprintable():
        yield "名称里有换行、控制字符或看不见的字符：请删去。"
    elif name != name.strip():
        yield "名称的开头和结尾不能是空格：请删去。"
    cells = sum(2 if east_asian_width(char) in "WF" else 1 for char in name)
    if cells > MOST_CELLS:
        yield f"名称太长，占 {cells} 格：最多 {MOST_CELLS} 格，即 {MOST_CELLS // 2} 个汉字。"


def _of_filter(text: str) -> Iterator[str]:
    if len(text) > MAX_FILTER:
        yield f"筛选有 {len(text):,} 字，超过上限 {MAX_FILTER:,} 字。"
        return
    if any(category(char) in ("Cc", "Cs", "Zl", "Zp") for char in text):
        yield "筛选里有换行或控制字符：请删去。"
        return
    from gongkai_tui.domain.filters import FilterContext, parse_filter

    try:
        parse_filter(text, FilterContext(_ANY_DAY))
    except FilterError as error:
        yield str(error)


def _of_sort(text: str) -> Iterator[str]:
    from gongkai_tui.domain.sorting import read_sort

    if not text.isprintable():
        yield "排序里有换行或控制字符：请删去。"
        return
    try:
        read_sort(text)
    except UsageError as error:
        yield str(error)


def _of_columns(names: tuple[str, ...]) -> Iterator[str]:
    unknown = [name for name in names if name not in TITLES]
    if unknown:
        yield f"没有“{unknown[0][:40]}”这一列；可用：{'、'.join(TITLES)}。"
    if len(set(names)) < len(names):
        yield "同一列写了两次：请只留一个。"
