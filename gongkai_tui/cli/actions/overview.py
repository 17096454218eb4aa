"""`gongkai` without a terminal: every plan with its figures."""

from __future__ import annotations

from gongkai_tui.cli import console
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.reporting.overview import OVERVIEW_TITLES, plan_record
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.list_plans import summarise_plans
from gongkai_tui.usecases.reading import read_view

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.cli.settings import Settings
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.usecases.list_plans import PlanSummary
    from gongkai_tui.usecases.workspace import Workspace

_NEXT = (
    "gongkai list 列出任务，gongkai show 编号 看一项，gongkai --help 看全部命令；在终端里直接运行 gongkai 打开界面。"
)


def run(settings: Settings) -> int:
    """Print the overview; 1 where a file could not be read."""
    plans, problems = with_workspace(settings, _summaries)
    rows = [plan_record(found.plan, found.figures) for found in plans]
    console.write(records_text(OVERVIEW_TITLES, rows, "table", room=console.room()))
    console.say_problems(problems)
    if rows:
        console.say(_NEXT)
    elif not problems:
        console.say("还没有计划；用 gongkai import 文件 导入一份工作要点，或用 gongkai demo 建一个演示仓库。")
    return 1 if problems else 0


def _summaries(ws: Workspace) -> tuple[Sequence[PlanSummary], Sequence[Problem]]:
    view = read_view(ws)
    return summarise_plans(view.plans(), view.rows(texts="none"), view.day), view.problems
