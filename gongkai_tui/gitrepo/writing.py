"""One change, one commit, whole or absent: the write protocol.

Objects first, then index lock, next index and journal; then the branch moves by compare-and-swap, which is the
commit point; then index and work tree follow. A run that dies before the commit point leaves nothing that counts,
one that dies after it is finished by the next.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui import interrupts
from gongkai_tui.domain.errors import GitError
from gongkai_tui.gitrepo.git import GitFailed, failure
from gongkai_tui.gitrepo.head_view import HeadView
from gongkai_tui.gitrepo.journal import drop_journal, write_journal
from gongkai_tui.gitrepo.lock import PATIENCE, hold, make_folder, shared_mode
from gongkai_tui.gitrepo.lock_files import free, reference_locks
from gongkai_tui.gitrepo.next_index import NextIndex
from gongkai_tui.gitrepo.object_reader import MissingObject, ObjectReader
from gongkai_tui.gitrepo.objects import store
from gongkai_tui.gitrepo.planning import Change, plan_commit
from gongkai_tui.gitrepo.recovery import finish_commit, index_changes, recover_held
from gongkai_tui.gitrepo.settings import read_settings
from gongkai_tui.gitrepo.state_files import TALLY
from gongkai_tui.gitrepo.writable import refuse_by_files, refuse_by_settings
from gongkai_tui.gitrepo.write_errors import RepositoryBusy, not_saved, staged_conflict, why

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from gongkai_tui.gitrepo.planning import Plan
    from gongkai_tui.gitrepo.repository import Repository
    from gongkai_tui.gitrepo.settings import Settings
    from gongkai_tui.gitrepo.settling import CarryOver

__all__ = ["Change", "HeadView", "Written", "commit_files"]

_ATTEMPTS = 20
_REF_ATTEMPTS = 3
_REFRESH_AFTER = 50
_ANY_CODE = range(-64, 256)


@dataclass(frozen=True, slots=True)
class Written:
    """What was saved."""

    commit: str
    files: Mapping[str, tuple[str | None, str | None]]
    """Path -> blob before and after; None for no file."""
    reports: tuple[str, ...]
    """Sentences for the user: hand edits kept, an earlier write finished, files still to be put in place."""


def commit_files(
    repo: Repository,
    make: Callable[[HeadView], Change],
    *,
    carry_over: CarryOver,
    when: datetime | None = None,
    patience: float = PATIENCE,
) -> Written:
    """Save what `make` makes of the committed files as one commit on the current branch.

    `make` may be called again when somebody else commits meanwhile, so it must only depend on what it is given.
    `carry_over(path, committed, by hand, new)` puts the change into a file that was changed by hand and not committed,
    or returns None when both touch the same. `when` is the date of the commit unless GIT_AUTHOR_DATE or
    GIT_COMMITTER_DATE say otherwise. `patience` is in seconds.

    Raises:
        NotWritable, MissingIdentity, UnsupportedRepository: nothing can be saved in this state.
        HandEditConflict, StagedConflict: somebody's unsaved work stands in the way.
        NothingToSave: all files stay as they are.
        RepositoryBusy: another program did not finish in time.
        WriteFailed: the system or git refused. After each of these nothing is changed.
        KeyboardInterrupt: nothing is changed either. From the commit point on an interrupt waits until all is in place.
    """
    refuse_by_files(repo)
    try:
        with hold(repo.git, patience) as lock:
            make_folder(repo.git, repo.state_dir)
            return _Writer(repo, (lock,), carry_over, when).write(make)
    except (OSError, GitFailed) as error:
        raise not_saved(error) from error
    finally:
        interrupts.hear_once_told()


class _Writer:
    """One call of `commit_files`, under the repository's lock."""

    def __init__(self, repo: Repository, keep: Sequence[int], carry_over: CarryOver, when: datetime | None) -> None:
        self._repo = repo
        self._keep = keep
        self._carry_over = carry_over
        self._when = when
        self._index = NextIndex(repo.git, repo.state_dir, keep)

    def write(self, make: Callable[[HeadView], Change]) -> Written:
        earlier = recover_held(self._repo, self._keep, self._carry_over)
        refuse_by_files(self._repo)
        with ObjectReader(self._repo.git) as reader:
            settings = read_settings(self._repo.git)
            refuse_by_settings(settings)
            for attempt in range(_ATTEMPTS):
                plan = self._attempt(make, reader, settings, locked=attempt > 0)
                if plan is not None:
                    reports = (*earlier, *plan.reports, *self._follow(plan, reader))
                    files = {entry.path: (entry.old, entry.new) for entry in plan.journal.entries}
                    return Written(plan.journal.commit, files, reports)
        raise RepositoryBusy("别的程序一直在提交，多次重试仍未成功，没有保存。请稍后再试。")

    def _attempt(
        self, make: Callable[[HeadView], Change], reader: ObjectReader, settings: Settings, *, locked: bool
    ) -> Plan | None:
        """Go up to the commit point; None when somebody else moved the branch first.

        `locked` keeps others off the index from the start, for a person who commits faster than we can.
        """
        plan, moved = None, False
        try:
            if locked:
                self._index.lock()
            head = HeadView(reader, self._repo.head())
            plan = plan_commit(self._repo, head, make(head), settings, carry_over=self._carry_over, when=self._when)
            self._store(plan, reader)
            moved = self._commit(plan)
        finally:
            if not moved:
                self._abandon(plan)
                interrupts.hear()
        return plan if moved else None

    def _store(self, plan: Plan, reader: ObjectReader) -> None:
        """Store the objects, and read each back before anything names them."""
        store(self._repo.git, plan.objects, plan.algorithm, self._keep)
        for raw in reader.read(plan.objects):
            if (raw.kind, raw.data) != plan.objects[raw.oid]:
                raise MissingObject(f"写入后读回的对象 {raw.oid} 与原文不同，没有保存。请检查磁盘。")

    def _commit(self, plan: Plan) -> bool:
        """Lock and prepare the index, leave the journal, move the branch; False when somebody else moved it first."""
        self._index.lock()
        foreign = self._index.prepare(plan.journal.parent, index_changes(plan.journal))
        if foreign:
            raise staged_conflict(foreign)
        write_journal(self._repo.state_dir, plan.journal, shared_mode(self._repo.git))
        interrupts.hold()
        return self._move_branch(plan)

    def _move_branch(self, plan: Plan) -> bool:
        journal = plan.journal
        old = journal.parent or "0" * len(journal.commit)
        arguments = ("update-ref", "-m", f"gongkai: {plan.subject}", "HEAD", journal.commit, old)
        for _ in range(_REF_ATTEMPTS):
            done = self._repo.git.run(*arguments, keep=self._keep, accept=_ANY_CODE)
            now = self._repo.head()
            if now == journal.commit:
                return True
            if now != journal.parent:
                return False
            locks = [path for path in reference_locks(self._repo.git, journal.branch) if os.path.lexists(path)]
            for path in locks:
                free(self._repo.git, path, orphan=done.code < 0)
            if not locks:
                break
        raise failure("update-ref", done)

    def _abandon(self, plan: Plan | None) -> None:
        """Take back what was prepared, unless the branch did move: then the next run finishes the write.

        What cannot be taken back now is for the next run too, so trouble here hides nothing.
        """
        with suppress(OSError, GitError):
            if plan is not None:
                if self._repo.head() == plan.journal.commit:
                    return
                for path in reference_locks(self._repo.git, plan.journal.branch):
                    free(self._repo.git, path, orphan=True, patience=0.0)
            self._index.discard()
            self._index.unlock()
            drop_journal(self._repo.state_dir)

    def _follow(self, plan: Plan, reader: ObjectReader) -> list[str]:
        """Bring index and work tree to the commit. It is saved already, so no trouble here is a failure."""
        reports: list[str] = []
        try:
            self._index.install()
            settled, complete = finish_commit(self._repo, plan.journal, reader, self._carry_over)
            reports += settled
            self._refresh(len(plan.journal.entries))
            self._index.unlock()
            if complete:
                drop_journal(self._repo.state_dir)
        except OSError as error:
            reports.append(f"已保存到 Git，但工作区还没有更新完：{why(error)}；下次运行会补上。")
        except GitError as error:
            reports.append(f"已保存到 Git，但工作区还没有更新完：{error}；下次运行会补上。")
        return reports

    def _refresh(self, count: int) -> None:
        """Refresh the index once enough entries lack size and time: each costs every later check a read."""
        tally = os.path.join(self._repo.state_dir, TALLY)
        with suppress(OSError, GitError):
            with open(tally, "ab") as file:
                file.write(b"." * min(count, _REFRESH_AFTER))
                if file.tell() < _REFRESH_AFTER:
                    return
            self._index.refresh()
            os.truncate(tally, 0)
