"""Proposed links as rows."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.domain.task import LinkKind

    class Proposed(Protocol):
        """A link that may be right."""

        @property
        def score(self) -> int: ...  # noqa: D102
        @property
        def kind(self) -> LinkKind: ...  # noqa: D102
        @property
        def task(self) -> TaskRow: ...  # noqa: D102
        @property
        def to(self) -> TaskRow: ...  # noqa: D102


PROPOSAL_TITLES = {
    "score": "相似",
    "task": "编号",
    "heading": "任务",
    "kind": "关系",
    "to": "对应编号",
    "to_heading": "对应任务",
}
"""Columns of a table of proposed links."""
PROPOSAL_TEXTS = {"requirement": "要求", "to_requirement": "对应要求"}
"""Columns more, where there is room to read both texts side by side."""


def proposal_record(link: Proposed) -> dict[str, Any]:
    """Give one proposed link as a JSON object, with both texts to read."""
    return {
        "score": link.score,
        "task": link.task.id,
        "heading": link.task.heading,
        "kind": link.kind.value,
        "to": link.to.id,
        "to_heading": link.to.heading,
        "requirement": link.task.requirement,
        "to_requirement": link.to.requirement,
    }
