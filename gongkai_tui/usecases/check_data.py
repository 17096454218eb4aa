"""Every rule over all data. Never writes to plans or units; findings are cached by what they depend on."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gongkai_tui.domain import rules
from gongkai_tui.domain.problem import Severity
from gongkai_tui.storage.index_record import problems_from_json, problems_to_json
from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.snapshot import read_snapshot

if TYPE_CHECKING:
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.usecases.reading import Progress
    from gongkai_tui.usecases.workspace import Workspace

SCOPE = "cross"
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def check_data(ws: Workspace, *, progress: Progress | None = None) -> tuple[Problem, ...]:
    """All findings, errors first, then by place."""
    view = read_view(ws, progress=progress)
    found = [*view.problems, *view.file_problems()]
    key = hashlib.sha256(f"{rules.VERSION} {view.head} {ws.today}".encode()).hexdigest()
    cached = None if view.overlay else view.index.finding(SCOPE, key)
    if cached is not None:
        found.extend(problems_from_json(cached))
    else:
        crossing = tuple(rules.snapshot_problems(read_snapshot(ws, view), ws.today))
        found.extend(crossing)
        if not view.overlay:
            with view.index.update():
                view.index.add_finding(SCOPE, key, problems_to_json(crossing))
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda p: (_ORDER[p.severity], p.place, p.line or 0)))
