"""How the index is laid out in its file, and how that is opened, found to be damaged and thrown away."""

from __future__ import annotations

import contextlib
import os
import sqlite3

from gongkai_tui.storage.index_packing import TASK_COLUMNS

LAYOUT = "30"
"""Raised whenever a column changes; an index of another layout is thrown away."""

FILE_NAME = "index.sqlite3"

TREE_COLUMNS = (
    "path TEXT PRIMARY KEY, oid TEXT, n INTEGER, updated TEXT DEFAULT '', shown TEXT, haystack TEXT, "
    "open_due TEXT DEFAULT '', waits_since TEXT DEFAULT '', waits_untold INTEGER DEFAULT 0, relink INTEGER DEFAULT 0"
)
"""Of a tree: what each file holds; the status, search text, next last day and first waiting report of a task that its
record does not know, as it takes the units files too to tell who is meant (`index_members`); whether a link is 待复核
(`index_links`)."""

UNSETTLED = "shown = NULL, haystack = NULL, open_due = '', waits_since = '', waits_untold = 0"
"""Sets what `index_members` works out to what nobody has worked out."""

DIFFERING = "unit_status > '' OR dues > '' OR stored_status = '待核查'"
"""The tasks of which `index_members` has anything to work out; said so, SQLite uses the index of just these."""

_SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE blob (
    n INTEGER PRIMARY KEY, path TEXT, oid TEXT, kind TEXT, readable INTEGER, header TEXT, problems TEXT,
    {", ".join(TASK_COLUMNS)},
    UNIQUE (path, oid)
);
CREATE INDEX unreadable ON blob (path) WHERE NOT readable;
CREATE INDEX header ON blob (kind, path) WHERE kind != 'task';
CREATE INDEX differing ON blob (path) WHERE {DIFFERING};
CREATE TABLE body (n INTEGER PRIMARY KEY, requirement TEXT, haystack TEXT, residue TEXT, marks TEXT);
CREATE TABLE link (n INTEGER, path TEXT, mark TEXT, PRIMARY KEY (n, path, mark)) WITHOUT ROWID;
CREATE INDEX leading ON link (path);
CREATE TABLE unit (u INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE named (u INTEGER, n INTEGER, last TEXT, evidence INTEGER, PRIMARY KEY (u, n)) WITHOUT ROWID;
CREATE TABLE has (key TEXT, n INTEGER, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE TABLE facts (n INTEGER PRIMARY KEY, facts TEXT);
CREATE TABLE entry ({TREE_COLUMNS}) WITHOUT ROWID;
CREATE TABLE step (position INTEGER PRIMARY KEY, commit_id TEXT UNIQUE, day TEXT, undoes TEXT);
CREATE TABLE touch (path TEXT, unit TEXT, position INTEGER, day TEXT, PRIMARY KEY (path, unit, position)) WITHOUT ROWID;
CREATE INDEX touched ON touch (position);
CREATE TABLE findings (scope TEXT PRIMARY KEY, key TEXT, problems TEXT) WITHOUT ROWID;
"""

_BUSY_SECONDS = 5.0
_MAPPED = 1 << 28


def connect(name: str) -> sqlite3.Connection:
    """Open a cache by its path, laid out anew when of another layout."""
    db = sqlite3.connect(name, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        # A cache that was handed over with the repository must not run functions from its schema.
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(f"PRAGMA mmap_size = {_MAPPED}")
        known = db.execute("SELECT name FROM sqlite_master WHERE name = 'meta'").fetchone()
        layout = db.execute("SELECT value FROM meta WHERE key = 'layout'").fetchone() if known else None
        wanted = f"{LAYOUT} {_readers()}"
        if layout != (wanted,):
            _lay_out(db, wanted)
    except BaseException:
        db.close()
        raise
    return db


def _readers() -> str:
    """When the modules that read and judge files were last exchanged: what old ones found is not kept for new ones.

    The times of two folders, not of a hundred files: git and pip put new files in the place of old ones.
    """
    package = os.path.dirname(os.path.dirname(__file__))
    return " ".join(str(os.stat(os.path.join(package, folder)).st_mtime_ns) for folder in ("domain", "storage"))


def _lay_out(db: sqlite3.Connection, layout: str) -> None:
    db.execute("BEGIN IMMEDIATE")
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        db.execute(f'DROP TABLE "{name}"')
    for statement in _SCHEMA.split(";"):
        if statement.strip():
            db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('layout', ?)", (layout,))
    db.execute("COMMIT")


_NO_DAMAGE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""What the disk or another process may answer although the file is sound."""


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether the file itself is unusable, so that it must be made anew."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF not in _NO_DAMAGE


def discard(folder: str) -> None:
    """Delete the cache files as far as possible; they are made anew by the next reader."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            os.unlink(os.path.join(folder, FILE_NAME + suffix))
