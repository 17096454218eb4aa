"""Files that cannot be read: lists would be short without a word, and units files no longer tell who somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.storage.index_files import file_problems
from gongkai_tui.storage.paths import UNITS
from gongkai_tui.usecases.reading import read_view

if TYPE_CHECKING:
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.storage.index import Index
    from gongkai_tui.usecases.workspace import Workspace


def unreadable_files(ws: Workspace, *, as_of: str | None = None) -> tuple[Problem, ...]:
    """Each with its line; hand edits included unless `as_of` is given."""
    return read_view(ws, as_of=as_of).problems


def who_is_uncertain(index: Index) -> str:
    """Why somebody whom the readable units files do not know may be anyone; empty where all can be read."""
    where = next(iter(_broken_units(index).values()), "")
    if not where:
        return ""
    return (
        f"{where} 读不出来，不能确定你以谁的身份操作，这时什么都不改；"
        f"请先改正这个文件并用 git commit 提交（{by_doing(Remedy.CHECK, to='列出错误', verb='')}）"
    )


def unknown_governments(index: Index) -> dict[str, str]:
    """What to call each government, by id, whose units file cannot be read: nobody can tell whose it is to change."""
    return {government: f"名录读不出来的 {government}（{where}）" for government, where in _broken_units(index).items()}


def _broken_units(index: Index) -> dict[str, str]:
    """File and line by the id of the government."""
    found: dict[str, str] = {}
    for problem in file_problems(index, unreadable_only=True):
        folder, _, name = problem.place.partition("/")
        if folder == UNITS:
            line = f":{problem.line}" if problem.line else ""
            found.setdefault(name.removesuffix(".yaml"), f"{problem.place}{line}")
    return found
