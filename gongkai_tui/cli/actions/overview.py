"""`gongkai` without a terminal: every plan with its figures."""

from __future__ import annotations

from gongkai_tui.cli import console
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.reporting.overview import OVERVIEW_TITLES, plan_record
from gongkai_tui.reporting.records_text import records_text
from gongkai_tui.usecases.list_plans import list_plans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.settings import Settings

_NEXT = (
    "gongkai list 列出任务，gongkai show 编号 看一项，gongkai --help 看全部命令；在终端里直接运行 gongkai 打开界面。"
)


def run(settings: Settings) -> int:
    """Print the overview."""
    plans = with_workspace(settings, list_plans)
    if not plans:
        console.say("还没有计划；用 gongkai import 文件 导入一份工作要点，或 gongkai demo 建一个演示仓库。")
        return 0
    rows = [plan_record(found.plan, found.figures) for found in plans]
    console.write(records_text(OVERVIEW_TITLES, rows, "table", room=console.room()))
    console.say(_NEXT)
    return 0
