"""Evidence that came into a task while somebody wrote in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.settable import BadValue, check_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gongkai_tui.domain.task import Task


def odd_new_evidence(before: Task, after: Task) -> Iterator[str]:
    """Yield what is odd about evidence that an entry of the log did not have before; what it had is left alone."""
    known = {(entry.id, item) for entry in before.log for item in entry.evidence}
    new = {item: None for entry in after.log for item in entry.evidence if (entry.id, item) not in known}
    for item in new:
        try:
            check_evidence(item)
        except BadValue as refused:
            yield str(refused)
