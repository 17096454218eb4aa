"""Keep what was typed until it is saved: a crash, an error or a refusal loses no text.

One small file for each kind of dialog and its task under `.git/gongkai/drafts/`. A draft that cannot be
written or read is none: it must never stand in the way of the work itself.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FOLDER = "drafts"
_BEFORE = ".before"


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of one unfinished piece of work, by field."""

    path: Path

    def read(self) -> dict[str, str]:
        """What was kept; empty when there is nothing."""
        return {name: text for name, text in self._all().items() if not name.endswith(_BEFORE)}

    def before(self) -> dict[str, str]:
        """What stood in the fields before they were typed into, as far as that was kept."""
        found = self._all().items()
        return {name.removesuffix(_BEFORE): text for name, text in found if name.endswith(_BEFORE)}

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
        new = self.path.with_suffix(".new")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
            new.replace(self.path)

    def drop(self) -> None:
        """Forget the draft: it was saved, or thrown away by the one who wrote it."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def draft_of(folder: Path, kind: str, ids: Sequence[str]) -> Draft:
    """The draft of a kind of dialog for a task, or one for any number of tasks together."""
    name = ids[0].replace("/", "-").replace(os.sep, "-") if len(ids) == 1 else "several"
    return Draft(folder / FOLDER / f"{kind}-{name}.json")
