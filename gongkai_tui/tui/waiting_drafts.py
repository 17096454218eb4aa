"""The drafts that somebody may go on with, whatever they were written in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.tui.drafts import FOLDER, Draft
from gongkai_tui.tui.editor_draft import left_in_editor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Waiting(NamedTuple):
    """A draft that was left by itself, as a list shows it."""

    kind: str
    """The action whose dialog it was written in, else the beginning of the name of its file."""
    ids: tuple[str, ...]
    title: str
    when: datetime
    text: str
    """How it begins."""
    path: Path


def waiting_drafts(folder: Path) -> tuple[Waiting, ...]:
    """All of them, the newest first."""
    try:
        found = [*_of_dialogs(folder), *_of_the_editor(folder)]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda draft: draft.when, reverse=True))


def _of_dialogs(folder: Path) -> Iterator[Waiting]:
    for path in (folder / FOLDER).glob("*.json"):
        kept = Draft(path).kept()
        kind, _, name = path.stem.partition("-")
        if kept.texts:
            ids = kept.ids or ("/".join(name.rsplit("-", 1)),)
            yield Waiting(kind, ids, kept.title, _when(path), next(iter(kept.texts.values())), path)


def _of_the_editor(folder: Path) -> Iterator[Waiting]:
    for draft in left_in_editor(folder):
        yield Waiting("editor", (draft.task_id,), "", _when(draft.path), "", draft.path)


def _when(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime).astimezone()
