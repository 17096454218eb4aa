"""One task as DOMAIN d1–d4, DESIGN 2–3 and docs/状态.md tell it, in words and days only: nothing of the product.

`OfficeModel` accepts or refuses each action of each person, and tells how the task, its units and problems stand.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta

START = date(2022, 4, 1)
"""The plan is issued."""
STREETS = "各街道办事处"
MEMBERS = ("东街道", "西街道")
OFFICE = "区政府办公室"

PEOPLE = {
    "甲": ("office", OFFICE),
    "乙": ("office", OFFICE),
    "路人": ("office", ""),
    "财政张三": ("unit", "区财政局"),
    "东街李六": ("unit", "东街道"),
    "司法孙七": ("unit", "区司法局"),
    "邻区钱八": ("elsewhere", "区政府办公室"),
}
"""Who acts: two of the office, one whom nobody has registered and who may work as the office, contacts of two units,
one of a unit without a part in the task, and the office of another district, which may only read."""

LEAD, DUTY, SUPPORT = "牵头", "责任", "配合"
SHAPES = {
    "集合": {"区财政局": LEAD, STREETS: DUTY, "区审计局": SUPPORT},
    "一个单位": {"区财政局": DUTY},
    "办公室自己": {"区财政局": DUTY, OFFICE: DUTY},
}

OPEN = ("未启动", "推进中", "待核查", "整改中")
TO_DO = ("未启动", "推进中", "整改中")
SETTLED = ("已完成", "已核销", "长期坚持")
UNIT, BOSS = "责任单位或政务公开办", "政务公开办"
TABLE = {
    ("未启动", "推进中"): (UNIT, ""),
    ("推进中", "待核查"): (UNIT, "佐证"),
    ("待核查", "推进中"): (BOSS, "理由"),
    ("待核查", "已完成"): (BOSS, ""),
    ("待核查", "整改中"): (BOSS, "理由"),
    ("推进中", "整改中"): (BOSS, "理由"),
    ("整改中", "待核查"): (UNIT, "佐证"),
    ("已完成", "长期坚持"): (BOSS, ""),
    ("未启动", "长期坚持"): (BOSS, ""),
    ("推进中", "长期坚持"): (BOSS, ""),
    ("已完成", "已核销"): (BOSS, "说明"),
    ("长期坚持", "已核销"): (BOSS, "说明"),
    ("已完成", "整改中"): (BOSS, "理由"),
    ("已核销", "整改中"): (BOSS, "理由"),
    ("长期坚持", "整改中"): (BOSS, "理由"),
    **{(each, "已终止"): (BOSS, "理由") for each in OPEN},
    # Two steps in one, both written down.
    ("未启动", "待核查"): (UNIT, "佐证"),
    ("推进中", "已完成"): (BOSS, "佐证、说明"),
    ("整改中", "已完成"): (BOSS, "佐证、说明"),
}
"""(from, to): who, and what must stand beside it. 更正 is beside the table."""
RECORDED_AS = {"待核查": "报送", "已完成": "核查", "整改中": "核查", "已核销": "核查"}
TOGETHER = {
    ("未启动", "待核查"): ("进展", "报送"),
    ("推进中", "已完成"): ("报送", "核查"),
    ("整改中", "已完成"): ("报送", "核查"),
    ("待核查", "推进中"): ("退回",),
}
"""The records that a step leaves behind, where it is not 进展 and not told by where it leads."""
STEP_RECORDED_AS = {"反馈": "核查", "报整改": "报送", "再核查通过": "核查", "再核查不通过": "核查", "撤销": "更正"}
"""Those of the steps of a 问题; all others are 异议."""
WAITS = {"异议": 31, "报整改": 16}
"""How many days after it the office is late."""
ENDLESS = ("长期", "待定")
UNDOABLE = ("default", "own", "log", "signs", "extensions", "findings", "due", "kind")
"""What an undo puts back: all but the day, and what ever was committed."""
MISTAKE = "更正"
"""A reason that begins so says that the step before was a slip."""


@dataclass(frozen=True)
class Said:
    """What a person writes beside an action."""

    note: str = ""
    reason: str = ""
    evidence: bool = False


@dataclass(frozen=True)
class Entry:
    """One record of the log."""

    day: date
    unit: str | None
    kind: str
    by: str
    evidence: bool = False
    gives: str = ""
    """What a 核查 gave: 通过 or 核销; empty for one that found fault."""


@dataclass
class Extension:
    """延期 that somebody has asked for."""

    unit: str | None
    proposed: date
    by: str
    decision: str = ""


@dataclass
class Finding:
    """One 问题 as the steps it has taken: (step, day, who, 整改期限)."""

    unit: str
    what: str
    found: date
    repeats: bool
    steps: list[tuple[str, date, str, date | None]] = field(default_factory=list)
    was: str = ""
    """How the unit stood before it was told of the first of its findings that are under way."""

    AFTER = {  # noqa: RUF012
        "反馈": "整改中",
        "异议": "复核中",
        "维持": "整改中",
        "异议成立": "已撤销",
        "报整改": "待再核查",
        "再核查通过": "已核销",
        "再核查不通过": "整改中",
        "撤销": "已撤销",
    }
    FOLLOWS = {  # noqa: RUF012
        "待反馈": ("反馈", "撤销"),
        "整改中": ("异议", "报整改", "撤销"),
        "复核中": ("维持", "异议成立"),
        "待再核查": ("再核查通过", "再核查不通过", "撤销"),
        "已核销": (),
        "已撤销": (),
    }

    @property
    def state(self) -> str:
        return self.AFTER[self.steps[-1][0]] if self.steps else "待反馈"

    @property
    def is_open(self) -> bool:
        return self.state not in ("已核销", "已撤销")

    @property
    def standing(self) -> str:
        """What it makes of the unit's status while it is under way."""
        return {"整改中": "整改中", "复核中": "整改中", "待再核查": "待核查"}.get(self.state, "")

    def last(self, *steps: str) -> tuple[str, date, str, date | None] | None:
        return next((each for each in reversed(self.steps) if each[0] in steps), None)

    def flags(self, today: date, others: list[Finding]) -> set[str]:
        if self.state == "已撤销":
            return set()
        found = set()
        told = self.last("反馈", "再核查不通过")
        due = told[3] if told else None
        if self.state == "整改中" and due and due < today:
            found.add("逾期")
        objected = self.last("异议")
        if self.state == "复核中" and due and objected and due < objected[1]:
            found.add("逾期")
        before = (each for each in others if (each.unit, each.what) == (self.unit, self.what))
        again = any(each.found < self.found and each.state != "已撤销" for each in before)
        if sum(step == "再核查不通过" for step, *_ in self.steps) >= 2 or self.repeats or again:
            found.add("反复")
        if self.state == "复核中" and objected and (today - objected[1]).days > 30:
            found.add("复核超时")
        fixed = self.last("报整改")
        if self.state == "待再核查" and fixed and (today - fixed[1]).days > 15:
            found.add("待再核查超时")
        return found


class OfficeModel:
    """The task with everything that was done to it."""

    def __init__(self, shape: str, kind: str, due: date | None) -> None:
        self.roles = SHAPES[shape]
        self.kind, self.due = kind, due
        self.today = START
        self.default = "未启动"
        self.own: dict[str, str] = {}
        """By exception, as the file keeps it: who stands otherwise than the task, or than its set."""
        self.versions: list[tuple[str, dict[str, str]]] = [(self.default, {})]
        self.gone: set[int] = set()
        """Those of the versions to which no step leads: it was undone, or is the undoing."""
        self.slips: set[int] = set()
        """Those to which a 更正 of the status leads."""
        self.done: list[tuple[str, dict[str, object], int]] = []
        """What may be undone: by whom, how everything was before, which version it led to."""
        self.log: list[Entry] = []
        self.signs: list[tuple[date, str | None]] = []
        """Signs of life: the days of records that put nothing right and of changed statuses, with whose they are."""
        self.extensions: list[Extension] = []
        self.findings: list[Finding] = []

    # How it stands

    @property
    def members(self) -> tuple[str, ...]:
        return MEMBERS if STREETS in self.roles else ()

    @property
    def units(self) -> tuple[str, ...]:
        """Every single unit that has a part."""
        return (*(each for each in self.roles if each != STREETS), *self.members)

    @property
    def actors(self) -> tuple[str, ...]:
        """Those who must do more than support."""
        return tuple(each for each in self.units if self.roles.get(each) != SUPPORT)

    def status(self, name: str | None) -> str:
        return self.shown() if name is None else status_in((self.default, self.own), name)

    def shown(self) -> str:
        """DOMAIN d4: the worst of those who must act."""
        return self._shown((self.default, self.own))

    def _shown(self, version: tuple[str, dict[str, str]]) -> str:
        if version[0] == "已终止":
            return "已终止"
        states = {status_in(version, each) for each in self.actors} - {"已终止"}
        if not states:
            return version[0]
        if "整改中" in states:
            return "整改中"
        left = states - set(SETTLED)
        if not left:
            return next(each for each in SETTLED if each in states)
        if left == {"待核查"}:
            return "待核查"
        return "未启动" if states == {"未启动"} else "推进中"

    def due_of(self, unit: str) -> date | None:
        """The last day of a unit: that of the task, or a later one that was granted to it or to its set."""
        names = (unit, STREETS) if unit in self.members else (unit,)
        last: dict[str, date] = {}
        for each in self.extensions:
            if each.decision == "同意" and each.unit in names:
                last[each.unit] = each.proposed
        return max([self.due, *last.values()]) if self.due else None

    def _concerns(self, entry: Entry, unit: str | None) -> bool:
        return unit is None or entry.unit in self._meaning(unit)

    def _meaning(self, unit: str) -> tuple[str | None, ...]:
        """Under which names a record is one of the unit."""
        if unit == STREETS:
            return (None, STREETS)
        return (None, unit, STREETS) if unit in self.members else (None, unit)

    def last_record(self, unit: str | None) -> date:
        meant = self._meaning(unit) if unit else ()
        return max((day for day, name in self.signs if unit is None or name in meant), default=date.min)

    def waits_since(self, unit: str) -> date:
        """When what waits for the office was reported first: what is recorded meanwhile is no check."""
        since, over = date.max, True
        for each in self.log:
            if self._concerns(each, unit):
                if each.kind == "报送" and over:
                    since = each.day
                over = each.kind in ("核查", "退回", "状态更正") or (over and each.kind != "报送")
        return since

    def flags(self, unit: str | None) -> set[str]:
        if unit is not None:
            found = self._flags(self.status(unit), self.due_of(unit), self.last_record(unit))
            waits = self.status(unit) == "待核查" and (self.today - self.waits_since(unit)).days > 15
            return found | ({"待核查超时"} if waits else set())
        dues = [due for each in self.actors if self.status(each) in TO_DO and (due := self.due_of(each))]
        first = min(dues, default=self.due)
        found = self._flags(self.shown(), first, self.last_record(None))
        waits = any("待核查超时" in self.flags(each) for each in self.units)
        return found | ({"待核查超时"} if waits else set())

    def _flags(self, status: str, due: date | None, last: date) -> set[str]:
        found = set()
        if due and status in TO_DO and (due - self.today).days <= 15:
            found.add("逾期" if due < self.today else "临期")
        if status in (*TO_DO, "长期坚持") and (self.today - max(last, START)).days > 90:
            found.add("久未更新")
        return found

    def edges(self) -> list[date]:
        """The days ahead on which a flag comes, each after the last one without it."""
        found = [max(self.last_record(each), START) + timedelta(91) for each in (None, *self.units)]
        found += [each.day + timedelta(16) for each in self.log if each.kind == "报送"]
        found += [due + timedelta(late) for each in self.units if (due := self.due_of(each)) for late in (-15, 1)]
        for each in self.findings:
            found += [due + timedelta(1) for *_, due in each.steps if due]
            found += [day + timedelta(WAITS[step]) for step, day, *_ in each.steps if step in WAITS]
        ahead = {day - timedelta(before) for day in found for before in (0, 1)}
        return sorted(day for day in ahead if day > self.today)

    # Who may

    def takes_part(self, name: str) -> bool:
        return name in self.roles or name in self.members

    def acts_for(self, person: str, unit: str | None) -> tuple[bool, str | None]:
        """Whether a person may enter something for a unit (None: the whole task), and for whom it is entered then."""
        role, own = PEOPLE[person]
        if role == "elsewhere":
            return False, None
        wanted = own if role == "unit" and unit is None else unit
        if wanted is None:
            return True, None
        return self.takes_part(wanted) and (role == "office" or wanted == own), wanted

    def is_office(self, person: str) -> bool:
        return PEOPLE[person][0] == "office"

    # What is done

    def note(self, person: str, unit: str | None, said: Said) -> bool:
        may, whom = self.acts_for(person, unit)
        if may:
            self._begin(person)
            self._commit([Entry(self.today, whom, "进展", person, said.evidence)])
        return may

    def correct(self, person: str) -> bool:
        """Words of the task that have nothing to do with how it stands."""
        if self.is_office(person):
            self._begin(person)
            self._other()
        return self.is_office(person)

    def set(self, person: str, unit: str | None, target: str, said: Said) -> bool:
        may, whom = self.acts_for(person, unit)
        if not may or (whom and self.default == "已终止" != target):
            return False
        source = self.status(whom)
        step = self._slip(person, whom, source, target, said)
        if step and not self._proven(step, whom, target):
            step = None
        after = self._taken_back(step, whom, target) if step else self._set(person, whom, source, target, said)
        if after is None or (step is None and self._checks_itself(person, whom, source, target, after)):
            return False
        if self._held(whom, target, after):
            return False
        changed = after != (self.default, self.own)
        entries = self._entries(person, whom, source, target, said, is_slip=step is not None, changed=changed)
        self._begin(person)
        self.default, self.own = after
        if changed or entries:
            if step is not None:
                self.slips.add(len(self.versions))
            self._commit(entries)
        return True

    def _begin(self, person: str) -> None:
        """Remember how everything is before an action."""
        was = {name: deepcopy(getattr(self, name)) for name in UNDOABLE}
        self._before = person, was

    def _commit(self, entries: list[Entry]) -> None:
        self.log += entries
        before, after = ({None: default, **own} for default, own in (self.versions[-1], (self.default, self.own)))
        moved = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        told = [each.unit for each in entries if each.kind not in ("更正", "状态更正")]
        self.signs += [(self.today, name) for name in (*told, *moved)]
        self.versions.append((self.default, dict(self.own)))
        self.done.append((*self._before, len(self.versions) - 1))

    def _other(self) -> None:
        """An action that leaves no record in the task."""
        self.versions.append((self.default, dict(self.own)))
        self.done.append((*self._before, len(self.versions) - 1))

    def undo(self, person: str) -> bool:
        """The last action that was not yet taken back, by the office or by the unit whose contact did it."""
        role, own = PEOPLE[person]
        if not self.done or role == "elsewhere":
            return False
        by, was, led = self.done[-1]
        if role == "unit" and PEOPLE[by] != (role, own):
            return False
        self.done.pop()
        for name, value in was.items():
            setattr(self, name, value)
        self.gone |= {led, len(self.versions)}
        self.versions.append((self.default, dict(self.own)))
        return True

    def _slip(self, person: str, unit: str | None, source: str, target: str, said: Said):
        """The step that 更正 takes back: both versions; None where the change is none."""
        if not (self.is_office(person) and said.reason) or source == target:
            return None
        row = TABLE.get((source, target))
        without_report = row is not None and "佐证" in row[1] and not (said.evidence or said.note)
        if row is not None and not without_report and not said.reason.startswith(MISTAKE):
            return None
        for at in range(len(self.versions) - 1, 0, -1):
            before, led = self.versions[at - 1 : at + 1]
            stood, stands = (self._shown(each) if unit is None else status_in(each, unit) for each in (before, led))
            if at not in self.gone and stood != source == stands:
                return (before, led, at) if stood == target else None
        return None

    def _proven(self, step, unit: str | None, target: str) -> bool:
        """Whether the checks that the statuses taken back rest on stand in the log."""
        after = self._taken_back(step, unit, target)
        for each in self.units if after else ():
            then = status_in(after, each)
            rests = then in ("已完成", "已核销") or (then == "长期坚持" and self.kind not in ENDLESS)
            if not rests or then == self.status(each):
                continue
            wanted = ("核销",) if then == "已核销" else ("核销", "通过")
            given = any(entry.gives in wanted for entry in self.log if self._concerns(entry, each))
            if not given or step[2] in self.slips:
                return False
        return True

    def _taken_back(self, step, unit: str | None, target: str):
        if unit is not None:
            return self._with(unit, target)
        before, led, _ = step
        if before[0] == "已终止":
            return "已终止", dict(self.own)
        now = self.default, self.own
        own = dict(self.own)
        for name in (*before[1], *led[1]):
            stands = status_in(now, name)
            own[name] = status_in(before, name) if status_in(led, name) == stands else stands
        after = plain((before[0] if self.default == led[0] else self.default, own))
        return after if self._shown(after) == target else None

    def _set(self, person: str, unit: str | None, source: str, target: str, said: Said):
        proven = said.evidence or all(map(self._has_evidence, self._moved(unit, source, target)))
        given = {"理由": bool(said.reason), "说明": bool(said.note), "佐证": proven}

        def may(start: str) -> bool:
            row = TABLE.get((start, target))
            if start == target:
                return True
            if row is None or (row[0] == BOSS and not self.is_office(person)):
                return False
            kinds = (*ENDLESS, "截止后长期") if start == "已完成" else ENDLESS
            fits = target != "长期坚持" or self.kind in kinds
            return fits and all(given[need] for need in row[1].split("、") if need)

        if not may(source):
            return None
        if unit is not None:
            return self._with(unit, target)
        if target == "已终止":
            return "已终止", dict(self.own)
        if self.default != "已终止" and any(
            not self._stays(source, self.status(each), target) and not may(self.status(each)) for each in self.actors
        ):
            return None
        return self._whole(source, target)

    def _moved(self, unit: str | None, source: str, target: str) -> tuple[str, ...]:
        """Who goes along: with the whole task all that must act and are not settled or there already."""
        if unit is not None:
            return (unit,)
        after = self._whole(source, target)
        return tuple(each for each in self.actors if status_in(after, each) != self.status(each))

    def _has_evidence(self, unit: str) -> bool:
        """Whether evidence was recorded for it that no 核查 has looked at yet, nor a 退回 sent back."""
        found = False
        for each in self.log:
            if self._concerns(each, unit):
                found = each.kind not in ("核查", "退回") and (found or each.evidence)
        return found

    @staticmethod
    def _stays(now: str, part: str, target: str) -> bool:
        """Whether a part stays as it is while the whole task goes on: what is settled does, while others are not."""
        if part in (target, "已终止"):
            return True
        if now == target:
            return (part, target) not in (("未启动", "推进中"), ("长期坚持", "已核销"))
        if part in OPEN:
            return False
        return target == "已完成" or (target in OPEN and now in OPEN)

    def _whole(self, now: str, target: str):
        own = {
            name: status if self.roles.get(name) == SUPPORT or self._stays(now, status, target) else target
            for name, status in self.own.items()
        }
        followed = any(each not in self.own and not (each in MEMBERS and STREETS in self.own) for each in self.actors)
        stays = self._stays(now, self.default, target) and (followed or now == target != "已核销")
        return plain((self.default if stays and self.default != "已终止" else target, own))

    def _with(self, unit: str, target: str):
        return plain((self.default, {**self.own, unit: target}))

    def _checks_itself(self, person: str, unit: str | None, source: str, target: str, after) -> bool:
        """Whether somebody of the office passes the check of what they reported for the office's own unit."""
        own = PEOPLE[person][1]
        passes = target == "已完成" != source and own == OFFICE in self.roles
        if not passes or not (self.status(OFFICE) != status_in(after, OFFICE) == "已完成"):
            return False
        return source != "待核查" or self._reporter(OFFICE) == person

    def _reporter(self, unit: str) -> str:
        waiting = ""
        for each in self.log:
            if self._concerns(each, unit) and each.kind in ("报送", "核查", "退回"):
                waiting = each.by if each.kind == "报送" else ""
        return waiting

    def _held(self, unit: str | None, target: str, after) -> bool:
        """Whether findings that are not closed forbid it: only their own steps lead on."""
        left = [each for each in self.findings if each.is_open]
        if unit is None and left and target in ("已完成", "已核销", "已终止") and target != self.shown():
            return True
        for each in left:
            was, new = self.status(each.unit), status_in(after, each.unit)
            if was == new:
                continue
            standing = self._standing(each.unit)
            if new in ("已完成", "已核销", "已终止") or (standing and new not in ("整改中", standing)):
                return True
        return False

    def _standing(self, unit: str) -> str:
        found = {each.standing for each in self.findings if each.unit == unit}
        return "整改中" if "整改中" in found else "待核查" if "待核查" in found else ""

    def _entries(self, person, unit, source, target, said, *, is_slip, changed) -> list[Entry]:
        if source == target:
            kinds = ("进展",) if said.note or said.evidence else ("更正",) if changed and said.reason else ()
        elif is_slip:
            kinds = ("状态更正",)
        elif said == Said() and target not in RECORDED_AS:
            kinds = ()
        else:
            kinds = TOGETHER.get((source, target), (RECORDED_AS.get(target, "进展"),))
        proof = "报送" if "报送" in kinds else "".join(kinds)
        gives = {"已完成": "通过", "已核销": "核销"}.get(target, "")
        return [
            Entry(self.today, unit, kind, person, said.evidence and kind == proof, gives if kind == "核查" else "")
            for kind in kinds
        ]

    # 延期

    def extend(self, person: str, unit: str | None, to: date, reason: str) -> bool:
        may, whom = self.acts_for(person, unit)
        if not may:
            return False
        leads = [each for each, role in self.roles.items() if role == LEAD] or list(self.roles)
        about = None if unit is None and (whom is None or leads == [whom]) else whom
        due = self.due if about is None else self.due_of(about)
        status = self.status(about)
        waiting = any(each.unit == about and not each.decision for each in self.extensions)
        if not due or status not in TO_DO or waiting or not reason or to <= due or to < self.today:
            return False
        self._begin(person)
        self.extensions.append(Extension(about, to, person))
        self._commit([Entry(self.today, whom, "延期", person)])
        return True

    def decide(self, person: str, unit: str | None, decision: str, words: str) -> bool:
        waiting = [each for each in self.extensions if not each.decision and unit in (None, each.unit)]
        if not self.is_office(person) or (unit and not self.takes_part(unit)) or len(waiting) != 1:
            return False
        asked = waiting[0]
        moves = asked.unit is None or [asked.unit] == list(self.roles)
        if asked.by == person or (decision == "不同意" and not words):
            return False
        if decision == "同意" and moves and asked.proposed <= self.due:
            return False
        self._begin(person)
        if decision == "同意" and moves:
            self.due, self.kind = asked.proposed, "截止" if self.kind == "全年" else self.kind
        asked.decision = decision
        self._commit([Entry(self.today, asked.unit, "延期", person)])
        return True

    # 问题

    def find(self, person: str, unit: str, what: str, due: date | None) -> bool:
        whom = unit or (next(iter(self.roles)) if len(self.roles) == 1 else "")
        same = [each for each in self.findings if (each.unit, each.what) == (whom, what)]
        if not self.is_office(person) or whom not in self.units or any(each.is_open for each in same):
            return False
        if due and (due < self.today or self.status(whom) == "已终止"):
            return False
        repeats = any(each.state == "已核销" for each in same)
        self._begin(person)
        found = Finding(whom, what, self.today, repeats)
        self.findings.append(found)
        if due:
            self._take(found, "反馈", person, due, evidence=False)
        else:
            self._other()
        return True

    def act(self, person: str, found: Finding, step: str, said: Said, due: date | None) -> bool:
        role, own = PEOPLE[person]
        theirs = role == "unit" and own == found.unit and step in ("异议", "报整改")
        fixed = found.last("报整改")
        is_own_check = "再核查" in step and fixed and fixed[2] == person and own == found.unit
        spoke = any(each[0] in ("异议", "报整改") and each[2] == person for each in found.steps)
        is_own_excuse = step in ("异议成立", "撤销") and spoke and own == found.unit
        given = {
            "反馈": due is not None and due >= self.today,
            "异议": bool(said.reason),
            "维持": bool(said.note),
            "异议成立": bool(said.note),
            "报整改": bool(said.note) and said.evidence,
            "再核查通过": bool(said.note) or said.evidence,
            "再核查不通过": bool(said.note) and due is not None and due >= self.today,
            "撤销": bool(said.reason),
        }
        ended = self.status(found.unit) == "已终止" and step not in ("异议成立", "撤销")
        may = (role == "office" or theirs) and not is_own_check and not is_own_excuse
        if step not in found.FOLLOWS[found.state] or not may or not given[step] or ended:
            return False
        self._begin(person)
        self._take(found, step, person, due, evidence=said.evidence)
        return True

    def _take(self, found: Finding, step: str, person: str, due: date | None, *, evidence: bool) -> None:
        """The step, with what it makes of the unit's status (docs/状态.md 问题与任务的状态)."""
        unit, now = found.unit, self.status(found.unit)
        mine = [each for each in self.findings if each.unit == unit]
        if step == "反馈":
            found.was = next((each.was for each in mine if each.standing), now)
        was_told = bool(found.steps) or step == "反馈"
        found.steps.append((step, self.today, person, due))
        if not was_told:
            self._other()
            return
        target = self._after_step(found, mine, now)
        if target != now:
            self.default, self.own = (target, {}) if list(self.roles) == [unit] else self._with(unit, target)
        kind = STEP_RECORDED_AS.get(step, "异议")
        proves = evidence and step in ("报整改", "再核查通过", "再核查不通过")
        gives = "通过" if step == "再核查通过" else ""
        self._commit([Entry(self.today, unit, kind, person, proves, gives)])

    def _after_step(self, found: Finding, mine: list[Finding], now: str) -> str:
        standing = self._standing(found.unit)
        if now == "已终止" or standing:
            return standing if now != "已终止" else now
        left = any(each.is_open for each in mine)
        if found.state == "已核销":
            return now if left or now in SETTLED else "已完成"
        if now not in ("整改中", "待核查"):
            return now
        told = found.steps[0][1]
        passed = any(each.state == "已核销" and each.steps[-1][1] >= told for each in mine)
        if passed:
            return "待核查" if left else "已完成"
        return found.was


def status_in(version: tuple[str, dict[str, str]], name: str) -> str:
    """How a unit stands: its own status, else that of its set, else that of the task; with an ended task all have."""
    default, own = version
    if default == "已终止":
        return default
    return own.get(name) or (own.get(STREETS) if name in MEMBERS else None) or default


def plain(version: tuple[str, dict[str, str]]) -> tuple[str, dict[str, str]]:
    """Without the exceptions that say nothing more."""
    default, own = version
    left = dict(own)
    for name in sorted(own, key=lambda name: name != STREETS):
        without = {each: status for each, status in left.items() if each != name}
        if status_in((default, without), name) == left[name]:
            left = without
    return default, left
