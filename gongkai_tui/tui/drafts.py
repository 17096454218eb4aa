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


@dataclass(frozen=True, slots=True)
class Draft:
    """The texts of one unfinished piece of work, by field."""

    path: Path

    def read(self) -> dict[str, str]:
        """What was kept; empty when there is nothing."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {name: text for name, text in found.items() if isinstance(name, str) and isinstance(text, str)}

    def keep(self, texts: Mapping[str, str]) -> None:
        """Keep these texts instead of what was kept; nothing at all is no draft."""
        if not texts:
            self.drop()
            return
        new = self.path.with_suffix(".new")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(dict(texts), ensure_ascii=False, indent=1), encoding="utf-8")
            new.replace(self.path)

    def drop(self) -> None:
        """Forget the draft: it was saved, or thrown away by the one who wrote it."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def draft_of(folder: Path, kind: str, ids: Sequence[str]) -> Draft:
    """The draft of a kind of dialog for a task, or one for any number of tasks together."""
    name = ids[0].replace("/", "-").replace(os.sep, "-") if len(ids) == 1 else "several"
    return Draft(folder / FOLDER / f"{kind}-{name}.json")
