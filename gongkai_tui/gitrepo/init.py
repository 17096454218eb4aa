"""Make a new repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo.git import GitFailed, finish, plain, start
from gongkai_tui.gitrepo.repository import Repository
from gongkai_tui.gitrepo.safe_files import write_durably
from gongkai_tui.gitrepo.write_errors import not_saved

if TYPE_CHECKING:
    from pathlib import Path

ATTRIBUTES_PATH = ".gitattributes"
ATTRIBUTES = (
    b"plans/** text eol=lf merge=gongkai\nunits/** text eol=lf merge=gongkai\nviews.yaml text eol=lf merge=gongkai\n"
)
"""Data keeps LF on every system, and git hands merges of it to the driver `gongkai`."""
MERGE_DRIVER = "gongkai merge-file %O %A %B %P"
"""Command that git runs to merge one data file; without it git merges by line."""


class FolderTaken(GitError):
    """The folder for a new repository already holds something."""

    exit_code = 1


def init_repository(path: Path) -> Repository:
    """Make a repository on branch `main` with its `.gitattributes` in place, not yet committed.

    Raises:
        FolderTaken: the folder is not empty, or is a file.
        WriteFailed: the system or git refused.
    """
    shown = plain(os.fsencode(path))
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise FolderTaken(f"{shown} 已存在且不是空文件夹，没有改动。请换一个新的文件夹名。")
    try:
        path.mkdir(parents=True, exist_ok=True)
        done = finish(start(["init", "-q", "--template=", "-b", "main", "--", str(path)]), "init")
        if done.code:
            raise not_saved(GitFailed(f"git init 失败：{plain(done.err)}", done.code, plain(done.err)))
        repo = Repository.open(path)
        write_durably(str(path / ATTRIBUTES_PATH), ATTRIBUTES)
    except OSError as error:
        raise not_saved(error) from error
    install_merge_driver(repo)
    return repo


def install_merge_driver(repo: Repository, command: str = MERGE_DRIVER) -> None:
    """Tell git, in this repository's own settings, to merge data files by field."""
    repo.git.run("config", "--local", "merge.gongkai.name", "按字段合并政务公开数据")
    repo.git.run("config", "--local", "merge.gongkai.driver", command)
