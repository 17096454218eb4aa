"""When an application under test has come to rest: known, where Textual guesses from how busy the processor is.

Its guess takes a twentieth of a second for every key, and a process that waits for the processor looks idle to it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import textual.app
import textual.pilot

if TYPE_CHECKING:
    from asyncio import BaseEventLoop
    from concurrent.futures import ThreadPoolExecutor

SOON = 0.04
"""A timer that is due in so many seconds is waited for: with it the screen is painted."""
PATIENCE = 0.2
"""Seconds for what threads are doing; some tests hold them."""
LOOK = 0.002


async def at_rest(_: float = 0.0, longest: float = 1.0) -> None:
    """Wait until no task can go on, no thread works and no timer is due; or for so many seconds."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    while loop.time() - begun < longest:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        if seconds := _seconds_to_timer(loop):
            await asyncio.sleep(seconds)
        elif _are_threads_at_work(loop) and loop.time() - begun < PATIENCE:
            await asyncio.sleep(LOOK)
        else:
            return


def _seconds_to_timer(loop: BaseEventLoop) -> float:
    due = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=None)
    wait = SOON if due is None else due - loop.time()
    return max(wait, LOOK) if wait < SOON else 0


def _are_threads_at_work(loop: BaseEventLoop) -> bool:
    pool: ThreadPoolExecutor | None = loop._default_executor
    return pool is not None and len(pool._threads) > pool._idle_semaphore._value


def know_when_at_rest() -> None:
    """Let Textual's pilot wait so."""
    textual.app.wait_for_idle = textual.pilot.wait_for_idle = at_rest
