"""How the interface, which holds all tasks for hours, asks the system for memory."""

from __future__ import annotations

import ctypes

_TRIM_THRESHOLD, _ARENA_MAX = -1, -8
"""M_TRIM_THRESHOLD and M_ARENA_MAX of glibc's malloc.h."""
_GIVEN_BACK_FROM = 128 * 1024
"""Free bytes at the end of the heap; the default of glibc, which else grows with what was freed once."""


def use_one_heap() -> None:
    """Make all threads share one heap; call before the first of them starts.

    glibc gives each thread its own, and what the reading thread frees there is of no use to the others: 6 MB with
    100,000 tasks. Python's lock lets only one of them allocate at a time anyway. Other C libraries know nothing of it.
    """
    try:
        library = ctypes.CDLL(None)
        library.mallopt(_ARENA_MAX, 1)
        library.mallopt(_TRIM_THRESHOLD, _GIVEN_BACK_FROM)
    except (AttributeError, OSError):
        return
