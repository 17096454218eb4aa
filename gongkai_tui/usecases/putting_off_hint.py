"""A last day that was moved later or taken away without a word: how a reason is told, how a unit asks for 延期."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.due_change import is_put_off
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing, called

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gongkai_tui.usecases.change_tasks import Drafted


def putting_off_hints(unexplained: Iterable[Drafted], where: str = "") -> tuple[str, ...]:
    """What to say of last days that are put off, of changes without a reason or a note; one sentence for all of them.

    `where` is the place at which a reason is told, if not where it always is.
    """
    found = [draft.task_id for draft in unexplained if is_put_off(draft.before.deadline, draft.after.deadline)]
    if not found:
        return ()
    more = f"等 {len(found)} 项" if len(found) > 1 else ""
    told = where or called(inputs.REASON)
    words = f"{found[0]}{more}的期限改晚或去掉了，没有写理由（{told}，如“更正：误读原文”），原期限留在记录里"
    return (f"{words}。单位要延期的，{by_doing(Remedy.ASK_EXTENSION, to='申请')}，由另一人答复",)
