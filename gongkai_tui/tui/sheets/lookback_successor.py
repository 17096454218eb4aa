"""转入今年: which plan is this year's, and which of its tasks carries last year's on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from gongkai_tui.domain.folding import fold
from gongkai_tui.tui.actions import by_id, key_of
from gongkai_tui.tui.lines import Tone
from gongkai_tui.tui.sheets.handling import choose
from gongkai_tui.tui.widgets.choice_list import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from gongkai_tui.domain.lookback import Candidate, LookbackItem
    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.screens.sheets import SheetsScreen
    from gongkai_tui.usecases.workspace import Workspace

# Use cases load when they are first needed.
# ruff: noqa: PLC0415

_Found = TypeVar("_Found")

_NEW = "新增"


class Successor(NamedTuple):
    """What carries on: a task of this year's plan, or a new one there."""

    into: str
    """This year's plan."""
    task: str = ""
    """Empty for a new one."""


async def ask_successor(screen: SheetsScreen, items: Sequence[LookbackItem]) -> Successor | None:
    """Ask which task of this year's plan carries some tasks on; None where the person leaves, or no plan follows."""
    from gongkai_tui.usecases.lookback_successors import tasks_going_on

    into = await _ask_plan(screen, items[0].task.plan)
    if not into:
        return None
    rows = await _read(screen, partial(tasks_going_on, into=into))
    # A confirmed link goes before what the wording says of the same task.
    offered = {each.id: each for each in (*items[0].proposals, *items[0].carried_by)} if len(items) == 1 else {}
    others = (_choice(row) for row in rows if row.id not in offered)
    choices = [*_likely(rows, offered), _new(len(items)), *others]
    chosen = await choose(screen, f"转入今年的哪一项：{into}", choices, meant=_meant(into, rows), tall=True)
    if chosen is None:
        return None
    return Successor(into, "" if chosen == _NEW else chosen)


async def _ask_plan(screen: SheetsScreen, plan: str) -> str | None:
    """Which plan is this year's; says what to do where there is none."""
    from gongkai_tui.usecases.lookback_successors import plans_following

    plans = await _read(screen, partial(plans_following, plan=plan))
    if len(plans) > 1:
        return await choose(screen, "今年的计划是哪一份", [Choice(each.id, each.id, note=each.title) for each in plans])
    if plans:
        return plans[0].id
    palette = key_of("palette")
    documents, begin, head = (by_id(action).label for action in ("import_plan", "new_plan", "plan_head"))
    screen.refuse(
        f"还没有承接 {plan} 的计划，不能转入今年：按 {palette} 输入“{documents}”或“{begin}”建今年的计划；"
        f"已经有的，选中它，按 {palette} 输入“{head}”，在“上年计划”里写 {plan}。"
    )
    return None


async def _read(screen: SheetsScreen, ask: Callable[[Workspace], tuple[_Found, ...]]) -> tuple[_Found, ...]:
    return await screen.desk.back.read(partial(screen.desk.port.ask, lambda ws, _moment: ask(ws)))


def _new(count: int) -> Choice:
    name = f"在今年的计划里{'各' if count > 1 else ''}新增一项"
    return Choice(_NEW, name, note="照抄任务、要求和单位；可写完成时限和章节", tone=Tone.ACCENT)


def _likely(rows: Sequence[TaskRow], offered: Mapping[str, Candidate]) -> Iterator[Choice]:
    known = {row.id: row for row in rows}
    for each in sorted(offered.values(), key=lambda each: -each.score):
        if each.id in known:
            yield _choice(known[each.id], f"{each.score}%  ")


def _choice(row: TaskRow, likeness: str = "") -> Choice:
    text = row.requirement.replace("\n", " ")
    number = row.id.partition("/")[2]
    return Choice(row.id, row.heading or text, keys=number, note=f"{likeness}{text if row.heading else ''}")


def _meant(plan: str, rows: Sequence[TaskRow]) -> Callable[[str], Collection[str]]:
    """The task that a number or an id names, whatever else has its digits."""
    numbered = {str(row.seq): row.id for row in rows if row.seq}

    def meant(typed: str) -> Collection[str]:
        named, _, number = fold(typed).rpartition("/")
        own = named in ("", plan)
        return (numbered.get(number.lstrip("0"), f"{plan}/{number}"),) if own else ()

    return meant
