"""Who must act in a task, against examples and against an independent model."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from samples import make_task

from gongkai_tui.domain.acting_units import Assignment, Parts, acting_units, assignment_in_task
from gongkai_tui.domain.derive import shown
from gongkai_tui.domain.grid_units import GridUnits, LineKind
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Chosen, Role, UnitRole
from gongkai_tui.domain.unit import Alias, Group, Jurisdiction, Unit

STREETS = ("北园街道办事处", "无影山街道办事处")
PLACE = Jurisdiction(
    "tianqiao",
    "天桥区",
    units=(Unit("区财政局"), Unit("区司法局", aliases=(Alias("区司法"),)), *(Unit(name) for name in STREETS)),
    groups=(
        Group("各街道办事处", members=STREETS, resolved=True),
        Group("各部门", members=("区财政局", "区司法局")),
        Group("有关部门", members=("区财政局",)),
        Group("各科室"),
    ),
)
UNITS = GridUnits(UnitRegistry([PLACE]), "tianqiao")


def acting(*units, own=(), status="推进中", chosen=()):
    roles = tuple(unit if isinstance(unit, tuple) else (unit, "责任") for unit in units)
    return {each.name: each for each in acting_units(Assignment(roles, own, status, chosen), UNITS)}


def test_named_units_and_the_members_of_a_set_each_once():
    found = acting(("区财政局", "牵头"), "各部门", "各街道办事处")
    assert list(found) == ["区财政局", "区司法局", *STREETS]
    assert (found["区财政局"].role, found["区财政局"].group) == ("牵头", "")
    assert (found["区司法局"].role, found["区司法局"].group) == ("责任", "各部门")


def test_members_that_nobody_has_confirmed_are_said_to_be_so():
    found = acting("各部门", "各街道办事处")
    assert not found["区财政局"].confirmed
    assert found[STREETS[0]].confirmed


def test_an_open_set_stands_for_itself_until_the_office_chooses():
    assert acting("有关部门")["有关部门"].kind is LineKind.OPEN
    found = acting("有关部门", chosen=(("有关部门", "区司法"),))
    assert [(each.name, each.kind, each.group, each.confirmed) for each in found.values()] == [
        ("区司法局", LineKind.UNIT, "有关部门", True)
    ]


def test_a_set_without_known_members_stands_for_itself():
    assert [(each.name, each.kind) for each in acting("各科室").values()] == [("各科室", LineKind.ALL)]


def test_a_supporting_unit_is_marked_and_the_stronger_of_two_sets_counts():
    assert acting(("有关部门", "配合"), chosen=(("有关部门", "区司法局"),))["区司法局"].role == "配合"
    both = acting(("有关部门", "配合"), "各部门", chosen=(("有关部门", "区司法局"),))
    assert (both["区司法局"].role, both["区司法局"].group) == ("责任", "各部门")


def test_whose_status_counts():
    own = (("区司法局", "整改中"), ("各街道办事处", "待核查"))
    found = acting("各部门", "各街道办事处", own=own)
    assert [(each.name, each.status, each.is_own) for each in found.values()] == [
        ("区财政局", "推进中", False),
        ("区司法局", "整改中", True),
        (STREETS[0], "待核查", False),
        (STREETS[1], "待核查", False),
    ]


def test_a_unit_that_the_task_names_does_not_follow_its_set():
    assert acting("区财政局", "各部门", own=(("各部门", "待核查"),))["区财政局"].status == "推进中"


def test_a_unit_with_only_a_status_of_its_own_acts_too():
    found = acting("有关部门", own=(("区司法局", "待核查"),))
    assert (found["区司法局"].role, found["区司法局"].status) == ("", "待核查")


# An independent model: written from the sentences of the field, unit by unit

NAMES = ("区财政局", "区司法局", "各街道办事处", "各部门", "有关部门", STREETS[0])
MEMBERS = {"各街道办事处": STREETS, "各部门": ("区财政局", "区司法局")}
statuses = st.sampled_from([status for status in Status if status is not Status.ENDED])


@st.composite
def tasks(draw):
    named = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=4))
    members = draw(st.lists(st.sampled_from(("区财政局", "区司法局", STREETS[1])), unique=True, max_size=3))
    chosen = (Chosen("有关部门", tuple(members)),) if members and "有关部门" in named else ()
    return make_task(
        units=tuple(UnitRole(name, draw(st.sampled_from(Role))) for name in named),
        status=draw(statuses),
        unit_status=draw(st.dictionaries(st.sampled_from((*NAMES, STREETS[1])), statuses, max_size=3)),
        chosen=chosen,
    )


def model(task):
    """(unit, status) of everyone who acts."""
    named = [entry.unit for entry in task.units]
    chosen = {choice.group: choice.members for choice in task.chosen}
    everyone = [*named, *task.unit_status]
    found = {}
    for group in everyone:
        for member in chosen.get(group, MEMBERS.get(group, ())):
            found.setdefault(member, []).append(group)
    resolved = {group for group in everyone if group in MEMBERS or group in chosen}
    names = dict.fromkeys([*(name for name in everyone if name not in resolved), *found])
    return {name: (task.unit_status.get(name), name in named, found.get(name, [])) for name in names}


@given(tasks())
def test_everyone_acts_once_and_stands_where_its_nearest_says(task):
    expected = model(task)
    found = acting_units(assignment_in_task(task), UNITS)
    assert sorted(each.name for each in found) == sorted(expected)
    for each in found:
        own, is_named, groups = expected[each.name]
        if own is not None:
            assert (each.status, each.is_own) == (own, True)
        elif is_named or not groups:
            assert each.status == task.status
        elif len(groups) == 1:
            assert each.status == task.unit_status.get(groups[0], task.status)
        else:
            assert each.status in {*(task.unit_status.get(group, task.status) for group in groups), Status.IN_PROGRESS}


@given(tasks())
def test_the_status_of_the_task_is_the_worst_of_those_that_must_act(task):
    found = [each for each in acting_units(assignment_in_task(task), UNITS) if each.role != "配合"]
    states = {Status(each.status) for each in found} or {task.status}
    shows = shown(task, UNITS)
    if not task.unit_status or all(each.role == "" for each in found):
        return
    if Status.RECTIFYING in states:
        assert shows is Status.RECTIFYING
    elif states <= {Status.DONE, Status.CLOSED, Status.ONGOING}:
        assert shows in states
    elif len(states) == 1:
        assert {shows} == states
    else:
        open_ones = states - {Status.DONE, Status.CLOSED, Status.ONGOING}
        assert shows is (Status.REPORTED if open_ones == {Status.REPORTED} else Status.IN_PROGRESS)


def test_where_all_chosen_have_a_status_of_their_own_the_default_counts_for_nobody():
    own = {"区财政局": Status.REPORTED, "区司法局": Status.DONE}
    task = make_task(
        units=(UnitRole("有关部门"),),
        status=Status.NOT_STARTED,
        unit_status=own,
        chosen=(Chosen("有关部门", tuple(own)),),
    )
    assert shown(task) is Status.REPORTED
    assert shown(replace(task, chosen=())) is Status.IN_PROGRESS


def test_where_every_member_has_a_status_of_its_own_the_default_counts_for_nobody():
    task = make_task(
        units=(UnitRole("各街道办事处"),),
        status=Status.NOT_STARTED,
        unit_status=dict.fromkeys(STREETS, Status.DONE),
    )
    assert shown(task, UNITS) is Status.DONE
    assert shown(task) is Status.IN_PROGRESS
    one_left = replace(task, unit_status={STREETS[0]: Status.DONE})
    assert shown(one_left, UNITS) is Status.IN_PROGRESS


@given(tasks())
def test_those_who_act_alike_are_told_of_together_and_nobody_is_left_out(task):
    parts = Parts(assignment_in_task(task), UNITS)
    told = {name: block[1:] for block in parts.alike for name in block.names}
    assert told == {each.name: (each.role, each.status, each.group, each.confirmed) for each in parts.acting}
    assert sum(len(block.names) for block in parts.alike) == len(told)
    assert len(set(map(tuple, (block[1:] for block in parts.alike)))) == len(parts.alike)
    waiting = [each for each in parts.acting if each.status in {Status.REPORTED, Status.ENDED}]
    assert all(parts.may_be(Status(each.status)) for each in waiting)
