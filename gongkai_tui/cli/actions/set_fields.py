"""`gongkai set`: one change to one task or to many, as one commit."""

from __future__ import annotations

from gongkai_tui.cli import console
from gongkai_tui.cli.saving import save_proposal
from gongkai_tui.cli.session import with_workspace
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.task_id import read_task_id
from gongkai_tui.usecases.change_tasks import ChangeRequest, carry_out, propose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from gongkai_tui.cli.settings import Settings
    from gongkai_tui.usecases.workspace import Workspace


def run(  # noqa: PLR0913  (one parameter an option)
    settings: Settings,
    *,
    target: str,
    assignments: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
    note: str = "",
    evidence: tuple[str, ...] = (),
    reason: str = "",
    confirm_hints: bool = False,
    on: str = "",
    method: str = "",
    dry_run: bool = False,
    message: str = "",
    yes: bool = False,
) -> int:
    """Change the fields of the tasks that `target` selects."""
    request = ChangeRequest(
        **selected(target),
        assignments=read_assignments(assignments),
        units=units,
        note=note,
        evidence=evidence,
        reason=reason,
        confirm_hints=confirm_hints,
        on=on,
        method=method,
    )
    if not (request.assignments or note or evidence or confirm_hints):
        raise UsageError("没有写要改什么；例：gongkai set tianqiao-2021/17 status=推进中。")
    return save_request(settings, request, dry_run=dry_run, message=message, yes=yes)


def selected(target: str) -> dict[str, Any]:
    """Tell ids (`tianqiao-2021/17`, several with spaces or commas) from a filter.

    An id is looked up in its file, so that a file with an error is named instead of finding nothing.
    """
    ids = [read_task_id(word) for word in target.replace(",", " ").replace("，", " ").split()]
    if ids and all(ids):
        return {"targets": tuple(ids)}
    return {"filter_text": target}


def save_request(settings: Settings, request: ChangeRequest, *, dry_run: bool, message: str, yes: bool) -> int:
    """Propose a change and carry it out."""

    def work(ws: Workspace) -> int:
        proposal = propose(ws, request)
        console.say_hints((*proposal.hints, *proposal.cautions))
        return save_proposal(proposal, lambda: carry_out(ws, proposal, message=message), dry_run=dry_run, yes=yes)

    return with_workspace(settings, work)


def read_assignments(words: Iterable[str]) -> dict[str, str]:
    """Read `field=value` words; UsageError where one is none or names a field twice."""
    found: dict[str, str] = {}
    for word in words:
        name, sign, value = word.replace("＝", "=", 1).partition("=")
        if not sign or not name.strip():
            raise UsageError(f"“{word}”不是“字段=值”的写法；例：status=推进中。")
        if name.strip() in found:
            raise UsageError(f"字段 {name.strip()} 写了两次。")
        found[name.strip()] = value
    return found
