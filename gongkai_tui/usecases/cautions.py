"""What is most likely a slip in a change of tasks: a person should see it before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.usecases.recurring_cautions import recurring_cautions
from gongkai_tui.usecases.unknown_unit_hint import unknown_unit_hints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.usecases.change_tasks import Drafted
    from gongkai_tui.usecases.plan_units import PlanUnits


def cautions_of(known: PlanUnits, drafts: Sequence[Drafted]) -> tuple[str, ...]:
    """What to say of changes before they are saved, a sentence for each thing; mostly nothing."""
    return (
        *unknown_unit_hints(known, ((each.before, each.after) for each in drafts)),
        *recurring_cautions(known, drafts),
    )
