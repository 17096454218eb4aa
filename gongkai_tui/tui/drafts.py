"""Keep what was typed until it is saved: a crash, an error or a refusal loses no text.

One small file for each kind of dialog and its tasks under `.git/gongkai/drafts/`. A draft that cannot be
written or read is none: it must never stand in the way of the work itself.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FOLDER = "drafts"
_BEFORE = ".before"
_IDS, _TITLE = ".ids", ".title"
"""Under which names a draft keeps what it is about."""
_NAMED = 2
_UNWRITTEN: dict[Path, dict[str, str]] = {}
"""Drafts that the disk did not take, by their files: they last as long as the program."""


class Kept(NamedTuple):
    """What the file of a draft holds."""

    texts: dict[str, str]
    """By field."""
    before: dict[str, str]
    """What stood in the fields before."""
    ids: tuple[str, ...]
    """The tasks that it is about; none in a draft of long ago."""
    title: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of one unfinished piece of work, by field."""

    path: Path
    ids: tuple[str, ...] = ()
    """The tasks that it is about."""
    title: str = ""
    """What else tells it from others of its kind."""

    def kept(self) -> Kept:
        """Everything that was kept."""
        found = self._all()
        ids = found.pop(_IDS, "")
        title = found.pop(_TITLE, "")
        before = {name.removesuffix(_BEFORE): found.pop(name) for name in list(found) if name.endswith(_BEFORE)}
        return Kept(found, before, tuple(ids.split()), title)

    def read(self) -> dict[str, str]:
        """The texts that were kept; empty when there are none."""
        return self.kept().texts

    def before(self) -> dict[str, str]:
        """What stood in the fields before they were typed into, as far as that was kept."""
        return self.kept().before

    def _all(self) -> dict[str, str]:
        if self.path in _UNWRITTEN:
            return _UNWRITTEN[self.path]
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {name: text for name, text in found.items() if isinstance(name, str) and isinstance(text, str)}

    def keep(self, texts: Mapping[str, str], before: Mapping[str, str] | None = None) -> bool:
        """Keep these texts instead of what was kept, with what stood there before; no texts are no draft.

        Tells whether they outlast the program: what cannot be written is remembered as long as it runs.
        """
        if not texts:
            self.drop()
            return True
        kept = {**texts, **{f"{name}{_BEFORE}": text for name, text in (before or {}).items()}}
        kept |= {name: text for name, text in ((_IDS, " ".join(self.ids)), (_TITLE, self.title)) if text}
        new = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
            new.replace(self.path)
        except OSError:
            _UNWRITTEN[self.path] = kept
            return False
        _UNWRITTEN.pop(self.path, None)
        return True

    def drop(self) -> None:
        """Forget the draft: it was saved, or thrown away by the one who wrote it."""
        _UNWRITTEN.pop(self.path, None)
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def draft_of(folder: Path, kind: str, ids: Sequence[str], title: str = "") -> Draft:
    """The draft of a kind of dialog for a task, or for some tasks together: it is none for any others."""
    ids = sorted(ids)
    name = ids[0].replace("/", "-").replace(os.sep, "-") if len(ids) == 1 else f"several-{_short(ids)}"
    return Draft(folder / FOLDER / f"{kind}-{name}.json", tuple(ids), title)


def _short(ids: Sequence[str]) -> str:
    return f"{crc32(' '.join(ids).encode()):08x}"


def tasks_in_words(ids: Sequence[str]) -> str:
    """Name some tasks in few cells: huaiyin-2022/001、002 等 5 项."""
    named = [ids[0], *(_beside(ids[0], each) for each in ids[1:_NAMED])]
    return "、".join(named) + (f" 等 {len(ids)} 项" if len(ids) > _NAMED else "")


def _beside(first: str, other: str) -> str:
    plan, _, number = other.partition("/")
    return number if plan == first.partition("/")[0] else other
