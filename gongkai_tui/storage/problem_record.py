"""The shape of `plans/<plan>/problems/<id>.yaml`: one 问题 of the 核查—反馈—整改—再核查 loop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gongkai_tui.storage import paths
from gongkai_tui.storage.codec import Decoded, decode_record
from gongkai_tui.storage.record_shapes import RAW, Field, Listing, Record
from gongkai_tui.storage.shapes import Choice, Day, Matching, Text, Whole

if TYPE_CHECKING:
    from gongkai_tui.domain.task import Extra

STATES = ("待反馈", "整改中", "复核中", "待再核查", "已核销", "已撤销")


@dataclass(frozen=True, slots=True)
class Round:
    """One round of 反馈 and 整改; what stands in it is kept as written."""

    n: int
    notified: Any = None
    due: Any = None
    fixed: Any = None
    checked: Any = None
    extra: Extra = ()


@dataclass(frozen=True, slots=True)
class ProblemRecord:
    """A 问题 file: checked for its id, state and rounds; the rest as written."""

    id: str
    state: str
    task: str = ""
    unit: str = ""
    found: Any = None
    rounds: tuple[Round, ...] = ()
    extra: Extra = ()


PROBLEM = Record(
    ProblemRecord,
    (
        Field("id", Matching("字母、数字和短横", paths.is_problem_id, "[A-Za-z0-9][A-Za-z0-9-]{0,63}"), required=True),
        Field("task", Matching("“计划编号/序号”", paths.is_task_id, f"(?:{paths.PLAN_ID})/(?:{paths.TASK_NUMBER})")),
        Field("unit", Text(200)),
        Field("found", RAW),
        Field("state", Choice(STATES), required=True),
        Field(
            "rounds",
            Listing(
                Record(
                    Round,
                    (
                        Field("n", Whole(1, 999), required=True),
                        Field("notified", Day()),
                        Field("due", Day()),
                        Field("fixed", RAW),
                        Field("checked", RAW),
                    ),
                ),
                identity="n",
                unique=True,
            ),
        ),
    ),
)


def decode_problem(data: bytes, path: str) -> Decoded[ProblemRecord]:
    """Read a 问题 file; `path` as in `codec.decode_task`."""
    return decode_record(data, path, PROBLEM)
