"""How every writing command goes: show, ask where it is more than one task, save, say what was saved."""

from __future__ import annotations

import sys

from gongkai_tui.cli import console
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.reporting.changes_text import CHANGE_TITLES, change_record, changed_tasks
from gongkai_tui.reporting.history_text import SHORT_ID
from gongkai_tui.reporting.records_text import records_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Protocol

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.reporting.changes_text import Changed
    from gongkai_tui.usecases.saved import Saved

    class Proposed(Protocol):
        """What would change, and what forbids it."""

        @property
        def changes(self) -> Sequence[Changed]: ...  # noqa: D102
        @property
        def refusals(self) -> Sequence[Problem]: ...  # noqa: D102


_PREVIEW_ROWS = 40
"""Rows shown before a question; more would push the question's reason off the screen."""
_YES = frozenset({"y", "yes", "是", "确定", "对"})


class NotConfirmed(GongkaiError):
    """A bulk change that nobody has confirmed."""


def save_proposal(proposal: Proposed, save: Callable[[], Saved], *, dry_run: bool, yes: bool) -> int:
    """Show or save a proposal; `save` is called only after the question was answered.

    Raises:
        NotConfirmed: more than one task would change and nobody said yes.
        GongkaiError: whatever `save` raises, refusals included.
    """
    tasks = changed_tasks(proposal.changes)
    if dry_run:
        return _dry_run(proposal, tasks)
    if tasks > 1 and not yes and not proposal.refusals:
        confirm_changes(proposal.changes, f"修改 {tasks} 项任务")
    say_saved(save())
    return 0


def confirm_changes(changes: Sequence[Changed], doing: str) -> None:
    """Show the changes on stderr and ask whether that is to be done; NotConfirmed unless the answer is yes."""
    refuse_without_terminal(f"会{doing}")
    console.say(changes_table(changes[:_PREVIEW_ROWS]).rstrip("\n"))
    if len(changes) > _PREVIEW_ROWS:
        console.say(f"……以及另外 {len(changes) - _PREVIEW_ROWS} 处（--dry-run 列出全部）")
    ask(f"以上会{doing}，记为一次提交。确定吗？")


def refuse_without_terminal(what: str) -> None:
    """NotConfirmed where nobody can be asked about `what`."""
    if not sys.stdin.isatty():
        raise NotConfirmed(f"{what}，没有保存；请加 --yes 确认，或先用 --dry-run 查看。")


def ask(question: str) -> None:
    """Ask on the terminal; NotConfirmed unless the answer is yes."""
    console.say(f"{question}[y/N]")
    if sys.stdin.readline().strip().lower() not in _YES:
        raise NotConfirmed("没有保存。")


def say_saved(saved: Saved, *, dry_run: bool = False) -> None:
    """Say what became of a write or would become of it, and what a person should know beside it."""
    if dry_run:
        console.say(f"试运行：{saved.subject}；没有保存。")
    elif saved.commit:
        console.say(f"已保存：{saved.subject}（提交 {saved.commit[:SHORT_ID]}）")
    else:
        console.say(f"{saved.subject}。")
    for report in saved.reports:
        console.say(report)


def changes_table(changes: Sequence[Changed]) -> str:
    """Give the changes as a table for the terminal."""
    return records_text(CHANGE_TITLES, [change_record(c) for c in changes], "table", room=console.room())


def _dry_run(proposal: Proposed, tasks: int) -> int:
    console.write(changes_table(proposal.changes))
    return say_dry_run(f"会修改 {tasks} 项任务", proposal.refusals)


def say_dry_run(summary: str, refusals: Sequence[object]) -> int:
    """Say what would be done, and what forbids all of it; give the exit code."""
    console.say_problems(refusals)
    refused = f"，但有 {len(refusals)} 处不能这样办，改好之前全部不会保存" if refusals else ""
    console.say(f"试运行：{summary}{refused}；没有保存。")
    return 1 if refusals else 0
