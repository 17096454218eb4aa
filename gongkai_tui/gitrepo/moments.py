"""From what a person writes, a date or a revision, to a commit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.gitrepo.git import finish, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gongkai_tui.gitrepo.repository import Repository

_LONGEST = 200


class UnknownMoment(UsageError):
    """No commit is meant by what was written."""


def resolve(repo: Repository, as_of: str) -> str:
    """Return the commit meant by an ISO date or a revision.

    A date means the newest commit of the main line (first parents) whose commit date, in its own time zone, is not
    after that day. The line is walked in its own order, so one wrong clock hides nothing.

    Raises:
        UnknownMoment: nothing had been saved by that day, or git knows no such revision.
    """
    text = as_of.strip()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _revision(repo, text)
    if text.isdigit() and repo.head() is not None:
        try:
            return _revision(repo, text)
        except UnknownMoment:
            pass
    return _last_commit_of(repo, day)


def commits_of_days(repo: Repository, days: Iterable[date]) -> dict[date, str]:
    """Return the commit that each day means, as `resolve` does, from one walk; without the days before the first."""
    wanted = sorted(set(days))
    found: dict[date, str] = {}
    for commit, day in _main_line(repo):
        while wanted and day <= wanted[-1].isoformat():
            found[wanted.pop()] = commit
        if not wanted:
            break
    return found


def first_day(repo: Repository, paths: Sequence[str] = ()) -> date | None:
    """Return the earliest day on which the main line changed one of these files or folders; None where it never did."""
    return min((date.fromisoformat(day) for _, day in _main_line(repo, paths)), default=None)


def _last_commit_of(repo: Repository, day: date) -> str:
    if repo.head() is None:
        raise UnknownMoment("仓库里还没有任何提交，看不了过去的样子。")
    wanted = day.isoformat()
    earliest = ""
    for commit, earliest in _main_line(repo):
        if earliest <= wanted:
            return commit
    raise UnknownMoment(f"{wanted} 时还没有任何提交；最早的提交在 {earliest}。")


def _main_line(repo: Repository, paths: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield the commits of the main line with their days, newest first; all, or those that changed some paths."""
    if repo.head() is None:
        return
    child = repo.git.start(
        "--literal-pathspecs", "log", "--first-parent", "--format=%H %cd", "--date=short", "HEAD", "--", *paths
    )
    try:
        while line := child.read_line().decode("ascii", "replace"):
            commit, _, day = line.partition(" ")
            yield commit, day
        finish(child, "log")
    finally:
        child.stop()


def _revision(repo: Repository, text: str) -> str:
    shown = plain(text.encode("utf-8", "replace"))
    if not text or text.startswith("-") or len(text) > _LONGEST or not text.isprintable():
        raise UnknownMoment(f"“{shown}”既不是日期（如 2022-09-30），也不是版本。")
    done = repo.git.run("rev-parse", "--verify", "--quiet", f"{text}^{{commit}}", accept=(0, 1, 128))
    found = done.out.decode("ascii", "replace").strip()
    if done.code or not found:
        raise UnknownMoment(f"没有日期或版本“{shown}”。日期写作 2022-09-30、上周五，版本可用 git log 里的编号。")
    return found
