"""A person's own file in the folder `gongkai` of the git folder: never committed, replaced whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo.safe_files import WorkTree, write_durably
from gongkai_tui.gitrepo.write_errors import not_saved, why

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.gitrepo.repository import Repository


def shown_path(repo: Repository, name: str) -> str:
    """Return what messages call the file: its path in the work tree where `.git` lies there."""
    path = os.path.join(repo.git.common_dir, "gongkai", name)
    return os.path.relpath(path, repo.git.work_tree) if path.startswith(repo.git.work_tree + os.sep) else path


def read_private(repo: Repository, name: str) -> bytes | None:
    """Return the bytes of the file, or None if there is none; follows no link.

    Raises:
        UnsafePath: it is a link or no regular file.
        GitError: it cannot be read.
    """
    try:
        with WorkTree(str(repo.cache_dir)) as files:
            return files.read(name)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GitError(f"读不了 {shown_path(repo, name)}：{why(error)}。") from None


def change_private(repo: Repository, name: str, make: Callable[[bytes | None], bytes]) -> bool:
    """Replace the file by what `make` makes of it, durably; tell whether anything changed.

    One writer at a time, under the lock of every other write.

    Raises:
        RepositoryBusy: another writer did not finish in time.
        WriteFailed: the system refused; nothing has changed.
    """
    # Reading needs none of it.
    from gongkai_tui.gitrepo.lock import hold, shared_mode

    try:
        with hold(repo.git):
            old = read_private(repo, name)
            new = make(old)
            if new == old:
                return False
            # The ending is that of all our half-made files: the next write sweeps what a dead one left.
            temporary = str(repo.cache_dir / f"{name}.new")
            write_durably(temporary, new, shared_mode(repo.git) | 0o200)
            with WorkTree(str(repo.cache_dir)) as files:
                files.replace(temporary, name)
                files.sync_folder(name)
    except OSError as error:
        raise not_saved(error) from error
    return True
