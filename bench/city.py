"""An invented city: districts with units and people, a plan a year for each, tasks built like real ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import phrases

from gongkai_tui.domain.plan import OutlineItem, Plan, Section
from gongkai_tui.domain.task import Deadline, DeadlineKind, Role, Task, UnitRole
from gongkai_tui.domain.unit import Alias, Contact, Group, Jurisdiction, Unit, UnitKind

if TYPE_CHECKING:
    from random import Random

TASKS_A_PLAN = 67
YEARS = tuple(range(2013, 2023))

OFFICE = "区政府办公室"
WHOLE_CITY = Jurisdiction(
    "jinan",
    "济南市",
    office="市政府办公室",
    units=(Unit("市政府办公室", contacts=(Contact("测试员", "office@example.invalid", since=date(2013, 1, 1)),)),),
)
"""Above all districts: its office may do everything in them."""
ALL_STREETS = "各街道办事处"
_ALIASES = {
    "区教育体育局": "区教育和体育局",
    "区医保局": "区医疗保障局",
    "区市场监管局": "区市场监督管理局",
    "区应急局": "区应急管理局",
}
_STREETS_A_DISTRICT = 15
_GROUPS = ("区政府各部门", "区政府有关部门")
_DEPARTMENTS = tuple(name for name in phrases.DEPARTMENTS if name != OFFICE)


@dataclass(frozen=True, slots=True)
class District:
    """A district with everything that its plans name."""

    jurisdiction: Jurisdiction
    units: tuple[str, ...]
    """Departments, then streets."""
    people: dict[str, tuple[str, str]]
    """Unit to (name, e-mail) of who acts for it."""


def make_district(number: int, rng: Random) -> District:
    """Make the district with this number: the twelve real names first, then numbered ones."""
    real = number < len(phrases.DISTRICTS)
    district_id, name = phrases.DISTRICTS[number] if real else (f"d{number + 1:03d}", f"第{number + 1}区")
    streets = [f"{root}街道办事处" for root in rng.sample(phrases.STREET_ROOTS, _STREETS_A_DISTRICT)]
    units = (*phrases.DEPARTMENTS, *streets)
    people = {unit: (_person(rng), f"u{index:02d}.{district_id}@example.invalid") for index, unit in enumerate(units)}
    registered = tuple(
        Unit(
            name=unit,
            kind=UnitKind.STREET if unit in streets else UnitKind.DEPARTMENT,
            aliases=(Alias(_ALIASES[unit]),) if unit in _ALIASES else (),
            contacts=(Contact(name=people[unit][0], email=people[unit][1], since=date(2013, 1, 1)),),
        )
        for unit in units
    )
    groups = (Group(ALL_STREETS, tuple(streets), resolved=True), *(Group(name) for name in _GROUPS))
    where = Jurisdiction(district_id, name, parent=WHOLE_CITY.id, office=OFFICE, units=registered, groups=groups)
    return District(where, units, people)


def make_plan(district: District, year: int, rng: Random) -> Plan:
    """Make the header of the district's plan of a year."""
    where = district.jurisdiction
    outline = tuple(
        Section(title, no, tuple(OutlineItem(f"（{chinese_digit(i)}）", item) for i, item in enumerate(items, 1)))
        for no, (title, items) in phrases.SECTIONS.items()
    )
    return Plan(
        id=f"{where.id}-{year}",
        title=f"{year}年{where.name}政务公开工作要点",
        issuer=f"{where.name}人民政府办公室",
        doc_number=f"{where.name[0]}政办字〔{year}〕{rng.randint(3, 40)}号",
        issued=date(year, 3, 1) + timedelta(days=rng.randrange(160)),
        year=year,
        disclosure="主动公开",
        jurisdiction=where.id,
        follows=f"{where.id}-{year - 1}" if year > YEARS[0] else "",
        sections=outline,
    )


def make_task(plan: Plan, seq: int, district: District, rng: Random) -> Task:
    """Make one task as an import leaves it: not started, nothing recorded."""
    section = plan.sections[(seq - 1) * len(plan.sections) // TASKS_A_PLAN]
    units_raw, units = _units(district, rng)
    return Task(
        id=f"{plan.id}/{seq:03d}",
        seq=seq,
        section=section.title,
        heading=rng.choice(section.items).title,
        requirement=_requirement(rng),
        units_raw=units_raw,
        units=units,
        deadline=_deadline(plan.year or 0, rng),
        source_lines=(40 + 3 * seq, 42 + 3 * seq),
    )


def chinese_digit(number: int) -> str:
    """Return 1 to 9 as a Chinese numeral."""
    return "零一二三四五六七八九"[number]


def _person(rng: Random) -> str:
    return rng.choice(phrases.SURNAMES) + rng.choice(phrases.GIVEN)


def _requirement(rng: Random) -> str:
    lines = []
    for _ in range(rng.choice((1, 1, 1, 2))):
        fields = rng.sample(phrases.FIELDS, rng.randint(2, 5))
        sentences = [
            f"{rng.choice(phrases.LEADS)}{rng.choice(phrases.VERBS)}{'、'.join(fields)}等领域的{rng.choice(phrases.OBJECTS)}。",
            *rng.sample(phrases.MEASURES, rng.randint(1, 4)),
        ]
        lines.append("".join(sentences))
    return "\n".join(lines)


def _units(district: District, rng: Random) -> tuple[str, tuple[UnitRole, ...]]:
    """Choose who is responsible: 70 % name 1-8 units, 15 % 10-20, 15 % 45 and more; some 牵头 and 配合."""
    draw = rng.random()
    if draw < 0.15:
        names = list(district.units[: rng.randint(45, len(district.units))])
        return "、".join(names), tuple(UnitRole(name) for name in names)
    names = rng.sample(_DEPARTMENTS, rng.randint(10, 20) if draw < 0.3 else rng.randint(1, 7))
    if draw > 0.9 and len(names) > 2:
        roles = (
            UnitRole(names[0], Role.LEAD),
            *(UnitRole(name, Role.SUPPORT) for name in names[1:]),
            UnitRole(ALL_STREETS),
        )
        return f"{names[0]}牵头，{'、'.join(names[1:])}配合，{ALL_STREETS}", roles
    if draw > 0.8:
        group = rng.choice(_GROUPS)
        return f"{group}，{ALL_STREETS}", (UnitRole(group), UnitRole(ALL_STREETS))
    raw = f"{'、'.join(names)}，{ALL_STREETS}"
    return raw, tuple(UnitRole(name) for name in (*names, ALL_STREETS))


def _deadline(year: int, rng: Random) -> Deadline:
    draw = rng.random()
    if draw < 0.72:
        return Deadline("全年", DeadlineKind.WHOLE_YEAR, date(year, 12, 31))
    if draw < 0.8:
        return Deadline("长期坚持", DeadlineKind.ONGOING)
    month = rng.choice((6, 9, 10, 12))
    due = date(year, month, 31 if month in (10, 12) else 30)
    until = f"{year}年年底前" if month == 12 else f"{year}年{month}月底前"
    if draw < 0.9:
        return Deadline(until, DeadlineKind.DATE, due)
    return Deadline(f"{until}完成，长期坚持", DeadlineKind.DATE_THEN_ONGOING, due)
