"""What happened: commits, the files each one changed, and which commit touched which file last."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo.git import GitTooSlow, failure, finish
from gongkai_tui.gitrepo.message import ACTION, UNDOES, parse
from gongkai_tui.gitrepo.references import is_id
from gongkai_tui.gitrepo.repository import PREFIXES, checked_revision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gongkai_tui.gitrepo.repository import Repository
    from gongkai_tui.gitrepo.spawn import Child

_FIELDS = ("%H", "%P", "%an", "%ae", "%cI", "%B")
_TOUCH_FIELDS = ("%H", "%cI", *(f"%(trailers:key={key},valueonly,separator=%x2C)" for key in (ACTION, UNDOES)))
_PATIENCE = 120.0
_NO_BLOB = frozenset("0")


class CutOff(GitError):
    """The history before a commit is not there: the repository is a shallow clone."""


@dataclass(frozen=True, slots=True)
class CommitInfo:
    """One commit."""

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    when: datetime
    """Commit date, in the time zone of the one who committed."""
    subject: str
    body: str
    trailers: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file between two trees."""

    path: str
    old_oid: str | None
    """Blob before; None for a new file."""
    new_oid: str | None
    """Blob after; None for a deleted file."""


class TouchedFile(NamedTuple):
    """One file that a commit changed."""

    path: str
    before: tuple[str, ...]
    """Blob in each parent that had it."""
    after: str
    """Blob afterwards; empty for a deleted file."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One commit and the data files that it changed; none where a shallow clone cannot tell."""

    commit: str
    date: str
    """Commit date, ISO 8601 with time zone."""
    action: str
    """Value of the Gongkai-Action trailer; empty for commits made by hand."""
    undoes: str
    """The commit that this one takes back; empty for any but an undo."""
    files: tuple[TouchedFile, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the files are."""
        return tuple(file.path for file in self.files)


def log(
    repo: Repository,
    *,
    rev: str = "HEAD",
    paths: Sequence[str] = (),
    limit: int | None = None,
    since_commit: str | None = None,
    skip: int = 0,
) -> Iterator[CommitInfo]:
    """Yield commits, newest first in the order of the graph.

    `paths` keeps those that changed one of these files or folders; `since_commit` leaves out what it already holds;
    `skip` leaves out so many of the newest of those that are left.

    Raises:
        GitFailed: git knows no such revision.
    """
    if repo.head() is None:
        return
    options = ["-z", "--encoding=UTF-8", f"--format=tformat:{'%x00'.join(_FIELDS)}", "--topo-order"]
    if limit is not None:
        options.append(f"--max-count={max(0, limit)}")
    if skip:
        options.append(f"--skip={skip}")
    child = repo.git.start(
        "--literal-pathspecs", "log", *options, *_range(rev, since_commit), "--", *paths, limit=_PATIENCE
    )
    try:
        while fields := _record(child, len(_FIELDS)):
            yield _commit(fields)
        done = finish(child, "log")
    except TimeoutError:
        raise GitTooSlow("git log 在时限内没有完成，已中止。") from None
    finally:
        child.stop()
    if done.code:
        raise failure("log", done)


def shallow_commits(repo: Repository) -> frozenset[str]:
    """Return the commits at which a shallow clone was cut off: what they changed cannot be told."""
    try:
        with open(os.path.join(repo.git.common_dir, "shallow"), encoding="ascii") as lines:
            return frozenset(line.strip() for line in lines)
    except FileNotFoundError:
        return frozenset()


def changed_files(repo: Repository, commit: str) -> tuple[FileChange, ...]:
    """Return what a commit changed against its first parent; everything, for the first commit.

    Raises:
        CutOff: it is the last commit of a shallow clone, to which git knows no parent.
    """
    if commit in shallow_commits(repo):
        raise CutOff(
            f"这个仓库是浅克隆，{commit[:8]} 之前的历史不在这里；请先运行 git fetch --unshallow 取回全部历史。"
        )
    return _diff(repo, "--root", "--no-commit-id", "--diff-merges=first-parent", checked_revision(commit))


def diff_trees(repo: Repository, a: str, b: str) -> tuple[FileChange, ...]:
    """Return what differs between two commits or trees."""
    return _diff(repo, checked_revision(a), checked_revision(b))


def touches(repo: Repository, old: str | None, new: str) -> Iterator[Touch]:
    """Yield the commits after `old` up to `new` that changed data files, oldest first, from one git call.

    A merge counts with the files that it settled itself, not with those that it only brought along.
    """
    child = repo.git.start(
        "log",
        "-z",
        "-c",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--encoding=UTF-8",
        "--topo-order",
        "--reverse",
        f"--format=tformat:{'%x00'.join(_TOUCH_FIELDS)}%x00",
        *_range(new, old),
        "--",
        *PREFIXES,
        limit=_PATIENCE,
    )
    done = finish(child, "log")
    if done.code:
        raise failure("log", done)
    cut_off = shallow_commits(repo)
    for touch in _touches(done.out):
        yield replace(touch, files=()) if touch.commit in cut_off else touch


def last_touch(repo: Repository, commit: str) -> str:
    """Return the newest commit up to `commit` that changed data files, itself included; empty where none did."""
    done = repo.git.run("log", "-1", "--format=%H", checked_revision(commit), "--", *PREFIXES)
    return done.out.decode().strip()


def is_ancestor(repo: Repository, old: str, new: str) -> bool:
    """Tell whether `new` holds everything that `old` held."""
    done = repo.git.run("merge-base", "--is-ancestor", checked_revision(old), checked_revision(new), accept=(0, 1, 128))
    return done.code == 0


def ensure_commit_graph(repo: Repository) -> bool:
    """Write what makes the history of one file fast, for commits that lack it; False when it had to be left.

    Costs nothing when there is nothing new. Never waits: another writer, or another git that does the same, goes first.
    """
    from gongkai_tui.gitrepo.lock import hold
    from gongkai_tui.gitrepo.lock_files import free

    chain = os.path.join(repo.git.common_dir, "objects", "info", "commit-graphs", "commit-graph-chain.lock")
    try:
        with hold(repo.git, patience=0.0) as lock:
            free(repo.git, chain, patience=0.0)
            repo.git.run(
                "commit-graph",
                "write",
                "--reachable",
                "--split",
                "--changed-paths",
                "--no-progress",
                keep=(lock,),
                limit=_PATIENCE,
            )
    except (GitError, OSError):
        return False
    return True


def _range(rev: str, without: str | None) -> list[str]:
    chosen = [checked_revision(rev)]
    if without is not None:
        chosen.append("^" + checked_revision(without))
    return chosen


def _record(child: Child, size: int) -> list[str]:
    first = child.read_until(b"\0")
    if not first:
        return []
    rest = [child.read_until(b"\0") for _ in range(size - 1)]
    return [field.decode("utf-8", "replace") for field in (first, *rest)]


def _commit(fields: list[str]) -> CommitInfo:
    commit, parents, author, email, when, text = fields
    message = parse(text)
    return CommitInfo(
        id=commit,
        parents=tuple(parents.split()),
        author=author,
        email=email,
        when=datetime.fromisoformat(when),
        subject=message.subject,
        body=message.body,
        trailers=message.trailers,
    )


def _diff(repo: Repository, *arguments: str) -> tuple[FileChange, ...]:
    out = repo.git.run("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", *arguments).out
    parts = out.decode("utf-8", "surrogateescape").split("\0")
    changes: list[FileChange] = []
    for head, path in zip(parts[0:-1:2], parts[1::2], strict=False):
        _, _, old, new, _ = head.split(" ")
        changes.append(FileChange(path, _blob(old), _blob(new)))
    return tuple(changes)


def _blob(oid: str) -> str | None:
    return None if set(oid) == _NO_BLOB else oid


def _touches(out: bytes) -> Iterator[Touch]:
    """Read ids, dates, actions and files."""
    parts = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    head: tuple[str, str, str, str] | None = None
    files: list[TouchedFile] = []
    for part in parts:
        text = part.lstrip("\n")
        if text.startswith(":"):
            files.append(_touched(text, next(parts, "")))
        elif is_id(text):
            if head is not None:
                yield Touch(*head, tuple(files))
            head, files = (text, next(parts, ""), next(parts, ""), next(parts, "")), []
    if head is not None:
        yield Touch(*head, tuple(files))


def _touched(raw: str, path: str) -> TouchedFile:
    """Read modes and blobs of a file: one for each parent, and those that it has now."""
    parents = len(raw) - len(raw.lstrip(":"))
    *before, after = raw.split(" ")[parents + 1 : 2 * parents + 2]
    return TouchedFile(path, tuple(filter(_blob, before)), _blob(after) or "")
