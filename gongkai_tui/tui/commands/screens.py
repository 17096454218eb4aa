"""To other screens and other times."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.commands.views import drill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.tui.screens.desk import LaidOver
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.tui.widgets.choice_list import Choice

# Screens and dialogs load when they are first needed: the first screen does without them.
# ruff: noqa: PLC0415

_AHEAD = "ahead "
"""What the ids of days begin with that cannot be looked back at."""


def show(screen: TasksScreen, wanted: type[LaidOver]) -> None:
    """Show a screen over the main one; one that is open already comes to the top."""
    app = screen.app
    if isinstance(app.screen, wanted):
        screen.say(f"已在{app.screen.where}")
        return
    if any(isinstance(opened, wanted) for opened in app.screen_stack):
        while not isinstance(app.screen, wanted):
            app.pop_screen()
        return
    if screen.way_back.leads_to(wanted) and screen.way_back.go():
        return
    screen.way_back.forget()
    app.push_screen(wanted(screen))


def go_home(screen: TasksScreen) -> None:
    """Take away whatever is laid over the main screen."""
    while screen.app.screen is not screen:
        screen.app.pop_screen()


MANY = 200
"""Tasks from which they are marked instead of filtered by their ids."""


def show_tasks(desk: TasksScreen, tasks: Sequence[str]) -> None:
    """Show some tasks of all plans on the main screen; many are marked there."""
    drill(desk, "", ",".join(tasks) if len(tasks) <= MANY else "")
    if len(tasks) > MANY:
        desk.board.marks = set(tasks)
        desk.show_marks()
        desk.table.go_to(tasks[0])
        desk.say(f"已标记这 {len(tasks)} 项任务")
    desk.set_focus(desk.table)


def show_grid(screen: TasksScreen) -> None:
    """Show units against tasks."""
    from gongkai_tui.tui.screens.grid import GridScreen

    show(screen, GridScreen)


def only_in_grid(screen: TasksScreen) -> None:
    """What the grid itself does: it is not valid elsewhere."""
    screen.warn(f"请先按 {key_of('grid')} 打开单位任务表")


def show_overview(screen: TasksScreen) -> None:
    """Show all plans with their figures."""
    from gongkai_tui.tui.screens.overview import OverviewScreen

    show(screen, OverviewScreen)


def show_commits(screen: TasksScreen) -> None:
    """Show the whole history."""
    from gongkai_tui.tui.screens.commits import CommitsScreen

    show(screen, CommitsScreen)


def show_commit(screen: TasksScreen, commit: str) -> None:
    """Show the whole history with the cursor on a commit."""
    from gongkai_tui.tui.screens.commits import CommitsScreen

    show(screen, CommitsScreen)
    for opened in screen.app.screen_stack:
        if isinstance(opened, CommitsScreen):
            opened.go_to(commit)


def nothing_here(screen: TasksScreen) -> None:
    """For actions that only screens over the main one know how to do."""
    screen.warn("这里没有可做的")


def show_statistics(screen: TasksScreen) -> None:
    """Count the tasks that the main screen shows."""
    from gongkai_tui.tui.screens.statistics import StatisticsScreen

    show(screen, StatisticsScreen)


async def look_back(screen: TasksScreen) -> None:
    """Choose the day or commit to look at; from the past, come back."""
    from gongkai_tui.tui.dialogs.choose import ChooseDialog

    if screen.port.moment:
        travel(screen, "")
        return
    title = "回看哪一天（也可输入日期，如 9月30日、上周五）"
    answer = await screen.back.ask(ChooseDialog(title, _moments(screen), more=lambda w: _typed(screen, w)))
    if answer and answer.startswith(_AHEAD):
        screen.front.warn(f"{answer.removeprefix(_AHEAD)} 还没有到，回看只能看今天和以前的台账")
    elif answer:
        travel(screen, answer)


def travel(screen: TasksScreen, moment: str) -> None:
    """Show everything as it stood on a day or in a commit, or as it is now where `moment` is empty."""
    screen.port.travel(moment)
    screen.back.reload(whole=True)
    screen.say(f"正在读取 {moment} 的台账……" if moment else "正在回到现在……")


def _moments(screen: TasksScreen) -> list[Choice]:
    from gongkai_tui.domain.filter_dates import read_period
    from gongkai_tui.tui.widgets.choice_list import Choice

    day = screen.port.day
    found = [
        ("昨天", day - timedelta(days=1)),
        ("一周前", day - timedelta(days=7)),
        ("三十天前", day - timedelta(days=30)),
    ]
    choices = [Choice(when.isoformat(), name, note=f"{when}") for name, when in found]
    for words, name in (("上月", "上月底"), ("上季度", "上季度末"), ("去年", "去年底")):
        period = read_period(words, day)
        if period is not None:
            choices.append(Choice(period.last, name, note=period.last))
    plans = [found.plan for found in screen.loaded.plans] if screen.loaded else []
    issued = [(plan.issued.isoformat(), plan.title) for plan in plans if plan.issued]
    return [*choices, *(Choice(when, f"印发日 {when}", note=title) for when, title in issued)]


def _typed(screen: TasksScreen, word: str) -> list[Choice]:
    """What was typed as a day such as 9月30日, 上周五 or 2022-09, else as a commit."""
    from gongkai_tui.domain.filter_dates import read_period, shifted
    from gongkai_tui.domain.typed_dates import read_last_such_day, read_typed_date
    from gongkai_tui.tui.lines import Tone
    from gongkai_tui.tui.widgets.choice_list import Choice

    day = screen.port.day
    past, period = read_last_such_day(word, day), read_period(word, day)
    typed = read_typed_date(word, day).due
    begins = period.first if period else typed.isoformat() if typed else ""
    if past is None and begins > day.isoformat():
        return [Choice(_AHEAD + begins, f"{begins} 还没有到", note="只能回看今天和以前", tone=Tone.DIM)]
    when = past.isoformat() if past else period.last if period else shifted(f"-{word.removeprefix('-')}", day)
    if when is not None:
        when = min(when, day.isoformat())
        return [Choice(when, f"回看 {when}", note="当天结束时的台账")]
    return [Choice(word, f"回看提交 {word}", note="提交编号或 HEAD~3 这样的版本")]
