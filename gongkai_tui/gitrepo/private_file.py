"""A person's own file in the git folder: never committed, replaced whole or not at all.

It does not lie in the folder `gongkai`, which holds what can be made again and may be deleted.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo.safe_files import WorkTree, write_durably
from gongkai_tui.gitrepo.write_errors import not_saved, why

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.gitrepo.repository import Repository

_PREFIX = "gongkai-"
_BEFORE = "gongkai/"
"""Where older versions kept the file: it is still read there, and moved by the next change."""


def shown_path(repo: Repository, name: str) -> str:
    """Return what messages call the file: its path in the work tree where `.git` lies there."""
    try:
        place = _find(repo, name)[0]
    except (GitError, OSError):
        place = _PREFIX + name
    path = os.path.join(repo.git.common_dir, place)
    return os.path.relpath(path, repo.git.work_tree) if path.startswith(repo.git.work_tree + os.sep) else path


def read_private(repo: Repository, name: str) -> bytes | None:
    """Return the bytes of the file, or None if there is none; follows no link.

    Raises:
        UnsafePath: it is a link or no regular file.
        GitError: it cannot be read.
    """
    try:
        return _find(repo, name)[1]
    except OSError as error:
        raise GitError(f"读不了 {shown_path(repo, name)}：{why(error)}。") from None


def refuse_unless_keepable(repo: Repository) -> None:
    """Raise where no such file can be written.

    Raises:
        NotWritable: the git folder is read-only.
    """
    from gongkai_tui.gitrepo.writable import refuse_read_only

    refuse_read_only(repo.git.common_dir)


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
            found, old = _find(repo, name)
            new = make(old)
            if new == old:
                return False
            # The ending is that of all our half-made files: the next write sweeps what a dead one left.
            temporary = str(repo.cache_dir / f"{name}.new")
            write_durably(temporary, new, shared_mode(repo.git) | 0o200)
            with WorkTree(repo.git.common_dir) as files:
                files.replace(temporary, _PREFIX + name)
                files.sync_folder(_PREFIX + name)
                if found != _PREFIX + name:
                    files.remove(found)
    except OSError as error:
        raise not_saved(error) from error
    return True


def _find(repo: Repository, name: str) -> tuple[str, bytes | None]:
    """Where the file lies in the git folder (will lie, where there is none), and what it holds."""
    with WorkTree(repo.git.common_dir) as files:
        data = files.read(_PREFIX + name)
        if data is None:
            with suppress(FileNotFoundError, NotADirectoryError):
                old = files.read(_BEFORE + name)
                if old is not None:
                    return _BEFORE + name, old
    return _PREFIX + name, data
