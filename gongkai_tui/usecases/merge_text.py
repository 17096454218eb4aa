"""An edited text of a task brought together with what somebody else has committed since the editing began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.field_diff import key_words
from gongkai_tui.domain.form_values import Clash, Side, form_values
from gongkai_tui.storage import codec, records
from gongkai_tui.storage.edit import EditError, edit_task
from gongkai_tui.storage.paths import task_path
from gongkai_tui.storage.three_way import meet_by_field
from gongkai_tui.usecases.changed_meanwhile import refuse_clashes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.task import Task


def merge_text(
    task_id: str, *, base: bytes, ours: bytes, theirs: bytes, sides: Mapping[str, Side] | None = None
) -> bytes:
    """Our text with their changes made in it too; `sides` decides the fields that both changed differently.

    Raises:
        ChangedMeanwhile: a field that both changed is undecided.
        EditError: one of the texts cannot be read or changed.
    """
    path = task_path(task_id)
    first, mine, other = (_read(data, path) for data in (base, ours, theirs))
    prefer = {key: side is Side.THEIRS for key, side in (sides or {}).items()}
    together, undecided = meet_by_field(records.TASK, first, mine, other, prefer)
    found = [Clash(key, *_words(key, other, mine)) for key in undecided]
    refuse_clashes(task_id, found, now=form_values(other), text=theirs.decode("utf-8-sig"))
    return edit_task(ours, together, path, says=mine)


def _words(key: str, theirs: Task, ours: Task) -> tuple[str, str, str]:
    label, text = key_words(theirs, key)
    return label, text, key_words(ours, key)[1]


def _read(data: bytes, path: str) -> Task:
    found = codec.decode_task(data, path)
    if found.value is None:
        raise EditError(f"文件有错误，没有合并：{found.problems[0]}")
    return found.value
