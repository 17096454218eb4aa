"""Objects as bytes, their names, and storing many of them at once."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gongkai_tui.gitrepo.git import Git
    from gongkai_tui.gitrepo.settings import Ident

_KINDS = {"commit": 1, "tree": 2, "blob": 3}
_FOLDER_MODE = "40000"
MOST_LOOSE = 100
"""Up to so many objects are stored one by one, more as one pack: a pack costs two syncs, a loose object one."""


class DamagedTree(GitError):
    """A tree object that cannot be read."""


@dataclass(frozen=True, slots=True)
class TreeItem:
    """One line of a tree object."""

    mode: str
    """As stored: `100644`, `100755`, `40000`, `120000` (link), `160000` (other repository)."""
    oid: str

    @property
    def is_folder(self) -> bool:
        """Tell whether it names another tree."""
        return self.mode == _FOLDER_MODE

    @property
    def is_file(self) -> bool:
        """Tell whether it names a regular file."""
        return self.mode in {"100644", "100755"}


def object_id(kind: str, data: bytes, algorithm: str) -> str:
    """Return the name of an object; `algorithm` is `sha1` or `sha256`."""
    name = hashlib.new(algorithm, b"%s %d\0" % (kind.encode("ascii"), len(data)), usedforsecurity=False)
    name.update(data)
    return name.hexdigest()


def algorithm_of(oid: str) -> str:
    """Return the hash that an object id was made with, told from its length."""
    return "sha1" if len(oid) == 40 else "sha256"  # noqa: PLR2004 - hex digits of SHA-1


def parse_tree(data: bytes, id_size: int) -> dict[str, TreeItem]:
    """Read a tree object into name -> item; `id_size` is 20 or 32 bytes.

    Raises:
        DamagedTree: it does not follow the format.
    """
    items: dict[str, TreeItem] = {}
    at = 0
    while at < len(data):
        space, end = data.find(b" ", at), data.find(b"\0", at)
        if not at < space < end or end + id_size >= len(data) + 1:
            raise DamagedTree("仓库里有损坏的目录对象，请运行 git fsck 检查仓库。")
        name = data[space + 1 : end].decode("utf-8", "surrogateescape")
        items[name] = TreeItem(data[at:space].decode("ascii", "replace"), data[end + 1 : end + 1 + id_size].hex())
        at = end + 1 + id_size
    return items


def tree_bytes(items: Mapping[str, TreeItem]) -> bytes:
    """Return a tree object; git sorts folders as if their names ended in `/`."""
    lines = [
        (raw + b"/" if item.is_folder else raw, raw, item)
        for raw, item in ((name.encode("utf-8", "surrogateescape"), item) for name, item in items.items())
    ]
    lines.sort(key=lambda line: line[0])
    return b"".join(item.mode.encode("ascii") + b" " + raw + b"\0" + bytes.fromhex(item.oid) for _, raw, item in lines)


def commit_bytes(tree: str, parents: Sequence[str], author: Ident, committer: Ident, message: str) -> bytes:
    """Return a commit object; `message` is stored as it is, with one newline at its end."""
    lines = [f"tree {tree}", *(f"parent {parent}" for parent in parents)]
    lines += [f"author {author.line()}", f"committer {committer.line()}", "", message.rstrip("\n") + "\n"]
    return "\n".join(lines).encode("utf-8")


def tree_of_commit(data: bytes) -> str:
    """Return the tree that a commit object names."""
    first = data.partition(b"\n")[0].decode("ascii", "replace").split(" ")
    return first[-1]


def pack(objects: Sequence[tuple[str, bytes]], algorithm: str) -> bytes:
    """Return a pack of `(kind, data)` objects."""
    parts = [b"PACK" + (2).to_bytes(4, "big") + len(objects).to_bytes(4, "big")]
    for kind, data in objects:
        parts.append(_pack_header(_KINDS[kind], len(data)))
        parts.append(zlib.compress(data, 1))
    body = b"".join(parts)
    return body + hashlib.new(algorithm, body, usedforsecurity=False).digest()


def store(git: Git, objects: Mapping[str, tuple[str, bytes]], algorithm: str, keep: Sequence[int] = ()) -> None:
    """Store objects durably, given as id -> (kind, data). No reference names them yet.

    Raises:
        GitFailed: they could not be stored, as on a full disk.
    """
    packed = pack(list(objects.values()), algorithm)
    if len(objects) <= MOST_LOOSE:
        git.run("unpack-objects", "-q", stdin=packed, keep=keep, limit=120.0)
    else:
        git.run("index-pack", "--stdin", stdin=packed, keep=keep, limit=300.0)


def _pack_header(kind: int, size: int) -> bytes:
    first, size = (kind << 4) | (size & 15), size >> 4
    out = bytearray()
    while size:
        out.append(first | 0x80)
        first, size = size & 0x7F, size >> 7
    out.append(first)
    return bytes(out)
