"""Find the repository that a folder belongs to, by git's own rules, without starting git."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo.git import Git, environment, finish, start

if TYPE_CHECKING:
    from pathlib import Path


class NotARepository(GitError):
    """There is no repository here."""


class BareRepository(GitError):
    """The repository has no work tree."""


class ForeignRepository(GitError):
    """The repository belongs to another user of this computer."""


class NoSuchFolder(GitError):
    """The folder given does not exist."""


def discover(start_at: str | Path) -> Git:
    """Return the repository that `start_at` lies in.

    Raises:
        NoSuchFolder: `start_at` does not exist.
        NotARepository: neither it nor a folder above holds a repository.
        BareRepository: it holds one without a work tree.
        ForeignRepository: its owner is another user, whom git has not been told to trust.
    """
    folder = os.path.realpath(start_at)
    if not os.path.isdir(folder):
        raise NoSuchFolder(f"文件夹 {start_at} 不存在。")
    while True:
        found = _at(folder)
        if found is not None:
            _refuse_foreign(found)
            return found
        above = os.path.dirname(folder)
        if above == folder:
            raise _nowhere(start_at)
        folder = above


def _nowhere(start_at: str | Path) -> NotARepository:
    # The way to a repository that is there does without them.
    from gongkai_tui.domain import inputs
    from gongkai_tui.domain.remedies import Remedy
    from gongkai_tui.domain.wording import by_doing, using

    new, other = by_doing(Remedy.INITIALISE, to="新建"), using(inputs.REPOSITORY, "指定仓库文件夹")
    return NotARepository(f"{os.path.realpath(start_at)} 不在任何 Git 仓库里。可{new}，或{other}。")


def _at(folder: str) -> Git | None:
    inner = os.path.join(folder, ".git")
    if os.path.isfile(inner):
        inner = _linked(inner)
    if _looks_like_git_dir(inner):
        return Git(git_dir=inner, work_tree=folder, common_dir=_common(inner))
    if os.path.basename(folder) == ".git" and _looks_like_git_dir(folder):
        raise NotARepository("这里是仓库的 .git 文件夹内部，请换到仓库的工作目录再用。")
    if _looks_like_git_dir(folder):
        raise BareRepository(f"{folder} 是裸仓库，没有工作目录。请先用 git clone 克隆一份再用。")
    return None


def _linked(file: str) -> str:
    """Return the folder that a `.git` file points to (linked work trees, `--separate-git-dir`)."""
    with open(file, encoding="utf-8", errors="surrogateescape") as handle:
        text = handle.read(4096)
    target = text.removeprefix("gitdir:").strip()
    if not text.startswith("gitdir:") or not target:
        raise NotARepository(f"{file} 不是有效的 Git 指向文件。")
    resolved = os.path.realpath(os.path.join(os.path.dirname(file), target))
    if not _looks_like_git_dir(resolved):
        raise NotARepository(f"{file} 指向的仓库 {target} 不存在。")
    return resolved


def _common(git_dir: str) -> str:
    try:
        with open(os.path.join(git_dir, "commondir"), encoding="utf-8", errors="surrogateescape") as handle:
            return os.path.realpath(os.path.join(git_dir, handle.read().strip()))
    except FileNotFoundError:
        return git_dir


def _looks_like_git_dir(folder: str) -> bool:
    if not os.path.lexists(os.path.join(folder, "HEAD")):
        return False
    common = _common(folder)
    return os.path.isdir(os.path.join(common, "objects")) and os.path.isdir(os.path.join(common, "refs"))


def _refuse_foreign(found: Git) -> None:
    """Ask git itself about trust, but only where the owner differs: that is rare, and a call costs 3 ms."""
    me = os.geteuid()
    owners = {os.stat(place).st_uid for place in (found.git_dir, found.work_tree)}
    if owners == {me}:
        return
    done = finish(start(["-C", found.work_tree, "rev-parse", "--git-dir"], env=environment()), "rev-parse")
    if done.code and b"safe.directory" in done.err:
        raise ForeignRepository(
            f"仓库 {found.work_tree} 属于别的用户，git 不予信任。确认来源可靠后运行："
            f"git config --global --add safe.directory '{found.work_tree}'"
        )
