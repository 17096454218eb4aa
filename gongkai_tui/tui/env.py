"""What must be settled before Textual is imported, and one repair of its input thread."""

from __future__ import annotations

import codecs
import os
from functools import partial

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


def tolerate_bad_input() -> None:
    """Let undecodable bytes on stdin become U+FFFD: a strict decoder ends the program at the first one."""
    from textual.drivers import linux_driver  # noqa: PLC0415  (Textual must not load before the switches)

    def lenient(encoding: str) -> partial[codecs.IncrementalDecoder]:
        return partial(codecs.getincrementaldecoder(encoding), errors="replace")

    linux_driver.getincrementaldecoder = lenient  # type: ignore[assignment,attr-defined]
