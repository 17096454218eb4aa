"""What every unit owes as files to send: a text for each, and a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.reporting.owe_text import Wording, summary_text
from gongkai_tui.usecases.text_files import file_name, write_texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gongkai_tui.usecases.bringing_up import Progress
    from gongkai_tui.usecases.owing import Owing

SUMMARY = "汇总.md"
_NAMED = 5


class OweFiles(NamedTuple):
    """What was written."""

    units: int
    others: tuple[str, ...]
    """Names of other files that were in the folder before."""


def wording_of(found: Owing) -> Wording:
    """What words the texts to paste into a message; the same one for all units, which share tasks."""
    names = found.plan_names
    return Wording(found.day, lambda plan: names.get(plan, plan), found.silent_after)


def write_owe_files(
    found: Owing, folder: str | Path, *, overwrite: bool = False, progress: Progress | None = None
) -> OweFiles:
    """Write the text of every unit that owes anything into a folder, and the summary beside them.

    `progress` hears (done, total) files.

    Raises:
        WouldOverwrite: some are there already and `overwrite` is not set; nothing was written.
        CannotWrite: the folder cannot be written.
    """
    texts = {SUMMARY: summary_text([(each.label, each.debts) for each in found.units], found.day, found.silent_after)}
    wording = wording_of(found)
    for each in found.units:
        if each.debts.asks:
            texts[file_name(each.label, ".txt", texts)] = wording.unit_text(each.label, each.debts)
    return OweFiles(len(texts) - 1, write_texts(folder, texts, overwrite=overwrite, progress=progress))


def others_words(folder: str | Path, others: Sequence[str]) -> str:
    """Say that the folder holds what was not written now, such as the text of a unit that owes nothing any more."""
    return f"{folder} 里还有 {len(others)} 个文件不是这次写的：{'、'.join(others[:_NAMED])}"
