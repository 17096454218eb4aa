"""The log file that keeps what a user should not have to read: the traceback of an unexpected failure."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from gongkai_tui import __version__


def write_crash_log(error: BaseException) -> Path | None:
    """Write the traceback and the command to a new file; None where no folder can be written."""
    now = datetime.now(tz=UTC)
    text = "\n".join(
        [
            f"gongkai {__version__}, Python {sys.version.split()[0]}, {now.isoformat(timespec='seconds')}",
            f"argv: {sys.argv[1:]!r}",
            "".join(traceback.format_exception(error)),
        ]
    )
    name = f"{now:%Y%m%d-%H%M%S}-{os.getpid()}.log"
    for folder in (_state_folder(), Path(tempfile.gettempdir()) / f"gongkai-{os.getuid()}"):
        if folder is None:
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = folder / name
            path.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return path
    return None


def _state_folder() -> Path | None:
    """The person's own folder for such files; None where the system knows no home of theirs."""
    base = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    try:
        return Path(base).expanduser() / "gongkai" / "log"
    except RuntimeError:
        return None
