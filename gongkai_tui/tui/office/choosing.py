"""Choose whom 有关部门 means in some tasks: asked once, remembered in them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.tui.commands.saving import hidden_words, targets, words_for
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.sheets.handling import ask_and_do, choose, office_only, save_proposal
from gongkai_tui.tui.widgets.choice_list import Choice
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out
from gongkai_tui.usecases.choosing import RULE, propose_choice, read_members, sets_of_tasks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.outcome import Outcome
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.usecases.choosing import SetOfTasks


async def choose_units(screen: TasksScreen) -> None:
    """Ask for the units of a set of the marked tasks, else of the one under the cursor."""
    rows = targets(screen)
    if not rows or await office_only(screen.front, rows[0].plan, RULE):
        return
    sets = await screen.back.read(partial(screen.port.ask, lambda ws, _moment: sets_of_tasks(ws, rows)))
    if not sets:
        screen.front.warn(f"{words_for(rows)}的责任单位里没有“有关部门”这样要选定的；按 F7 输入 单位:有关 可筛出")
        return
    found = sets[0] if len(sets) == 1 else await _choose_set(screen, sets)
    if found is not None:
        await _ask_units(screen, rows, found)


async def _choose_set(screen: TasksScreen, sets: Sequence[SetOfTasks]) -> SetOfTasks | None:
    choices = [Choice(str(place), each.group, note=_stands(each)) for place, each in enumerate(sets)]
    answer = await choose(screen.front, "选定哪一个的单位", choices)
    return None if answer is None else sets[int(answer)]


def _stands(found: SetOfTasks) -> str:
    many = f"{len(found.tasks)} 项，" if len(found.tasks) > 1 else ""
    known = f"已选定 {'、'.join(found.chosen)}" if found.chosen else "各项选定的不同"
    return many + ("待选定" if found.is_open else known)


async def _ask_units(screen: TasksScreen, rows: Sequence[TaskRow], found: SetOfTasks) -> None:
    about = [row for row in rows if row.id in found.tasks]
    title = f"选定{found.group}：{words_for(about)}"
    notes = tuple(_notes(screen, rows, found))

    async def offer(answers: Mapping[str, str]) -> Outcome:
        members = read_members(answers["members"])
        request = ChangeRequest(targets=found.tasks)
        return await save_proposal(
            screen.front, lambda ws: propose_choice(ws, request, found.group, members), carry_out, title, notes=notes
        )

    field = Field(
        "members",
        "选定的单位（几个用顿号分开；写“无”收回）",
        "、".join(found.chosen),
        "区司法局、区财政局",
        kind=Kind.UNITS,
    )
    await ask_and_do(screen.front, title, (field,), offer, required=frozenset({"members"}), plan=about[0].plan)


def _notes(screen: TasksScreen, rows: Sequence[TaskRow], found: SetOfTasks) -> Iterator[str]:
    others = len(rows) - len(found.tasks)
    if others:
        yield f"已选 {len(rows)} 项，其中 {others} 项没有“{found.group}”，不改"
    if hidden := hidden_words(screen, found.tasks):
        yield f"将改 {len(found.tasks)} 项，{hidden}"
