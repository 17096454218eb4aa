"""问题: what 核查 found, round after round, until it is 核销."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from gongkai_tui.domain.check_methods import METHODS
from gongkai_tui.domain.problem_flags import ProblemFlag
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.domain.problem_transitions import acts_after
from gongkai_tui.reporting.problem_detail import problem_fields
from gongkai_tui.reporting.problem_list import problem_row
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import ONLY_THIS, Field
from gongkai_tui.tui.lines import Line, Span, Tone
from gongkai_tui.tui.outcome import Outcome
from gongkai_tui.tui.sheets.handling import ask_and_do, ask_and_save, choose, is_office_only, office_only, save_proposal
from gongkai_tui.tui.sheets.problem_forms import FORMS
from gongkai_tui.tui.sheets.sheet import Closed, Column, Page, Sheet, SheetLine, labelled
from gongkai_tui.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.domain.plan import Plan
    from gongkai_tui.domain.problem_row import ListedProblem
    from gongkai_tui.domain.problem_transitions import LoopRow
    from gongkai_tui.tui.port import Port
    from gongkai_tui.tui.screens.desk import DeskScreen
    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.usecases.workspace import Workspace

    Answers = Mapping[str, str]

# Use cases load when they are first needed.
# ruff: noqa: PLC0415

_TONES = {
    ProblemState.TO_NOTIFY: Tone.WARN,
    ProblemState.RECTIFYING: Tone.BAD,
    ProblemState.OBJECTED: Tone.WARN,
    ProblemState.TO_RECHECK: Tone.ACCENT,
    ProblemState.CLOSED: Tone.GOOD,
    ProblemState.WITHDRAWN: Tone.DIM,
}


class ProblemsSheet(Sheet):
    """One line for each problem."""

    name: ClassVar[str] = "问题"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("编号", 24, rank=4),
        Column("状态", 8),
        Column("单位", 16),
        Column("问题", 80, grows=True),
        Column("任务", 24, rank=3),
        Column("轮次", 4, rank=5, right=True),
        Column("整改期限", 10, rank=1),
        Column("剩余", 6, rank=6, right=True),
        Column("标记", 20, rank=2),
    )
    handles: ClassVar[str] = "下一步：反馈、报整改、再核查、复核、撤销"
    adds: ClassVar[str] = "记一个问题"

    def read(self, port: Port, plan: Plan | None) -> Page:
        """All problems of the plan; those that somebody has to do something about first."""
        return port.ask(partial(_read, plan.id if plan else ""))

    def closed(self, port: Port, plan: Plan | None, lines: Sequence[SheetLine]) -> Closed:
        """Tell which problems are not this person's to go on with, and whether they may record none."""
        from gongkai_tui.usecases.change_problems import in_hand
        from gongkai_tui.usecases.open_problem import RULE

        problems: list[ListedProblem] = [each.value for each in lines]  # type: ignore[misc]
        known = port.ask(lambda ws, _moment: in_hand(ws, [(each.plan, each.record) for each in problems]))
        others = frozenset(line.key for line, is_theirs in zip(lines, known, strict=True) if not is_theirs)
        return Closed(others, is_office_only(port, plan.id if plan else "", RULE))

    async def handle(self, screen: SheetsScreen, lines: Sequence[SheetLine]) -> bool:
        """Choose the next step and ask for what it needs."""
        from gongkai_tui.usecases.change_problems import carry_out

        problems: list[ListedProblem] = [each.value for each in lines]  # type: ignore[misc]
        words = problems[0].record.id if len(problems) == 1 else f"{len(problems)} 个问题"
        common = _common_steps(problems)
        if not common:
            states = "、".join(dict.fromkeys(each.record.state.value for each in problems))
            screen.warn(f"{states}的问题没有共同的下一步" if len(problems) > 1 else f"{states}的问题不再变化")
            return False
        names = [row.act for row in common]
        ask = partial(screen.desk.port.ask, lambda ws, _moment: _refusals(ws, problems, names))
        refusals = await screen.desk.back.read(ask)
        if all(refusals.values()):
            screen.refuse(refusals[names[0]])
            return False
        open_to = [row for row in common if not refusals[row.act]]
        choices = [Choice(row.act, row.act, note=f"→ {row.target}；记下{'、'.join(row.needs)}") for row in open_to]
        name = await choose(screen, f"{words}：下一步", choices)
        if name is None:
            return False
        form, ids = FORMS[name], [each.record.id for each in problems]
        return await ask_and_save(
            screen,
            f"{name}：{words}",
            form.fields,
            lambda ws, answers: form.propose(ws, ids, answers),
            carry_out,
            required=form.required,
            plan=screen.scope,
        )

    async def add(self, screen: SheetsScreen) -> None:
        """Record a problem, with or without a task."""
        await record_problem(screen, screen.scope)


def _read(plan: str, ws: Workspace, as_of: str | None) -> Page:
    from gongkai_tui.usecases.problems import list_problems

    found = list_problems(ws, plan=plan, as_of=as_of)
    plans = {each.id: each for each in _plans(ws, as_of)}
    problems = sorted(found.problems, key=_urgency)
    live = [each for each in problems if each.record.is_open]
    late = sum(ProblemFlag.OVERDUE in each.flags for each in live)
    said = [Span(f"未核销 {len(live)}/{len(problems)}", Tone.ACCENT)]
    if late:
        said.append(Span(f"  整改逾期 {late}", Tone.BAD))
    empty = ("没有问题。", f"按 + 记一个问题；第三方的清单用 {key_of('import_problems')}。")
    lines = tuple(_line(each, plans.get(each.plan)) for each in problems)
    return Page(lines, tuple(said), found.findings, empty)


def _plans(ws: Workspace, as_of: str | None) -> Sequence[Plan]:
    from gongkai_tui.usecases.reading import read_view

    return tuple(read_view(ws, as_of=as_of).plans().values())


def _urgency(each: ListedProblem) -> tuple[object, ...]:
    """Open before settled; of the open ones what is due first, then the older."""
    left = each.days_left
    return (not each.record.is_open, left is None, left or 0, each.record.id)


def _line(problem: ListedProblem, plan: Plan | None) -> SheetLine:
    record, row = problem.record, problem_row(problem)
    late = ProblemFlag.OVERDUE in problem.flags
    left = problem.days_left
    cells = (
        Span(record.id),
        Span(record.state.value, _TONES[record.state]),
        Span(record.unit),
        Span(str(row["what"]).replace("\n", " ")),
        Span(record.task, Tone.DIM),
        Span(str(row["round"] or "")),
        Span(row["due"] or ""),
        Span("" if left is None else f"{left}天", Tone.BAD if late else Tone.PLAIN),
        Span("、".join(row["flags"]), Tone.BAD if late else Tone.WARN),
    )
    detail = partial(_detail, problem, plan)
    return SheetLine(record.id, cells, detail, (record.task,) if record.task else (), value=problem)


def _detail(problem: ListedProblem, plan: Plan | None, cells: int) -> list[Line]:
    path = f"plans/{problem.plan}/problems/{problem.record.id}.yaml"
    return [line for label, text in problem_fields(problem, plan, path) for line in labelled(label, text, cells)]


def _common_steps(problems: Sequence[ListedProblem]) -> list[LoopRow]:
    """The steps that all of some problems may take next, in the order of `FORMS`."""
    may = [acts_after(each.record.state) for each in problems]
    common = (row for row in may[0] if row.act in FORMS and all(row in rows for rows in may))
    return sorted(common, key=lambda row: list(FORMS).index(row.act))


def _refusals(ws: Workspace, problems: Sequence[ListedProblem], acts: Sequence[str]) -> Mapping[str, str]:
    """Why this person may not take each step on some problems, before it is offered."""
    from gongkai_tui.usecases.change_problems import party_refusals

    return party_refusals(ws, [(each.plan, each.record) for each in problems], acts)


async def record_problem(
    screen: DeskScreen, plan: str, task: str = "", units: Sequence[str] = (), *, besides_marks: bool = False
) -> None:
    """Ask what was found, and record it; with a 整改期限 the unit is told at once.

    `besides_marks` when other tasks are marked, of which nothing is recorded.
    """
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog
    from gongkai_tui.usecases.change_problems import carry_out
    from gongkai_tui.usecases.open_problem import RULE, AlreadyRecorded, NewProblem, propose_open

    if await office_only(screen.desk.front, plan or task.partition("/")[0], RULE):
        return
    unit = units[0] if len(units) == 1 else ""
    fields = (
        Field("task", "任务（编号，可空）", task, hint=f"{plan}/17" if plan else "huaiyin-2022/17"),
        Field("unit", "单位（任务只有一个单位的可空）", unit, hint="、".join(units), kind=Kind.UNIT),
        Field("what", "问题"),
        Field("where", "位置（栏目、网址，可空）"),
        Field("method", "方式（可空）", hint=METHODS),
        Field("basis", "依据（可空）"),
        Field("due", "整改期限（写了即同时反馈单位，可空）", kind=Kind.DUE),
    )

    title = f"记一个问题{ONLY_THIS if besides_marks else ''}"

    async def offer(answers: Answers, repeats: str = "") -> Outcome:
        # A task says in which plan the problem stands.
        new = NewProblem(**answers, plan="" if answers["task"] else plan, repeats=repeats)
        try:
            return await save_proposal(screen, lambda ws: propose_open(ws, new), carry_out, title)
        except AlreadyRecorded as known:
            notes = (f"{known.said}。", "确是另一个问题的，按 Esc 回去写清位置或不同之处。")
            question = ConfirmDialog("再次发现同样的问题？", notes=notes, verb=f"另记一个，写明重复 {known.same}")
            if await screen.desk.back.ask(question) is None:
                return Outcome.REFUSED
            return await offer(answers, known.same)

    await ask_and_do(screen, title, fields, offer, required=frozenset({"what"}), plan=plan)
