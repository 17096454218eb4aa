"""A repository in memory: hundreds of actions in a row, each saved as one commit, without a git process for any."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from unittest import mock

from gongkai_tui.gitrepo import commit_lookup, history
from gongkai_tui.gitrepo.history import CommitInfo, FileChange, Touch
from gongkai_tui.gitrepo.message import parse
from gongkai_tui.gitrepo.write_errors import NothingToSave
from gongkai_tui.gitrepo.writing import Written
from gongkai_tui.storage.index import Index
from gongkai_tui.usecases import previous_status, recording
from gongkai_tui.usecases.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class MemoryRepository:
    """What the use cases ask of a repository; `person` is the name and e-mail that git would tell."""

    def __init__(self, files: Mapping[str, bytes], person: tuple[str, str]) -> None:
        self.person = person
        self._blobs = {_oid(data): data for data in files.values()}
        self._commits = [Commit("0" * 39 + "1", {path: _oid(data) for path, data in files.items()}, ())]

    def head(self) -> str:
        return self._commits[-1].id

    def identity(self) -> tuple[str, str]:
        return self.person

    def refuse_unless_writable(self) -> None:
        """It always is."""

    def start_worktree_check(self, _prefixes: object = None) -> MemoryRepository:
        return self

    def result(self) -> tuple[()]:
        """Nobody edits by hand."""
        return ()

    def tree(self, rev: str) -> dict[str, str]:
        return next(each.tree for each in self._commits if each.id == rev)

    def blobs(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        return ((oid, self._blobs[oid]) for oid in dict.fromkeys(oids))

    @property
    def commit(self) -> str:
        """As the view that an edit is worked out against."""
        return self.head()

    def read(self, paths: Iterable[str]) -> dict[str, bytes | None]:
        tree = self._commits[-1].tree
        return {path: self._blobs[tree[path]] if path in tree else None for path in paths}

    def resolve(self, name: str) -> str:
        return name

    def save(self, files: Mapping[str, bytes | None], message: str = "") -> Written:
        before = self._commits[-1].tree
        new = {path: None if data is None else _oid(data) for path, data in files.items()}
        changes = tuple(FileChange(path, before.get(path), oid) for path, oid in new.items() if before.get(path) != oid)
        if not changes:
            raise NothingToSave("没有变化")
        self._blobs |= {_oid(data): data for data in files.values() if data is not None}
        tree = {path: oid for path, oid in (before | new).items() if oid}
        self._commits.append(Commit(f"{len(self._commits) + 1:040x}", tree, changes, message))
        return Written(self.head(), {each.path: (each.old_oid, each.new_oid) for each in changes}, ())

    def log(self, rev: str = "HEAD") -> Iterator[CommitInfo]:
        """The newest first."""
        return (each.info for each in reversed(self._commits) if rev in ("HEAD", each.id))

    def changed_files(self, commit: str) -> tuple[FileChange, ...]:
        return next(each.changes for each in self._commits if each.id == commit)


class Commit:
    def __init__(self, name: str, tree: dict[str, str], changes: tuple[FileChange, ...], message: str = "导入") -> None:
        self.id = name
        self.tree = tree
        self.changes = changes
        said = parse(message)
        when = datetime(2022, 4, 1, tzinfo=UTC)
        self.info = CommitInfo(name, (), "", "", when, said.subject, said.body, said.trailers)


def _oid(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def open_in_memory(files: Mapping[str, bytes], person: tuple[str, str]) -> tuple[Workspace, MemoryRepository]:
    """Return an open workspace over files that were imported, with its repository; no file is written anywhere."""
    repository = MemoryRepository(files, person)
    ws = Workspace(repository)
    ws.__dict__["index"] = Index.in_memory()
    return ws, repository


@contextmanager
def git_in_memory() -> Iterator[None]:
    """Let the use cases find the history of a `MemoryRepository`, and save into it."""

    def commit_files(repo: MemoryRepository, make: object, **_how: object) -> Written:
        change = make(repo)
        return repo.save(change.files, change.message)

    def log(repo: MemoryRepository, *, rev: str = "HEAD", **_what: object) -> Iterator[CommitInfo]:
        return repo.log(rev)

    def touches(repo: MemoryRepository, _old: object, new: str) -> Iterator[Touch]:
        yield Touch(new, "2022-04-01T12:00:00+08:00", "import", "", tuple(repo.tree(new)))

    replaced = [
        (recording, "commit_files", commit_files),
        (recording, "register_merge_driver", lambda _repo: ""),
        *((module, "log", log) for module in (previous_status, history, commit_lookup)),
        *((module, "changed_files", MemoryRepository.changed_files) for module in (previous_status, history)),
        (history, "touches", touches),
    ]
    with ExitStack() as stack:
        for module, name, by in replaced:
            stack.enter_context(mock.patch.object(module, name, by))
        yield
