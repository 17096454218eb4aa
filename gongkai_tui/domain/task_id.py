"""Task ids as people type them."""

from __future__ import annotations

from gongkai_tui.domain.folding import fold

_PLAN_CHARS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_HEX = frozenset("0123456789abcdef")
_MAX_DIGITS = 6


def read_task_id(text: str) -> str | None:
    """Return the task id that `text` means (`tianqiao-2021/17`: `tianqiao-2021/017`), or None if it is none.

    Ids look like `<plan>/<three or more digits>` or `<plan>/x-<four or more hexadecimal digits>`.
    """
    plan, slash, rest = fold(text.strip()).partition("/")
    if not slash or not plan or not _PLAN_CHARS.issuperset(plan):
        return None
    if rest.isascii() and rest.isdecimal() and len(rest) <= _MAX_DIGITS:
        return f"{plan}/{int(rest):03d}"
    random_part = rest.removeprefix("x-")
    if random_part != rest and len(random_part) >= 4 and _HEX.issuperset(random_part):  # noqa: PLR2004
        return f"{plan}/{rest}"
    return None
