"""Pairs as one text, such as a task's units with their roles: cheap to fetch, taken apart when looked at."""

from __future__ import annotations

from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Pairs = tuple[tuple[str, str], ...]

LEFT_RIGHT, BETWEEN = "\x1f", "\x1e"
"""Separators within a pair and between pairs; data cannot hold them, the reader refuses control characters in names."""


def pack_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    """Pairs of text as one text."""
    return BETWEEN.join(f"{left}{LEFT_RIGHT}{right}" for left, right in pairs)


@lru_cache(maxsize=1 << 13)
def unpack_pairs(packed: str) -> Pairs:
    """The reverse of `pack_pairs`."""
    return tuple(map(unpack_pair, packed.split(BETWEEN))) if packed else ()


@lru_cache(maxsize=1 << 13)
def unpack_pair(packed: str) -> tuple[str, str]:
    """One pair."""
    # The same few hundred units stand in all tasks: each is kept once, and found more quickly than made.
    left, _, right = packed.partition(LEFT_RIGHT)
    return left, right
