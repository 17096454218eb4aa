"""The cache of parsed files: SQLite under `.git/gongkai/`, keyed by path and blob id, so it never lies.

It may be deleted at any time. Nothing is ever written back from it, and a cache that cannot be
written or read is replaced by one in memory: reading must work on a full disk or a read-only share.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.storage.index_layout import FILE_NAME, UNSETTLED, connect, discard, is_damage
from gongkai_tui.storage.index_links import resolve_links
from gongkai_tui.storage.index_members import resolve_members
from gongkai_tui.storage.index_packing import TASK_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gongkai_tui.storage.index_record import Record


class Step(NamedTuple):
    """One commit of the history as the cache keeps it."""

    commit: str
    day: str
    """ISO day of the commit."""
    moved: tuple[tuple[str, str], ...]
    """(file, unit as written there, or an empty name for the task itself) whose status it changed."""
    undoes: str = ""
    """The commit that it takes back."""


class Index:
    """An open cache. Use `Index.open`; close it when done."""

    Error = sqlite3.Error
    """What any call may raise when the disk cannot be used; nothing but speed is lost."""

    def __init__(self, db: sqlite3.Connection, *, durable: bool) -> None:
        self.db = db
        self.durable = durable
        """False when it lives in memory only because the disk could not be used."""

    @classmethod
    def open(cls, folder: str) -> Index:
        """The cache in `folder`, made anew when absent, damaged or of another layout."""
        path = os.path.join(folder, FILE_NAME)
        for attempt in range(2):
            try:
                os.makedirs(folder, exist_ok=True)
                return cls(connect(path), durable=True)
            except sqlite3.DatabaseError as problem:
                if attempt or not is_damage(problem):
                    break
                discard(folder)
            except OSError:
                break
        return cls.in_memory()

    @classmethod
    def in_memory(cls) -> Index:
        """A cache that lives as long as the process."""
        return cls(connect(":memory:"), durable=False)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def spare_memory(self) -> None:
        """Give back the pages that are kept, keep fewer, and map none: what is mapped counts as memory too."""
        self.db.execute("PRAGMA mmap_size = 0")
        self.db.execute("PRAGMA shrink_memory")
        self.db.execute("PRAGMA cache_size = -1000")

    @property
    def head(self) -> str:
        """The commit that `entry` describes; empty before the first fill."""
        return self.meta("head")

    def meta(self, key: str) -> str:
        """A remembered value, or empty."""
        found = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return found[0] if found else ""

    def set_meta(self, key: str, value: str) -> None:
        """Remember a value."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @contextlib.contextmanager
    def update(self) -> Iterator[None]:
        """A transaction that is whole or absent; a cache that cannot be written goes on in memory."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def known(self, files: Mapping[str, str]) -> dict[str, int]:
        """Row number of each of `files` (path to blob id) that was read before."""
        if not files:
            return {}
        if len(files) > _LOOKED_UP:
            rows = self.db.execute("SELECT path, oid, n FROM blob")
            return {path: n for path, oid, n in rows if files.get(path) == oid}
        found = {}
        for path, oid in files.items():
            row = self.db.execute("SELECT n FROM blob WHERE path = ? AND oid = ?", (path, oid)).fetchone()
            if row:
                found[path] = row[0]
        return found

    def blob_of(self, path: str, source: str = "entry") -> str | None:
        """Blob id of a file in HEAD (`entry`) or in the tree last loaded (`view`)."""
        found = self.db.execute(f"SELECT oid FROM {source} WHERE path = ?", (path,)).fetchone()
        return found[0] if found else None

    def blobs_of(self, paths: Sequence[str]) -> dict[str, str]:
        """Blob id of each of many files in HEAD, without those that are not there."""
        found: dict[str, str] = {}
        for start in range(0, len(paths), _MANY):
            some = paths[start : start + _MANY]
            marks = ", ".join("?" * len(some))
            found.update(self.db.execute(f"SELECT path, oid FROM entry WHERE path IN ({marks})", some).fetchall())
        return found

    def add(self, records: Iterable[Record]) -> None:
        """Keep records; the same content at the same path is replaced."""
        marks = ", ".join("?" * (6 + len(TASK_COLUMNS)))
        insert = (
            f"INSERT OR REPLACE INTO blob (path, oid, kind, readable, header, problems, {', '.join(TASK_COLUMNS)}) "
            f"VALUES ({marks})"
        )
        blank = (None,) * len(TASK_COLUMNS)
        named: list[tuple[str, int, str, int]] = []
        for r in records:
            n = self.db.execute(
                insert, (r.path, r.oid, r.kind, r.readable, r.header, r.problems, *(r.columns or blank))
            ).lastrowid
            if r.columns:
                body = (n, r.requirement, r.haystack, r.residue, r.marks)
                self.db.execute("INSERT OR REPLACE INTO body VALUES (?, ?, ?, ?, ?)", body)
                self.db.executemany("INSERT OR IGNORE INTO link VALUES (?, ?, ?)", ((n, *link) for link in r.links))
                self.db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (n, r.facts))
                self.db.executemany("INSERT OR IGNORE INTO has VALUES (?, ?)", ((key, n) for key in r.keys))
                named.extend((name, n or 0, last, evidence) for name, last, evidence in r.units)
        self._add_units(named)

    def _add_units(self, named: Iterable[tuple[str, int, str, int]]) -> None:
        """Keep which units some rows have to do with, so that a filter asks each unit once, and what each recorded."""
        named = list(named)
        self.db.executemany("INSERT OR IGNORE INTO unit (name) VALUES (?)", {(name,) for name, *_ in named})
        numbers = dict(self.db.execute("SELECT name, u FROM unit")) if named else {}
        self.db.executemany(
            "INSERT OR IGNORE INTO named VALUES (?, ?, ?, ?)", ((numbers[name], *values) for name, *values in named)
        )

    def set_tree(self, head: str, files: Mapping[str, str]) -> None:
        """Make `entry` say exactly what `files` says; all of them must have been added."""
        numbers = self.known(files)
        updated = dict(self.db.execute("SELECT path, updated FROM entry WHERE updated != ''").fetchall())
        self.db.execute("DELETE FROM entry")
        self.db.executemany(
            "INSERT INTO entry (path, oid, n, updated) VALUES (?, ?, ?, ?)",
            ((p, oid, numbers[p], updated.get(p, "")) for p, oid in files.items() if p in numbers),
        )
        resolve_members(self, "entry")
        resolve_links(self, "entry")
        self.set_meta("head", head)

    def change_tree(self, head: str, files: Mapping[str, str | None]) -> None:
        """Bring `entry` from the commit it describes to `head`; None means deleted."""
        numbers = self.known({p: oid for p, oid in files.items() if oid})
        for path, oid in files.items():
            if path in numbers:
                self.db.execute(
                    "INSERT INTO entry (path, oid, n) VALUES (?, ?, ?) "
                    f"ON CONFLICT (path) DO UPDATE SET oid = excluded.oid, n = excluded.n, {UNSETTLED}",
                    (path, oid, numbers[path]),
                )
            else:
                self.db.execute("DELETE FROM entry WHERE path = ?", (path,))
        resolve_members(self, "entry", files)
        resolve_links(self, "entry", files)
        self.set_meta("head", head)

    def add_steps(self, steps: Iterable[Step]) -> None:
        """Append commits, oldest first.

        A path counts as updated on the latest day of its touches, not on that of the last one added: a merge brings
        older commits in later, and the answer may not depend on when the cache looked.
        """
        position = self.db.execute("SELECT coalesce(max(position), 0) FROM step").fetchone()[0]
        for commit, day, moved, undoes in steps:
            position += 1
            touched = () if undoes and not self._bring_back(undoes) else moved
            self.db.execute("INSERT OR IGNORE INTO step VALUES (?, ?, ?, ?)", (position, commit, day, undoes))
            self.db.executemany(
                "INSERT OR IGNORE INTO touch VALUES (?, ?, ?, ?)",
                ((path, unit, position, day) for path, unit in touched),
            )
            self.db.executemany(
                "UPDATE entry SET updated = max(updated, ?) WHERE path = ?", ((day, path) for path, _ in touched)
            )

    def _bring_back(self, commit: str) -> bool:
        """Let the touches of a commit that was undone count no more; True if it was an undo, so that work came back."""
        found = self.db.execute("SELECT position, undoes FROM step WHERE commit_id = ?", (commit,)).fetchone()
        if found is None or found[1]:
            return found is not None
        paths = self.db.execute("SELECT DISTINCT path FROM touch WHERE position = ?", found[:1]).fetchall()
        self.db.execute("DELETE FROM touch WHERE position = ?", found[:1])
        self.db.executemany(
            "UPDATE entry SET updated = (SELECT coalesce(max(day), '') FROM touch WHERE touch.path = entry.path) "
            "WHERE path = ?",
            paths,
        )
        return False

    def forget_steps(self) -> None:
        """Drop what is known of the history; it will be read again."""
        # Not as one script, which would commit the transaction that this is part of.
        for statement in ("DELETE FROM step", "DELETE FROM touch", "UPDATE entry SET updated = ''"):
            self.db.execute(statement)

    def last_step(self) -> str:
        """The newest commit whose touches are known; empty if none."""
        found = self.db.execute("SELECT commit_id FROM step ORDER BY position DESC LIMIT 1").fetchone()
        return found[0] if found else ""

    def finding(self, scope: str, key: str) -> str | None:
        """Cached findings of a cross-file check whose inputs have this `key`."""
        row = self.db.execute("SELECT problems FROM findings WHERE scope = ? AND key = ?", (scope, key)).fetchone()
        return row[0] if row else None

    def add_finding(self, scope: str, key: str, problems: str) -> None:
        """Keep the findings of a cross-file check."""
        self.db.execute("INSERT OR REPLACE INTO findings VALUES (?, ?, ?)", (scope, key, problems))


_MANY = 500
_LOOKED_UP = 5_000
"""Files that are looked up one by one sooner than all that was ever read is passed over."""
