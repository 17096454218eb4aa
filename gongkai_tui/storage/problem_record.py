"""The shape of `plans/<plan>/problems/<id>.yaml`: one 问题 of the 核查—反馈—整改—再核查 loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.problem_record import (
    Checked,
    DueMove,
    Fixed,
    Found,
    Notice,
    Objection,
    ProblemRecord,
    ProblemState,
    Round,
    Verdict,
    Withdrawn,
)
from gongkai_tui.domain.status import Status
from gongkai_tui.storage import paths
from gongkai_tui.storage.codec import Decoded, decode_record
from gongkai_tui.storage.emit import emit_record
from gongkai_tui.storage.record_shapes import Field, Listing, Record
from gongkai_tui.storage.records import CONFLICTS
from gongkai_tui.storage.shapes import Choice, Day, Matching, Text, Truth, Whole

if TYPE_CHECKING:
    from gongkai_tui.storage.shapes import Shape

_PROBLEM_ID = Matching("字母、数字和短横", paths.is_problem_id, "[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_TASK_ID = Matching("“计划编号/序号”", paths.is_task_id, f"(?:{paths.PLAN_ID})/(?:{paths.TASK_NUMBER})")
_NAME = Text(200)
_LONG = Text(multiline=True)
_DAY = Day()
_EVIDENCE = Listing(Text(2_000, required=True))


def _record(kind: type, *fields: tuple[str, Shape]) -> Record:
    return Record(kind, tuple(Field(name, shape) for name, shape in fields))


PROBLEM = Record(
    ProblemRecord,
    (
        Field("id", _PROBLEM_ID, required=True),
        Field("task", _TASK_ID),
        Field("unit", _NAME),
        Field(
            "found",
            _record(
                Found,
                ("date", _DAY),
                ("by", _NAME),
                ("method", _NAME),
                ("where", Text(2_000)),
                ("what", _LONG),
                ("basis", _LONG),
                ("due", _DAY),
            ),
        ),
        Field("state", Choice(ProblemState), required=True),
        Field("task_was", Choice(Status)),
        Field(
            "rounds",
            Listing(
                Record(
                    Round,
                    (
                        Field("n", Whole(1, 999), required=True),
                        Field("notified", _DAY),
                        Field("channel", _NAME),
                        Field("due", _DAY),
                        Field(
                            "moves",
                            Listing(
                                _record(
                                    DueMove,
                                    ("date", _DAY),
                                    ("was", _DAY),
                                    ("due", _DAY),
                                    ("by", _NAME),
                                    ("reason", _LONG),
                                )
                            ),
                        ),
                        Field(
                            "fixed",
                            _record(Fixed, ("date", _DAY), ("text", _LONG), ("evidence", _EVIDENCE), ("by", _NAME)),
                        ),
                        Field(
                            "checked",
                            _record(
                                Checked,
                                ("date", _DAY),
                                ("by", _NAME),
                                ("verdict", Choice(Verdict)),
                                ("text", _LONG),
                                ("evidence", _EVIDENCE),
                            ),
                        ),
                    ),
                ),
                identity="n",
                unique=True,
            ),
        ),
        Field(
            "objections",
            Listing(
                _record(
                    Objection,
                    ("date", _DAY),
                    ("by", _NAME),
                    ("reason", _LONG),
                    ("answered", _DAY),
                    ("answer", _LONG),
                    ("answered_by", _NAME),
                    ("upheld", Truth()),
                )
            ),
        ),
        Field("withdrawn", _record(Withdrawn, ("date", _DAY), ("by", _NAME), ("reason", _LONG))),
        Field(
            "notices",
            Listing(
                Record(
                    Notice,
                    (
                        Field("kind", Choice(("整改通知", "通报")), required=True),
                        Field("date", _DAY),
                        Field("number", _NAME),
                        Field("approved_by", _NAME),
                    ),
                )
            ),
        ),
        Field("repeats", _PROBLEM_ID),
        Field("conflicts", CONFLICTS),
    ),
)


def decode_problem(data: bytes, path: str) -> Decoded[ProblemRecord]:
    """Read a 问题 file; `path` as in `codec.decode_task`."""
    return decode_record(data, path, PROBLEM)


def emit_problem(record: ProblemRecord) -> str:
    """Canonical text of a 问题 file, ending in a line feed; EmitError as in `emit.emit_task`."""
    return emit_record(PROBLEM, record)


def edit_problem(old: bytes, new: ProblemRecord, path: str) -> bytes:
    """Bytes of the 问题 file `old` changed to say `new`, in a hand's style; EditError as in `edit.edit_task`."""
    # Problems are read far more often than edited.
    from gongkai_tui.storage.edit import edit_record

    return edit_record(old, new, path, PROBLEM, decode_problem, emit_problem)
