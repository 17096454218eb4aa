"""What a path that is being typed may become: the folders, and the files of the wanted kinds, that there are."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai_tui.domain.candidates import ranked
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.name_completion import MOST, NameOffer
from gongkai_tui.usecases.reading_files import OPEN_ELSEWHERE, TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_MOST_READ = 5_000
"""Entries of a folder that are looked at: it is done at every key."""
_QUOTES = "\"'“”‘’"


def table_offers(text: str, cursor: int) -> tuple[NameOffer, ...]:
    """Return what the path before the cursor may become where a table, or a folder of tables, is wanted."""
    return _offers(text, cursor, TABLES)


def file_offers(text: str, cursor: int) -> tuple[NameOffer, ...]:
    """Return the same where any file may be meant."""
    return _offers(text, cursor, None)


def folder_offers(text: str, cursor: int) -> tuple[NameOffer, ...]:
    """Return the same where a folder is wanted."""
    return _offers(text, cursor, ())


def _offers(text: str, cursor: int, endings: Collection[str] | None) -> tuple[NameOffer, ...]:
    """Paths by the beginning, a part, or the initials of their last name; none while the cursor stands inside one."""
    typed = text[:cursor].lstrip().lstrip(_QUOTES)
    if text[cursor:].strip(f" {_QUOTES}") or not typed.strip():
        return ()
    if typed == "~":
        return (NameOffer(cursor - 1, "~/"),)
    above, slash, name = typed.rpartition("/")
    try:
        folder = Path(above + slash or ".").expanduser()
    except RuntimeError:
        return ()
    known = sorted(_names_in(folder, endings, hidden=name.startswith(".")))
    if name in known:
        return ()
    found = ranked(known, fold(name)) if name else known
    return tuple(NameOffer(cursor - len(name), each) for each in found[:MOST])


def _names_in(folder: Path, endings: Collection[str] | None, *, hidden: bool) -> Iterator[str]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in islice(entries, _MOST_READ):
            name = entry.name
            # A name that is no text cannot be typed, nor stand in a line.
            if not name.isprintable() or name.startswith(OPEN_ELSEWHERE) or name.startswith(".") is not hidden:
                continue
            if entry.is_dir():
                yield f"{name}/"
            elif endings is None or Path(name).suffix.lower() in endings:
                yield name
