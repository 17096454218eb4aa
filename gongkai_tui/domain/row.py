"""A task as one flat row, for lists and filters: dates as ISO text so that they compare as text."""

from __future__ import annotations

from typing import NamedTuple

from gongkai_tui.domain.pairs import unpack_pairs

TITLES = {
    "id": "编号",
    "plan": "计划",
    "year": "年度",
    "seq": "序号",
    "section": "章节",
    "heading": "任务",
    "requirement": "要求",
    "units": "责任单位",
    "deadline": "完成时限",
    "deadline_kind": "期限类型",
    "due": "期限",
    "status": "状态",
    "flags": "标记",
    "updated": "更新",
    "evidence": "佐证",
    "hints": "待确认",
}
"""Column name → heading; both can be typed, and whatever filters call the field."""


_ENDED = "已终止"
"""`Status.ENDED`, which is not loaded for a mere list."""


class TaskRow(NamedTuple):
    """What a list, a filter or the TUI table needs of a task; the index keeps these ready-made."""

    id: str
    plan: str
    seq: int
    """0 where the task has no number."""
    section: str
    heading: str
    requirement: str
    packed_units: str
    """`units` as one text (`domain.pairs`): most of a long list never looks at them one by one."""
    deadline_raw: str
    deadline_kind: str
    """Empty where the task has no deadline."""
    due: str
    """ISO date, or empty."""
    status: str
    """Shown status: the stored one, or the worst open one of `unit_status`."""
    stored_status: str
    packed_unit_status: str
    """`unit_status` as one text."""
    packed_chosen: str
    """`chosen` as one text."""
    packed_dues: str
    """`unit_dues` as one text."""
    evidence: int
    """How many pieces of evidence the log holds."""
    hints: int
    """How many points still wait for a person."""
    updated: str
    """ISO date of the last record (log entry but 更正, or status commit), or empty if nothing was ever recorded."""
    haystack: str
    """NFKC-folded lower-case text of id, heading, section, requirement, units and status, plus pinyin initials."""
    internal_due: str
    """内控时限 as an ISO date, or empty."""
    carried_to: str
    """By the verdict 转入今年 of 回头看: id of the task that carries it on; empty for all others."""
    relink: bool
    """A link of it is 待复核."""
    open_due: str
    """ISO date on which the first of the units that still have to act is due, where 延期 has moved it; else empty."""
    packed_reports: str
    """What began and ended the wait of reports for their 核查 (`reports.report_steps`), as one text."""
    waits_since: str
    """ISO date of the first report that still waits for its 核查, of the task or one of its units; else empty."""
    moved: str
    """ISO date of the last commit that changed its status, or that of a unit; empty where none is known."""
    published: str
    """ISO date by which all who still have to act had published the own 要点 that it asks for, which nobody has
    recorded there; empty for all others."""
    year: int
    """Plan year; 0 where unknown."""
    issued: str
    """ISO date on which the plan was issued, or empty."""
    uncommitted: bool
    """The work tree differs from HEAD here."""
    archived: bool = False
    """Its plan is 已归档."""

    @property
    def is_shelved(self) -> bool:
        """Nobody is urged over it: its plan is 已归档, or the same thing is owed in this year's plan."""
        return self.archived or bool(self.carried_to)

    @property
    def next_due(self) -> str:
        """ISO date by which the next unit must have done its part, or empty: what makes the task late."""
        return self.open_due or self.due

    @property
    def units(self) -> tuple[tuple[str, str], ...]:
        """(unit, role) in document order."""
        return unpack_pairs(self.packed_units)

    @property
    def unit_status(self) -> tuple[tuple[str, str], ...]:
        """(unit, status) of the units that differ from the stored status."""
        return unpack_pairs(self.packed_unit_status)

    @property
    def own_status(self) -> dict[str, str]:
        """Status by unit that counts: with a task that was ended every part of it has."""
        return {} if self.stored_status == _ENDED else dict(self.unit_status)

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """(set, member) that the office chose for this task."""
        return unpack_pairs(self.packed_chosen)

    @property
    def unit_dues(self) -> tuple[tuple[str, str], ...]:
        """(unit, ISO last day) of the units and sets to which 延期 was granted."""
        return unpack_pairs(self.packed_dues)

    @property
    def reports(self) -> tuple[tuple[str, str], ...]:
        """(unit or empty, ISO day or empty) of what began and ended the wait for a 核查, oldest first."""
        return unpack_pairs(self.packed_reports)
