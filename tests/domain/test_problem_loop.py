"""The loop of a 问题 with its task against a small model that keeps words instead of records."""

import itertools
import re
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from gongkai_tui.domain.grid_units import GridUnits
from gongkai_tui.domain.problem_flags import days_left, problem_flags
from gongkai_tui.domain.problem_loop import found_problem
from gongkai_tui.domain.problem_record import Found
from gongkai_tui.domain.problem_rules import record_problems
from gongkai_tui.domain.problem_steps import Answer, Fix, Notify, Object, Party, Recheck, Withdraw
from gongkai_tui.domain.problem_taking import take
from gongkai_tui.domain.registry import UnitRegistry
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Task, UnitRole
from gongkai_tui.domain.unit import Group, Jurisdiction, Unit
from gongkai_tui.domain.unit_status import status_of

START = date(2022, 3, 1)
TODAY = date(2022, 9, 1)
UNITS = ("区财政局", "区民政局")
ALL = "各部门"
KNOWN = GridUnits(
    UnitRegistry([Jurisdiction("q", "区", units=tuple(map(Unit, UNITS)), groups=(Group(ALL, members=UNITS),))]), "q"
)
LEGAL = re.compile(r"(W|N(OK|FX)*(O|OU|F|FP|FW|W)?)?")
"""The loop as words: N 反馈 O 异议 K 维持 U 成立 F 报整改 P 通过 X 不通过 W 撤销."""
LETTERS = "NOKUFPXW"
STATE = {"": "待反馈", "N": "整改中", "K": "整改中", "X": "整改中", "O": "复核中", "F": "待再核查", "P": "已核销"}
PEOPLE = {
    "李四": ("office", None),
    "赵六": ("office", None),
    "王五": ("office", "区财政局"),
    "张三": ("unit", "区财政局"),
    "孙七": ("unit", "区民政局"),
}
GOOD = ("https://a.gov.cn/1",)


def step_for(letter, day, due, evidence):
    return {
        "N": lambda: Notify(day, due),
        "O": lambda: Object(day, "不属实"),
        "K": lambda: Answer(day, upheld=False, text="属实"),
        "U": lambda: Answer(day, upheld=True, text="不属实"),
        "F": lambda: Fix(day, "已修复", evidence),
        "P": lambda: Recheck(day, passed=True, text="打开正常"),
        "X": lambda: Recheck(day, passed=False, text="仍打不开", due=due),
        "W": lambda: Withdraw(day, "记错"),
    }[letter]()


def likely(word, choice):
    """Mostly a letter that may follow, and not too often the end of the problem."""
    legal = [letter for letter in LETTERS if LEGAL.fullmatch(word + letter)]
    usual = [letter for letter in legal if letter != "W"] * 3 + legal
    return usual[choice % len(usual)] if usual and choice < 56 else LETTERS[choice % len(LETTERS)]


class Model:
    """One problem as the word of its accepted letters, each with day, person and due date."""

    def __init__(self, unit, day):
        self.unit, self.found, self.word, self.past = unit, day, "", []

    @property
    def state(self):
        return STATE.get(self.word[-1:], "已撤销")

    @property
    def is_open(self):
        return self.word[-1:] not in tuple("PUW")

    @property
    def standing(self):
        """待核查 only while it waits for 再核查."""
        last = self.word[-1:]
        return {"N": "整改中", "K": "整改中", "X": "整改中", "O": "整改中", "F": "待核查"}.get(last)

    def allows(self, letter, day, due, person, evidence):
        duty, unit = PEOPLE[person]
        is_theirs = letter in "OF" and unit == self.unit
        fixers = [who for done, _, who, _ in self.past if done == "F"]
        return (
            LEGAL.fullmatch(self.word + letter) is not None
            and (duty == "office" or is_theirs)
            and not (letter in "PX" and fixers[-1:] == [person] and unit == self.unit)
            and not (letter in "UW" and self.has_spoken(person) and unit == self.unit)
            and not (letter == "F" and evidence != GOOD)
            and max([self.found, *(at for _, at, _, _ in self.past)]) <= day <= TODAY
            and not (letter in "NX" and due < day)
        )

    def has_spoken(self, person):
        """For the unit: objected, or told what it has done."""
        return any(done in "OF" and who == person for done, _, who, _ in self.past)

    def warns(self, letter, person, unit):
        """Of a step that one person should not take alone."""
        is_rechecked = letter in "PX" and (unit == self.unit or self.past[-1][2] == person)
        return is_rechecked or (letter in "UW" and self.has_spoken(person))

    def accept(self, letter, day, due, person):
        self.word += letter
        self.past.append((letter, day, person, due))

    def flags(self, day):
        found = []
        due = [at for done, _, _, at in self.past if done in "NX"][-1:]
        since = self.past[-1][1] if self.past else day
        if (self.state == "整改中" and due[0] < day) or (self.state == "复核中" and due[0] < since):
            found.append("逾期")
        if self.word.count("X") >= 2 and self.state != "已撤销":
            found.append("反复")
        if self.state == "复核中" and (day - since).days > 30:
            found.append("复核超时")
        if self.state == "待再核查" and (day - since).days > 15:
            found.append("待再核查超时")
        return found


class Loop(RuleBasedStateMachine):
    """Random steps by random people on a few problems of one task."""

    @initialize(
        units=st.sampled_from([UNITS, UNITS[:1], (ALL,)]),
        status=st.sampled_from([s for s in Status if s is not Status.RECTIFYING]),
    )
    def begin(self, units, status):
        self.ids = itertools.count(1)
        self.task = Task("p/001", "", "任务", "要求", 1, "", tuple(map(UnitRole, units)), status=status)
        self.records, self.models = [], []
        # With one unit in the task its status is that of the task.
        self.units = UNITS[:1] if units == UNITS[:1] else UNITS
        self.status = dict.fromkeys(self.units, status.value)
        self.base = dict.fromkeys(self.units)
        # How the set of both stands, where the task names that.
        self.set = status.value if units == (ALL,) else None

    def new_id(self):
        return f"{next(self.ids):08x}"

    @precondition(lambda self: len(self.records) < 3)
    @rule(which=st.sampled_from([0, 0, 0, 1]), after=st.sampled_from([0, 0, 3]))
    def find(self, which, after):
        unit = self.units[which % len(self.units)]
        day = START + timedelta(after)
        number = len(self.records)
        self.records.append(
            found_problem(f"p-{number}", task=self.task.id, unit=unit, found=Found(day, "李四", what="x"))
        )
        self.models.append(Model(unit, day))

    @precondition(lambda self: self.records)
    @rule(
        which=st.integers(0, 2),
        choice=st.integers(0, 63),
        person=st.sampled_from(["李四", "赵六", *PEOPLE]),
        wait=st.sampled_from([*[0] * 6, 1, 5, 20, 40, -3, 200]),
        term=st.sampled_from([10, 30, 10, 0, -1]),
        evidence=st.sampled_from([*[GOOD] * 6, (), ("已完成",), ("弄好了",)]),
    )
    def step(self, which, choice, person, wait, term, evidence):
        number = which % len(self.records)
        record, model = self.records[number], self.models[number]
        letter = likely(model.word, choice)
        day = max([model.found, *(at for _, at, _, _ in model.past)]) + timedelta(wait)
        due = day + timedelta(term)
        duty, unit = PEOPLE[person]
        who = Party(person, duty == "office", unit == model.unit)
        others = [each for each in self.records if each is not record]
        step = step_for(letter, day, due, evidence)
        taken = take(record, self.task, others, step, who, KNOWN, today=TODAY, new_id=self.new_id)
        ended = self.status[model.unit] == "已终止" and letter not in "UW"
        if not model.allows(letter, day, due, person, evidence) or ended:
            assert taken.refusal.endswith("。")
            assert (taken.record, taken.task) == (record, self.task)
            return
        assert taken.refusal == ""
        warned = model.warns(letter, person, unit)
        was, base = self.status[model.unit], self.base[model.unit]
        begins = self.status[model.unit] == "未启动" and letter == "N"
        self._follow(model, letter, day)
        model.accept(letter, day, due, person)
        self._settle(model, letter)
        is_sudden = base == "未启动" and was != self.status[model.unit] == "已完成"
        assert len(taken.cautions) == warned + is_sudden
        if model.word not in ("", "W"):
            *begun, last = taken.task.log[len(self.task.log) :]
            assert last.unit == model.unit
            assert [(each.kind, each.unit, each.text) for each in begun] == (
                [("进展", model.unit, "由未启动转为推进中，与反馈一步办理")] if begins else []
            )
        else:
            assert taken.task == self.task
        self.records[number], self.task = taken.record, taken.task

    def _under_way(self, unit):
        return [each for each in self.models if each.unit == unit and each.standing]

    def _follow(self, model, letter, day):
        """Remember what stood before the first problem of a unit was told."""
        if letter == "N" and not self._under_way(model.unit):
            self.base[model.unit] = self.status[model.unit]

    def _settle(self, model, letter):
        """What the problems of the unit make of its status now."""
        unit = model.unit
        if model.word == "W" or self.status[unit] == "已终止":
            return
        standings = [each.standing for each in self._under_way(unit)]
        untold = any(each.word == "" for each in self.models if each.unit == unit)
        if standings:
            self.status[unit] = "整改中" if "整改中" in standings else "待核查"
        elif letter == "P":
            self.status[unit] = self.status[unit] if untold else "已完成"
        else:
            told_on = model.past[0][1]
            passed = any(e.word.endswith("P") and e.past[-1][1] >= told_on for e in self.models if e.unit == unit)
            self.status[unit] = ("待核查" if untold else "已完成") if passed else self.base[unit]

    @invariant()
    def agree(self):
        for record, model in zip(getattr(self, "records", ()), getattr(self, "models", ()), strict=True):
            assert record.state == model.state
            assert len(record.rounds) == (1 + model.word.count("X") if "N" in model.word else 0)
            assert [p for p in record_problems(record) if p.severity == "错误"] == []
            for day in (START, date(2022, 4, 10), date(2022, 5, 30), TODAY):
                assert [*problem_flags(record, day)] == model.flags(day)
            left = days_left(record, TODAY)
            assert (left is None) == (model.state != "整改中")
        for unit in getattr(self, "units", ()):
            assert status_of(self.task, unit, KNOWN) == self.status[unit]
        if getattr(self, "set", None):
            assert status_of(self.task, ALL, KNOWN) == self.set


Loop.TestCase.settings = settings(max_examples=400, stateful_step_count=40, deadline=None)
TestLoop = Loop.TestCase
