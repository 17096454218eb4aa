"""Ctrl-C is heard at any time but one: from the commit point on it waits until the person was told what is saved.

Signals belong to the process, so this belongs to no layer. Only the main thread ever hears an interrupt; in any other
everything here does nothing.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class _Ears:
    """Who heard interrupts before they were held back, whether one came meanwhile, who lets them be heard again."""

    before: Any = None
    came = False
    teller = False


def hold() -> None:
    """Keep every interrupt for later; nothing where they are ignored anyhow, as in the background of a script."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        return
    try:
        before = signal.signal(signal.SIGINT, _keep)
    except ValueError:
        return
    if before is not _keep:
        _Ears.before = before


def hear() -> None:
    """Hear interrupts again; KeyboardInterrupt where one came meanwhile."""
    if _Ears.before is None:
        return
    signal.signal(signal.SIGINT, _Ears.before)
    came, _Ears.before, _Ears.came = _Ears.came, None, False
    if came:
        raise KeyboardInterrupt


def hear_once_told() -> None:
    """Do the same, unless somebody has yet to tell what was saved."""
    if not _Ears.teller:
        hear()


@contextmanager
def telling() -> Iterator[None]:
    """Tell inside what was saved: an interrupt that came after the commit point came too late to stop anything."""
    _Ears.teller = True
    try:
        yield
    finally:
        _Ears.teller = _Ears.came = False
        hear()


def end_silently() -> None:
    """Let an interrupt end the process at once from now on: all is done and told."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _keep(*_: object) -> None:
    _Ears.came = True
