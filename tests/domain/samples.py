"""Rows and tasks for the tests of the domain."""

from datetime import date

from gongkai_tui.domain.filters import FilterContext
from gongkai_tui.domain.haystack import haystack_of
from gongkai_tui.domain.pairs import pack_pairs
from gongkai_tui.domain.row import TaskRow
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Role, Task, UnitRole

TODAY = date(2022, 10, 1)
SINGLE_STEPS = {
    Status.NOT_STARTED: {Status.IN_PROGRESS, Status.ONGOING, Status.ENDED},
    Status.IN_PROGRESS: {Status.REPORTED, Status.RECTIFYING, Status.ONGOING, Status.ENDED},
    Status.REPORTED: {Status.IN_PROGRESS, Status.DONE, Status.RECTIFYING, Status.ENDED},
    Status.RECTIFYING: {Status.REPORTED, Status.ENDED},
    Status.DONE: {Status.ONGOING, Status.CLOSED, Status.RECTIFYING},
    Status.ONGOING: {Status.CLOSED, Status.RECTIFYING},
    Status.CLOSED: {Status.RECTIFYING},
    Status.ENDED: set(),
}
"""What may follow, as the domain research writes it down; 更正 is beside it."""
_GROUPS = {"无影山街道办事处": {"各街道办事处"}, "区教育局": {"区教育和体育局"}}


def spellings(name: str) -> frozenset[str]:
    return frozenset({name, *_GROUPS.get(name, ())})


CONTEXT = FilterContext(TODAY, spellings)


def make_row(seq: int = 17, **changes: object) -> TaskRow:
    row = TaskRow(
        id=f"tianqiao-2021/{seq:03d}",
        plan="tianqiao-2021",
        year=2021,
        seq=seq,
        section="深化重点领域政府信息公开",
        heading="财政信息",
        requirement="按月公开“三公”经费预算、决算。",
        packed_units=pack_pairs((("区财政局", "牵头"), ("各街道办事处", "责任"))),
        deadline_raw="2022年9月底前",
        deadline_kind="截止",
        due="2022-09-30",
        status="推进中",
        stored_status="推进中",
        packed_unit_status="",
        packed_chosen="",
        packed_dues="",
        evidence=0,
        hints=0,
        issued="2021-08-10",
        updated="",
        haystack="",
        internal_due="",
        carried_to="",
        relink=False,
        open_due="",
        packed_reports="",
        waits_since="",
        moved="",
        published="",
        uncommitted=False,
    )._replace(**changes)
    text = haystack_of(
        task_id=row.id,
        seq=row.seq,
        section=row.section,
        heading=row.heading,
        requirement=row.requirement,
        units=[unit for unit, _ in row.units],
        status=row.status,
    )
    return row._replace(haystack=text)


def make_task(seq: int = 17, **changes: object) -> Task:
    fields = {
        "id": f"tianqiao-2021/{seq:03d}",
        "seq": seq,
        "section": "深化重点领域政府信息公开",
        "heading": "财政信息",
        "requirement": "按月公开。",
        "units": (UnitRole("区财政局", Role.LEAD), UnitRole("各街道办事处")),
    }
    return Task(**{**fields, **changes})


class Ids:
    """Entry ids in order instead of random ones."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"{self.count:08x}"
