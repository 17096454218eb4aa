"""The text of a whole task file that is being edited, kept until it is saved."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import chain, count
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.system_reason import system_reason
from gongkai_tui.tui.drafts import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME = re.compile(r"(.+?)-(x-[0-9a-f]+|[0-9]+)")
"""Of a file: plan and number. What was put aside has more behind it."""


class EditorFailed(GongkaiError):
    """The editor could not be run, or what it left cannot be read."""


class EditorDraft:
    """The file that the editor edits, with the text that the editing began with beside it."""

    def __init__(self, folder: Path, task_id: str) -> None:
        self.task_id = task_id
        name = task_id.replace("/", "-")
        self.path = folder / FOLDER / f"{name}.yaml"
        self._base = folder / FOLDER / f"{name}.base"

    def write(self, text: str, base: str) -> None:
        """Put the text where the editor finds it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._base.write_text(base, encoding="utf-8", newline="\n")
        self.path.write_text(text, encoding="utf-8", newline="\n")

    def read(self) -> tuple[str, str]:
        """The draft and what it began with; empty texts when there is none."""
        try:
            return self.path.read_bytes().decode(), self._base.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return "", ""

    @property
    def is_changed(self) -> bool:
        """Whether something was written that did not stand there before."""
        text, base = self.read()
        return text not in ("", base)

    def drop(self) -> None:
        """Forget the draft."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
            self._base.unlink(missing_ok=True)

    def put_aside(self) -> Path:
        """Keep the draft under another name, beside those that were put aside before; says which.

        Raises:
            EditorFailed: it cannot be moved, and would be overwritten.
        """
        names = chain(["old"], (f"old{number}" for number in count(2)))
        aside = next(path for name in names if not (path := self.path.with_suffix(f".{name}.yaml")).exists())
        try:
            self.path.replace(aside)
        except OSError as problem:
            raise EditorFailed(f"草稿 {self.path} 移不开：{system_reason(problem)}；没有打开编辑器") from None
        return aside


def left_in_editor(folder: Path) -> Iterator[EditorDraft]:
    """Give the drafts of which something was not saved."""
    for path in (folder / FOLDER).glob("*.yaml"):
        named = _NAME.fullmatch(path.stem)
        if named and (draft := EditorDraft(folder, "/".join(named.groups()))).is_changed:
            yield draft
