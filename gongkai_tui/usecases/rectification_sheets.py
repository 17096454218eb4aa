"""整改链接表: one file a unit with the problems that it has to put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.reporting.file_names import distinct, file_name
from gongkai_tui.reporting.rectification_sheet import sheet_bytes
from gongkai_tui.usecases.ended_parts import about_ended_parts
from gongkai_tui.usecases.plan_lookup import refuse_unknown_plan
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.unit_lookup import find_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.problem_record import ProblemRecord
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

FORMS = ("xlsx", "csv")


@dataclass(frozen=True, slots=True)
class SheetFile:
    """One file."""

    name: str
    jurisdiction: str
    """Name of the government."""
    unit: str
    data: bytes
    count: int
    """Problems in it."""


@dataclass(frozen=True, slots=True)
class RectificationSheets:
    """The files, and what is not in them."""

    files: tuple[SheetFile, ...]
    untold: int
    """Problems that nobody told the unit of yet: they have no 整改期限 and are not in the tables."""
    without_unit: int
    problems: tuple[Problem, ...]


def rectification_sheets(
    ws: Workspace, *, unit: str = "", plan: str = "", jurisdiction: str = "", form: str = "xlsx"
) -> RectificationSheets:
    """The tables of all units that have to put something right, or of one unit or plan; `form` is xlsx or csv.

    Raises:
        UsageError: there is no such form.
        UnknownPlan, UnknownUnit: there is none of that name, or several.
        NoXlsx: openpyxl is not installed.
    """
    if form not in FORMS:
        raise UsageError(f"整改链接表只有 {'、'.join(FORMS)} 两种格式，没有“{form}”。")
    view = read_view(ws)
    plans = view.plans()
    if plan:
        refuse_unknown_plan(plan, plans)
    wanted = find_unit(view, unit, jurisdiction=jurisdiction or plan) if unit else None
    place = wanted.jurisdiction.id if wanted else jurisdiction
    names = {wanted.unit.name, *(alias.name for alias in wanted.unit.aliases)} if wanted else set()
    chosen = list(_chosen(view, plan, place, names))
    return RectificationSheets(
        tuple(_files(view, _by_unit(view, chosen), ws, form)),
        sum(record.state is ProblemState.TO_NOTIFY for _, record in chosen),
        sum(record.is_open and not record.unit for _, record in chosen),
        tuple(view.problems),
    )


def _chosen(view: View, plan: str, place: str, names: AbstractSet[str]) -> Iterator[tuple[Plan | None, ProblemRecord]]:
    """The problems of a plan, a place and a unit by its `names`, empty for all; not those of parts that have ended."""
    plans, found = view.plans(), problems_in(view, plan)
    ended = about_ended_parts(view, found)
    for each in found:
        of_plan = plans.get(each.plan)
        is_there = not place or _place(of_plan) == place
        if each.record.id not in ended and is_there and (not names or each.record.unit in names):
            yield of_plan, each.record


def _by_unit(
    view: View, chosen: Iterable[tuple[Plan | None, ProblemRecord]]
) -> dict[tuple[str, str], list[ProblemRecord]]:
    """What is being put right, by place and unit."""
    registry = view.registry()
    groups: dict[tuple[str, str], list[ProblemRecord]] = {}
    for of_plan, record in chosen:
        if record.state is ProblemState.RECTIFYING and record.unit:
            name = registry.canonical(_place(of_plan), record.unit) or record.unit
            groups.setdefault((_place(of_plan), name), []).append(record)
    return groups


def _files(
    view: View, groups: dict[tuple[str, str], list[ProblemRecord]], ws: Workspace, form: str
) -> Iterable[SheetFile]:
    titles = {each.id: each.name for each in view.jurisdictions()}
    ranks = {(each.id, unit.name): rank for each in view.jurisdictions() for rank, unit in enumerate(each.units)}
    keys = sorted(groups, key=lambda key: (key[0], ranks.get(key, len(ranks)), key[1]))
    names = distinct([file_name(titles.get(place, place), unit, "整改链接表", ending=form) for place, unit in keys])
    for name, (place, unit) in zip(names, keys, strict=True):
        records = groups[place, unit]
        title = f"{titles.get(place, place)} {unit}整改链接表（{ws.today}）"
        yield SheetFile(name, titles.get(place, place), unit, sheet_bytes(title, records, form), len(records))


def _place(plan: Plan | None) -> str:
    return plan.jurisdiction if plan else ""
