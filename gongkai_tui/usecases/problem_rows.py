"""The rows of a 问题清单 against the units, tasks and problems that are known: nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from gongkai_tui.domain import inputs
from gongkai_tui.domain.collective import which_unit
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.problem_loop import found_problem
from gongkai_tui.domain.problem_matching import Match, Matched, match_problem, problem_key
from gongkai_tui.domain.problem_record import Found, ProblemState
from gongkai_tui.domain.problem_steps import Notify
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import amid, by_doing, using
from gongkai_tui.importing.numerals import row_number
from gongkai_tui.importing.problem_list import DUE, FOUND, TASK, UNIT
from gongkai_tui.storage.paths import IdError, normalise_task_id
from gongkai_tui.usecases.new_ids import new_problem_id
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.selecting import select_rows
from gongkai_tui.usecases.unit_lookup import likely_units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_matching import Key
    from gongkai_tui.domain.problem_record import PlanProblem, ProblemRecord
    from gongkai_tui.domain.unit import Jurisdiction
    from gongkai_tui.importing.problem_list import DraftProblem
    from gongkai_tui.usecases.reading import View

METHOD = "第三方"
"""How the problems were found, where neither the list nor the command says."""
CHANNEL = "问题清单"
"""How the units were told, where that is recorded together with the list."""
_T = TypeVar("_T")
_OF_A_SPREADSHEET = re.compile(r"([0-9]{1,6})\.0+")
"""A number as a spreadsheet program writes it out: 33.0."""
_SEVERAL = re.compile(r"[、，,;；/\s]+")


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What the command says beside the list; what the list says of a row goes first."""

    by: str = ""
    """Who found the problems."""
    method: str = METHOD
    found: date | None = None
    """When; None takes today."""
    due: date | None = None
    """整改期限; with it or with `notified` the units count as told."""
    notified: date | None = None


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One row of the list and what becomes of it."""

    place: str
    row: int
    match: Match
    earlier: str
    """The problem that it is or that it repeats."""
    unit: str
    """Registered name."""
    where: str
    what: str
    task: str
    found: date
    due: date | None
    id: str
    """Of the new record; empty where none is added."""
    links: str
    """Id of a problem that is known, which gets the task of the row; mostly empty."""
    hints: tuple[str, ...]
    """What a person should look at."""
    match_note: str

    @property
    def notes(self) -> tuple[str, ...]:
        """All that there is to say of the row."""
        return (*self.hints, *filter(None, (self.match_note,)))


class RowFault(Exception):
    """Why a column of a row cannot be matched."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class RowRefused(Exception):
    """A row that cannot be matched, with all that is wrong with it."""

    def __init__(self, faults: Sequence[RowFault], unit: str, task: str) -> None:
        super().__init__()
        self.faults = tuple(faults)
        self.unit = unit
        """Registered name; empty where it is not known."""
        self.task = task


class _Faults(list[RowFault]):
    """What was found wrong with a row so far."""

    def checked(self, read: Callable[[], _T], instead: _T) -> _T:
        """What `read` gives; where it is at fault, that is kept and `instead` is given."""
        try:
            return read()
        except RowFault as fault:
            self.append(fault)
            return instead


class ProblemMatcher:
    """Matches rows against the units, tasks and problems of HEAD, and against the rows before."""

    def __init__(self, view: View, plan: Plan, options: ListOptions, today: date) -> None:
        self._plan = plan
        self.options = options
        self._today = today
        self._jurisdictions = [each for each in view.jurisdictions() if each.id == plan.jurisdiction]
        self._registry = view.registry()
        self._units = _unit_names(self._jurisdictions)
        self._tasks = frozenset(row.id for row in select_rows(view, "", texts="none", plan=plan.id))
        same_place = {each.id for each in view.plans().values() if each.jurisdiction == plan.jurisdiction}
        problems = problems_in(view)
        self._known = {each.record.id: each for each in problems}
        self._linked: set[str] = set()
        self._earlier: dict[Key, list[ProblemRecord]] = {}
        for each in problems:
            if each.plan in same_place:
                self._earlier.setdefault(self._key_of(each.record), []).append(each.record)
        self._rows: dict[Key, list[tuple[DraftProblem, str]]] = {}
        """The rows so far, each with its task."""

    def line(self, draft: DraftProblem) -> ImportLine:
        """What becomes of a row.

        Raises:
            RowRefused: it cannot be read or matched.
        """
        faults = _Faults()
        unit = "" if UNIT in draft.unreadable else faults.checked(lambda: self._unit(draft.unit), "")
        task, task_note = faults.checked(lambda: self._task(draft.task), ("", ""))
        given = faults.checked(lambda: self._given(draft), None)
        is_day_known = FOUND not in draft.unreadable and not any(fault.field == FOUND for fault in faults)
        found = given or self._today if is_day_known else None
        due = faults.checked(lambda: self._due(draft, found), None)
        faults.checked(lambda: self._refuse_told_before(found), None)
        key = problem_key(unit, draft.where, draft.what)
        matched = Matched(Match.NEW)
        if unit and draft.unreadable <= {DUE} and all(fault.field == DUE for fault in faults):
            matched = faults.checked(lambda: self._matched(key, task, given), matched)
        if draft.unreadable or faults:
            raise RowRefused(faults, unit, task)
        matched = self._said_before(key, draft, task) or matched
        is_added = matched.match in (Match.NEW, Match.AGAIN)
        links, link_note = self._link(matched, task)
        day = given or self._today
        return ImportLine(
            draft.place, draft.row, matched.match, matched.earlier, unit, draft.where, draft.what, task, day, due,
            new_problem_id(day) if is_added else "", links,
            tuple(filter(None, (*draft.hints, task_note, link_note))), matched.note,
        )  # fmt: skip

    def record(self, draft: DraftProblem, line: ImportLine, actor: str) -> ProblemRecord:
        """The record that a row adds."""
        options = self.options
        found = Found(
            line.found,
            draft.by or options.by or actor,
            draft.method or options.method,
            draft.where,
            draft.what,
            draft.basis,
            draft.due,
        )
        record = found_problem(line.id, task=line.task, unit=line.unit, found=found)
        return replace(record, repeats=line.earlier) if line.match is Match.AGAIN else record

    def added_meanwhile(self, problems: Sequence[PlanProblem]) -> dict[tuple[str, Key], str]:
        """Ids of problems that somebody else added since the rows were matched, by task and what they are."""
        new = (each.record for each in problems if each.record.id not in self._known)
        return {(record.task, self._key_of(record)): record.id for record in new}

    def notice(self, line: ImportLine) -> Notify | None:
        """How the unit was told, where that is recorded together with the list."""
        if line.due is None or not self._is_told():
            return None
        return Notify(self.options.notified or self._today, line.due, CHANNEL)

    def hints(self, added: Sequence[DraftProblem]) -> Iterator[str]:
        """What a person should know of the rows that add a record as a whole."""
        undated = sum(row.found is None for row in added)
        if undated and self.options.found is None:
            yield f"{undated} 条没有检查时间，按今天（{self._today}）登记；可{using(inputs.FOUND, '写明')}"
        limited = sum(row.due is not None for row in added)
        if limited and not self._is_told():
            later = f"先记在问题里，现在都是待反馈，反馈时不写{amid(inputs.DUE)}就用它"
            yield f"{limited} 条有整改期限：{later}；已经反馈的请加{amid(inputs.NOTIFIED)}日期"

    def _said_before(self, key: Key, draft: DraftProblem, task: str) -> Matched | None:
        """What a row is where one before it says the same; those after it are held against it too."""
        rows = self._rows.setdefault(key, [])
        first = next((row for row, about in rows if _may_be_one(task, about)), None)
        rows.append((draft, task))
        return Matched(Match.KNOWN, "", f"与{first.place} 第 {first.row} 行相同") if first else None

    def _is_told(self) -> bool:
        return self.options.due is not None or self.options.notified is not None

    def _given(self, draft: DraftProblem) -> date | None:
        given = draft.found or self.options.found
        if given is not None and given > self._today:
            raise RowFault(f"检查时间 {given} 在今天（{self._today}）之后，请核对。", FOUND)
        return given

    def _due(self, draft: DraftProblem, found: date | None) -> date | None:
        if DUE in draft.unreadable:
            return None
        due = draft.due or self.options.due
        if due is not None and found is not None and due < found:
            raise RowFault(f"整改期限 {due} 早于检查时间 {found}，请核对。", DUE)
        if not self._is_told():
            return due
        told = self.options.notified or self._today
        if due is None:
            raise RowFault(f"没有整改期限，不能记为已反馈：请在表里填写，或{using(inputs.DUE, '写明')}。", DUE)
        if due < told:
            raise RowFault(f"整改期限 {due} 早于反馈日期 {told}，请核对。", DUE)
        return due

    def _refuse_told_before(self, found: date | None) -> None:
        told = self.options.notified or self._today
        if self._is_told() and found is not None and told < found:
            raise RowFault(f"反馈日期 {told} 早于检查时间 {found}，请核对。", FOUND)

    def _unit(self, printed: str) -> str:
        place = self._plan.jurisdiction
        known = self._registry.canonical(place, printed)
        if known in self._units:
            return known or ""
        if known is not None:
            raise RowFault(which_unit(printed, self._registry.members(place, printed)), "责任单位")
        parts = [part for part in _SEVERAL.split(printed) if part]
        if len(parts) > 1 and all(self._registry.canonical(place, part) in self._units for part in parts):
            raise RowFault(f"“{printed}”是 {len(parts)} 个单位，请一行只写一个单位。", "责任单位")
        where = f"units/{place}.yaml 里" if place else "计划没有写所属辖区，"
        near = likely_units(self._jurisdictions, printed)
        alias = by_doing(Remedy.TELL_ALIAS, to="登记为某单位的别名")
        raise RowFault(f"{where}没有单位“{printed}”{near}：请核对名称，或先{alias}。", "责任单位")

    def _task(self, printed: str) -> tuple[str, str]:
        """The task, and what to say where the cell names none."""
        if not printed:
            return "", ""
        number = _task_number(printed)
        several = [part for part in _SEVERAL.split(printed) if part]
        if number is None and len(several) > 1 and all(_task_number(part) is not None for part in several):
            return "", f"“{printed}”是 {len(several)} 项任务，一个问题只关联一项，没有关联任务"
        try:
            task = normalise_task_id(printed if number is None else f"{self._plan.id}/{number}")
        except IdError:
            return "", f"“{printed}”不是任务编号或序号，没有关联任务"
        if task not in self._tasks:
            raise RowFault(f"计划 {self._plan.id} 里没有任务 {task}。", TASK)
        return task, ""

    def _link(self, matched: Matched, task: str) -> tuple[str, str]:
        """The problem that is known and gets the task of a row, and what to say where it had none so far."""
        known = self._known.get(matched.earlier) if task and matched.match is Match.KNOWN else None
        if known is None or known.record.task:
            return "", ""
        problem, state = known.record.id, known.record.state
        if problem in self._linked:
            return "", f"{problem} 由前面一行补上了任务，没有关联 {task}"
        if known.plan != self._plan.id:
            return "", f"{problem} 记在计划 {known.plan} 里，没有关联 {task}"
        if state is not ProblemState.TO_NOTIFY:
            return "", f"{problem} 没有写任务，已是{state}，不再补上，没有关联 {task}"
        self._linked.add(problem)
        return problem, f"给 {problem} 补上任务 {task}"

    def _key_of(self, record: ProblemRecord) -> Key:
        unit = self._registry.canonical(self._plan.jurisdiction, record.unit) or record.unit
        return problem_key(unit, record.found.where if record.found else "", record.what)

    def _matched(self, key: Key, task: str, found: date | None) -> Matched:
        same = [record for record in self._earlier.get(key, ()) if _may_be_one(task, record.task)]
        matched = match_problem(found, same)
        if matched.match is Match.UNCLEAR:
            raise RowFault(f"{matched.note}：请{using(inputs.FOUND, '写明检查时间')}。", FOUND)
        return matched


def _task_number(printed: str) -> int | None:
    """The number of a task, however the cell writes it (33、第33项、第三十三项、33.0); None where it is none."""
    text = fold(printed).replace(" ", "").removesuffix("任务")
    plain = _OF_A_SPREADSHEET.fullmatch(text)
    return int(plain[1]) if plain else row_number(text)


def _may_be_one(task: str, other: str) -> bool:
    """Whether what is alike may be one problem: not that of another task; the task may be left out."""
    return task == other or not task or not other


def _unit_names(jurisdictions: Sequence[Jurisdiction]) -> frozenset[str]:
    """Units of the government, and those below it that are members of its groups (各区县政府)."""
    own = (unit.name for each in jurisdictions for unit in each.units)
    below = (member for each in jurisdictions for group in each.groups for member in group.members)
    return frozenset((*own, *below))
