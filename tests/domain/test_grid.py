"""Units against tasks: who takes part, with which status, and when each last recorded something."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TODAY, make_row

from gongkai_tui.domain.grid import in_order, make_grid, matches, summed
from gongkai_tui.domain.grid_units import GridUnits, LineKind
from gongkai_tui.domain.own_plans import Publication
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.recorded import Recorded
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.status import Flag, Status
from gongkai_tui.domain.summary import NO_UNIT, summarise, summarise_by
from gongkai_tui.domain.unit import Alias, Group, Jurisdiction, Unit

STREETS = ("北园街道办事处", "无影山街道办事处")
PLACE = Jurisdiction(
    "tianqiao",
    "天桥区",
    units=(
        Unit("区财政局"),
        Unit("区教育和体育局", aliases=(Alias("区教育局"),)),
        *(Unit(name) for name in STREETS),
    ),
    groups=(
        Group("各街道办事处", members=STREETS, resolved=True),
        Group("区政府有关部门"),
        Group("有关单位", members=("区财政局",), resolved=True),
    ),
)
UNITS = GridUnits(UnitRegistry([PLACE]), "tianqiao")
OLD, FRESH = "2022-01-05", "2022-09-20"


def row(seq=1, units=(("区财政局", "责任"),), own=(), **changes):
    fields = {"due": "2022-12-31", "status": "推进中", "issued": "2021-12-01", **changes}
    fields.setdefault("stored_status", fields["status"])
    return make_row(seq, packed_units=pack_pairs(units), packed_unit_status=pack_pairs(own), **fields)


def grid_of(*rows, **latest):
    return make_grid(
        rows,
        {r.id: {u: Recorded(d) for u, d in latest["latest"].items()} for r in rows} if latest else {},
        UNITS,
        TODAY,
    )


def line(grid, name):
    return next(each for each in grid.lines if each.name == name)


def cell(grid, name, column=0):
    return line(grid, name).cells[column]


def test_units_stand_in_the_order_of_the_units_file_and_strangers_last():
    grid = grid_of(
        row(units=(("某公司", "责任"), ("各街道办事处", "责任"), ("区教育局", "配合"), ("区财政局", "牵头")))
    )
    assert [each.name for each in grid.lines] == ["区财政局", "区教育和体育局", "各街道办事处", "某公司"]


def test_two_names_of_a_unit_are_one_line():
    grid = grid_of(row(1, (("区教育局", "责任"),)), row(2, (("区教育和体育局", "牵头"),)))
    (only,) = grid.lines
    assert only.spellings == ("区教育局", "区教育和体育局")
    assert [each.role for each in only.cells] == ["责任", "牵头"]


def test_columns_are_in_document_order_and_hand_added_tasks_last():
    late = row(9)._replace(id="tianqiao-2021/x-7c2e", seq=0)
    assert [r.id[-3:] for r in grid_of(late, row(12), row(2)).columns] == ["002", "012", "c2e"]


def test_a_unit_without_part_has_no_cell():
    grid = grid_of(row(1), row(2, (("某公司", "责任"),)))
    assert cell(grid, "区财政局", 1) is None
    assert line(grid, "区财政局").figures.total == 1


def test_own_status_counts_before_that_of_the_task():
    grid = grid_of(row(own=(("区财政局", "整改中"),), status="整改中", stored_status="推进中"))
    assert (cell(grid, "区财政局").row.status, cell(grid, "区财政局").is_own) == ("整改中", True)


def test_the_default_is_the_stored_status_not_the_worst_that_is_shown():
    units = (("区财政局", "责任"), ("区教育局", "责任"))
    grid = grid_of(row(units=units, own=(("区财政局", "整改中"),), status="整改中", stored_status="推进中"))
    assert cell(grid, "区教育和体育局").row.status == "推进中"


def test_a_member_shows_what_holds_for_its_set_unless_it_has_its_own():
    grid = grid_of(row(units=(("各街道办事处", "牵头"),), own=((STREETS[1], "整改中"),)))
    streets = line(grid, "各街道办事处")
    assert (streets.kind, streets.confirmed) == (LineKind.ALL, True)
    assert [(m.name, m.group, m.cells[0].row.status, m.cells[0].role) for m in streets.members] == [
        (STREETS[0], "各街道办事处", "推进中", "牵头"),
        (STREETS[1], "各街道办事处", "整改中", "牵头"),
    ]
    # The exception stands by itself too: it is what one looks for.
    assert cell(grid, STREETS[1]).row.status == "整改中"
    assert cell(grid, STREETS[1]).role == "牵头"


def test_a_set_is_late_until_each_of_its_members_has_published_and_was_heard_of_when_the_last_one_did():
    late = row(units=(("各街道办事处", "责任"),), due="2022-03-31")
    first, last = (Publication(date.fromisoformat(day)) for day in ("2022-04-20", "2022-05-10"))
    for published, expected in (
        ({STREETS[0]: last}, (True, "")),
        ({STREETS[0]: last, STREETS[1]: first}, (False, "2022-05-10")),
    ):
        found = cell(make_grid([late], {}, UNITS, TODAY, {late.id: published}), "各街道办事处")
        assert (found.late, found.row.updated) == expected


def test_a_set_is_due_with_the_first_of_its_members_who_has_not_published():
    put_off = pack_pairs([(STREETS[1], "2022-12-31")])
    task = row(units=(("各街道办事处", "责任"),), due="2022-03-31", packed_dues=put_off)
    for published, expected in (
        ({}, ("2022-03-31", True)),
        ({STREETS[0]: Publication(date(2022, 4, 20))}, ("2022-12-31", False)),
    ):
        found = cell(make_grid([task], {}, UNITS, TODAY, {task.id: published}), "各街道办事处")
        assert (found.row.due, found.late) == expected


def test_a_status_of_the_whole_set_holds_for_its_members():
    grid = grid_of(row(units=(("各街道办事处", "责任"),), own=(("各街道办事处", "待核查"),)))
    assert {m.cells[0].row.status for m in line(grid, "各街道办事处").members} == {"待核查"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("区政府有关部门", LineKind.OPEN),
        ("有关单位", LineKind.ALL),
        ("相关处室", LineKind.OPEN),
        ("各科室", LineKind.ALL),
        ("区财政局", LineKind.UNIT),
    ],
)
def test_sets_are_told_from_units(name, kind):
    assert UNITS.kind(name) is kind


def test_tasks_without_a_unit_have_a_line_of_their_own():
    grid = grid_of(row(1, ()), row(2))
    assert (grid.lines[-1].name, grid.lines[-1].kind) == (NO_UNIT, LineKind.NOBODY)
    assert [c is None for c in grid.lines[-1].cells] == [False, True]


# When a unit last recorded something


@pytest.mark.parametrize(
    ("latest", "name", "expected"),
    [
        ({"区财政局": FRESH}, "区财政局", FRESH),
        ({"区教育局": FRESH}, "区教育和体育局", FRESH),
        ({"区教育局": FRESH}, "区财政局", ""),
        ({"区教育局": FRESH, "": OLD}, "区财政局", OLD),
        ({STREETS[0]: FRESH}, "各街道办事处", FRESH),
        ({"区政府办公室": FRESH}, "区政府有关部门", FRESH),
        ({"区财政局": FRESH}, "区政府有关部门", ""),
    ],
)
def test_whose_record_counts(latest, name, expected):
    units = tuple((each, "责任") for each in ("区财政局", "区教育局", "各街道办事处", "区政府有关部门"))
    assert cell(grid_of(row(units=units, updated=FRESH), latest=latest), name).row.updated == expected


def test_a_record_of_the_set_counts_for_its_members_one_of_a_member_for_itself_alone():
    units = (("各街道办事处", "责任"),)
    both = line(grid_of(row(units=units), latest={"各街道办事处": FRESH}), "各街道办事处").members
    assert [m.cells[0].row.updated for m in both] == [FRESH, FRESH]
    one = line(grid_of(row(units=units), latest={STREETS[0]: FRESH}), "各街道办事处").members
    assert [m.cells[0].row.updated for m in one] == [FRESH, ""]


def test_where_no_record_names_a_unit_the_task_was_last_touched_for_all():
    assert cell(grid_of(row(updated=FRESH)), "区财政局").row.updated == FRESH


def test_silence_is_stale_and_a_passed_due_date_late():
    grid = grid_of(row(due="2022-09-30"), latest={"区财政局": OLD})
    assert (cell(grid, "区财政局").late, cell(grid, "区财政局").stale) == (True, True)
    done = grid_of(row(due="2022-09-30", status="已完成"), latest={"区财政局": OLD})
    assert (cell(done, "区财政局").late, cell(done, "区财政局").stale) == (False, False)


def test_past_on_the_day_of_issue_is_nobodys_fault():
    grid = grid_of(row(due="2022-01-01", issued="2022-02-01"))
    assert not cell(grid, "区财政局").late
    assert line(grid, "区财政局").figures.flags[Flag.OVERDUE] == 0


# Against a naive count, and against the statistics

NAMES = ("区财政局", "区教育和体育局", "各街道办事处", "区政府有关部门", STREETS[0], "某公司")
days = st.one_of(st.just(""), st.dates(date(2022, 1, 1), TODAY).map(date.isoformat))


@st.composite
def tasks(draw):
    found, latest = [], {}
    for seq in range(1, draw(st.integers(0, 6)) + 1):
        units = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4))
        own = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from([s.value for s in Status]), max_size=2))
        status = draw(st.sampled_from([s.value for s in Status]))
        roles = tuple((name, draw(st.sampled_from(["牵头", "配合", "责任"]))) for name in units)
        due = draw(st.sampled_from(["", "2021-06-30", "2022-09-30", "2022-10-10"]))
        section = draw(st.sampled_from(["甲", "乙", ""]))
        found.append(row(seq, roles, tuple(own.items()), status=status, due=due, section=section, updated=draw(days)))
        latest[found[-1].id] = {
            k: Recorded(v) for k, v in draw(st.dictionaries(st.sampled_from(("", *NAMES)), days)).items() if v
        }
    return found, latest


@given(tasks())
def test_counts_agree_with_the_statistics_by_unit(made):
    rows, latest = made
    grid = make_grid(rows, latest, UNITS, TODAY)
    stats = {group.key: group.summary for group in summarise_by(rows, TODAY, "unit")}
    assert {each.name for each in grid.lines} == set(stats)
    for each in grid.lines:
        wanted, named = stats[each.name], summarise((cell.row for cell in each.cells if cell), TODAY)
        assert named.by_status == wanted.by_status
        assert named.flags[Flag.OVERDUE] == wanted.flags[Flag.OVERDUE]
        assert sum(c is not None for c in each.cells) == wanted.total


def test_beside_a_unit_stands_all_that_it_does_by_name_and_through_sets():
    by_name = row(1, (("区财政局", "责任"), (STREETS[0], "责任")))
    through_set = row(2, (("各街道办事处", "责任"),), status="已完成")
    grid = grid_of(by_name, through_set)
    street, members = line(grid, STREETS[0]), line(grid, "各街道办事处")
    assert (street.figures.total, street.figures.done, street.cells[1]) == (2, 1, None)
    assert [each.figures.total for each in members.members] == [2, *[1] * (len(STREETS) - 1)]
    assert (members.figures.total, line(grid, "区财政局").figures.total) == (1, 1)


@given(tasks())
def test_stale_is_what_a_naive_count_says(made):
    rows, latest = made
    limit = (TODAY - timedelta(days=90)).isoformat()
    grid = make_grid(rows, latest, UNITS, TODAY)
    for each in grid.lines:
        if each.kind is not LineKind.UNIT or each.name in STREETS:
            continue
        stale = 0
        for task in grid.columns:
            own = dict(task.unit_status)
            if each.name not in dict(task.units) and each.name not in own:
                continue
            said = latest[task.id]
            mine, shared = (said[name].last if name in said else "" for name in (each.name, ""))
            last = max(mine, shared, "" if set(said) - {""} else task.updated)
            status = task.stored_status
            # With a task that was ended every part of it has.
            status = status if status == "已终止" else own.get(each.name, status)
            stale += status in {"未启动", "推进中", "整改中", "长期坚持"} and (last or task.issued) < limit
        assert each.figures.flags[Flag.STALE] == stale


@given(tasks())
def test_sections_add_up_to_the_line(made):
    rows, latest = made
    grid = make_grid(rows, latest, UNITS, TODAY)
    for each in grid.lines:
        found = [figures for section in grid.sections if (figures := summed(each, section, TODAY))]
        assert sum(f.total for f in found) == each.figures.total
        assert sum(f.done for f in found) == each.figures.done


@given(tasks())
def test_members_have_the_tasks_of_their_set(made):
    rows, latest = made
    for each in make_grid(rows, latest, UNITS, TODAY).lines:
        for member in each.members:
            assert [c is None for c in member.cells] == [c is None for c in each.cells]


def test_names_are_found_by_part_and_initials():
    (only,) = grid_of(row()).lines
    assert all(matches(only, word) for word in ("财政", "czj", "CZ", ""))
    assert not matches(only, "教育")


def test_orders():
    grid = grid_of(
        row(1, (("区财政局", "责任"),)), row(2, (("区教育局", "责任"), ("某公司", "责任")), due="2022-09-30")
    )
    assert [each.name for each in in_order(grid.lines, "late")][-1] == "区财政局"
    assert [each.name for each in in_order(grid.lines, "name")] == ["某公司", "区财政局", "区教育和体育局"]
    assert in_order(grid.lines, "") == list(grid.lines)
