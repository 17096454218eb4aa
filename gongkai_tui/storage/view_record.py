"""The shape of `views.yaml`: saved views, shared in the root of a repository or private in the git folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from gongkai_tui.domain.row import TITLES
from gongkai_tui.domain.saved_view import MAX_FILTER, SavedView, ViewFile, view_problems
from gongkai_tui.storage import paths
from gongkai_tui.storage.codec import Decoded, decode_record
from gongkai_tui.storage.emit import emit_record
from gongkai_tui.storage.reading import Reading
from gongkai_tui.storage.record_shapes import Field, Listing, Record, WordRow
from gongkai_tui.storage.shapes import Choice, Matching, Text
from gongkai_tui.storage.yaml_nodes import MapNode, SeqNode, YamlProblem
from gongkai_tui.storage.yaml_reader import read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.problem import Problem


def _follow_rules(node: MapNode, values: dict[str, Any], reading: Reading) -> None:
    places = {key: child for key, _line, child in node.entries}
    for problem in view_problems(SavedView(**values)):
        reading.error(places.get(problem.field, node), problem.message, check=problem.check)


_MOST_VIEWS = 200
_VIEW = Record(
    SavedView,
    (
        Field("name", Text(200, required=True), required=True),
        Field("filter", Text(MAX_FILTER, required=True)),
        Field("sort", Text(200, required=True)),
        Field("columns", WordRow(Choice(tuple(TITLES)))),
        Field("plan", Matching("计划编号，如 tianqiao-2021", paths.is_plan_id, paths.PLAN_ID)),
    ),
    check=_follow_rules,
)
VIEWS = Record(
    ViewFile,
    (Field("views", Listing(_VIEW, identity="name", unique=True, most=_MOST_VIEWS), required=True),),
)


class WrittenView(NamedTuple):
    """A view of a file, and where it stands there."""

    view: SavedView
    number: int
    """Place in the list, from 1."""
    lines: Mapping[str, int]
    """1-based line by key."""


class UsableViews(NamedTuple):
    """What of a file of views can be used, and everything that is wrong with the rest."""

    views: tuple[WrittenView, ...]
    problems: tuple[Problem, ...]


def usable_views(data: bytes, path: str = paths.VIEWS) -> UsableViews:
    """Read a views file entry by entry: one that is wrong leaves the others; of two with one name the first counts."""
    problems = decode_views(data, path).problems
    try:
        root = read_tree(data)
    except YamlProblem:
        return UsableViews((), problems)
    entries = next((node for key, _line, node in root.entries if key == "views"), None)
    if not isinstance(entries, SeqNode) or len(entries.items) > _MOST_VIEWS:
        return UsableViews((), problems)
    found: dict[str, WrittenView] = {}
    for number, node in enumerate(entries.items, 1):
        alone = Reading(path, root)
        view = _VIEW.read(node, alone)
        if isinstance(view, SavedView) and isinstance(node, MapNode) and not alone.failed:
            lines = {key: line + 1 for key, line, _ in node.entries}
            found.setdefault(view.name, WrittenView(view, number, lines))
    return UsableViews(tuple(found.values()), problems)


def decode_views(data: bytes, path: str = paths.VIEWS) -> Decoded[ViewFile]:
    """Read a views file; `path` is what findings call it."""
    return decode_record(data, path, VIEWS)


def emit_views(file: ViewFile) -> str:
    """Canonical text of a views file, ending in a line feed; EmitError as in `emit.emit_task`."""
    text = emit_record(VIEWS, file)
    # The one list that is written when it is empty: a file without content would be an error.
    return text if file.views else f"views: []\n{text}"


def edit_views(old: bytes, new: ViewFile, path: str = paths.VIEWS) -> bytes:
    """Bytes of the views file `old` changed to say `new`; comments of a hand stay. EditError as in `edit.edit_task`."""
    # Views are read far more often than edited.
    from gongkai_tui.storage.edit import edit_record

    return edit_record(old, new, path, VIEWS, decode_views, emit_views)
