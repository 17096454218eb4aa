"""Which tasks of a tree have a link that is 待复核: the task that it leads to says something else by now.

What a task is linked to, and the marks of its wording, is kept by its content; whether they still agree is kept by tree
(`entry`, `view`), so that a list costs nothing more. Worked out again only for tasks that changed, and for those with
a link to one that did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from gongkai_tui.storage.index import Index
    from gongkai_tui.storage.index_record import Record

_MANY = 200
"""Changed files beyond which it is quicker to ask for all links at once."""


def resolve_links(index: Index, source: str, changed: Collection[str] | None = None) -> None:
    """Settle `relink` of the tasks of a tree; of the `changed` files and of those that lead to them alone, if given.

    Call it in the transaction that changed the tree.
    """
    update = (
        f"UPDATE {source} SET relink = EXISTS (SELECT 1 FROM link l JOIN {source} t ON t.path = l.path "
        f"JOIN body b ON b.n = t.n WHERE l.n = {source}.n AND instr(b.marks, l.mark) = 0)"
    )
    if changed is None or len(changed) > _MANY:
        index.db.execute(f"{update} WHERE relink OR n IN (SELECT n FROM link)")
        return
    concerned = {*changed, *(path for each in changed for path in _leading_to(index, source, each))}
    index.db.executemany(f"{update} WHERE path = ?", ((path,) for path in concerned))


def relinked(index: Index, source: str, edited: Mapping[str, Record]) -> dict[str, bool]:
    """Tell of each task, by path, whose answer hand edits may change, whether a link of it is 待复核 with them."""
    concerned = {*edited, *(path for each in edited for path in _leading_to(index, source, each))}
    found = {}
    for path in concerned:
        links = edited[path].links if path in edited else _links_of(index, source, path)
        found[path] = any(
            mark not in present for to, mark in links if (present := _marks_of(index, source, to, edited)) is not None
        )
    return found


def _leading_to(index: Index, source: str, path: str) -> Iterator[str]:
    rows = index.db.execute(
        f"SELECT b.path FROM link l JOIN blob b ON b.n = l.n JOIN {source} e ON e.path = b.path AND e.n = b.n "
        "WHERE l.path = ?",
        (path,),
    )
    return (leading for (leading,) in rows.fetchall())


def _links_of(index: Index, source: str, path: str) -> list[tuple[str, str]]:
    rows = index.db.execute(f"SELECT l.path, l.mark FROM {source} e JOIN link l ON l.n = e.n WHERE e.path = ?", (path,))
    return rows.fetchall()


def _marks_of(index: Index, source: str, path: str, edited: Mapping[str, Record]) -> str | None:
    if path in edited:
        return edited[path].marks
    row = index.db.execute(
        f"SELECT b.marks FROM {source} e JOIN body b ON b.n = e.n WHERE e.path = ?", (path,)
    ).fetchone()
    return row[0] if row else None
