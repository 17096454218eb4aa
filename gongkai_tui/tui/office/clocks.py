"""Count a statutory or free clock, and explain the count day by day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.clock_rules import EXAMPLES, Measure, read_rule
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.reporting.clock_text import clock_text, rule_record
from gongkai_tui.tui.dialogs.choose import ChooseDialog
from gongkai_tui.tui.dialogs.fields import Field
from gongkai_tui.tui.office.reading import read_page
from gongkai_tui.tui.outcome import Outcome
from gongkai_tui.tui.sheets.handling import ask_and_do
from gongkai_tui.tui.widgets.choice_list import Choice
from gongkai_tui.usecases.count_clock import count_clock, named_clocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.clock_rules import ClockRule
    from gongkai_tui.tui.screens.tasks import TasksScreen


async def count(screen: TasksScreen) -> None:
    """Choose a clock, ask when it starts, and show the count."""
    dialog = ChooseDialog(f"哪一种时限（也可直接写 {EXAMPLES}）", [*map(_named, named_clocks())], more=_free, tall=True)
    typed = await screen.back.ask(dialog)
    if typed is None:
        return
    rule = read_rule(typed)
    is_hours = rule.spans[0].measure is Measure.HOUR
    hint = "2022-05-01 22:30" if is_hours else "2022-09-30、昨天"
    field = Field("start", f"{rule.event}是哪一天{'、几点几分' if is_hours else ''}", hint=hint)

    async def show(answers: Mapping[str, str]) -> Outcome:
        found = await screen.back.read(partial(count_clock, typed, answers["start"], today=screen.port.day))
        await read_page(
            screen, f"{found.rule.name}：{found.start.words} 起", lambda cells: clock_text(found, "table", room=cells)
        )
        return Outcome.UNCHANGED

    await ask_and_do(screen.front, f"时限：{typed}", (field,), show, required=frozenset({"start"}), verb="推算")


def _named(rule: ClockRule) -> Choice:
    record = rule_record(rule)
    return Choice(rule.name, rule.name, "", "；".join(filter(None, (*record["spans"], rule.event, rule.source))))


def _free(typed: str) -> list[Choice]:
    """What was typed as a clock of its own, where it is one."""
    try:
        rule = read_rule(typed)
    except UsageError:
        return []
    return [] if rule in named_clocks() else [Choice(typed, typed, note="自己写明的时限")]
