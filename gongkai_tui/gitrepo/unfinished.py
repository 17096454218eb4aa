"""Files that a writer has committed but not yet put into the work tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.objects import algorithm_of, object_id
from gongkai_tui.gitrepo.safe_files import UnsafePath, WorkTree

if TYPE_CHECKING:
    from gongkai_tui.gitrepo.journal import Journal


def unfinished_paths(root: str, journal: Journal) -> set[str]:
    """Return the paths of a journal whose file is as the writer found it or leaves it: nobody's hand edit.

    A file that stood under a hand edit when the write began stays one, so it is not among them.
    """
    algorithm = algorithm_of(journal.commit)
    pending: set[str] = set()
    with WorkTree(root) as files:
        for entry in journal.entries:
            if entry.seen != entry.old:
                continue
            try:
                data = files.read(entry.path)
            except (UnsafePath, OSError):
                continue
            if (None if data is None else object_id("blob", data, algorithm)) in (entry.old, entry.new):
                pending.add(entry.path)
    return pending
