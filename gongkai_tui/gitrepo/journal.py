"""The note that a write leaves before its commit point, so that any later run can finish what a dead one began."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass

from gongkai_tui.gitrepo.references import is_id
from gongkai_tui.gitrepo.safe_files import UnsafePath, check_path, sync_folder, write_durably
from gongkai_tui.gitrepo.state_files import JOURNAL

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a write."""

    path: str
    old: str | None
    """Blob before the write, in the parent commit; None for a new file."""
    new: str | None
    """Blob in the commit; None for a deleted file."""
    seen: str | None
    """Content of the work tree when the write began; None for no file. Differs from `old` under a hand edit."""
    put: str | None
    """Content that the work tree gets: `new`, or the hand edit with the change carried over."""
    mode: str
    """`100644` or `100755`."""


@dataclass(frozen=True, slots=True)
class Journal:
    """One write between its preparation and its end."""

    commit: str
    parent: str | None
    branch: str
    """Full name of the reference that the commit goes to."""
    entries: tuple[Entry, ...]


def journal_path(state_dir: str) -> str:
    """Return where the note lies."""
    return os.path.join(state_dir, JOURNAL)


def write_journal(state_dir: str, journal: Journal, mode: int) -> None:
    """Store the note durably, whole or not at all."""
    body = {"version": _VERSION, **asdict(journal)}
    temporary = journal_path(state_dir) + ".new"
    write_durably(temporary, json.dumps(body, ensure_ascii=False).encode(), mode)
    os.replace(temporary, journal_path(state_dir))
    sync_folder(state_dir)


def read_journal(state_dir: str) -> Journal | None:
    """Return the note, or None. It is written whole or not at all, so one that cannot be read is not ours."""
    try:
        with open(journal_path(state_dir), "rb") as file:
            return _decode(json.loads(file.read()))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, TypeError, KeyError, UnsafePath, RecursionError):
        return None


def drop_journal(state_dir: str) -> None:
    """Forget the note."""
    try:
        os.unlink(journal_path(state_dir))
    except FileNotFoundError:
        return


def _decode(body: object) -> Journal:
    if not isinstance(body, dict) or body.pop("version") != _VERSION:
        raise ValueError
    raw = body.pop("entries")
    if not isinstance(raw, list):
        raise TypeError
    entries = tuple(Entry(**item) for item in raw)
    journal = Journal(entries=entries, **body)
    _check_id(journal.commit)
    _check_id(journal.parent)
    for entry in entries:
        check_path(entry.path)
        for oid in (entry.old, entry.new, entry.seen, entry.put):
            _check_id(oid)
    return journal


def _check_id(oid: object) -> None:
    if oid is not None and not (isinstance(oid, str) and is_id(oid)):
        raise ValueError
