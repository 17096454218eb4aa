"""Every rule over all data. Never writes to plans or units; findings are cached by what they depend on."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gongkai_tui import __version__
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.rules import Snapshot, by_weight, snapshot_problems
from gongkai_tui.gitrepo.repository import PREFIXES
from gongkai_tui.storage.index_packing import problems_from_json, problems_to_json
from gongkai_tui.storage.locating import located, path_of
from gongkai_tui.storage.paths import classify
from gongkai_tui.usecases.problem_files import problems_in
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.saved_views import lost_plan_problems
from gongkai_tui.usecases.scoring_files import scorings_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.usecases.bringing_up import Progress
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace

SCOPE = "cross"

_SAID_BY_THE_FILE = frozenset({"plan-missing"})
"""Findings that only repeat what is said of a file that cannot be read."""


def check_data(ws: Workspace, *, progress: Progress | None = None) -> tuple[Problem, ...]:
    """All findings, errors first, then by place; each names its file and line."""
    view = read_view(ws, progress=progress, hand_edits_of=PREFIXES)
    unreadable = {p.place for p in view.problems}
    crossing = (p for p in _crossing(ws, view) if not (p.check in _SAID_BY_THE_FILE and p.place in unreadable))
    found = [*view.problems, *view.file_problems(), *crossing, *lost_plan_problems(ws)]
    return tuple(by_weight(dict.fromkeys(found)))


def _crossing(ws: Workspace, view: View) -> tuple[Problem, ...]:
    """Findings that take more than one file to see."""
    key = hashlib.sha256(f"{__version__} {view.head} {ws.today}".encode()).hexdigest()
    if not view.overlay:
        cached = view.index.finding(SCOPE, key)
        if cached is not None:
            return problems_from_json(cached)
    snapshot = Snapshot(
        tuple(view.plans().values()),
        tuple(view.facts()),
        tuple(view.jurisdictions()),
        ws.today,
        problems_in(view),
        scorings_in(ws, view),
    )
    found = (*_with_lines(ws, view, snapshot_problems(snapshot)), *_strays(ws, view))
    if not view.overlay:
        _remember(view, key, found)
    return found


def _strays(ws: Workspace, view: View) -> Iterable[Problem]:
    """Committed files among the data whose names no record may have: nothing reads them, and nobody would notice."""
    for path in ws.repository.listing(view.head, PREFIXES).files if view.head else ():
        if path.endswith((".yaml", ".yml")) and classify(path) is None:
            message = (
                "文件名不合规则，没有读入：任务如 017.yaml，问题如 20220518-3f9a2c.yaml，"
                "计划和辖区的编号用小写字母、数字和短横。"
            )
            yield Problem(Severity.WARNING, message, path, check="file-name")


def _remember(view: View, key: str, found: tuple[Problem, ...]) -> None:
    try:
        with view.index.update():
            view.index.add_finding(SCOPE, key, problems_to_json(found))
    except view.index.Error:
        return


def _with_lines(ws: Workspace, view: View, problems: Iterable[Problem]) -> Iterable[Problem]:
    found = list(problems)
    paths = {path_of(p.place) for p in found}
    oids = {path: oid for path in paths if path not in view.overlay and (oid := view.index.blob_of(path, view.source))}
    contents = dict(ws.repository.blobs(set(oids.values())))
    for problem in found:
        path = path_of(problem.place)
        yield located(problem, contents[oids[path]] if path in oids else _worktree_text(ws, path))


def _worktree_text(ws: Workspace, path: str) -> bytes:
    try:
        return ws.repository.read_worktree_file(path) or b""
    except GongkaiError:
        # What stands there is a finding of its own.
        return b""
