"""What a 更正 in the log is about: the last day, or a link, a verdict, a 问题, or something else in the task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold_unspaced

if TYPE_CHECKING:
    from gongkai_tui.domain.task import Deadline

LINK_CLEARED = "复核关联"
LINK_REMOVED = "删去关联"
VERDICT_CHANGED = "回头看结论由"
PROBLEM_WITHDRAWN = "撤销问题"
STATUS_CORRECTED = "更正"
"""How the text begins where a status was put right (`found_in_log.puts_status_right`)."""
DEADLINE_CORRECTED = "期限更正"
"""How the text begins where kind or words of a deadline were put right, and no day that stood before is told."""

_OF_OTHER_THINGS = (LINK_CLEARED, LINK_REMOVED, VERDICT_CHANGED, PROBLEM_WITHDRAWN)
_OTHER_DAYS = ("内控时限", "整改期限")
"""Days that are not the one of the document."""
_NAMES = ("期限", "时限", "完成时间", "due", "deadline", "延期")
"""What people call the last day."""


def is_about_the_deadline(text: str, deadline: Deadline | None) -> bool:
    """Tell whether a 更正 names the deadline, or cites its words or its day."""
    if text.startswith(_OF_OTHER_THINGS):
        return False
    said = fold_unspaced(text)
    for other in _OTHER_DAYS:
        said = said.replace(other, "")
    return any(cited in said for cited in (*_NAMES, *_cited(deadline)))


def _cited(deadline: Deadline | None) -> list[str]:
    if deadline is None:
        return []
    found = [fold_unspaced(deadline.raw)] if deadline.raw else []
    if deadline.due:
        found += [deadline.due.isoformat(), f"{deadline.due.month}月{deadline.due.day}日"]
    return found
