"""One repository: where it is, what HEAD names, and reading its trees and blobs."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self

from gongkai_tui.domain.errors import GitError, Refused
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.system_reason import system_reason
from gongkai_tui.gitrepo.discovery import discover
from gongkai_tui.gitrepo.git import plain
from gongkai_tui.gitrepo.references import NeedsGit, branch_of, is_id, read_head, read_reference
from gongkai_tui.gitrepo.worktree_check import WorktreeCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gongkai_tui.gitrepo.git import Git
    from gongkai_tui.gitrepo.settings import Settings

FOLDERS = ("plans", "units")
"""The folders of a repository that hold data."""
PREFIXES = (*FOLDERS, "views.yaml")
"""Everything in a repository that is data: the folders, and the views that it shares."""

_WHY_REFUSED = {
    b"120000": "是符号链接，不读取；请换成普通文件",
    b"160000": "是子仓库，不读取；请把文件直接放进本仓库",
}


def is_data(path: str) -> bool:
    """Tell whether a path of the repository is one of `PREFIXES` or lies below it."""
    return path.partition("/")[0] in FOLDERS if "/" in path else path in PREFIXES


class UnsafeTree(Refused):
    """A tree holds links or other repositories."""


class Listing(NamedTuple):
    """The files of one tree."""

    files: dict[str, str]
    """Path -> blob id, regular files only."""
    refused: tuple[Problem, ...]
    """What else stands there: links, other repositories."""


class Repository:
    """One repository with its work tree. Opening it reads a few small files and starts nothing."""

    def __init__(self, git: Git) -> None:
        self.git = git

    @classmethod
    def open(cls, start: str | Path | None = None) -> Self:
        """Open the repository that `start` (default: the current folder) lies in.

        Raises:
            NotARepository, BareRepository, ForeignRepository, NoSuchFolder: one clear sentence each.
        """
        return cls(discover(start if start is not None else "."))

    @cached_property
    def root(self) -> Path:
        """Folder of the work tree, absolute."""
        from pathlib import Path

        return Path(self.git.work_tree)

    @cached_property
    def git_dir(self) -> Path:
        """The work tree's own git folder, absolute."""
        from pathlib import Path

        return Path(self.git.git_dir)

    @cached_property
    def cache_dir(self) -> Path:
        """Folder for the product's own files, shared by all work trees; may not exist yet."""
        from pathlib import Path

        return Path(self.git.common_dir, "gongkai")

    @property
    def state_dir(self) -> str:
        """Folder for what concerns this work tree alone (journal, next index), absolute; may not exist yet."""
        return os.path.join(self.git.git_dir, "gongkai")

    @cached_property
    def settings(self) -> Settings:
        """Effective git settings and identity; asks git once."""
        from gongkai_tui.gitrepo.settings import read_settings

        return read_settings(self.git)

    def forget_settings(self) -> None:
        """Ask git for its settings again: they were changed."""
        self.__dict__.pop("settings", None)

    def branch(self) -> str | None:
        """Return the short name of the branch that HEAD stands on, or None when detached."""
        full = self.branch_reference()
        return None if full is None else full.removeprefix("refs/heads/")

    def branch_reference(self) -> str | None:
        """Return the full name of the branch that HEAD stands on, or None when detached."""
        name = branch_of(read_head(self.git.git_dir))
        if name == "refs/heads/.invalid":
            return self.git.run("symbolic-ref", "-q", "HEAD", accept=(0, 1)).out.decode().strip() or None
        return name

    def head(self) -> str | None:
        """Return the commit of HEAD, or None before the first commit. Starts git only for rare layouts."""
        text = read_head(self.git.git_dir)
        name = branch_of(text)
        if name is None and is_id(text):
            return text
        try:
            if name is not None:
                return read_reference(self.git.common_dir, name)
        except NeedsGit:
            pass
        done = self.git.run("rev-parse", "--verify", "--quiet", "HEAD", accept=(0, 1))
        return done.out.decode("ascii", "replace").strip() or None

    def listing(self, rev: str, prefixes: Sequence[str] = PREFIXES) -> Listing:
        """Return every file below `prefixes` in a commit or tree."""
        done = self.git.run("ls-tree", "-r", "-z", "--full-tree", checked_revision(rev), "--", *prefixes)
        files: dict[str, str] = {}
        refused: list[Problem] = []
        for line in done.out.split(b"\0")[:-1]:
            head, _, raw = line.partition(b"\t")
            path = raw.decode("utf-8", "surrogateescape")
            if head.startswith(b"100"):
                files[path] = head[12:].decode("ascii")
            else:
                why = _WHY_REFUSED.get(head[:6], "不是普通文件，不读取")
                refused.append(Problem(Severity.ERROR, f"{why}。", place=plain(raw), check="tree"))
        return Listing(files, tuple(refused))

    def tree(self, rev: str, prefixes: Sequence[str] = PREFIXES) -> dict[str, str]:
        """Return path -> blob id of every file below `prefixes` in a commit or tree.

        Raises:
            UnsafeTree: there are links or other repositories among them.
        """
        listing = self.listing(rev, prefixes)
        if listing.refused:
            raise UnsafeTree(str(listing.refused[0]), listing.refused)
        return listing.files

    def blobs(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield `(id, content)` in the order asked for; git is not started for none.

        Raises:
            MissingObject: one is not there.
        """
        wanted = tuple(oids)
        if not wanted:
            return
        from gongkai_tui.gitrepo.object_reader import ObjectReader

        with ObjectReader(self.git) as reader:
            for found in reader.read(wanted):
                yield found.oid, found.data

    def start_worktree_check(self, prefixes: tuple[str, ...] = FOLDERS) -> WorktreeCheck:
        """Start looking for hand edits; ask the answer for its `result()` later.

        The views are not among `prefixes` unless asked for: a list of tasks does not depend on them.
        """
        return WorktreeCheck(self.git, self.state_dir, prefixes)

    def read_worktree_file(self, path: str) -> bytes | None:
        """Return a file of the work tree, or None if there is none; follows no link.

        Raises:
            UnsafePath: a link, no regular file, or a path that leads out.
        """
        from gongkai_tui.gitrepo.safe_files import WorkTree

        with WorkTree(self.git.work_tree) as files:
            try:
                return files.read(path)
            except OSError as error:
                raise GitError(f"读不了 {plain(path.encode('utf-8', 'replace'))}：{system_reason(error)}。") from None

    def identity(self) -> tuple[str, str]:
        """Return name and mail address of the person who commits here.

        Raises:
            MissingIdentity: nobody said who that is.
        """
        from gongkai_tui.gitrepo.settings import require_identity

        author, _ = require_identity(self.settings)
        return author.name, author.email

    def refuse_unless_writable(self) -> None:
        """Raise one clear sentence if the repository is in a state in which no change may be saved.

        Raises:
            NotWritable: half-done merge or rebase, unsettled conflicts, detached HEAD, read-only folder.
            MissingIdentity: nobody said who commits.
        """
        from gongkai_tui.gitrepo.writable import refuse_unless_writable

        refuse_unless_writable(self)

    def refuse_unless_open(self) -> None:
        """Raise, as `refuse_unless_writable`, for what shows without starting a process.

        Raises:
            NotWritable: half-done merge or rebase, detached HEAD, read-only folder.
            MissingIdentity: nobody said who commits.
        """
        from gongkai_tui.gitrepo.writable import refuse_by_files, refuse_by_settings

        refuse_by_files(self)
        refuse_by_settings(self.settings)

    def resolve(self, as_of: str) -> str:
        """Return the commit meant by an ISO date (the last one of that day) or a revision.

        Raises:
            UnknownMoment: there is none.
        """
        from gongkai_tui.gitrepo.moments import resolve

        return resolve(self, as_of)


def checked_revision(rev: str) -> str:
    """Return a revision that git cannot take for an option."""
    if rev.startswith("-"):
        raise Refused(f"“{plain(rev.encode('utf-8', 'replace'))}”不能作为版本。")
    return rev
