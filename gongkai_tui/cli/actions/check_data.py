"""`gongkai check`: every rule over all data; never writes."""

from __future__ import annotations

from gongkai_tui.cli import console
from gongkai_tui.cli.formats import chosen_format
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.problem import Severity
from gongkai_tui.reporting.problems_text import (
    PROBLEM_TITLES,
    problem_counts,
    problem_line,
    problem_record,
)
from gongkai_tui.usecases.check_data import check_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.settings import Settings


def run(settings: Settings, *, form: str = "", **short: bool) -> int:
    """Print the findings; 1 where one of them is an error."""
    form = chosen_format(form, **short)
    with console.Progress("正在检查") as progress:
        problems = with_workspace(settings, lambda ws: check_data(ws, progress=progress))
    if form == "table":
        console.write("".join(f"{problem_line(problem)}\n" for problem in problems))
        console.say(f"检查完毕：{problem_counts(problems)}。")
    else:
        from gongkai_tui.reporting.records_text import records_text

        console.write(records_text(PROBLEM_TITLES, list(map(problem_record, problems)), form))
    return 1 if any(problem.severity is Severity.ERROR for problem in problems) else 0
