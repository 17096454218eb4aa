"""Read objects through one `git cat-file --batch`, many at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo.git import GitTooSlow, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from gongkai_tui.gitrepo.git import Git
    from gongkai_tui.gitrepo.spawn import Child


class MissingObject(GitError):
    """The repository lacks an object that it should have, or cannot read it."""


@dataclass(frozen=True, slots=True)
class RawObject:
    """One object as git stores it."""

    oid: str
    kind: str
    """`blob`, `tree`, `commit` or `tag`."""
    data: bytes


class ObjectReader:
    """A running `git cat-file --batch`; close it when done (it is a context manager).

    `limit` is in seconds and for each object: what the caller does with one may take longer.
    """

    def __init__(self, git: Git, *, limit: float = 120.0) -> None:
        self._limit = limit
        self._child: Child = git.start("cat-file", "--batch", feed=True, limit=limit)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the program."""
        self._child.end_input()
        self._child.stop()

    def read(self, oids: Iterable[str]) -> Iterator[RawObject]:
        """Yield the objects in the order asked for. Take all of them before asking for more.

        Raises:
            MissingObject: one is not there or damaged.
        """
        wanted = list(oids)
        self._child.send("".join(f"{oid}\n" for oid in wanted).encode("ascii"))
        try:
            for oid in wanted:
                yield self._next(oid)
        except TimeoutError:
            raise GitTooSlow("git cat-file 在时限内没有完成，已中止。") from None

    def one(self, oid: str) -> RawObject:
        """Return one object."""
        return next(self.read((oid,)))

    def _next(self, oid: str) -> RawObject:
        self._child.renew(self._limit)
        header = self._child.read_line().decode("ascii", "replace").split(" ")
        if len(header) != 3 or not header[2].isdigit():  # noqa: PLR2004 - oid, kind, size
            raise self._missing(oid, header)
        data = self._child.read_exactly(int(header[2]))
        self._child.read_exactly(1)
        if len(data) != int(header[2]):
            raise self._missing(oid, header)
        return RawObject(header[0], header[1], data)

    def _missing(self, oid: str, header: list[str]) -> MissingObject:
        detail = ""
        if header[-1] != "missing":
            try:
                detail = plain(self._child.finish().err)
            except (TimeoutError, OSError):
                detail = ""
        return MissingObject(
            f"仓库缺少对象 {plain(oid.encode())} 或读不出来，请运行 git fsck 检查仓库。"
            + (f"（{detail}）" if detail else "")
        )
