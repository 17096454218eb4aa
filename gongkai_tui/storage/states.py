"""Which statuses stand in a task file, and whose differ between two contents: what makes a commit a record of work.

Thousands of contents are looked at when a long history is read for the first time, so ours are not parsed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gongkai_tui.storage.paths import task_id_of

if TYPE_CHECKING:
    from collections.abc import Sequence

States = dict[str, str]
"""Status by unit as written; that of the task under an empty name."""

_STATUS = b"\nstatus: "
_OWN_KEY = b"unit_status"
_PLAIN = rb"[^\s\"'#&*!|>%@`]+"
_STATUS_LINE = re.compile(rb"\nstatus: (" + _PLAIN + rb")\n")
_OWN = re.compile(rb"\nunit_status:((?:\n  " + _PLAIN + rb": " + _PLAIN + rb")+)\n(?! )")


def states_in(path: str, data: bytes) -> States:
    """Return the statuses in the content of a task file; none where nothing of it can be read."""
    at = data.find(_STATUS)
    status = _STATUS_LINE.match(data, at) if at >= 0 and data.find(_STATUS, at + 1) < 0 else None
    own = data.count(_OWN_KEY)
    written = _OWN.search(data) if own == 1 else None
    if status and (written or not own):
        # Split before it is text, where more than what parts a key from its value is a space: U+3000.
        words = [word.decode("utf-8", "replace") for word in (written[1].split() if written else ())]
        pairs = zip(words[::2], words[1::2], strict=True)
        return {"": status[1].decode("utf-8", "replace"), **{unit.removesuffix(":"): each for unit, each in pairs}}
    from gongkai_tui.storage.codec import decode_task

    task = decode_task(data, path).value
    return {"": task.status.value, **{u: each.value for u, each in task.unit_status.items()}} if task else {}


def moved(before: Sequence[States], after: States) -> tuple[str, ...]:
    """Return whose status differs from each of the contents before; for a new file that of the task."""
    if not before:
        return ("",)
    names = dict.fromkeys(name for states in (after, *before) for name in states)
    return tuple(name for name in names if all(states.get(name) != after.get(name) for states in before))


class Content:
    """Statuses of contents by blob id, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, States] = {}

    def add(self, path: str, oid: str, data: bytes) -> None:
        """Take in a content."""
        self._known[oid] = states_in(path, data)

    def moved(self, path: str, before: Sequence[str], after: str) -> tuple[str, ...]:
        """Return whose status a commit changed, given the blobs on either side; nobody's in files of other kinds."""
        if task_id_of(path) is None or not after:
            return ()
        return moved([self._known.get(oid, {}) for oid in before], self._known.get(after, {}))
