"""The shape of `plans/<plan>/scoring.yaml`: the rules of 考核 and what was given by hand."""

from __future__ import annotations

import re

from gongkai_tui.domain.scoring import Counted, ManualScore, Scoring, ScoringRule, is_points
from gongkai_tui.storage.codec import Decoded, decode_record
from gongkai_tui.storage.emit import emit_record
from gongkai_tui.storage.record_shapes import Field, Listing, Record
from gongkai_tui.storage.records import CONFLICTS
from gongkai_tui.storage.shapes import Choice, Day, Matching, Text

_POINTS = Matching("分数，如 -2 或 0.5", is_points, r"[-+]?[0-9]{1,4}(?:\.[0-9]{1,2})?")
_UNSIGNED = Matching(
    "不带正负号的分数，如 20", lambda text: is_points(text) and text[0] not in "+-", r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
)
_ID = Matching("8 位十六进制小写字母和数字", re.compile("[0-9a-f]{8}").fullmatch, "[0-9a-f]{8}")
_NAME = Text(200, required=True)

SCORING = Record(
    Scoring,
    (
        Field("base", _UNSIGNED),
        Field("every", Choice(("年", "半年", "季", "月"))),
        Field(
            "rules",
            Listing(
                Record(
                    ScoringRule,
                    (
                        Field("item", _NAME, required=True),
                        Field("counts", Choice(Counted), required=True),
                        Field("points", _POINTS, required=True),
                        Field("most", _UNSIGNED),
                        Field("basis", Text(multiline=True)),
                    ),
                ),
                identity="item",
                unique=True,
                most=100,
            ),
        ),
        Field(
            "manual",
            Listing(
                Record(
                    ManualScore,
                    (
                        Field("id", _ID, required=True),
                        Field("date", Day(), required=True),
                        Field("unit", _NAME, required=True),
                        Field("points", _POINTS, required=True),
                        Field("reason", Text(multiline=True, required=True), required=True),
                        Field("link", Text(2_000)),
                        Field("by", Text(200)),
                    ),
                ),
                identity="id",
                unique=True,
            ),
        ),
        Field("conflicts", CONFLICTS),
    ),
)


def decode_scoring(data: bytes, path: str) -> Decoded[Scoring]:
    """Read a scoring file; `path` is what findings call it."""
    return decode_record(data, path, SCORING)


def emit_scoring(scoring: Scoring) -> str:
    """Canonical text of a scoring file, ending in a line feed; EmitError as in `emit.emit_task`."""
    return emit_record(SCORING, scoring)


def edit_scoring(old: bytes, new: Scoring, path: str) -> bytes:
    """Bytes of a scoring file changed to say `new`; comments of a hand stay. EditError as in `edit.edit_task`."""
    from gongkai_tui.storage.edit import edit_record

    return edit_record(old, new, path, SCORING, decode_scoring, emit_scoring)
