"""`gongkai note`: a dated record on one task or on many."""

from __future__ import annotations

from gongkai_tui.cli.actions.set_fields import save_request, selected
from gongkai_tui.domain.errors import UsageError
from gongkai_tui.usecases.change_tasks import ChangeRequest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gongkai_tui.cli.settings import Settings


def run(  # noqa: PLR0913  (one parameter an option)
    settings: Settings,
    *,
    target: str,
    text: str,
    units: tuple[str, ...] = (),
    evidence: tuple[str, ...] = (),
    on: str = "",
    dry_run: bool = False,
    message: str = "",
    yes: bool = False,
) -> int:
    """Add a record to the tasks that `target` selects."""
    if not text.strip():
        raise UsageError("记录不能是空的。")
    request = ChangeRequest(**selected(target), units=units, note=text, evidence=evidence, on=on, action="note")
    return save_request(settings, request, dry_run=dry_run, message=message, yes=yes)
