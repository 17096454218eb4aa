"""Names that somebody looks for in the history and that neither the data nor the history knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.filter_names import is_known, is_plan_like
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.history_filter import is_called
from gongkai_tui.domain.history_names import asked_names
from gongkai_tui.domain.near_names import near_words
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.gitrepo import history as git_history
from gongkai_tui.gitrepo.repository import PREFIXES
from gongkai_tui.storage.paths import is_plan_id, task_path
from gongkai_tui.usecases.plan_lookup import no_such_plan
from gongkai_tui.usecases.reading import committed_view
from gongkai_tui.usecases.task_lookup import UnknownTask
from gongkai_tui.usecases.unit_lookup import likely_units
from gongkai_tui.usecases.unknown_names import known_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.usecases.workspace import Workspace


class UnknownPerson(GongkaiError):
    """Nobody who is called so has ever committed anything."""


def refuse_unknown_in_history(ws: Workspace, filter_text: str) -> tuple[str, ...]:
    """Say why a filter of the history found nothing; what may be known to the history alone is returned as a hint.

    Asked only when nothing was found: git looks for each name by itself.

    Raises:
        UnknownPlan, UnknownTask, UnknownPerson: the history has never known it.
        FilterError: the filter cannot be read.
    """
    if ws.repository.head() is None:
        return ()
    asked = asked_names(filter_text)
    view = committed_view(ws)
    plans = view.plans()
    for task in asked.tasks:
        plan = task.partition("/")[0]
        if not _ever(ws, task_path(task)):
            if plan not in plans and not _ever(ws, f"plans/{plan}"):
                raise no_such_plan(plan, plans)
            raise UnknownTask(f"历史里没有任务 {task}；{by_doing(Remedy.LIST_TASKS, to='查看编号')}")
    for plan in asked.plans:
        is_there = any(plan in each for each in plans) or (is_plan_id(plan) and _ever(ws, f"plans/{plan}"))
        if not is_there and is_plan_like(plan):
            raise no_such_plan(plan, plans)
    _refuse_people(ws, asked.people)
    if not asked.units:
        return ()
    known = known_units(view)
    return tuple(
        f"units/ 和现在的任务里没有单位“{unit}”{likely_units(view.jurisdictions(), unit)}；"
        "已经去掉的单位只能从提交的标题里找，也没有找到。"
        for unit in asked.units
        if not is_known(unit, known)
    )


def _ever(ws: Workspace, path: str) -> bool:
    """Whether a file or folder ever stood in the history."""
    return next(iter(git_history.log(ws.repository, paths=(path,), limit=1)), None) is not None


def _refuse_people(ws: Workspace, people: tuple[str, ...]) -> None:
    if not people:
        return
    known = dict(_people(ws))
    for person in people:
        word = fold(person)
        if not any(is_called(name, email, word) for name, email in known.items()):
            raise UnknownPerson(f"历史里没有叫“{person}”的人{near_words(person, known)}")


def _people(ws: Workspace) -> Iterator[tuple[str, str]]:
    for commit in git_history.log(ws.repository, paths=PREFIXES):
        yield commit.author, commit.email
