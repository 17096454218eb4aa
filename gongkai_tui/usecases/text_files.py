"""Texts written into a folder of the user's, outside the history: all are there or the old ones still stand."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.system_reason import system_reason
from gongkai_tui.domain.wording import at_end

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.usecases.bringing_up import Progress

_FORBIDDEN = frozenset('/\\:*?"<>|')
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})
_MOST_BYTES = 180
_NAMED = 5


class WouldOverwrite(GongkaiError):
    """Files of these names are there already."""


class CannotWrite(GongkaiError):
    """The folder cannot be written."""


def file_name(label: str, suffix: str, taken: Mapping[str, str]) -> str:
    """Name for a file about `label` that every system takes, and that is not `taken`, also not in other case."""
    plain = "".join(char if char.isprintable() and char not in _FORBIDDEN else "_" for char in label)
    plain = plain.strip(" .") or "_"
    if plain.casefold() in _RESERVED:
        plain = f"_{plain}"
    plain = plain.encode()[:_MOST_BYTES].decode(errors="ignore")
    known = {name.casefold() for name in taken}
    name, number = plain + suffix, 2
    while name.casefold() in known:
        name, number = f"{plain}-{number}{suffix}", number + 1
    return name


def write_texts(
    folder: str | Path, texts: Mapping[str, str], *, overwrite: bool = False, progress: Progress | None = None
) -> tuple[str, ...]:
    """Write each text under its name; names of other files that were in the folder before.

    `progress` hears (done, total) files: each waits for the disk.

    Raises:
        WouldOverwrite: some are there already and `overwrite` is not set; nothing was written.
        CannotWrite: the folder cannot be written; files that were not replaced yet are as before.
    """
    root = Path(folder)
    try:
        root.mkdir(parents=True, exist_ok=True)
        there = {entry.name for entry in root.iterdir()}
        clashes = sorted(there & texts.keys())
        if clashes and not overwrite:
            named = "、".join(clashes[:_NAMED]) + (f" 等 {len(clashes)} 个" if len(clashes) > _NAMED else "")
            raise WouldOverwrite(f"{root} 里已有 {named}，没有写入；要覆盖请加{at_end(inputs.OVERWRITE)}。")
        _write_all(root, texts, progress)
    except OSError as problem:
        raise CannotWrite(f"写不进 {root}：{system_reason(problem)}") from problem
    return tuple(sorted(there - texts.keys()))


def _write_all(root: Path, texts: Mapping[str, str], progress: Progress | None) -> None:
    """Everything is written aside first, so that a full disk leaves the old files."""
    mark = f".gongkai-{secrets.token_hex(4)}-"
    try:
        for done, (name, text) in enumerate(texts.items()):
            if progress:
                progress(done, len(texts))
            with (root / (mark + name)).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        for name in texts:
            (root / (mark + name)).replace(root / name)
    finally:
        for name in texts:
            (root / (mark + name)).unlink(missing_ok=True)
