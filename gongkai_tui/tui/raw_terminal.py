"""The terminal gives every key as it is pressed from the first moment on, and is given back as it was found.

Until a program asks for single keys, the terminal echoes them and turns Enter into a line feed: what somebody types
while the interface still loads would come as other keys.
"""

from __future__ import annotations

import os
import select
import sys
import termios
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    Attributes = list[Any]

_AT_ONCE = 4096


class Found(NamedTuple):
    """What there was before the terminal gave single keys."""

    typed: bytes = b""
    """What somebody had typed already, with Enter as Enter."""
    attributes: Attributes | None = None
    """How the terminal was set."""

    def given_back_by_the_interface(self) -> None:
        """Let the editor have the terminal as it was found; call once Textual is loaded."""
        from textual.drivers.linux_driver import LinuxDriver  # noqa: PLC0415  (after the switches)

        if self.attributes is None:
            return
        start, found = LinuxDriver.start_application_mode, self.attributes

        def start_as_found(driver: LinuxDriver) -> None:
            start(driver)  # type: ignore[no-untyped-call]
            driver.attrs_before = found

        LinuxDriver.start_application_mode = start_as_found  # type: ignore[method-assign]


@contextmanager
def single_keys() -> Iterator[Found]:
    """Take the echo and the changes from the keys for as long as this lasts, where there is a terminal."""
    keyboard = sys.__stdin__
    if keyboard is None or not keyboard.isatty():
        yield Found()
        return
    found, raw = termios.tcgetattr(keyboard), termios.tcgetattr(keyboard)
    raw[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
    raw[3] &= ~(termios.ECHO | termios.ICANON)
    # TCSANOW: what was typed already is kept.
    termios.tcsetattr(keyboard, termios.TCSANOW, raw)
    try:
        yield Found(_typed_before(keyboard.fileno()).replace(b"\n", b"\r"), found)
    finally:
        with suppress(termios.error):
            termios.tcsetattr(keyboard, termios.TCSADRAIN, found)


def _typed_before(keyboard: int) -> bytes:
    typed = b""
    while select.select([keyboard], [], [], 0)[0] and (data := os.read(keyboard, _AT_ONCE)):
        typed += data
    return typed
