"""A task of a plan, as it stands in `plans/<plan>/<seq>.yaml` (docs/数据格式.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai_tui.domain.file_parts import Conflict, Extra  # noqa: TC001
from gongkai_tui.domain.status import Status


class Role(StrEnum):
    """What a unit is to a task. 负责落实 after a 牵头 is 责任 too."""

    LEAD = "牵头"
    SUPPORT = "配合"
    RESPONSIBLE = "责任"


class DeadlineKind(StrEnum):
    """How a deadline runs."""

    DATE = "截止"
    WHOLE_YEAR = "全年"
    DATE_THEN_ONGOING = "截止后长期"
    PERIODIC = "周期"
    WINDOW = "限期"
    ONGOING = "长期"
    UNDECIDED = "待定"


class LinkKind(StrEnum):
    """How a task relates to another."""

    IMPLEMENTS = "落实"
    FOLLOWS = "承接"
    RELATED = "相关"


class LogKind(StrEnum):
    """What a log entry records."""

    PROGRESS = "进展"
    REPORT = "报送"
    CHECK = "核查"
    RETURN = "退回"
    EXTENSION = "延期"
    OBJECTION = "异议"
    CORRECTION = "更正"
    OCCURRENCE = "完成次数"


Day = date
"""For classes that have a field called `date` themselves."""


@dataclass(frozen=True, slots=True)
class UnitRole:
    """One responsible unit or collective, as named in the document."""

    unit: str
    role: Role = Role.RESPONSIBLE
    scope: str | None = None
    """The part that a 牵头 leads, where the document limits it."""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: the words of the document, what kind it is, and the last day if there is one."""

    raw: str
    kind: DeadlineKind
    due: date | None = None
    """Inclusive last day; None where there is none or it cannot be known yet."""
    extra: Extra = ()


CARRIED_ON = "回头看转入今年"
"""How the entry begins that 回头看 leaves in last year's task."""
ADDED_TO_GO_ON = "上年结转：承接 "
"""How the entry begins that it leaves in the task which it adds to this year's plan."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One dated record; never edited, only corrected by a later one."""

    id: str
    """8 hexadecimal digits, random."""
    date: date
    kind: LogKind
    unit: str | None = None
    text: str = ""
    evidence: tuple[str, ...] = ()
    """URLs, 文号 or file names."""
    by: str = ""
    what: str = ""
    """Which of several recurring duties of the task a 完成次数 is of."""
    on: Day | None = None
    """The day on which it happened, where that is not `date`, on which it was recorded."""
    method: str = ""
    """How a 核查 was made: one of `check_methods` or any other word."""
    corrects: str = ""
    """Id of the 完成次数 that a 更正 takes back: it does not count any more."""
    extra: Extra = ()

    @property
    def is_of_work(self) -> bool:
        """Whether it is a sign of life: by a 更正 or a 转入今年 the office only keeps its own book."""
        return self.kind is not LogKind.CORRECTION and not self.text.startswith((CARRIED_ON, ADDED_TO_GO_ON))

    @property
    def kind_words(self) -> str:
        """What it records, with how a 核查 was made where that is known: `核查（网上巡查）`."""
        return f"{self.kind}（{self.method}）" if self.method else self.kind.value

    @property
    def day_words(self) -> str:
        """The day of the record, and that on which it happened where it is another: `2022-07-06（2022-06-25 发生）`."""
        return f"{self.date.isoformat()}（{self.on.isoformat()} 发生）" if self.on else self.date.isoformat()


@dataclass(frozen=True, slots=True)
class Link:
    """A relation to another task, `<plan>/<seq>`."""

    to: str
    kind: LinkKind = LinkKind.RELATED
    fingerprint: str = ""
    """Of the other task's wording when a person confirmed the link; 16 hexadecimal digits."""
    confirmed: date | None = None
    by: str = ""
    """Who confirmed it."""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom the office chose for an open collective (有关部门) in one task."""

    group: str
    members: tuple[str, ...] = ()
    extra: Extra = ()


class Decision(StrEnum):
    """What the office says to a request."""

    GRANTED = "同意"
    REFUSED = "不同意"


@dataclass(frozen=True, slots=True)
class Extension:
    """One request for 延期 and what became of it; the day that stood before is kept."""

    id: str
    """8 hexadecimal digits, random."""
    asked: date
    original: date
    """The last day that held when it was asked for."""
    proposed: date
    reason: str = ""
    unit: str | None = None
    """None asks for the whole task."""
    by: str = ""
    """Who asked."""
    decided: date | None = None
    """None while the office has not answered."""
    decision: Decision | None = None
    answer: str = ""
    decided_by: str = ""
    extra: Extra = ()


class LookbackVerdict(StrEnum):
    """What 回头看 finds of a task of last year."""

    CLOSED = "核销"
    RECTIFY = "转整改"
    CARRIED = "转入今年"


@dataclass(frozen=True, slots=True)
class Lookback:
    """The finding of 回头看 on this task."""

    date: date
    verdict: LookbackVerdict
    by: str = ""
    text: str = ""
    to: str = ""
    """The problem or problems (转整改) or this year's task (转入今年) that carry it on."""
    extra: Extra = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids that `to` names."""
        return ids_in(self.to)


ID_SEPARATOR = "、"
"""Between the problems that a verdict of 回头看 leads to."""


def ids_in(text: str) -> tuple[str, ...]:
    """Return the ids that the `to` of a verdict names."""
    return tuple(filter(None, (part.strip() for part in text.split(ID_SEPARATOR))))


EACH_UNIT, WHOLE_AREA = "每单位", "全区"
PERIODS_A_YEAR = {"年": 1, "半年": 2, "季": 4, "月": 12, "周": 52}
"""The periods in which a duty comes back, the longest first, and how many of each a year has at least."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """A duty that comes back: at least n times per period."""

    every: str
    """One of `PERIODS_A_YEAR`."""
    at_least: int = 1
    per: str = EACH_UNIT
    """每单位 | 全区"""
    what: str = ""
    """What comes back, in a few words; needed where a task has several such duties."""
    begins: date | None = None
    """Asked for in the periods that begin on this day or later; None from the issue of the plan."""
    unit: str = ""
    """The one unit that does it for the whole area; empty where all who act do it together, or each its own."""
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a plan."""

    id: str
    """`<plan>/<seq, three digits>`, or `<plan>/x-7c2e` for one added by hand."""
    section: str = ""
    heading: str = ""
    requirement: str = ""
    """Verbatim; one paragraph a line."""
    seq: int | None = None
    units_raw: str = ""
    """The unit cell as printed (carried down where merged)."""
    units: tuple[UnitRole, ...] = ()
    deadline: Deadline | None = None
    status: Status = Status.NOT_STARTED
    """Default of all units; `unit_status` holds those that differ."""
    unit_status: dict[str, Status] = field(default_factory=dict)
    chosen: tuple[Chosen, ...] = ()
    """Members that the office named for collectives whose members are open."""
    internal_due: date | None = None
    """内控时限: a day that the office set for itself where the document names none (适时, 尽快); no 完成时限."""
    extensions: tuple[Extension, ...] = ()
    """Requests for 延期, oldest first."""
    log: tuple[LogEntry, ...] = ()
    """Oldest first."""
    links: tuple[Link, ...] = ()
    lookback: Lookback | None = None
    """What 回头看 of the year after found."""
    recurring: tuple[Recurring, ...] = ()
    """Duties that come back; mostly none or one."""
    source_lines: tuple[int, int] | None = None
    """First and last line in the source document, 1-based."""
    hints: tuple[str, ...] = ()
    """What the import wants a person to look at."""
    conflicts: tuple[Conflict, ...] = ()
    extra: Extra = ()

    @property
    def plan(self) -> str:
        """Id of the plan that the task belongs to."""
        return self.id.partition("/")[0]

    @property
    def standing_log(self) -> tuple[LogEntry, ...]:
        """The log without each 完成次数 that a 更正 takes back."""
        gone = {entry.corrects for entry in self.log if entry.corrects and entry.kind is LogKind.CORRECTION}
        if not gone:
            return self.log
        return tuple(entry for entry in self.log if entry.id not in gone or entry.kind is not LogKind.OCCURRENCE)

    @property
    def evidence(self) -> tuple[str, ...]:
        """All evidence recorded in the log that stands, oldest first."""
        return tuple(item for entry in self.standing_log for item in entry.evidence)
