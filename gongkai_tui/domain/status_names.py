"""What people may call a status or a flag: the word, its initials, its beginning, a synonym."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.status import OPEN, Flag, Status

if TYPE_CHECKING:
    from collections.abc import Callable

STATUS_INITIALS: dict[Status, str] = {
    Status.NOT_STARTED: "wqd",
    Status.IN_PROGRESS: "tjz",
    Status.REPORTED: "dhc",
    Status.DONE: "ywc",
    Status.CLOSED: "yhx",
    Status.RECTIFYING: "zgz",
    Status.ONGOING: "cqjc",
    Status.ENDED: "yzz",
}
FLAG_INITIALS: dict[Flag, str] = {
    Flag.OVERDUE: "yq",
    Flag.DUE_SOON: "lq",
    Flag.STALE: "jwgx",
    Flag.CHECK_LATE: "dhccs",
    Flag.BORN_LATE: "yfsygq",
    Flag.RELINK: "dfh",
    Flag.UNCOMMITTED: "wtj",
}
FLAG_BRIEFS: dict[Flag, str] = {
    Flag.OVERDUE: "逾期",
    Flag.DUE_SOON: "临期",
    Flag.STALE: "久未",
    Flag.CHECK_LATE: "核迟",
    Flag.BORN_LATE: "已过",
    Flag.RELINK: "待复",
    Flag.UNCOMMITTED: "手改",
}
"""In two characters, for narrow columns."""

_SYNONYMS: dict[str, frozenset[Status]] = {
    "未完成": OPEN,
    "未开始": frozenset({Status.NOT_STARTED}),
    "wks": frozenset({Status.NOT_STARTED}),
    "进行中": frozenset({Status.IN_PROGRESS}),
    "jxz": frozenset({Status.IN_PROGRESS}),
    "正在推进": frozenset({Status.IN_PROGRESS}),
    "有序推进": frozenset({Status.IN_PROGRESS}),
    "持续推进": frozenset({Status.ONGOING}),
    "已销号": frozenset({Status.CLOSED}),
    "中止": frozenset({Status.ENDED}),
    "不再执行": frozenset({Status.ENDED}),
}


@lru_cache(maxsize=256)
def statuses_called(text: str) -> frozenset[Status]:
    """Return every status that `text` may mean, several where it is only a beginning; none where unknown."""
    word = fold(text.strip())
    if word in _SYNONYMS:
        return _SYNONYMS[word]
    exact = {status for status, initials in STATUS_INITIALS.items() if word in (status.value, initials)}
    begun = {status for status in STATUS_INITIALS if word and status.value.startswith(word)}
    return frozenset(exact or begun)


def status_begun(text: str) -> Status | None:
    """Return the status that is meant while its word, its initials or a synonym is typed; None for none."""
    word = fold(text.strip())
    called = statuses_called(word)
    ways: tuple[Callable[[Status], bool], ...] = (
        lambda status: status.value.startswith(word),
        lambda status: STATUS_INITIALS[status].startswith(word),
        lambda status: status in called,
        lambda status: word in status.value,
    )
    return next((status for fits in ways for status in Status if word and fits(status)), None)


def flags_called(text: str) -> frozenset[Flag]:
    """Return every flag that `text` may mean, several where it is only a beginning; none where unknown."""
    word = fold(text.strip())
    exact = {flag for flag, initials in FLAG_INITIALS.items() if word in (flag.value, initials, FLAG_BRIEFS[flag])}
    begun = {flag for flag in FLAG_INITIALS if word and flag.value.startswith(word)}
    return frozenset(exact or begun)


def status_called(text: str) -> Status | None:
    """Return the one status that `text` means, for writing; None where unknown or ambiguous."""
    found = statuses_called(text)
    return next(iter(found)) if len(found) == 1 else None
