"""What must be settled before Textual is imported, and repairs of how it reads input."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEFAULTS = {
    # 60 fps paces a filter key over three frames; 120 halves that.
    "TEXTUAL_FPS": "120",
    "TEXTUAL_ANIMATIONS": "none",
    # With the kitty protocol some terminals deliver input method text as escape codes.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
}


def prepare_environment() -> None:
    """Set Textual's switches, unless the user has set them. Call before the first import of textual."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)


@contextmanager
def without_ssl() -> Iterator[None]:
    """Let asyncio load without TLS, which it can do without: 4 MB and 20 ms that nobody here ever needs."""
    if "ssl" in sys.modules:
        yield
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["ssl"]


def tolerate_bad_input() -> None:
    """Let undecodable bytes on stdin become U+FFFD: a strict decoder ends the program at the first one."""
    from textual.drivers import linux_driver  # noqa: PLC0415  (Textual must not load before the switches)

    def lenient(encoding: str) -> partial[codecs.IncrementalDecoder]:
        return partial(codecs.getincrementaldecoder(encoding), errors="replace")

    linux_driver.getincrementaldecoder = lenient  # type: ignore[assignment,attr-defined]


def resume_only_when_suspended() -> None:
    """Let SIGCONT start the terminal again only after Ctrl+Z had stopped it.

    It comes also where nothing was stopped: with the hangup of a terminal, from `kill -CONT`. Textual would start a
    second reader of the keys, and the first one would go on for ever.
    """
    from textual.drivers.linux_driver import LinuxDriver  # noqa: PLC0415  (Textual must not load before the switches)

    resume = LinuxDriver._sigcont_application  # noqa: SLF001  (it has no other name)

    def resume_if_suspended(driver: LinuxDriver, *signal: object) -> None:
        if driver._must_signal_resume:  # noqa: SLF001
            resume(driver, *signal)

    LinuxDriver._sigcont_application = resume_if_suspended  # type: ignore[assignment,method-assign]  # noqa: SLF001


class _Chord(StrEnum):
    """Keys that Textual can only name with the kitty protocol, as it names them."""

    CTRL_ENTER = "ctrl+enter"
    CTRL_J = "ctrl+j"


_CHORDS = {
    "\x1b[13;5u": _Chord.CTRL_ENTER,
    "\x1b[27;5;13~": _Chord.CTRL_ENTER,
    # Shift+Enter begins a new line, like the line feed.
    "\x1b[13;2u": _Chord.CTRL_J,
    "\x1b[27;2;13~": _Chord.CTRL_J,
}
"""What terminals send for Enter with a modifier; unknown, it would be typed as text."""


def know_enter_with_modifiers() -> None:
    """Understand Ctrl+Enter and Shift+Enter of terminals and multiplexers that tell them from Enter."""
    from textual import _ansi_sequences  # noqa: PLC0415  (Textual must not load before the switches)

    known: dict[str, Any] = _ansi_sequences.ANSI_SEQUENCES_KEYS  # type: ignore[assignment]
    known.update((sequence, (chord,)) for sequence, chord in _CHORDS.items())
