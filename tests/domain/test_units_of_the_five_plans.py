"""The shipped units/*.yaml know every unit that the five plans name, and claim no more than is known."""

from collections import Counter
from pathlib import Path

import pytest

from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.unit import Jurisdiction, UnitKind
from gongkai_tui.domain.unit_cell import read_unit_cell
from gongkai_tui.storage.codec import decode_units
from gongkai_tui.storage.emit import emit_units

ROOT = Path(__file__).parents[2]
IDS = ("jinan", "tianqiao", "huaiyin", "hongdao")
CELLS = [line.split("\t") for line in Path(__file__).with_name("seed_unit_cells.tsv").read_text("utf-8").splitlines()]


def load(jurisdiction_id: str) -> Jurisdiction:
    path = f"units/{jurisdiction_id}.yaml"
    decoded = decode_units((ROOT / path).read_bytes(), path)
    assert decoded.problems == ()
    assert decoded.value is not None
    return decoded.value


ALL = {jurisdiction_id: load(jurisdiction_id) for jurisdiction_id in IDS}
REGISTRY = UnitRegistry(ALL.values())


@pytest.mark.parametrize("jurisdiction_id", IDS)
def test_the_files_are_canonical(jurisdiction_id):
    assert emit_units(ALL[jurisdiction_id]) == (ROOT / f"units/{jurisdiction_id}.yaml").read_text("utf-8")


def test_every_unit_of_the_five_plans_is_registered():
    missing = {
        (plan, unit.unit)
        for plan, cell in CELLS
        for unit in read_unit_cell(cell).units
        if REGISTRY.canonical(plan.partition("-")[0], unit.unit) is None
    }
    assert missing == set()


@pytest.mark.parametrize("jurisdiction_id", IDS)
def test_each_name_stands_once_and_members_and_office_are_registered(jurisdiction_id):
    each = ALL[jurisdiction_id]
    holders = (*each.units, *each.groups)
    names = Counter(name for holder in holders for name in (holder.name, *(alias.name for alias in holder.aliases)))
    assert [name for name, times in names.items() if times > 1] == []
    units = {unit.name for unit in each.units}
    assert each.office in units
    assert {member for group in each.groups for member in group.members} <= units
    assert each.parent == "" or each.parent in ALL


@pytest.mark.parametrize("jurisdiction_id", IDS)
def test_what_the_plans_do_not_say_waits_for_confirmation(jurisdiction_id):
    each = ALL[jurisdiction_id]
    assert not any(group.resolved for group in each.groups)
    assert all("待确认" in group.note for group in each.groups)
    unsaid = [unit for unit in each.units if unit.kind in {UnitKind.STREET, UnitKind.DISTRICT} or unit.aliases]
    assert all("待确认" in unit.note for unit in unsaid)


def test_collectives_reach_their_members():
    assert len(REGISTRY.members("huaiyin", "各街道办事处")) == 16
    assert "各街道办事处" in REGISTRY.spellings("无影山街道办事处")
    assert "各街道办事处" in REGISTRY.spellings("无影山街道")
    assert REGISTRY.members("hongdao", "各街道") == ("河套街道", "红岛街道")
    assert "天桥区政府" in REGISTRY.members("jinan", "各区政府")
    assert REGISTRY.members("tianqiao", "区政府有关部门") == ()


def test_departments_that_only_look_alike_stay_apart():
    assert REGISTRY.canonical("hongdao", "金融事业部") != REGISTRY.canonical("hongdao", "金融产业部")
    assert REGISTRY.canonical("huaiyin", "区政府各部门") != REGISTRY.canonical("huaiyin", "区政府有关部门")
