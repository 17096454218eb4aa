"""The shape of `views.yaml`: saved views, shared in the root of a repository or private beside the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai_tui.domain.row import TITLES
from gongkai_tui.domain.saved_view import MAX_FILTER, SavedView, ViewFile, view_problems
from gongkai_tui.storage import paths
from gongkai_tui.storage.codec import Decoded, decode_record
from gongkai_tui.storage.emit import emit_record
from gongkai_tui.storage.record_shapes import Field, Listing, Record, WordRow
from gongkai_tui.storage.shapes import Choice, Matching, Text

if TYPE_CHECKING:
    from gongkai_tui.storage.reading import Reading
    from gongkai_tui.storage.yaml_nodes import MapNode


def _follow_rules(node: MapNode, values: dict[str, Any], reading: Reading) -> None:
    places = {key: child for key, _line, child in node.entries}
    for problem in view_problems(SavedView(**values)):
        reading.error(places.get(problem.field, node), problem.message, check=problem.check)


VIEWS = Record(
    ViewFile,
    (
        Field(
            "views",
            Listing(
                Record(
                    SavedView,
                    (
                        Field("name", Text(200, required=True), required=True),
                        Field("filter", Text(MAX_FILTER, required=True)),
                        Field("sort", Text(200, required=True)),
                        Field("columns", WordRow(Choice(tuple(TITLES)))),
                        Field("plan", Matching("计划编号，如 tianqiao-2021", paths.is_plan_id, paths.PLAN_ID)),
                    ),
                    check=_follow_rules,
                ),
                identity="name",
                unique=True,
                most=200,
            ),
            required=True,
        ),
    ),
)


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
