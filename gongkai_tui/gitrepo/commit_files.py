"""What single commits hold, for those who look at them: the files touched, the raw difference, earlier contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.gitrepo.git import GitTooSlow, failure, finish
from gongkai_tui.gitrepo.history import shallow_commits
from gongkai_tui.gitrepo.references import is_id
from gongkai_tui.gitrepo.repository import PREFIXES, checked_revision

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gongkai_tui.gitrepo.repository import Repository

_RAW = re.compile(r":\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*")
_HEAD = re.compile(r"([0-9a-f]+) (\d{4,}-\d\d-\d\d)")


class RawText(NamedTuple):
    """What git says, as text."""

    text: str
    cut: bool
    """Whether there is more than was asked for."""


class EarlierContent(NamedTuple):
    """A commit that had left a file with some content."""

    commit: str
    path: str
    oid: str
    day: str = ""
    """ISO date on which it was committed, in the time zone of the commit."""


def touched_files(repo: Repository, commits: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the data files that each commit changed against its first parent, from one git call.

    A commit at which a shallow clone was cut off has none: what it changed cannot be told.
    """
    found: dict[str, tuple[str, ...]] = dict.fromkeys(commits, ())
    asked = [commit for commit in found if is_id(commit)]
    if not asked:
        return found
    options = ("-r", "-z", "--stdin", "--root", "--name-only", "--no-renames", "--diff-merges=first-parent")
    out = repo.git.run("diff-tree", *options, "--", *PREFIXES, stdin="".join(f"{c}\n" for c in asked).encode()).out
    current = ""
    for part in out.decode("utf-8", "surrogateescape").split("\0"):
        text = part.lstrip("\n")
        if is_id(text):
            current = text
        elif text and current:
            found[current] = (*found[current], text)
    for commit in shallow_commits(repo) & found.keys():
        found[commit] = ()
    return found


def raw_difference(repo: Repository, commit: str, most: int) -> RawText:
    """Return a commit as `git show` prints it, at most `most` bytes of it; no program of the repository takes part.

    Raises:
        GitFailed: there is no such commit.
    """
    child = repo.git.start(
        "show", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--encoding=UTF-8",
        "--diff-merges=first-parent", "--format=fuller", checked_revision(commit), "--",
    )  # fmt: skip
    try:
        data = child.read_exactly(most + 1)
        if len(data) > most:
            return RawText(data[:most].decode("utf-8", "ignore"), cut=True)
        done = finish(child, "show")
    except TimeoutError:
        raise GitTooSlow("git show 在时限内没有完成，已中止。") from None
    finally:
        child.stop()
    if done.code:
        raise failure("show", done)
    return RawText(data.decode("utf-8", "replace"), cut=False)


def earlier_contents(
    repo: Repository, before: str, paths: Sequence[str], limit: int, *, after: str = ""
) -> tuple[EarlierContent, ...]:
    """Return what the last `limit` commits up to `before` that touched some files had left in them, newest first.

    With `after`, only those that this commit does not contain.
    """
    stop = (f"^{checked_revision(after)}",) if after else ()
    done = repo.git.run(
        "--literal-pathspecs", "log", "-z", "--raw", "--no-abbrev", "--no-renames", "--topo-order",
        "--format=%H %cd", "--date=short", f"--max-count={limit}", checked_revision(before), *stop, "--", *paths,
    )  # fmt: skip
    found: list[EarlierContent] = []
    commit = day = oid = ""
    for part in done.out.decode("utf-8", "surrogateescape").split("\0"):
        text = part.lstrip("\n")
        if (head := _HEAD.fullmatch(text)) and is_id(head[1]):
            commit, day = head.groups()
        elif head := _RAW.fullmatch(text):
            oid = head[2]
        elif text and oid:
            found.append(EarlierContent(commit, text, oid, day))
            oid = ""
    return tuple(found)
