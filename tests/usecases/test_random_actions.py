"""Random actions by random people on one task: the product accepts what an independent model accepts, and nothing else.

The model (`office_model`) is written from the domain research and imports nothing of the product; here the same
actions go through the use cases, and after each of them states, flags and problems are read back and compared.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.flags import flags_of
from gongkai_tui.domain.plan import Plan
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.task import Deadline, DeadlineKind, Decision, Role, Task, UnitRole
from gongkai_tui.domain.transitions import Actor, refusal
from gongkai_tui.domain.unit import Contact, Group, Jurisdiction, Unit, UnitKind
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import plan_path, task_path, units_path
from gongkai_tui.usecases import change_problems, change_tasks, extend_task, undo
from gongkai_tui.usecases.change_tasks import ChangeRequest
from gongkai_tui.usecases.grid import unit_grid
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.open_problem import NewProblem, propose_open
from gongkai_tui.usecases.problems import list_problems

from .memory_repository import git_in_memory, open_in_memory
from .office_model import MEMBERS, OFFICE, PEOPLE, SHAPES, START, STREETS, TABLE, Finding, OfficeModel, Said

TASK = "q-2022/001"
URL = "https://a.gov.cn/1"
DUE = date(2022, 6, 30)
FLAGS = ("逾期", "临期", "久未更新", "待核查超时")


def mail(person: str) -> str:
    return f"{list(PEOPLE).index(person)}@a.example"


def contacts(unit: str, role: str) -> tuple[Contact, ...]:
    return tuple(Contact(name, mail(name)) for name, known in PEOPLE.items() if known in ((role, unit), ("unit", unit)))


UNITS = (
    Jurisdiction(
        "q",
        "本区",
        office=OFFICE,
        units=(
            *(Unit(name, contacts=contacts(name, "office")) for name in (OFFICE, "区财政局", "区审计局", "区司法局")),
            *(Unit(name, UnitKind.STREET, contacts=contacts(name, "office")) for name in MEMBERS),
        ),
        groups=(Group(STREETS, members=MEMBERS, resolved=True),),
    ),
    Jurisdiction("p", "邻区", office=OFFICE, units=(Unit(OFFICE, contacts=contacts(OFFICE, "elsewhere")),)),
)
PLAN = Plan("q-2022", "2022年本区政务公开工作要点", year=2022, issued=START, jurisdiction="q")


def files(task: Task) -> dict[str, bytes]:
    texts = {units_path(each.id): emit.emit_units(each) for each in UNITS}
    texts |= {plan_path(PLAN.id): emit.emit_plan(PLAN), task_path(task.id): emit.emit_task(task)}
    return {path: text.encode() for path, text in texts.items()}


@pytest.fixture(autouse=True, scope="module")
def _in_memory():
    with git_in_memory():
        yield


PERSON = [*["甲"] * 8, *["乙"] * 6, "财政张三", "东街李六", *PEOPLE]
SOME, MOST = 34, 39
PICK = range(MOST + 1)
"""Which of what there is to choose from at that moment."""
SAID = [
    *[Said("说明", "理由", True)] * 6,
    Said("说明", "更正：记错", True),
    *(Said(*words) for words in product(("说明", ""), ("理由", ""), (True, False))),
]
SHAPE = ["集合", "办公室自己", *SHAPES]
KIND = [DeadlineKind.DATE, DeadlineKind.DATE_THEN_ONGOING, *DeadlineKind]
LATER = [40, 40, 100, 100, 10, -5]
WHY = ["系统升级", "系统升级", "", "系统升级", "系统升级"]
DECISION = [Decision.GRANTED, Decision.REFUSED, Decision.GRANTED]
ANSWER = ["照办", "", "照办"]
FAULT = ["打不开", "内容陈旧"]
TERM = [20, 20, 40, 30, 0, None, -1]

ACTIONS = {
    "set_unit": (9, PERSON, PICK, PICK, SAID),
    "set_whole": (6, PERSON, PICK, SAID),
    "write_note": (1, PERSON, PICK, SAID),
    "days_pass": (3, PICK),
    "ask_for_more_time": (3, PERSON, PICK, LATER, WHY),
    "answer_more_time": (3, PERSON, PICK, DECISION, ANSWER),
    "find_fault": (2, PERSON, PICK, FAULT, TERM),
    "next_step": (8, PERSON, PICK, PICK, SAID, TERM),
    "take_back": (3, PERSON),
    "correct_title": (1, PERSON, [*range(1000)]),
}
"""What is done, how often, and with what."""
NAMES = [name for name, (weight, *_) in ACTIONS.items() for _ in range(weight)]
NUMBERS = st.integers(0, 2**32)


class RandomActions(RuleBasedStateMachine):
    """One task of one plan in the hands of everybody."""

    @initialize(number=NUMBERS)
    def begin(self, number):
        self.salt = number
        chance = Random(number)  # noqa: S311
        self.begin_with(chance.choice(SHAPE), chance.choice(KIND))

    def begin_with(self, shape, kind):
        note(f"{shape}，期限{kind}")
        due = {"截止": DUE, "截止后长期": DUE, "全年": date(2022, 12, 31), "限期": DUE}.get(kind.value)
        units = tuple(UnitRole(name, Role(role)) for name, role in SHAPES[shape].items())
        task = Task(TASK, "", "财政信息", "按月公开。", 1, "", units, Deadline("x", kind, due))
        self.model = OfficeModel(shape, kind.value, due)
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("GONGKAI_TODAY", START.isoformat())
        self.ws, self.repository = open_in_memory(files(task), ("甲", mail("甲")))
        self.ids: list[str] = []
        self.seen = None

    def teardown(self):
        self.ws.close()
        self.patch.undo()

    def pick(self, person, number):
        """Mostly a unit that has a part, or the whole task; for a contact mostly the own unit."""
        role, own = PEOPLE[person]
        usual = [None, own] if role == "unit" else [None, *self.model.roles, *self.model.units]
        names = [*usual * (SOME // len(usual)), *MEMBERS, STREETS, OFFICE, "区司法局"]
        return names[number % len(names)]

    def does(self, person, accepted, work):
        """Let a person do it; the product must take it exactly if the model did."""
        self.repository.person = (person, mail(person))
        before = self.repository.head()
        try:
            refusals = work()
        except GongkaiError as refused:
            refusals = [str(refused)]
        assert bool(refusals) is not accepted, (person, refusals)
        if refusals:
            assert all(str(each).strip() for each in refusals)
            assert self.repository.head() == before

    def save(self, module, proposal):
        if not proposal.refusals:
            module.carry_out(self.ws, proposal)
        return [each.message for each in proposal.refusals]

    def request(self, unit, words, **assignments):
        evidence = (URL,) if words.evidence else ()
        asked = ChangeRequest(
            (TASK,), assignments=assignments, unit=unit, note=words.note, reason=words.reason, evidence=evidence
        )
        return self.save(change_tasks, change_tasks.propose(self.ws, asked))

    @rule(number=NUMBERS)
    def somebody(self, number):
        """Each action as often as it should be: hypothesis by itself prefers what it has drawn before."""
        chance = Random(f"{self.salt} {number}")  # noqa: S311
        name = chance.choice(NAMES)
        what = [chance.choice(choices) for choices in ACTIONS[name][1:]]
        note(f"{self.model.today} {name} {what}")
        getattr(self, name)(*what)

    def set_unit(self, person, number, choice, words):
        self.set_status(person, self.pick(person, number), choice, words)

    def set_whole(self, person, choice, words):
        self.set_status(person, None, choice, words)

    def set_status(self, person, unit, choice, words):
        """Mostly one that may follow by the table."""
        stands = self.model.status(unit)
        follows = [end for start, end in TABLE if start == stands and end != "已终止"]
        targets = [*(list(Status) * 2), *follows * (24 // len(follows))] if follows else list(Status)
        to = str(targets[choice % len(targets)])
        accepted = self.model.set(person, unit, to, words)
        self.does(person, accepted, lambda: self.request(unit, words, status=to))

    def write_note(self, person, number, words):
        unit, words = self.pick(person, number), replace(words, note="说明")
        accepted = self.model.note(person, unit, words)
        self.does(person, accepted, lambda: self.request(unit, words))

    def correct_title(self, person, number):
        words, title = Said(reason="错字"), f"财政信息{self.model.today}{number}"
        self.does(person, self.model.correct(person), lambda: self.request(None, words, heading=title))

    def take_back(self, person):
        known = len(self.model.findings)
        accepted = self.model.undo(person)

        def work():
            proposal = undo.propose_undo(self.ws)
            refusals = [each.message for each in proposal.refusals]
            if not refusals:
                undo.carry_out_undo(self.ws, proposal)
            return refusals

        self.does(person, accepted, work)
        del self.ids[len(self.model.findings) : known]

    def days_pass(self, which):
        """Mostly up to a day on which something changes."""
        ahead = [*self.model.edges()[:8], self.model.today + timedelta(1)]
        self.model.today = ahead[which % len(ahead)]
        self.patch.setenv("GONGKAI_TODAY", self.model.today.isoformat())

    def ask_for_more_time(self, person, number, wait, reason):
        unit = self.pick(person, number)
        to = max(self.model.due or DUE, self.model.today) + timedelta(wait)

        def work():
            extend_task.save_extension(
                self.ws, extend_task.propose_request(self.ws, TASK, to.isoformat(), reason, unit=unit)
            )

        self.does(person, self.model.extend(person, unit, to, reason), work)

    def answer_more_time(self, person, number, decision, words):
        asked = [each.unit for each in self.model.extensions if not each.decision]
        if not asked and number:
            self.ask_for_more_time(person, number, 40, "系统升级")
            return
        unit = asked[number % len(asked)] if asked and number < SOME else self.pick(person, number)
        accepted = self.model.decide(person, unit, decision.value, words)

        def work():
            extend_task.save_extension(self.ws, extend_task.propose_answer(self.ws, TASK, decision, words, unit=unit))

        self.does(person, accepted, work)

    def find_fault(self, person, number, what, wait):
        if sum(each.is_open for each in self.model.findings) > 1:
            return
        unit = self.pick(person, number) or ""
        due = None if wait is None else self.model.today + timedelta(wait)
        known = len(self.model.findings)
        accepted = self.model.find(person, unit, what, due)

        def work():
            new = NewProblem(what, task=TASK, unit=unit, due=due.isoformat() if due else "")
            proposal = propose_open(self.ws, new)
            refusals = self.save(change_problems, proposal)
            self.ids += [] if refusals else proposal.problems
            return refusals

        self.does(person, accepted, work)
        assert len(self.ids) == len(self.model.findings) == known + accepted

    def next_step(self, person, which, choice, words, wait):
        if not self.ids:
            self.find_fault(person, which, "打不开", wait)
            return
        number = len(self.ids) - 1 - which % min(2, len(self.ids))
        found, problem = self.model.findings[number], self.ids[number]
        follows = [*Finding.FOLLOWS[found.state]] * 3 + [*Finding.AFTER]
        step = follows[choice % len(follows)]
        due = None if wait is None else self.model.today + timedelta(wait)
        accepted = self.model.act(person, found, step, words, due)
        self.does(person, accepted, lambda: self.save(change_problems, self.step(step, problem, words, due)))

    def step(self, step, problem, words, due):
        proof, until = (URL,) if words.evidence else (), due.isoformat() if due else ""
        p, about = change_problems, (self.ws, [problem])
        return {
            "反馈": lambda: p.propose_notify(*about, due=until),
            "异议": lambda: p.propose_object(*about, reason=words.reason),
            "维持": lambda: p.propose_answer(*about, upheld=False, text=words.note),
            "异议成立": lambda: p.propose_answer(*about, upheld=True, text=words.note),
            "报整改": lambda: p.propose_fix(*about, text=words.note, evidence=proof),
            "再核查通过": lambda: p.propose_recheck(*about, passed=True, text=words.note, evidence=proof),
            "再核查不通过": lambda: p.propose_recheck(*about, passed=False, text=words.note, evidence=proof, due=until),
            "撤销": lambda: p.propose_withdraw(*about, reason=words.reason),
        }[step]()

    @invariant()
    def everything_stands_as_in_the_model(self):
        model, seen = self.model, (self.repository.head(), self.model.today)
        if seen == self.seen:
            return
        self.seen = seen
        row = list_tasks(self.ws).rows[0]
        assert (row.status, told(flags_of(row, model.today))) == (model.shown(), told(model.flags(None)))
        lines = unit_grid(self.ws, PLAN.id).grid.lines
        cells = {line.name: line.cells[0] for top in lines for line in (top, *top.members)}
        assert {name: cell.row.status for name, cell in cells.items()} == {
            name: model.status(name) for name in {*model.roles, *model.units}
        }
        assert {name: told(cells[name].flags) for name in model.units} == {
            name: told(model.flags(name)) for name in model.units
        }
        problems = {each.record.id: each for each in list_problems(self.ws).problems}
        assert [(problems[i].record.state, set(problems[i].flags)) for i in self.ids] == [
            (each.state, each.flags(model.today, model.findings)) for each in model.findings
        ]


def told(flags):
    return {each for each in FLAGS if each in flags}


RandomActions.TestCase.settings = settings(
    max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestRandomActions = RandomActions.TestCase


@pytest.mark.parametrize("kind", DeadlineKind)
@pytest.mark.parametrize(("person", "acts_as"), [("甲", Actor.BOTH), ("财政张三", Actor.UNIT)])
def test_the_table_of_steps_is_that_of_the_domain_research(kind, person, acts_as):
    for start, end, said, why, proof in product(Status, Status, ("", "说明"), ("", "理由"), (False, True)):
        model = OfficeModel("一个单位", kind.value, DUE)
        model.default = start.value
        given = {"has_evidence": proof, "has_reason": bool(why), "has_note": bool(said)}
        refused = refusal(start, end, actor=acts_as, kind=kind, **given)
        accepted = model.set(person, None, end.value, Said(said, why, evidence=proof))
        assert accepted is (refused is None), (start, end, given)
        assert accepted or refused.endswith("。")
