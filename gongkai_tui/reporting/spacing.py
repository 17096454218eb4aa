"""Chinese words put behind a name that may end in Latin letters or digits."""

from __future__ import annotations


def put_together(name: str, words: str) -> str:
    """Return both, with a space where Latin letters or digits meet Chinese ones: `a-2022/003 已被删除`."""
    is_latin = name[-1:].isascii() and name[-1:].isalnum()
    return f"{name} {words}" if is_latin and not words[:1].isascii() else f"{name}{words}"
