"""Finish or forget what a dead write left, without a human."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.git import GitFailed
from gongkai_tui.gitrepo.journal import drop_journal, read_journal
from gongkai_tui.gitrepo.lock import hold
from gongkai_tui.gitrepo.lock_files import free, reference_locks
from gongkai_tui.gitrepo.next_index import IndexChange, NextIndex
from gongkai_tui.gitrepo.object_reader import ObjectReader
from gongkai_tui.gitrepo.settling import Settling, sweep
from gongkai_tui.gitrepo.write_errors import RepositoryBusy, WriteFailed, why

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.gitrepo.journal import Journal
    from gongkai_tui.gitrepo.repository import Repository
    from gongkai_tui.gitrepo.settling import CarryOver

_PATIENCE = 1.0


def recover(repo: Repository, *, carry_over: CarryOver | None = None) -> tuple[str, ...]:
    """Finish or forget what a dead write left; returns what was done, in sentences.

    Does nothing while another writer is alive for over a second: it is that one's own business.

    Raises:
        WriteFailed: the system refused.
    """
    if not os.path.isdir(repo.state_dir):
        return ()
    try:
        with hold(repo.git, patience=_PATIENCE) as lock:
            return recover_held(repo, (lock,), carry_over)
    except RepositoryBusy:
        return ()
    except OSError as error:
        raise WriteFailed(f"上一次中断的保存还没有收尾：{why(error)}。") from None


def recover_held(repo: Repository, keep: Sequence[int], carry_over: CarryOver | None) -> tuple[str, ...]:
    """Do the same for a caller that holds the repository's lock (`keep`).

    Raises:
        WriteFailed: git refused.
        OSError: the system refused.
    """
    if not os.path.isdir(repo.state_dir):
        return ()
    index = NextIndex(repo.git, repo.state_dir, keep)
    journal = read_journal(repo.state_dir)
    try:
        reports = () if journal is None else _finish(repo, journal, index, carry_over)
    except GitFailed as error:
        raise WriteFailed(f"上一次中断的保存还没有收尾：{error}") from None
    index.discard()
    index.unlock()
    drop_journal(repo.state_dir)
    sweep(repo.git, repo.state_dir)
    return reports


def finish_commit(
    repo: Repository, journal: Journal, reader: ObjectReader, carry_over: CarryOver | None
) -> tuple[list[str], bool]:
    """Bring the work tree to a journal's commit; returns sentences, and whether nothing is left to do."""

    def blobs(oids: Iterable[str]) -> dict[str, bytes]:
        return {raw.oid: raw.data for raw in reader.read(sorted(oids))}

    settling = Settling(repo.git, repo.state_dir, journal, blobs, carry_over)
    settling.run()
    return settling.reports, settling.complete


def index_changes(journal: Journal) -> list[IndexChange]:
    """Return what a journal's commit changes in the index."""
    return [IndexChange(entry.path, entry.old, entry.new, entry.mode) for entry in journal.entries]


def _finish(repo: Repository, journal: Journal, index: NextIndex, carry_over: CarryOver | None) -> tuple[str, ...]:
    for path in reference_locks(repo.git, journal.branch):
        free(repo.git, path, orphan=True)
    if not _is_committed(repo, journal):
        return ()
    index.lock()
    index.prepare(repo.head(), index_changes(journal))
    index.install()
    with ObjectReader(repo.git) as reader:
        reports, complete = finish_commit(repo, journal, reader, carry_over)
    if not complete:
        raise WriteFailed("上一次保存的内容已在 Git 里，但还放不进工作区：" + "".join(reports[:1]))
    return (f"已补完上一次中断的保存（提交 {journal.commit[:10]}，{len(journal.entries)} 个文件）。", *reports)


def _is_committed(repo: Repository, journal: Journal) -> bool:
    head = repo.head()
    if head is None or head == journal.commit:
        return head is not None
    done = repo.git.run("merge-base", "--is-ancestor", journal.commit, head, accept=(0, 1, 128))
    return done.code == 0
