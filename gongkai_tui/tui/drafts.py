"""Keep what was typed until it is saved: a crash, an error or a refusal loses no text.

One small file for each kind of dialog and its tasks under `.git/gongkai/drafts/`. A draft that cannot be
written or read is none: it must never stand in the way of the work itself.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FOLDER = "drafts"
_BEFORE = ".before"
_OF_ITSELF = "."
"""What the names begin with under which a draft keeps what it is about."""
_IDS, _TITLE = ".ids", ".title"
EDITOR = "editor"
"""Kind of a draft that is the text of a whole file, with the text that it began with beside it."""
_NAMED = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of one unfinished piece of work, by field."""

    path: Path
    ids: tuple[str, ...] = ()
    """The tasks that it is about."""
    title: str = ""
    """What else tells it from others of its kind."""

    def read(self) -> dict[str, str]:
        """What was kept; empty when there is nothing."""
        return {
            name: text for name, text in self._all().items() if not name.endswith(_BEFORE) and name[:1] != _OF_ITSELF
        }

    def before(self) -> dict[str, str]:
        """What stood in the fields before they were typed into, as far as that was kept."""
        found = self._all().items()
        return {name.removesuffix(_BEFORE): text for name, text in found if name.endswith(_BEFORE)}

    def about(self) -> dict[str, str]:
        """What the draft keeps of itself."""
        return {name: text for name, text in self._all().items() if name[:1] == _OF_ITSELF}

    def _all(self) -> dict[str, str]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {name: text for name, text in found.items() if isinstance(name, str) and isinstance(text, str)}

    def keep(self, texts: Mapping[str, str], before: Mapping[str, str] | None = None) -> None:
        """Keep these texts instead of what was kept, with what stood there before; no texts are no draft."""
        if not texts:
            self.drop()
            return
        kept = {**texts, **{f"{name}{_BEFORE}": text for name, text in (before or {}).items()}}
        kept |= {name: text for name, text in ((_IDS, " ".join(self.ids)), (_TITLE, self.title)) if text}
        new = self.path.with_suffix(".new")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
            new.replace(self.path)

    def drop(self) -> None:
        """Forget the draft: it was saved, or thrown away by the one who wrote it."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


class Waiting(NamedTuple):
    """A draft that was left by itself, as a list shows it."""

    kind: str
    """What its file is named after: `note`, `form`, …, or EDITOR."""
    ids: tuple[str, ...]
    title: str
    when: datetime
    text: str
    """How it begins."""
    path: Path


def waiting_drafts(folder: Path) -> tuple[Waiting, ...]:
    """The drafts that somebody may go on with, the newest first."""
    found = []
    with suppress(OSError):
        for path in (folder / FOLDER).iterdir():
            draft = _waiting(path)
            if draft is not None:
                found.append(draft)
    return tuple(sorted(found, key=lambda draft: draft.when, reverse=True))


def _waiting(path: Path) -> Waiting | None:
    kind, _, name = path.stem.partition("-")
    try:
        when = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        # What the editor left unchanged is no draft, nor what was put aside: `….old.yaml`.
        if path.suffix == ".yaml" and "." not in path.stem:
            text = path.read_text(encoding="utf-8")
            is_changed = text not in ("", path.with_suffix(".base").read_text(encoding="utf-8"))
            task = "/".join(path.stem.rsplit("-", 1))
            return Waiting(EDITOR, (task,), "", when, "", path) if is_changed else None
    except (OSError, UnicodeDecodeError):
        return None
    if path.suffix != ".json":
        return None
    draft = Draft(path)
    texts, about = draft.read(), draft.about()
    ids = tuple(about.get(_IDS, "/".join(name.rsplit("-", 1))).split())
    return Waiting(kind, ids, about.get(_TITLE, ""), when, next(iter(texts.values())), path) if texts else None


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
