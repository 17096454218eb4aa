"""States of a repository in which nothing may be saved, each with the way out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo.git import plain
from gongkai_tui.gitrepo.settings import Settings, UnsupportedRepository, require_identity

if TYPE_CHECKING:
    from gongkai_tui.gitrepo.repository import Repository

_UNDER_WAY = {
    "MERGE_HEAD": "合并（merge）还没有完成。请先解决冲突并 git commit，或用 git merge --abort 放弃",
    "rebase-merge": "变基（rebase）还没有完成。请先 git rebase --continue，或用 git rebase --abort 放弃",
    "rebase-apply": "变基（rebase）或补丁（am）还没有完成。请先 git rebase --continue，或用 git rebase --abort 放弃",
    "CHERRY_PICK_HEAD": "拣选（cherry-pick）还没有完成。请先 git cherry-pick --continue，或用 --abort 放弃",
    "REVERT_HEAD": "撤销（revert）还没有完成。请先 git revert --continue，或用 --abort 放弃",
    "BISECT_LOG": "二分查找（bisect）还没有结束。请先运行 git bisect reset",
}


class NotWritable(GitError):
    """The repository is in a state in which no change may be saved."""


def refuse_unless_writable(repo: Repository) -> None:
    """Raise one clear sentence if no change may be saved; looks at the whole index for conflicts.

    Raises:
        NotWritable: half-done merge or rebase, unsettled conflicts, detached HEAD, read-only folder.
        MissingIdentity: nobody said who commits.
        UnsupportedRepository: a bare repository or an unknown object format.
    """
    refuse_by_files(repo)
    refuse_by_settings(repo.settings)
    unmerged = repo.git.run("ls-files", "-u", "-z").out
    if unmerged:
        raise unsettled(unmerged.partition(b"\t")[2].partition(b"\0")[0].decode("utf-8", "replace"))


def under_way(repo: Repository) -> str:
    """Return in words which merge, rebase or the like is half done, with the way out; empty where there is none."""
    found = (what for name, what in _UNDER_WAY.items() if os.path.lexists(os.path.join(repo.git.git_dir, name)))
    return next(found, "")


def refuse_by_files(repo: Repository) -> None:
    """Raise for the states that show in the files of `.git`; starts nothing."""
    if what := under_way(repo):
        raise NotWritable(f"{what}；之后再保存。")
    if repo.branch_reference() is None:
        raise NotWritable("当前不在任何分支上（detached HEAD），保存的内容会找不回来。请先运行 git switch 分支名。")
    for folder in (repo.git.git_dir, repo.git.common_dir, repo.git.work_tree):
        refuse_read_only(folder)


def refuse_read_only(folder: str) -> None:
    """Raise where nothing can be written in a folder."""
    if not os.access(folder, os.W_OK):
        raise NotWritable(f"没有写入 {folder} 的权限，或它所在的磁盘是只读的，不能保存。")


def refuse_by_settings(settings: Settings) -> None:
    """Raise for the states that show in the settings."""
    require_identity(settings)
    if settings.flag("core.bare"):
        raise UnsupportedRepository("这是裸仓库（core.bare），没有工作目录。请先用 git clone 克隆一份再用。")
    if settings.object_format not in {"sha1", "sha256"}:
        raise UnsupportedRepository(f"不认识仓库的对象格式 {settings.object_format}，不能保存。")


def unsettled(path: str) -> NotWritable:
    """Return the error for a file with an unsettled conflict."""
    return NotWritable(f"{plain(path.encode('utf-8', 'replace'))} 有没解决的冲突。请先改好并 git add 它，再保存。")
