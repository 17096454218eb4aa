"""What units owe, to the digit what the grid and the statistics say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TODAY, make_row

from gongkai_tui.domain.acting_units import Parts, assignment_in_row
from gongkai_tui.domain.grid import make_grid
from gongkai_tui.domain.grid_units import GridUnits, LineKind
from gongkai_tui.domain.owed import OfficeMatter
from gongkai_tui.domain.owing import Knowledge, debts_of
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.problem_record import Found, ProblemRecord, ProblemState, Round
from gongkai_tui.domain.recorded import Recorded
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.status import LIVING, Flag, Status
from gongkai_tui.domain.summary import NO_UNIT, summarise
from gongkai_tui.domain.task import Extension
from gongkai_tui.domain.unit import Group, Jurisdiction, Unit

STREETS = ("北园街道办事处", "无影山街道办事处")
OFFICE = "区政府办公室"
PLACE = Jurisdiction(
    "tianqiao",
    "天桥区",
    office=OFFICE,
    units=(Unit(OFFICE), Unit("区财政局"), Unit("区司法局"), *(Unit(name) for name in STREETS)),
    groups=(
        Group("各街道办事处", members=STREETS, resolved=True),
        Group("各部门", members=("区财政局", "区司法局")),
        Group("有关部门"),
    ),
)
UNITS = GridUnits(UnitRegistry([PLACE]), "tianqiao")
FRESH, OLD = "2022-09-20", "2022-01-05"


def row(seq=1, units=("区财政局",), own=(), chosen=(), reports=(), **changes):
    fields = {"due": "2022-12-31", "status": "推进中", "issued": "2021-12-01", **changes}
    fields.setdefault("stored_status", fields["status"])
    roles = tuple(unit if isinstance(unit, tuple) else (unit, "责任") for unit in units)
    return make_row(
        seq,
        packed_units=pack_pairs(roles),
        packed_unit_status=pack_pairs(own),
        packed_chosen=pack_pairs(chosen),
        packed_reports=pack_pairs(reports),
        **fields,
    )


def debts(*rows, recorded=(), **changes):
    said = {unit: Recorded(*found) for unit, found in dict(recorded).items()}
    found = debts_of(rows, {r.id: said for r in rows}, UNITS, TODAY, office=OFFICE, **changes)
    return {each.name: each for each in found}


def test_a_unit_acting_by_name_and_through_a_set_counts_once():
    found = debts(row(units=(("区财政局", "牵头"), "各部门")))
    assert (found["区财政局"].open, found["区司法局"].open) == (1, 1)


def test_what_nothing_tells_apart_is_worked_out_once():
    alike = debts(row(units=("各街道办事处",)))
    assert alike[STREETS[0]].items[0] is alike[STREETS[1]].items[0]
    heard = debts(row(units=("各街道办事处",)), recorded={STREETS[0]: (FRESH,)})
    assert [heard[name].items[0].row.updated for name in STREETS] == [FRESH, ""]


def test_what_is_reported_is_owed_by_the_office():
    noted = {"区财政局": ("2022-09-28",)}
    found = debts(row(status="待核查", reports=[("区财政局", FRESH)]), row(2), recorded=noted)
    unit = found["区财政局"]
    assert (unit.open, unit.reported, [item.row.seq for item in unit.owed]) == (2, 1, [2])
    (item,) = found[OFFICE].office
    assert (item.matter, item.units, item.since, item.is_late) == (OfficeMatter.TO_CHECK, ("区财政局",), FRESH, False)
    late = debts(row(status="待核查", reports=[("区财政局", "2022-09-01")]), recorded=noted)[OFFICE].office[0]
    assert (late.since, late.is_late) == ("2022-09-01", True)


def test_the_office_is_late_with_the_first_of_several_reports():
    reports = [(STREETS[0], "2022-09-01"), (STREETS[1], FRESH)]
    said = dict.fromkeys(STREETS, ("2022-09-30", 1))
    found = debts(row(units=("各街道办事处",), status="待核查", reports=reports), recorded=said)
    (item,) = found[OFFICE].office
    assert (item.units, item.since, item.is_late) == (STREETS, "2022-09-01", True)
    assert [found[name].items[0].flags for name in STREETS] == [(Flag.CHECK_LATE,), ()]


def test_a_report_of_one_of_many_waits_for_the_office_by_itself():
    found = debts(row(units=("各街道办事处",), own=((STREETS[0], "待核查"),)))
    assert found[OFFICE].office[0].units == (STREETS[0],)
    assert [len(found[name].owed) for name in STREETS] == [0, 1]


@pytest.mark.parametrize(
    ("units", "own", "named"),
    [
        (("各部门", "各街道办事处"), (), "整项"),
        (("区财政局",), (), "区财政局"),
        (("各部门", "各街道办事处"), (("区司法局", "推进中"),), "各街道办事处、区财政局"),
        (("各部门", "各街道办事处"), (("各街道办事处", "已完成"),), "各部门"),
    ],
)
def test_many_reports_are_named_by_exception(units, own, named):
    assert debts(row(units=units, own=own, status="待核查"))[OFFICE].office[0].whose == named


def test_those_left_out_of_a_set_are_named():
    streets = ("甲街道办事处", "乙街道办事处", "丙街道办事处", "丁街道办事处")
    place = replace(PLACE, units=tuple(map(Unit, streets)), groups=(Group("各街道办事处", members=streets),))
    units = GridUnits(UnitRegistry([place]), "tianqiao")
    rows = [row(units=("区财政局", "各街道办事处"), own=((streets[2], "推进中"),), status="待核查")]
    (item,) = next(each for each in debts_of(rows, {}, units, TODAY, office=OFFICE) if each.office).office
    assert item.whose == "各街道办事处（丙街道办事处除外）、区财政局"
    assert item.units == ("区财政局", *streets[:2], streets[3])


def test_silence_counts_from_the_issue_where_nothing_was_ever_recorded():
    (item,) = debts(row())["区财政局"].items
    assert (item.silent_days, item.is_silent) == ((TODAY - date(2021, 12, 1)).days, True)
    assert not debts(row(issued="2022-09-01"))["区财政局"].items[0].is_silent
    assert debts(row(issued=""))["区财政局"].items[0].silent_days is None


@pytest.mark.parametrize(("after", "silent"), [(265, True), (269, False), (268, True)])
def test_the_limit_of_silence_can_be_moved(after, silent):
    found = debts(row(), recorded={"区财政局": (OLD,)}, silent_after=after)
    assert found["区财政局"].items[0].silent_days == 269
    assert found["区财政局"].is_silent is silent


def test_a_unit_is_silent_when_all_that_lives_is():
    rows = (row(1), row(2), row(3, status="已完成"))
    said = {rows[0].id: {"区财政局": Recorded(FRESH)}}
    assert not debts_of(rows, said, UNITS, TODAY)[0].is_silent
    assert debts_of(rows[1:], {}, UNITS, TODAY)[0].is_silent
    assert not debts_of(rows[2:], {}, UNITS, TODAY)[0].is_silent


def test_a_unit_that_was_heard_of_in_what_is_done_is_not_silent():
    done, other = row(1, status="已完成"), row(2)
    said = {done.id: {"区财政局": Recorded(FRESH)}, other.id: {"区财政局": Recorded(OLD)}}
    (unit,) = debts_of([done, other], said, UNITS, TODAY)
    assert (unit.silent, unit.last, unit.is_silent) == (1, FRESH, False)
    assert debts_of([other], said, UNITS, TODAY)[0].is_silent
    # What the office wrote of a task of many, and of no unit, is no word of any of them.
    whole = row(3, units=("区财政局", "区司法局"), status="已完成", updated=FRESH)
    told = {whole.id: {"": Recorded(FRESH)}, other.id: {"区财政局": Recorded(OLD)}}
    assert debts_of([whole, other], told, UNITS, TODAY)[0].is_silent


def test_what_a_unit_records_in_a_task_that_is_not_counted_is_a_sign_of_life():
    shelved, other = row(1, carried_to="tianqiao-2023/001"), row(2, units=("各部门",))
    old = {other.id: {"区财政局": Recorded(OLD), "区司法局": Recorded(OLD)}}

    def silent(of_shelved, units=("区财政局",)):
        beside = (shelved._replace(packed_units=pack_pairs((unit, "责任") for unit in units)),)
        found = debts_of([other], {**old, shelved.id: of_shelved}, UNITS, TODAY, known=Knowledge(beside=beside))
        return {each.name: each.last for each in found if each.is_silent}

    both = {"区财政局": OLD, "区司法局": OLD}
    assert silent({}) == both
    assert silent({"区财政局": Recorded(FRESH)}) == {"区司法局": OLD}
    assert silent({"区财政局": Recorded("2022-02-01")}) == {**both, "区财政局": "2022-02-01"}
    assert silent({"各部门": Recorded(FRESH)}, ("各部门",)) == {}
    # What names no unit is of the only one that acts there, else of nobody.
    assert silent({"": Recorded(FRESH)}) == {"区司法局": OLD}
    assert silent({"": Recorded(FRESH)}, ("各部门",)) == both
    # Nor is a record of one that has no part in it.
    assert silent({"区司法局": Recorded(FRESH)}) == both


def test_what_somebody_who_is_not_named_recorded_may_be_of_those_who_are_still_to_be_chosen():
    other = row(2, units=("有关部门",))
    shelved = row(1, units=("有关部门", "区司法局"), carried_to="tianqiao-2023/001")
    for of_shelved, silent in (({}, True), ({"区财政局": Recorded(FRESH)}, False)):
        (found,) = debts_of([other], {shelved.id: of_shelved}, UNITS, TODAY, known=Knowledge(beside=(shelved,)))
        assert (found.name, found.is_silent) == ("有关部门", silent)


def test_who_recorded_something_in_a_task_that_is_not_counted_is_not_unheard():
    shelved, untold = row(1, carried_to="tianqiao-2023/001"), row(2, issued="")
    for of_shelved, unheard in (({}, True), ({"区财政局": Recorded(OLD)}, False)):
        known = Knowledge(beside=(shelved,))
        (found,) = debts_of([untold], {shelved.id: of_shelved}, UNITS, TODAY, known=known)
        assert (found.is_unheard, found.last) == (unheard, "" if unheard else OLD)


def test_what_waits_for_the_office_makes_no_unit_silent():
    reported, other = row(1, status="待核查"), row(2)
    (unit,) = (each for each in debts_of([reported], {}, UNITS, TODAY) if each.name == "区财政局")
    assert (unit.silent, unit.is_silent) == (0, False)
    # The rest of its tasks may be silent; but a unit that has just reported is not.
    assert debts_of([reported, other], {}, UNITS, TODAY)[0].is_silent
    said = {reported.id: {"区财政局": Recorded(FRESH)}}
    (unit,) = (each for each in debts_of([reported, other], said, UNITS, TODAY) if each.name == "区财政局")
    assert (unit.silent, unit.is_silent) == (1, False)


def test_evidence_is_that_of_the_unit():
    said = {"区财政局": (FRESH, 0), "区司法局": (FRESH, 2)}
    found = debts(row(units=("区财政局", "区司法局")), recorded=said)
    assert [found[name].items[0].lacks_evidence for name in ("区财政局", "区司法局")] == [True, False]


def test_a_due_day_of_its_own_counts_for_the_unit():
    moved = pack_pairs([("区司法局", "2022-11-30")])
    found = debts(row(units=("区财政局", "区司法局"), due="2022-09-30")._replace(packed_dues=moved))
    assert (found["区财政局"].overdue, found["区司法局"].overdue) == (1, 0)
    assert found["区司法局"].items[0].row.due == "2022-11-30"


def test_what_the_office_has_to_answer():
    one = row()
    asked = Extension("0a0a0a0a", date(2022, 9, 1), date(2022, 9, 30), date(2022, 10, 31), unit="区财政局")
    objected = ProblemRecord("p1", ProblemState.OBJECTED, task=one.id, unit="区财政局")
    loose = ProblemRecord("p2", ProblemState.TO_NOTIFY, unit="区司法局", found=Found(date(2022, 9, 2)))
    found = debts(one, known=Knowledge(extensions={one.id: (asked,)}, problems=(objected, loose)))
    assert [(item.matter, item.units, item.since) for item in found[OFFICE].office] == [
        (OfficeMatter.EXTENSION, ("区财政局",), "2022-09-01"),
        (OfficeMatter.OBJECTION, ("区财政局",), ""),
        (OfficeMatter.TO_NOTIFY, ("区司法局",), "2022-09-02"),
    ]
    assert found["区司法局"].problems == (loose,)


def test_open_problems_stand_with_the_task_and_closed_ones_nowhere():
    one = row(status="整改中")
    mending = ProblemRecord(
        "p1", ProblemState.RECTIFYING, task=one.id, unit="区财政局", rounds=(Round(2, due=date(2022, 10, 20)),)
    )
    closed = ProblemRecord("p2", ProblemState.CLOSED, task=one.id, unit="区财政局")
    found = debts(one, known=Knowledge(problems=(mending, closed)))
    assert found["区财政局"].items[0].problems == (mending,)
    assert (found["区财政局"].rectifying, OFFICE in found) == (1, False)


def test_a_task_of_nobody_and_a_set_to_choose_stand_by_themselves():
    found = debts(
        row(1, units=()), row(2, units=("有关部门",)), row(3, ("有关部门",), chosen=(("有关部门", "区司法局"),))
    )
    assert list(found) == ["区司法局", "有关部门", NO_UNIT]
    assert [found[name].kind for name in found] == [LineKind.UNIT, LineKind.OPEN, LineKind.NOBODY]


# Against the grid, and against the statistics of the whole

NAMES = ("区财政局", "区司法局", "各街道办事处", "各部门", "有关部门", STREETS[0], "某公司")
days = st.one_of(st.just(""), st.dates(date(2022, 1, 1), TODAY).map(date.isoformat))
values = st.sampled_from([status.value for status in Status])


@st.composite
def plans(draw):
    rows, recorded = [], {}
    for seq in range(1, draw(st.integers(0, 6)) + 1):
        units = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4))
        roles = tuple((name, draw(st.sampled_from(["牵头", "配合", "责任"]))) for name in units)
        own = draw(st.dictionaries(st.sampled_from(NAMES), values, max_size=3))
        members = draw(st.lists(st.sampled_from(("区财政局", "区司法局")), unique=True, max_size=2))
        chosen = tuple(("有关部门", member) for member in members) if "有关部门" in units else ()
        due = draw(st.sampled_from(["", "2021-06-30", "2022-09-30", "2022-10-10"]))
        issued = draw(st.sampled_from(["2021-12-01", ""]))
        rows.append(
            row(
                seq, roles, tuple(own.items()), chosen,
                status=draw(values), due=due, updated=draw(days), issued=issued,
            )
        )  # fmt: skip
        said = draw(st.dictionaries(st.sampled_from(("", *NAMES)), days, max_size=3))
        recorded[rows[-1].id] = {unit: Recorded(day) for unit, day in said.items() if day}
    return rows, recorded


def cells_of(grid):
    """Cells of each unit by task: a set with members is its members, any other stands for itself."""
    found = {}
    for line in (each for whole in grid.lines for each in (whole, *whole.members)):
        for task, cell in zip(grid.columns, line.cells, strict=True):
            if cell is not None and not cell.members:
                known = found.setdefault(line.name, {}).setdefault(task.id, cell)
                assert (known.row, known.role, known.flags) == (cell.row, cell.role, cell.flags)
    return found


@given(plans())
def test_open_late_and_silent_are_those_of_the_grid(made):
    rows, recorded = made
    cells = cells_of(make_grid(rows, recorded, UNITS, TODAY))
    owed = {each.name: each for each in debts_of(rows, recorded, UNITS, TODAY, office=OFFICE) if each.items}
    assert set(cells) == set(owed)
    for name, own in cells.items():
        figures = summarise((cell.row for cell in own.values()), TODAY)
        found = owed[name]
        assert len(found.items) == figures.total
        assert found.open == figures.due_in_all - figures.done
        assert found.reported == figures.by_status[Status.REPORTED]
        assert found.rectifying == figures.by_status[Status.RECTIFYING]
        assert found.overdue == figures.flags[Flag.OVERDUE]
        assert found.due_soon == figures.flags[Flag.DUE_SOON]
        assert found.silent == figures.flags[Flag.STALE]


@given(plans())
def test_nothing_open_is_left_to_nobody(made):
    """A task whose status is open is owed by a unit or waits for the office."""
    rows, recorded = made
    found = debts_of(rows, recorded, UNITS, TODAY, office=OFFICE)
    reached = {item.row.id for each in found for item in each.owed}
    reached |= {item.row.id for each in found for item in each.office if item.row}
    for each in rows:
        if each.status in {"未启动", "推进中", "待核查", "整改中"} and not each.unit_status:
            assert each.id in reached


def is_own_word(item, name, recorded, limit):
    """Whether a unit has told something in a task by itself, or through a set, since a day."""
    parts = Parts(assignment_in_row(item.row), UNITS)
    if len(parts.actors) == 1:
        return item.row.updated >= limit and bool(item.row.updated)
    sources = {name, *parts.holders(name)}
    if name in parts.roles and parts.kind(name) is LineKind.OPEN:
        sources |= recorded[item.row.id].keys() - parts.roles.keys() - {""}
    return any(unit in sources and found.last >= limit for unit, found in recorded[item.row.id].items())


@given(plans(), st.integers(0, 400))
def test_silence_is_what_a_naive_count_says(made, after):
    rows, recorded = made
    limit = (TODAY - timedelta(days=after)).isoformat()
    for each in debts_of(rows, recorded, UNITS, TODAY, silent_after=after):
        for item in each.items:
            living = item.row.status not in {"待核查", "已完成", "已核销", "已终止"}
            since = item.row.updated or item.row.issued
            assert item.is_silent == (living and "" < since < limit)
        # What was never recorded, in a plan that nobody can date, hides no silence.
        asked = [item.row for item in each.items if item.status in {*LIVING, "待核查"}]
        last = max((found.updated for found in asked), default="")
        is_old = last < limit if last else all("" < found.issued < limit for found in asked)
        is_old = is_old and not any(is_own_word(item, each.name, recorded, limit) for item in each.items)
        assert each.is_silent == (is_old and any(item.is_silent for item in each.items))
