"""Read and replace files of the work tree without ever leaving it: no link is followed."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from gongkai_tui.domain.errors import Refused

if TYPE_CHECKING:
    from types import TracebackType

LARGEST = 64 << 20
"""Most bytes read from one file of the work tree; no file of the product comes near."""
FALLBACK_TEMPORARY = ".gongkai-new"
"""Temporary file in the root of the work tree, used only where `.git` lies on another file system."""

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_LINK_ERRORS = frozenset({errno.ELOOP, errno.EMLINK, errno.ENOTDIR})


class UnsafePath(Refused):
    """A path that is a link, no regular file, or leads out of the repository."""


def check_path(path: str) -> str:
    """Return `path` if it is a plain relative path inside a repository.

    Raises:
        UnsafePath: it is empty, absolute, climbs up, enters `.git`, or holds a control character.
    """
    parts = path.split("/")
    if (
        not path.isprintable()
        or "\\" in path
        or any(part in {"", ".", ".."} for part in parts)
        or any(part.casefold() in {".git", "git~1"} for part in parts)
    ):
        raise UnsafePath(f"路径 {path!a} 不能用：只能是仓库内的普通相对路径。")
    return path


class WorkTree:
    """The files of one work tree. Folders stay open while it is used, so a bulk write looks each up once."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._folders: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every folder that was opened."""
        for folder in self._folders.values():
            os.close(folder)
        self._folders.clear()

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, or None if there is none.

        Raises:
            UnsafePath: the path or a folder above it is a link, or it is no regular file.
            OSError: it cannot be read.
        """
        found = self._open(path)
        if found is None:
            return None
        try:
            return _content(found, path)
        finally:
            os.close(found)

    def mode(self, path: str) -> int | None:
        """Return the permission bits of a file, or None if there is none."""
        folder, name = self._parent(path, create=False)
        if folder is None:
            return None
        try:
            return stat.S_IMODE(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
        except FileNotFoundError:
            return None

    def replace(self, temporary: str, path: str) -> None:
        """Move the finished file `temporary` (absolute) to `path`; folders are made as needed."""
        folder, name = self._parent(path, create=True)
        try:
            os.replace(temporary, name, dst_dir_fd=folder)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self._copy_over(temporary, name, folder)

    def remove(self, path: str) -> None:
        """Delete a file, and the folders above it that become empty."""
        folder, name = self._parent(path, create=False)
        if folder is None:
            return
        try:
            os.unlink(name, dir_fd=folder)
        except FileNotFoundError:
            return
        self.close()
        above = os.path.dirname(path)
        while above:
            try:
                os.rmdir(os.path.join(self.root, above))
            except OSError:
                return
            above = os.path.dirname(above)

    def sync_folder(self, path: str) -> None:
        """Make the directory entry of `path` durable."""
        folder, _ = self._parent(path, create=False)
        if folder is not None:
            os.fsync(folder)

    def _copy_over(self, temporary: str, name: str, folder: int | None) -> None:
        """Do what `os.replace` does where `.git` and the work tree lie on two file systems."""
        beside = os.path.join(self.root, FALLBACK_TEMPORARY)
        with open(temporary, "rb") as source:
            data, mode = source.read(), stat.S_IMODE(os.fstat(source.fileno()).st_mode)
        write_durably(beside, data, mode)
        os.replace(beside, name, dst_dir_fd=folder)
        os.unlink(temporary)

    def _open(self, path: str) -> int | None:
        folder, name = self._parent(path, create=False)
        if folder is None:
            return None
        try:
            return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in _LINK_ERRORS:
                raise UnsafePath(f"{path} 是链接，不读也不写；请换成普通文件。") from None
            raise

    def _parent(self, path: str, *, create: bool) -> tuple[int | None, str]:
        above, _, name = check_path(path).rpartition("/")
        return self._folder(above, create=create), name

    def _folder(self, path: str, *, create: bool) -> int | None:
        if (known := self._folders.get(path)) is not None:
            return known
        if not path:
            found = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            self._folders[path] = found
            return found
        above, _, name = path.rpartition("/")
        parent = self._folder(above, create=create)
        if parent is None:
            return None
        try:
            found = _open_folder(parent, name, create=create)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in _LINK_ERRORS:
                raise UnsafePath(f"{path} 是链接或不是文件夹，不读也不写；请换成普通文件夹。") from None
            raise
        self._folders[path] = found
        return found


def _open_folder(parent: int, name: str, *, create: bool) -> int:
    try:
        return os.open(name, _FOLDER, dir_fd=parent)
    except FileNotFoundError:
        if not create:
            raise
    with suppress(FileExistsError):
        os.mkdir(name, dir_fd=parent)
    return os.open(name, _FOLDER, dir_fd=parent)


def _content(found: int, path: str) -> bytes:
    about = os.fstat(found)
    if not stat.S_ISREG(about.st_mode):
        raise UnsafePath(f"{path} 不是普通文件，不读也不写。")
    if about.st_size > LARGEST:
        raise UnsafePath(f"{path} 过大（{about.st_size} 字节），不读也不写。")
    parts: list[bytes] = []
    while data := os.read(found, about.st_size + 1):
        parts.append(data)
        if len(data) > LARGEST:
            break
    return b"".join(parts)


def write_all(target: int, data: bytes) -> None:
    """Write all of `data` to a descriptor.

    Raises:
        OSError: among others when the disk is full.
    """
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(target, rest) :]


def write_durably(path: str, data: bytes, mode: int | None = None) -> None:
    """Write a file whose content survives a power cut once this returns; its name may not.

    `mode` are its permission bits; without, the user's umask decides.
    """
    target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        if mode is not None:
            os.fchmod(target, mode)
        write_all(target, data)
        os.fsync(target)
    finally:
        os.close(target)


def sync_folder(path: str) -> None:
    """Make the names in a folder durable."""
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
