"""Every output counts the same: list, statistics, overview, grid, owe, handover, problems, score, 回头看, sheets.

Random states are committed to a real repository; the outputs are compared with each other and with a count of the
test's own.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gongkai_tui.domain.flags import flags_of
from gongkai_tui.domain.grid_units import LineKind
from gongkai_tui.domain.owed import OfficeMatter
from gongkai_tui.domain.plan import Plan, PlanState, Section
from gongkai_tui.domain.problem_flags import ProblemFlag
from gongkai_tui.domain.problem_record import (
    Checked,
    Fixed,
    Found,
    Objection,
    ProblemRecord,
    ProblemState,
    Round,
    Verdict,
)
from gongkai_tui.domain.recurrence import Standing
from gongkai_tui.domain.saved_view import BUILT_IN
from gongkai_tui.domain.scoring import Counted, Scoring, ScoringRule
from gongkai_tui.domain.status import OPEN, Flag, Status
from gongkai_tui.domain.summary import NO_UNIT, summarise
from gongkai_tui.domain.task import (
    Chosen,
    Deadline,
    DeadlineKind,
    Decision,
    Extension,
    LogEntry,
    LogKind,
    Lookback,
    LookbackVerdict,
    Recurring,
    Role,
    Task,
    UnitRole,
)
from gongkai_tui.domain.unit import Alias, Contact, Group, Jurisdiction, Unit, UnitKind
from gongkai_tui.reporting.owe_text import OWE_TITLES, Wording, counts_record, debts_record, owe_titles
from gongkai_tui.reporting.recurring_text import period_record
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import plan_path, scoring_path, task_path, units_path
from gongkai_tui.storage.scoring_record import emit_scoring
from gongkai_tui.tui.figures import counts_of, figure_rows
from gongkai_tui.tui.grid_board import GridBoard
from gongkai_tui.tui.sheets import SHEETS
from gongkai_tui.tui.widgets.matrix import HEAD
from gongkai_tui.tui.workspace_port import WorkspacePort
from gongkai_tui.usecases.burndown import burndown
from gongkai_tui.usecases.choosing import open_choices
from gongkai_tui.usecases.grid import unit_grid
from gongkai_tui.usecases.handover import handover_page
from gongkai_tui.usecases.list_plans import list_plans
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.lookback import lookback, lookback_figures
from gongkai_tui.usecases.owing import owing
from gongkai_tui.usecases.problem_files import problem_file
from gongkai_tui.usecases.problems import list_problems
from gongkai_tui.usecases.recurring import recurring_duties
from gongkai_tui.usecases.scores import scores
from gongkai_tui.usecases.statistics import statistics
from gongkai_tui.usecases.unit_roster import unit_roster
from gongkai_tui.usecases.workspace import open_workspace

TODAY = date(2022, 8, 1)
OFFICE, FINANCE, SCHOOLS, STREETS = "区政府办公室", "区财政局", "区教育和体育局", ("东街道办事处", "西街道办事处")
ALIAS = {"区教育局": SCHOOLS, "各街道": "各街道办事处"}
UNITS = Jurisdiction(
    "huaiyin",
    "槐荫区",
    office=OFFICE,
    units=(
        Unit(OFFICE, contacts=(Contact("办公室李四", "office@huaiyin.example"),)),
        Unit(FINANCE),
        Unit(SCHOOLS, aliases=(Alias("区教育局"),)),
        *(Unit(name, UnitKind.STREET) for name in STREETS),
    ),
    groups=(Group("各街道办事处", aliases=(Alias("各街道"),), members=STREETS, resolved=True), Group("有关部门")),
)
NOW, LAST = "huaiyin-2022", "huaiyin-2021"
NAMES = (FINANCE, "区教育局", SCHOOLS, *STREETS, "各街道办事处", "各街道", "有关部门", "外单位")
TO_DO = {Status.NOT_STARTED, Status.IN_PROGRESS, Status.RECTIFYING}
COUNTED_FLAGS = (Flag.OVERDUE, Flag.DUE_SOON, Flag.STALE)
COMMITTED = date(2022, 3, 1)
PUBLISHED = {FINANCE: date(2022, 4, 10), STREETS[0]: date(2022, 6, 20), STREETS[1]: date(2022, 7, 30)}
"""When units issued the 要点 of their own that some tasks of this year ask of each; one is a draft still."""
ASKS = "发布本单位年度政务公开工作要点。"
DONE = {Status.DONE, Status.CLOSED, Status.ONGOING}
REGISTERED = (FINANCE, SCHOOLS, *STREETS)
COUNTED = (
    Counted.DONE,
    Counted.OVERDUE,
    Counted.SILENT,
    Counted.MISSING,
    Counted.PROBLEM,
    Counted.REPEATED,
)
RULES = Scoring(every="年", rules=tuple(ScoringRule(str(each), each, "-1") for each in COUNTED))

PHASES = tuple(phase for phase in Phase if phase is not Phase.explain)

days = st.dates(date(2022, 3, 1), date(2022, 8, 1))
dues = st.sampled_from(
    (date(2022, 3, 31), date(2022, 7, 31), TODAY, date(2022, 8, 16), date(2022, 8, 17), date(2022, 12, 31))
)


@st.composite
def tasks(draw, plan, seq):
    named = draw(
        st.lists(st.sampled_from(NAMES), unique_by=lambda name: ALIAS.get(name, name), min_size=seq % 2, max_size=3)
    )
    units = tuple(UnitRole(name, draw(st.sampled_from(Role))) for name in named)
    due = draw(st.none() | dues)
    members = (
        draw(st.lists(st.sampled_from((FINANCE, SCHOOLS)), unique=True, max_size=2)) if "有关部门" in named else ()
    )
    own = named + list(members) + (list(STREETS) if {"各街道", "各街道办事处"} & set(named) else [])
    speakers = st.sampled_from([None, *own])
    # The same unit under two names has one status.
    status = {
        unit: draw(st.sampled_from(Status))
        for unit in draw(
            st.lists(st.sampled_from(own), unique_by=lambda name: ALIAS.get(name, name), max_size=2)
            if own
            else st.just([])
        )
    }
    if set(STREETS) <= set(own) and draw(st.booleans()):
        # The last of them is entered: nobody follows the status of the task any more.
        status |= {street: draw(st.sampled_from((Status.DONE, *Status))) for street in STREETS}
    recurring = draw(
        st.none()
        | st.builds(Recurring, st.sampled_from(("季", "月")), st.integers(1, 2), st.sampled_from(("每单位", "全区")))
    )
    log = [
        LogEntry(
            f"{number:08x}",
            draw(days),
            draw(st.sampled_from(LogKind)),
            draw(speakers),
            draw(st.sampled_from(("记录", "更正：误记"))),
            draw(st.sampled_from(((), ("https://a.cn/1",)))),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    decisions = st.none() | st.sampled_from(Decision)
    asked = [(draw(speakers), draw(decisions)) for _ in range(draw(st.integers(0, 2)) if due else 0)]
    if due and draw(st.booleans()):
        # Nobody has to be ready on the day of the task any more.
        asked += [(unit, Decision.GRANTED) for unit in named]
    extensions = [
        Extension(
            f"{number:08x}", date(2022, 5, 1), due, due + timedelta(draw(st.integers(1, 60))),
            "待发文", unit, "张三", decision and date(2022, 5, 2), decision,
        )
        for number, (unit, decision) in enumerate(asked)
    ]  # fmt: skip
    verdict = draw(st.none() | st.sampled_from(LookbackVerdict)) if plan == LAST else None
    return Task(
        f"{plan}/{seq:03d}", draw(st.sampled_from(("甲章", "乙章"))), f"任务{seq}",
        draw(st.sampled_from((ASKS, f"做好第{seq}项。"))), seq,
        "、".join(named), units,
        Deadline("2022年底前", DeadlineKind.DATE, due) if due else None, draw(st.sampled_from(Status)), status,
        (Chosen("有关部门", tuple(members)),) if members else (),
        extensions=tuple(extensions), log=tuple(sorted(log, key=lambda entry: entry.date)),
        lookback=Lookback(TODAY, verdict, "李四", "看过") if verdict else None,
        recurring=(recurring,) if recurring else (),
    )  # fmt: skip


@st.composite
def problems(draw, number, places):
    state = draw(st.sampled_from(ProblemState))
    told = (
        ()
        if state is ProblemState.TO_NOTIFY
        else (Round(1, date(2022, 5, 2), due=draw(dues.filter(lambda day: day > date(2022, 5, 2)))),)
    )
    if state is ProblemState.TO_RECHECK:
        told = (replace(told[0], fixed=Fixed(date(2022, 6, 1), "已改", ("https://a.cn/2",))),)
    if told and draw(st.booleans()):
        failed = Checked(date(2022, 5, 2), verdict=Verdict.FAILED)
        told = (Round(1, date(2022, 5, 2)), Round(2, checked=failed), replace(told[0], n=3))
    objections = (Objection(date(2022, 5, 3), "张三", "不属本单位"),) if state is ProblemState.OBJECTED else ()
    return draw(st.sampled_from((NOW, LAST))), ProblemRecord(
        f"20220501-{number:06d}", state, draw(st.sampled_from(("", *places))),
        draw(st.sampled_from((FINANCE, "区教育局", SCHOOLS, *STREETS))),
        Found(draw(st.sampled_from((date(2022, 4, 20), date(2022, 5, 1)))), where="专栏", what="打不开"),
        rounds=told, objections=objections, repeats=draw(st.sampled_from(("", "20210501-000000"))),
    )  # fmt: skip


@dataclass(frozen=True)
class State:
    plans: tuple[Plan, ...]
    tasks: tuple[Task, ...]
    problems: tuple[tuple[str, ProblemRecord], ...]

    def of(self, plan):
        return [task for task in self.tasks if task.plan == plan]

    @property
    def in_hand(self):
        return {plan.id for plan in self.plans if plan.state is PlanState.ACTIVE}

    def is_urged(self, task_id):
        """Not over plans that are archived, nor over what was carried into this year's plan."""
        task = next(task for task in self.tasks if task.id == task_id)
        return task.plan in self.in_hand and not is_carried(task)


def is_carried(task):
    return task.lookback is not None and task.lookback.verdict is LookbackVerdict.CARRIED


@st.composite
def states(draw):
    sections = (Section("甲章"), Section("乙章"))
    plans = (
        Plan(NOW, "2022年要点", year=2022, issued=date(2022, 4, 1), jurisdiction="huaiyin", follows=LAST,
             sections=sections),
        Plan(LAST, "2021年要点", year=2021, issued=date(2021, 4, 1), jurisdiction="huaiyin", sections=sections,
             state=draw(st.sampled_from(PlanState))),
        *(
            Plan(f"own-{number}", f"{unit}要点", issuer=unit, year=2022, issued=PUBLISHED.get(unit),
                 jurisdiction="huaiyin", implements=NOW)
            for number, unit in enumerate((*PUBLISHED, SCHOOLS))
        ),
    )  # fmt: skip
    made = tuple(draw(tasks(plan, seq)) for plan, count in ((NOW, 3), (LAST, 2)) for seq in range(1, count + 1))
    places = [task.id for task in made]
    found = tuple(draw(problems(number, places)) for number in range(draw(st.integers(0, 4))))
    return State(plans, made, tuple((record.task.partition("/")[0] or plan, record) for plan, record in found))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    root = tmp_path_factory.mktemp("数") / "台账"
    root.mkdir()
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
    return root


def commit(root, state):
    files = {units_path("huaiyin"): emit.emit_units(UNITS).encode()}
    files[scoring_path(NOW)] = emit_scoring(RULES).encode()
    files |= {plan_path(plan.id): emit.emit_plan(plan).encode() for plan in state.plans}
    files |= {task_path(task.id): emit.emit_task(task).encode() for task in state.tasks}
    files |= dict(problem_file(plan, record) for plan, record in state.problems)
    for old in root.glob("plans/*/problems/*.yaml"):
        old.unlink()
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    subprocess.run(["git", "commit", "-q", "--allow-empty", "-m", "状态"], cwd=root, check=True)


# The test's own count.


def name_of(written):
    return ALIAS.get(written, written)


@dataclass(frozen=True)
class Part:
    """One unit in one task."""

    task: Task
    status: Status
    due: date | None
    last: str
    active: bool
    """Nobody is urged over a plan that is archived."""
    waits: date | None
    """Since when its report waits for the office."""
    published: date | None = None
    """When it published what the task asks for, where nobody has recorded that."""

    @property
    def late(self):
        late = self.due is not None and self.due < TODAY and not self.born_late
        return self.active and self.status in TO_DO and late

    @property
    def born_late(self):
        return self.due is not None and self.due < issued(self.task)

    @property
    def soon(self):
        return self.active and self.status in TO_DO and self.due is not None and 0 <= (self.due - TODAY).days <= 15

    @property
    def stale(self):
        since = date.fromisoformat(self.last) if self.last else issued(self.task)
        return self.active and self.status in TO_DO | {Status.ONGOING} and (TODAY - since).days > 90

    @property
    def unchecked(self):
        return self.active and self.waits is not None and (TODAY - self.waits).days > 15


def issued(task):
    return date(2022 if task.plan == NOW else 2021, 4, 1)


def members_of(task, name):
    chosen = {each.group: each.members for each in task.chosen}
    return STREETS if name == "各街道办事处" else tuple(sorted(chosen.get(name, ()), key=[FINANCE, SCHOOLS].index))


def part(task, name, updated, *, active=True):
    """The part of a unit, or of a set as one."""
    own = {name_of(unit): status for unit, status in task.unit_status.items()}
    named = {name_of(each.unit) for each in task.units} | own.keys()
    holders = [group for group in named if name in members_of(task, group)]
    through = [] if name in {name_of(each.unit) for each in task.units} else holders
    status = own.get(name) or next((own[group] for group in through if group in own), task.status)
    if task.status is Status.ENDED:
        status = Status.ENDED
    meant = {name, *holders}
    dues = days_of(task, name)
    if members_of(task, name):
        members = {member: part(task, member, updated) for member in members_of(task, name)}
        left = [member for member, each in members.items() if each.status in TO_DO and not each.published]
        dues = [min(max(days_of(task, member)) for member in left or members)] if dues else []
    heard = {*meant, *members_of(task, name), None}
    if name == "有关部门" and not task.chosen:
        heard |= {name_of(entry.unit) for entry in task.log if entry.unit} - {name_of(each.unit) for each in task.units}
    days = [
        entry.date.isoformat()
        for entry in task.log
        if (entry.unit and name_of(entry.unit)) in heard and entry.kind is not LogKind.CORRECTION
    ]
    # That the file came in with a commit of nobody's counts for all.
    last = max(days, default=COMMITTED.isoformat())
    waits = report_day(task, {*meant, None}) if status is Status.REPORTED else None
    seen = published_day(task, name, status)
    if seen:
        return Part(task, status, None, max(last, seen.isoformat()), active, waits, seen)
    return Part(task, status, max(dues, default=None), last, active, waits)


def days_of(task, name):
    """The day of the task and those to which a unit, or a set that holds it, was granted 延期."""
    dues = [task.deadline.due] if task.deadline else []
    named = {name_of(each) for each in (*(role.unit for role in task.units), *task.unit_status)}
    meant = {name, *(group for group in named if name in members_of(task, group))}
    for unit in {entry.unit for entry in task.extensions}:
        granted = [each for each in task.extensions if each.unit == unit and each.decision is Decision.GRANTED]
        dues += [granted[-1].proposed] if granted and unit and name_of(unit) in meant and dues else []
    return dues


def published_day(task, name, status):
    """When the office saw the last of what is asked for, and of a set of all of its members that still have to act."""
    if task.plan != NOW or task.requirement != ASKS or status not in (Status.NOT_STARTED, Status.IN_PROGRESS):
        return None
    if not members_of(task, name):
        returned = [
            entry.date
            for entry in task.log
            if entry.kind is LogKind.RETURN
            and (entry.unit is None or name in (name_of(entry.unit), *members_of(task, name_of(entry.unit))))
        ]
        seen = PUBLISHED.get(name)
        return seen if seen and all(seen > day for day in returned) else None
    acting = [part(task, member, "") for member in members_of(task, name)]
    seen = [each.published for each in acting if each.status in TO_DO]
    return max(seen) if seen and all(seen) else None


def report_day(task, meant):
    """The first 报送 that is newer than the last check of an older one; what nobody wrote down counts as committed."""
    first = None
    for entry in reversed([entry for entry in task.log if (entry.unit and name_of(entry.unit)) in meant]):
        if entry.kind is LogKind.REPORT:
            first = entry.date
        elif first and (
            entry.kind in (LogKind.CHECK, LogKind.RETURN)
            or (entry.kind is LogKind.CORRECTION and entry.text.startswith("更正"))
        ):
            break
    return first or COMMITTED


def waiting_parts(task, *, active=True):
    """Whoever has reported, by name; the task itself where nobody has to do more than support."""
    parts = {name: part(task, name, "", active=active) for name in actors(task)}
    found = {name: each for name, each in parts.items() if each.status is Status.REPORTED}
    if found or task.status is not Status.REPORTED or not set(roles_in(task).values()) <= {Role.SUPPORT}:
        return found
    if not task.units and task.unit_status:
        return found
    return {"": Part(task, task.status, None, "", active, report_day(task, {None}))}


def actors(task):
    named = dict.fromkeys(name_of(each) for each in (*(role.unit for role in task.units), *task.unit_status))
    return dict.fromkeys(unit for name in named for unit in members_of(task, name) or (name,))


def check_tasks(ws, port, state):
    rows = list_tasks(ws).rows
    by_id = {row.id: row for row in rows}
    assert by_id.keys() == {task.id for task in state.tasks}
    for task in state.tasks:
        check_shown(task, by_id[task.id].status)
    statuses = Counter(row.status for row in rows)
    late = Counter(row.plan for row in rows if check_lateness(row, task_of(state, row.id), state))
    loaded = port.load()
    assert [row.id for row in loaded.tasks.rows] == [row.id for row in rows]
    assert loaded.plans == list_plans(ws)
    by_plan = {each.plan.id: each.figures for each in list_plans(ws)}
    with_tasks = {plan: figures for plan, figures in by_plan.items() if figures.total}
    assert {group.value: group.summary for group in statistics(ws, by="plan").groups} == with_tasks
    for plan, figures in by_plan.items():
        assert figures.total == len(state.of(plan))
        assert figures.flags[Flag.OVERDUE] == late[plan]
        assert figures.with_evidence == sum(bool(task.evidence) for task in state.of(plan))
        for text in ("flag:逾期", "due:逾期", *(view.filter for view in BUILT_IN if view.name == "逾期")):
            assert list_tasks(ws, f"plan:{plan} {text}").found == late[plan]
    whole = statistics(ws, by="status").whole
    assert {status: count for status, count in whole.by_status.items() if count} == statuses
    assert whole.done == sum(statuses[status] for status in DONE)
    for axis in ("status", "section", "flag", "plan", "year", "month"):
        found = statistics(ws, by=axis)
        assert found.whole == whole
        if axis != "flag":
            assert sum(group.summary.total for group in found.groups) == whole.total
        else:
            counted = {group.value: group.summary.total for group in found.groups if group.value}
            assert counted == {flag: count for flag, count in whole.flags.items() if count}
    assert burndown(ws, count=3).points[-1].figures == statistics(ws, as_of=TODAY.isoformat()).whole == whole
    total, *lines = figure_rows(loaded.plans)
    assert total.counts == counts_of(whole)
    assert {line.plan: line.counts for line in lines} == {plan: counts_of(figures) for plan, figures in by_plan.items()}
    return by_id


def check_lateness(row, task, state):
    """A task is late, or due soon, when one of those is that hold it open."""
    parts = holding_open(task, active=state.is_urged(task.id))
    late = any(each.late for each in parts)
    flags = flags_of(row, TODAY)
    left = [each.published for each in parts if each.status in TO_DO]
    assert row.published == (max(left).isoformat() if left and all(left) else "")
    assert (Flag.OVERDUE in flags, Flag.DUE_SOON in flags) == (late, not late and any(each.soon for each in parts))
    waiting = waiting_parts(task, active=state.is_urged(task.id)).values()
    assert (Flag.CHECK_LATE in flags) == any(each.unchecked for each in waiting)
    assert row.waits_since == min((each.waits.isoformat() for each in waiting), default="")
    return late


def holding_open(task, *, active):
    """Whoever keeps a task open or done, as it stands in it: all who act other than in support, else the task."""
    parts = [part(task, name, "", active=active) for name in actors(task) if not supports(task, name)]
    found = [each for each in parts if each.status is not Status.ENDED]
    whole = Part(task, task.status, task.deadline.due if task.deadline else None, "", active, None)
    is_none_left = not found or set(roles_in(task).values()) <= {Role.SUPPORT}
    return [*found, whole] if is_none_left else found


def check_shown(task, shown):
    """A task is done when all who act, other than in support, are."""
    if task.status is Status.ENDED or not task.unit_status:
        assert shown == task.status
        return
    parts = {part(task, name, "").status for name in actors(task) if not supports(task, name)} - {Status.ENDED}
    if set(roles_in(task).values()) <= {Role.SUPPORT}:
        parts.add(task.status)
    # Where every part was ended, the status of the task is left.
    parts = parts or {task.status}
    assert (shown in DONE) == parts.issubset(DONE)
    assert (shown == Status.RECTIFYING) == (Status.RECTIFYING in parts)


def roles_in(task):
    roles = {}
    for each in task.units:
        roles.setdefault(name_of(each.unit), each.role)
        if each.role is Role.LEAD:
            roles[name_of(each.unit)] = Role.LEAD
    return roles


def supports(task, name):
    roles = roles_in(task)
    named = dict.fromkeys((*roles, *(name_of(unit) for unit in task.unit_status)))
    through = [roles.get(group) for group in named if name in members_of(task, group)]
    return roles[name] is Role.SUPPORT if name in roles else bool(through) and set(through) == {Role.SUPPORT}


def task_of(state, task_id):
    return next(task for task in state.tasks if task.id == task_id)


def check_units(ws, state, rows):
    for plan in (NOW, LAST):
        grid = unit_grid(ws, plan).grid
        groups = {
            group.value or group.key: group.summary
            for group in statistics(ws, filter_text=f"plan:{plan}", by="unit").groups
        }
        cells = {}
        for line in grid.lines:
            for each in (line, *line.members):
                cells.setdefault(each.name, {}).update({cell.row.id: cell for cell in each.cells if cell})
        for name, own in cells.items():
            for cell in own.values():
                if cell.row.units or cell.row.unit_status:
                    mine = part(
                        task_of(state, cell.row.id), name, rows[cell.row.id].updated, active=state.is_urged(cell.row.id)
                    )
                    assert (cell.row.status, cell.row.due, cell.row.updated) == (
                        mine.status, mine.due.isoformat() if mine.due else "", mine.last,
                    ), (name, cell.row.id)  # fmt: skip
                    assert (cell.late, Flag.DUE_SOON in cell.flags, cell.stale) == (mine.late, mine.soon, mine.stale)
                    assert (Flag.CHECK_LATE in cell.flags) == mine.unchecked
        check_sets(ws, plan, grid, groups)
        check_lines(ws, plan, grid, groups)
        owed = {each.debts.name: each.debts for each in owing(ws, plan=plan).units}
        acting = {name for task in state.of(plan) for name in actors(task)}
        nobody = {NO_UNIT} if any(not actors(task) for task in state.of(plan)) else set()
        assert groups.keys() == acting | nobody
        for name in acting:
            mine = [task for task in state.of(plan) if name in actors(task)]
            parts = [part(task, name, rows[task.id].updated, active=state.is_urged(task.id)) for task in mine]
            debts = owed[name]
            assert [item.row.id for item in debts.items] == [each.task.id for each in parts]
            assert (debts.open, debts.overdue, debts.due_soon, debts.silent, debts.rectifying) == (
                sum(each.status in OPEN for each in parts),
                sum(each.late for each in parts),
                sum(each.soon for each in parts),
                sum(each.stale for each in parts),
                sum(each.status is Status.RECTIFYING for each in parts),
            )
            assert all(cells[name][item.row.id].row == item.row for item in debts.items)
            check_text(debts, parts) if plan in state.in_hand else check_shelved_text(debts)
            figures = groups[name]
            unchecked = sum(each.unchecked for each in parts)
            assert figures.flags[Flag.CHECK_LATE] == unchecked
            assert sum(Flag.CHECK_LATE in item.flags for item in debts.items) == unchecked
            assert figures == summarise((cells[name][task.id].row for task in mine), TODAY)
            assert (figures.total, figures.done, figures.due_in_all - figures.done) == (
                len(debts.items), sum(item.status in DONE for item in debts.items), debts.open,
            )  # fmt: skip
            assert (figures.by_status[Status.RECTIFYING], *map(figures.flags.get, COUNTED_FLAGS)) == (
                debts.rectifying, debts.overdue, debts.due_soon, debts.silent,
            )  # fmt: skip
            check_list(ws, f"plan:{plan} owes:{name}", debts)


def check_roster(ws):
    """名录 counts for each registered unit what 欠账 does."""
    names = [each.name for each in UNITS.units]
    for plan in ("", NOW, LAST):
        owed = {each.debts.name: each.debts.open for each in owing(ws, plan=plan).units}
        found = {each.named.each.name: each.tasks for each in unit_roster(ws, plan).lines}
        assert {name: found[name] for name in names} == {name: owed.get(name, 0) for name in names}


def check_list(ws, text, debts):
    """The tasks that a list shows as owed are those counted; beside 欠账 status and flags are those of the part."""
    assert [row.id for row in list_tasks(ws, text).rows] == [item.row.id for item in debts.items if item.is_open]
    found = (list_tasks(ws, f"{text} {of_the_part}").found for of_the_part in ("标记:逾期", "!(状态:wqd|状态:tjz,zgz)"))
    assert tuple(found) == (debts.overdue, debts.reported)


def check_lines(ws, plan, grid, groups):
    """Beside a unit, by itself or below a set, stand its figures; what leads to its tasks leads to those counted."""
    board = GridBoard()
    board.load(grid)
    for place, line in enumerate(board.lines):
        for each in (line, *line.members):
            if each.kind is LineKind.UNIT:
                assert each.figures == groups[each.name]
        if line.kind is LineKind.UNIT:
            found = list_tasks(ws, f"plan:{plan} {board.filter_of(place, HEAD)}").rows
            assert [row.id for row in found] == [row.id for row in line.rows if row]


def check_sets(ws, plan, grid, groups):
    """Of a set there are two lines where it waits to be chosen from in some tasks only."""
    board = GridBoard()
    board.load(grid)
    assert len({board.key_of(place, 0)[0] for place in range(len(board.lines))}) == len(board.lines)
    for place, line in enumerate(board.lines):
        if line.name == "有关部门":
            found = list_tasks(ws, f"plan:{plan} {board.filter_of(place, HEAD)}").rows
            assert [row.id for row in found] == [cell.row.id for cell in line.cells if cell]
    waiting = [line for line in grid.lines if line.kind is LineKind.OPEN]
    assert [(line.name, line.figures) for line in waiting] == [
        ("有关部门", figures) for name, figures in groups.items() if name == "有关部门"
    ]
    assert [(each.row.id, each.group) for each in open_choices(ws, f"plan:{plan}").choices] == [
        (cell.row.id, line.name)
        for line in waiting
        for cell in line.cells
        if cell and cell.row.status in OPEN | {Status.ONGOING}
    ]


def check_text(debts, parts):
    """The numbers in the text to paste are those of the table, and as many lines follow each."""
    text = Wording(TODAY, lambda plan: "要点", 90).unit_text(debts.name, debts)
    head, _, rest = text.partition("\n另有")
    numbers = {
        what: int(found[1]) if (found := re.search(pattern, text)) else 0
        for what, pattern in {
            "to do": r"：尚有(\d+)项",
            "lasting": r"另有(\d+)项长期坚持的任务90天以上没有记录",
            "reported": r"另有(\d+)项已报送",
            "carried": r"(\d+)项已转入今年的计划",
            "published": r"另有(\d+)项已经发布",
        }.items()
    }
    row = counts_record("", debts)
    assert row["open"] - row["reported"] - row["published"] - row["carried"] == row["owed"] == numbers["to do"]
    shown = [key for key in owe_titles([debts]) if key not in OWE_TITLES]
    assert shown == [key for key in ("published", "carried") if row[key]]
    assert numbers == {
        "to do": sum(each.status in TO_DO and each.active and not each.published for each in parts),
        "lasting": sum(each.stale for each in parts if each.status is Status.ONGOING),
        "reported": sum(each.status is Status.REPORTED and each.active for each in parts),
        "carried": sum(each.status in OPEN and not each.active for each in parts),
        "published": sum(bool(each.published) and each.active for each in parts),
    }
    assert sum(map(int, re.findall(r"】(\d+)项", head))) == numbers["to do"] + len(debts.office) * ("另有" not in text)
    tasks = [line for line in text.splitlines() if re.match(r"\d+\. ", line)]
    faults = sum(map(int, re.findall(r"另有(\d+)个问题要整改", text)))
    lacking = sum(map(int, re.findall(r"另有(\d+)项任务缺次数", text)))
    listed = numbers["to do"] + numbers["lasting"] + numbers["published"]
    assert len(tasks) == listed + faults + lacking + len(debts.office)
    asked = [item for item in debts.items if (item.missed or item.problems) and not item.row.carried_to]
    assert all(
        item.is_owed or item.is_lasting_and_silent or f"第{item.row.seq}项" in rest for item in asked if item.missed
    )
    assert [item["id"] for item in debts_record("", debts, TODAY)["tasks"] if item["owed"]] == [
        each.task.id for each in parts if each.status in TO_DO and each.active and not each.published
    ]


def check_shelved_text(debts):
    """Over an archived plan nobody is urged; only 问题 are left, and what waits for the office."""
    text = Wording(TODAY, lambda plan: "要点", 90).unit_text(debts.name, debts)
    found = re.search(r"已归档，不再催办，其中(\d+)项归档时没有完成", text)
    assert (int(found[1]) if found else 0) == debts.open
    assert not re.search(r"尚有|缺次数|长期坚持的任务|已报送", text)
    faults = re.search(r"另有(\d+)个问题要整改", text)
    lines = [line for line in text.splitlines() if re.match(r"\d+\. ", line)]
    assert len(lines) == (int(faults[1]) if faults else 0) + len(debts.office)


def check_problems(ws, state):
    listed = list_problems(ws).problems
    left = [each for each in listed if each.record.is_open]
    assert len(left) == sum(record.is_open for _, record in state.problems)
    assert {each.record.id for each in list_problems(ws, state="未核销").problems} == {each.record.id for each in left}
    debts = {each.debts.name: each.debts for each in owing(ws).units}
    wanted = {}
    for each in left:
        wanted.setdefault(name_of(each.record.unit), set()).add(each.record.id)
    found = {name: {record.id for record in each.open_problems} for name, each in debts.items() if each.open_problems}
    assert found == wanted
    assert sum(len(each.open_problems) for each in debts.values()) == len(left)
    late = sum(each.record.state is ProblemState.RECTIFYING and each.record.rounds[-1].due < TODAY for each in left)
    flagged = Counter(name_of(each.record.unit) for each in left if ProblemFlag.OVERDUE in each.flags)
    assert +Counter({name: each.late_problems for name, each in debts.items()}) == flagged
    return len(left), len(listed), late


def check_handover(ws, state):
    owed = {each.debts.name: each.debts for each in owing(ws).units}
    figures = lookback_figures(ws, LAST)
    undecided = f"尚未核查{figures.undecided}项（共{figures.total}项）"
    due = all(plan.state is PlanState.ACTIVE for plan in state.plans if plan.id in (NOW, LAST))
    to_look_back = [(LAST, undecided)] if figures.undecided and (due or figures.decided) else []
    for unit in (OFFICE, FINANCE, SCHOOLS, *STREETS):
        page = handover_page(ws, unit, days=15).page
        debts = owed.get(unit)
        items = list(debts.items) if debts else []
        of_this_year = [item for item in items if item.row.plan == NOW]
        assert [(each.id, each.status, each.due, each.updated) for each in page.open_tasks] == [
            (item.row.id, item.status, day_of(item.row.due), day_of(item.row.updated))
            for item in (*of_this_year, *(item for item in items if item not in of_this_year))
            if item.is_open
        ]
        assert sum(each.is_late for each in page.due) == sum(item.is_late for item in items)
        assert sum(each.due >= TODAY for each in page.due) == sum(Flag.DUE_SOON in item.flags for item in items)
        assert Counter((each.task, each.period) for each in page.missed) == Counter(
            (item.row.id, count.period.label) for item in (debts.items if debts else ()) for count in item.missed
        )
        assert page.ongoing == sum(item.status is Status.ONGOING for item in of_this_year)
        assert page.settled == sum(item.status in (Status.DONE, Status.CLOSED) for item in of_this_year)
        assert (
            {each.id for each in page.problems} == {each.id for each in debts.open_problems}
            if debts
            else not page.problems
        )
        waiting = debts.office if debts else ()
        looking_back = [each for each in page.waiting or () if each.kind == "回头看"]
        matters = Counter(each.kind for each in page.waiting or () if each not in looking_back)
        assert matters == Counter(item.matter for item in waiting)
        assert [(each.place, each.title) for each in looking_back] == (to_look_back if unit == OFFICE else [])
        if unit != OFFICE:
            assert page.waiting is None
            assert not waiting
    urged = [task for task in state.tasks if state.is_urged(task.id)]
    asked = sum(each.decision is None for task in urged for each in task.extensions)
    office = owed[OFFICE].office if OFFICE in owed else ()
    assert sum(item.extension is not None for item in office) == asked


def check_reports(ws, state):
    """Everywhere the office is told of the same reports, since the first of them, and whether it is late."""
    again = {(each.task, name_of(each.unit)) for _, each in state.problems if each.state is ProblemState.TO_RECHECK}
    wanted = {}
    for task in state.tasks:
        waiting = {
            name: each
            for name, each in waiting_parts(task).items()
            if state.is_urged(task.id) and (task.id, name) not in again
        }
        if waiting:
            wanted[task.id] = (
                {name for name in waiting if name},
                min(each.waits.isoformat() for each in waiting.values()),
                any(each.unchecked for each in waiting.values()),
            )
    office = next((each.debts.office for each in owing(ws).units if each.debts.name == OFFICE), ())
    found = [item for item in office if item.matter is OfficeMatter.TO_CHECK]
    assert {item.row.id: (set(item.units), item.since, item.is_late) for item in found} == wanted
    page = handover_page(ws, OFFICE).page.waiting or ()
    told = {each.place: each.since.isoformat() for each in page if each.kind == OfficeMatter.TO_CHECK}
    assert told == {task: since for task, (_, since, _) in wanted.items()}
    late = {task for task, (*_, is_late) in wanted.items() if is_late}
    listed = {row.id for row in list_tasks(ws, "flag:待核查超时").rows}
    assert late <= listed
    assert all(any(task == each for each, _ in again) for task in listed - late)


def day_of(text):
    return date.fromisoformat(text) if text else None


def check_scores(ws, state, rows):
    """Ranked are the units of 2022; who only supports answers for nothing that is not done."""
    report = scores(ws, NOW)
    assert {each.unit for each in report.units} == {
        name for task in state.of(NOW) for name in actors(task) if name in REGISTERED
    }
    found = [
        (name_of(problem.record.unit), problem.flags)
        for problem in list_problems(ws, plan=NOW).problems
        if problem.record.state is not ProblemState.WITHDRAWN
    ]
    missed = {each.debts.name: each.debts.missed for each in owing(ws, plan=NOW).units}
    for each in report.units:
        parts = [
            (part(task, each.unit, rows[task.id].updated), supports(task, each.unit))
            for task in state.of(NOW)
            if each.unit in actors(task)
        ]
        counted = {item.item: len(item.facts) for item in each.items}
        wanted = {
            Counted.OVERDUE: sum(mine.late for mine, supporting in parts if not supporting),
            Counted.SILENT: sum(mine.stale for mine, supporting in parts if not supporting),
            # All came in with the first commit, and that lies in the year.
            Counted.DONE: sum(mine.status in DONE for mine, _ in parts),
            Counted.MISSING: missed[each.unit],
            Counted.PROBLEM: sum(each.unit == unit for unit, _ in found),
            Counted.REPEATED: sum(each.unit == unit and ProblemFlag.REPEATED in flags for unit, flags in found),
        }
        assert counted == {item: count for item, count in wanted.items() if count}


def check_rounds(ws, state):
    recurring = recurring_duties(ws)
    missed = Counter(unit for task in recurring.tasks for count in task.counts for unit in count.missed_by)
    carried = {task.id for task in state.tasks if is_carried(task)}
    assert not any(count.missed_by for task in recurring.tasks if task.row.id in carried for count in task.counts)
    owed = Counter()
    for plan in (NOW, LAST):
        for each in owing(ws, plan=plan).units:
            owed[each.debts.name] += each.debts.missed
    assert +owed == missed
    assert len(recurring.tasks) == sum(bool(task.recurring) for task in state.tasks)
    figures = lookback_figures(ws, LAST)
    round_ = lookback(ws, LAST)
    assert figures == round_.figures
    kept = [task for task in state.of(LAST) if task.status is not Status.ENDED]
    assert (figures.total, figures.decided) == (len(kept), sum(task.lookback is not None for task in kept))
    assert len(round_.undecided) == figures.undecided
    shown = {row.id: row.status for row in list_tasks(ws).rows}
    assert all(item.status == shown[item.task.id] for item in round_.items)
    return sum(bool(count.missed_by) for task in recurring.tasks for count in task.counts), figures


def check_sheets(ws, port, state, problem_counts, missed, lookback_counts):
    plans = {plan.id: plan for plan in state.plans}
    pages = {
        sheet.name: sheet.read(port, plans[LAST] if sheet.name == "回头看" else None)
        for sheet in SHEETS
        if sheet.name != "对照"
    }
    said = {name: "".join(span.text for span in page.said) for name, page in pages.items()}
    left, listed, late = problem_counts
    assert said["问题"] == f"未核销 {left}/{listed}" + (f"  整改逾期 {late}" if late else "")
    assert len(pages["问题"].lines) == listed
    assert said["次数"].partition("  缺 ")[2].removesuffix(" 期") == (str(missed) if missed else "")
    assert sorted(
        (line.cells[0].text, line.cells[1].text, line.cells[3].text) for line in pages["次数"].lines
    ) == sorted(
        (record["id"], record["period"], record["result"])
        for task in recurring_duties(ws).tasks
        for record in (period_record(task.row, count) for count in task.counts)
        if record["standing"] != Standing.AHEAD
    )
    asked = [each for task in state.tasks for each in task.extensions]
    assert said["延期"] == f"待答复 {sum(each.decision is None for each in asked)}/{len(asked)}"
    assert said["回头看"].startswith(f"已核查 {lookback_counts.decided}/{lookback_counts.total}")
    titles = {
        "未完成": "open",
        "待核查": "reported",
        "逾期": "overdue",
        "临期": "due_soon",
        "沉默": "silent",
        "整改": "rectifying",
        "缺期": "missed",
    }
    sheet = next(sheet for sheet in SHEETS if sheet.name == "欠账")
    places = {column.title: place for place, column in enumerate(sheet.columns)}
    lines = {line.key.partition(" ")[2]: line for line in pages["欠账"].lines}
    for each in owing(ws).units:
        if each.debts.name in lines:
            cells = lines[each.debts.name].cells
            assert {title: int(cells[places[title]].text or 0) for title in titles} == {
                title: getattr(each.debts, name) for title, name in titles.items()
            }
            found = list_tasks(ws, lines[each.debts.name].filter, names_must_exist=False).rows
            assert [row.id for row in found] == sorted(item.row.id for item in each.debts.items if item.is_open)
            assert int(cells[places["问题"]].text or 0) == len(each.debts.open_problems)
            assert int(cells[places["待办公室"]].text or 0) == len(each.debts.office)
        else:
            debts = each.debts
            assert (debts.open, debts.owed, debts.office, debts.open_problems) == (0, (), (), ())
            assert not any(item.missed or item.is_silent for item in debts.items)


@given(states())
@settings(
    max_examples=20,
    deadline=None,
    phases=PHASES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_figures_in_every_output_agree_to_the_digit(place, state):
    with pytest.MonkeyPatch.context() as patch:
        for who in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{who}_DATE", f"{COMMITTED}T09:00:00+08:00")
        commit(place, state)
    ws = open_workspace(place, today=TODAY)
    try:
        port = WorkspacePort(place, TODAY)
        rows = check_tasks(ws, port, state)
        check_units(ws, state, rows)
        check_roster(ws)
        counts = check_problems(ws, state)
        check_handover(ws, state)
        check_reports(ws, state)
        check_scores(ws, state, rows)
        missed, figures = check_rounds(ws, state)
        check_sheets(ws, port, state, counts, missed, figures)
    finally:
        ws.close()
