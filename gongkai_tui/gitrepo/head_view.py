"""The committed files that a change starts from, read tree by tree: no edit reads the whole of HEAD."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.objects import TreeItem, algorithm_of, object_id, parse_tree, tree_bytes, tree_of_commit
from gongkai_tui.gitrepo.safe_files import UnsafePath, check_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gongkai_tui.gitrepo.object_reader import ObjectReader


class HeadView:
    """The files of one commit; None stands for the state before the first commit."""

    def __init__(self, reader: ObjectReader, commit: str | None) -> None:
        self.commit = commit
        self._reader = reader
        self._folders: dict[str, dict[str, TreeItem]] = {}

    def read(self, paths: Iterable[str]) -> dict[str, bytes | None]:
        """Return path -> content; None for a file that is not there.

        Raises:
            UnsafePath: a link or another repository stands there.
        """
        items = self.items(paths)
        oids = list(dict.fromkeys(item.oid for item in items.values() if item is not None))
        found = {raw.oid: raw.data for raw in self._reader.read(oids)}
        return {path: None if item is None else found[item.oid] for path, item in items.items()}

    def paths(self, prefix: str = "") -> tuple[str, ...]:
        """Return every file below the folder `prefix`, sorted; links and other repositories are left out."""
        pending, found = [prefix.strip("/")], []
        while pending:
            self._load(pending)
            deeper: list[str] = []
            for folder in pending:
                for name, item in self._folders[folder].items():
                    path = f"{folder}/{name}" if folder else name
                    if item.is_folder:
                        deeper.append(path)
                    elif item.is_file:
                        found.append(path)
            pending = deeper
        return tuple(sorted(found))

    def items(self, paths: Iterable[str]) -> dict[str, TreeItem | None]:
        """Return path -> tree item of a regular file, or None.

        Raises:
            UnsafePath: a link or another repository stands there, or a folder where a file is asked for.
        """
        wanted = [check_path(path) for path in paths]
        self._load([path.rpartition("/")[0] for path in wanted])
        found: dict[str, TreeItem | None] = {}
        for path in wanted:
            folder, _, name = path.rpartition("/")
            item = self._folders[folder].get(name)
            if item is not None and not item.is_file:
                raise UnsafePath(f"{path} 在仓库里不是普通文件，不读也不写。")
            found[path] = item
        return found

    def with_changes(
        self, changes: Mapping[str, TreeItem | None], algorithm: str
    ) -> tuple[str, dict[str, tuple[str, bytes]]]:
        """Return the root tree after `changes` and the new tree objects, as id -> (kind, data)."""
        self.items(changes)
        folders = {path: dict(items) for path, items in self._folders.items()}
        touched: set[str] = set()
        for path, item in changes.items():
            folder, _, name = path.rpartition("/")
            _set(folders.setdefault(folder, {}), name, item)
            touched.update(_lineage(folder))
        objects: dict[str, tuple[str, bytes]] = {}
        root = ""
        for folder in sorted(touched, key=lambda path: (-_depth(path), path)):
            data = tree_bytes(folders.get(folder, {}))
            root = object_id("tree", data, algorithm)
            objects[root] = ("tree", data)
            if folder:
                above, _, name = folder.rpartition("/")
                empty = not folders.get(folder)
                _set(folders.setdefault(above, {}), name, None if empty else TreeItem("40000", root))
                if empty:
                    del objects[root]
        return root, objects

    def _load(self, folders: Iterable[str]) -> None:
        """Read the trees of folders and of all folders above them, one round a level."""
        missing = {above for folder in folders for above in _lineage(folder)} - self._folders.keys()
        for depth in sorted({_depth(folder) for folder in missing}):
            self._load_level([folder for folder in sorted(missing) if _depth(folder) == depth])

    def _load_level(self, folders: list[str]) -> None:
        oids = {folder: oid for folder in folders if (oid := self._tree_of(folder)) is not None}
        for folder, raw in zip(oids, self._reader.read(oids.values()), strict=True):
            self._folders[folder] = parse_tree(raw.data, len(raw.oid) // 2)
        for folder in folders:
            self._folders.setdefault(folder, {})

    def _tree_of(self, folder: str) -> str | None:
        if not folder:
            if self.commit is None:
                return None
            return tree_of_commit(self._reader.one(self.commit).data)
        above, _, name = folder.rpartition("/")
        item = self._folders[above].get(name)
        if item is not None and not item.is_folder:
            raise UnsafePath(f"{folder} 在仓库里不是文件夹，不读也不写。")
        return None if item is None else item.oid


def view_algorithm(commit: str | None, fallback: str) -> str:
    """Return the hash of a repository: told by its head, or `fallback` before the first commit."""
    return algorithm_of(commit) if commit is not None else fallback


def _set(items: dict[str, TreeItem], name: str, item: TreeItem | None) -> None:
    if item is None:
        items.pop(name, None)
    else:
        items[name] = item


def _lineage(folder: str) -> list[str]:
    """Return the folder and every folder above it, the root last."""
    found = [folder]
    while folder:
        folder = folder.rpartition("/")[0]
        found.append(folder)
    return found


def _depth(folder: str) -> int:
    return folder.count("/") + 1 if folder else 0
