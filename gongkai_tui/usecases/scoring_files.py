"""The 考核 of plans, as a view of the data holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage.paths import scoring_path
from gongkai_tui.usecases.task_lookup import UnreadableFile

if TYPE_CHECKING:
    from gongkai_tui.domain.scoring import Scoring
    from gongkai_tui.usecases.reading import View
    from gongkai_tui.usecases.workspace import Workspace


def scoring_in(ws: Workspace, view: View, plan: str) -> Scoring | None:
    """The 考核 of one plan, a hand edit instead of what is committed; None where it has none.

    Raises:
        UnreadableFile: the file has an error; the message names the line.
    """
    path = scoring_path(plan)
    data = ws.repository.read_worktree_file(path) if view.overlay.get(path) is not None else None
    oid = view.index.blob_of(path, view.source) if data is None else None
    if oid is not None:
        data = dict(ws.repository.blobs([oid]))[oid]
    return None if data is None else read_scoring(data, path)


def read_scoring(data: bytes, path: str) -> Scoring:
    """What a file says.

    Raises:
        UnreadableFile: it has an error; the message names the line.
    """
    from gongkai_tui.storage.scoring_record import decode_scoring

    found = decode_scoring(data, path)
    if found.value is None:
        raise UnreadableFile(str(found.problems[0]))
    return found.value


def scorings_in(ws: Workspace, view: View) -> tuple[tuple[str, Scoring], ...]:
    """Plan and 考核 of every plan that has a readable one."""
    found = []
    for plan in view.plans():
        try:
            scoring = scoring_in(ws, view, plan)
        except UnreadableFile:
            # What is wrong is among the findings about single files.
            continue
        if scoring is not None:
            found.append((plan, scoring))
    return tuple(found)
