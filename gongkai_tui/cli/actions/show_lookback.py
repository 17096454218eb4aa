"""`gongkai lookback` without a verdict: the list, the next task, the report."""

from __future__ import annotations

from gongkai_tui.cli import console
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.reporting.lookback_text import LOOKBACK_TITLES, figures_text, item_fields, lookback_record
from gongkai_tui.usecases.lookback import lookback

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.commands.lookback import Typed
    from gongkai_tui.cli.settings import Settings
    from gongkai_tui.domain.lookback import LookbackRound
    from gongkai_tui.usecases.workspace import Workspace


def run(settings: Settings, typed: Typed, *, form: str) -> int:
    """Print what was asked for; 1 where a file could not be read."""
    one = typed.show_next
    if typed.report and (typed.target or typed.todo or one or form not in ("table", "md")):
        raise UsageError("--report 是整份计划的报告，只能另加 --into 和 --as-of。")

    def work(ws: Workspace) -> LookbackRound:
        found = lookback(ws, typed.plan, into=typed.into, filter_text=typed.target, as_of=typed.as_of or None)
        if one:
            _show_next(ws, found, typed.as_of, form)
        return found

    found = with_workspace(settings, work)
    if typed.report:
        from gongkai_tui.reporting.lookback_report import report_text

        console.write(report_text(found))
    elif not one:
        _list(found, form, todo=typed.todo)
    _say_progress(found)
    console.say_problems(found.problems)
    return 1 if found.problems else 0


def _list(found: LookbackRound, form: str, *, todo: bool) -> None:
    from gongkai_tui.reporting.records_text import records_text

    items = found.undecided if todo else found.items
    console.write(records_text(LOOKBACK_TITLES, list(map(lookback_record, items)), form, room=console.room()))


def _show_next(ws: Workspace, found: LookbackRound, as_of: str, form: str) -> None:
    """The next task without a verdict; nothing on stdout where there is none left."""
    if not found.undecided:
        console.say("符合条件的任务都已有结论。" if found.figures.undecided else "全部任务都已有结论。")
        return
    item = found.undecided[0]
    if form == "json":
        from gongkai_tui.reporting.json_text import json_text

        console.write(json_text(lookback_record(item)))
        return
    from gongkai_tui.domain.flags import flags_of
    from gongkai_tui.reporting.fields_text import fields_text
    from gongkai_tui.reporting.task_detail import task_fields
    from gongkai_tui.usecases.show_task import show_task

    shown = show_task(ws, item.task.id, as_of=as_of or None)
    flags = flags_of(shown.row, shown.day)
    fields = [*task_fields(shown.task, shown.row, shown.plan, shown.path, flags, day=shown.day), *item_fields(item)]
    console.write(fields_text(fields, form, room=console.room()))


def _say_progress(found: LookbackRound) -> None:
    figures = found.figures
    ended = f"（另有已终止{figures.ended}项）" if figures.ended else ""
    into = f"今年的计划：{found.into.id}。" if found.into else "没有计划写明承接它；转入今年时请用 --into 写明。"
    console.say(f"{found.plan.id}：{figures_text(figures)}{ended}，进度 {figures.decided}/{figures.total}。{into}")
