"""The real program in a pseudo-terminal: bytes in, a screen of text out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

START = """
import os, sys
from datetime import date
from pathlib import Path
from gongkai_tui.tui import run_app
sys.exit(run_app(Path(sys.argv[1]), date(2022, 8, 1), mouse=not os.environ.get("GONGKAI_NO_MOUSE")))
"""
QUESTION = b"\x1b[6n"
ESCAPES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b[=>]")


class Terminal:
    """A child process with the interface on a terminal of its own."""

    def __init__(
        self, repo: Path, *, lines: int = 24, columns: int = 80, answer: bytes = b"", **environment: str
    ) -> None:
        """With an `answer` the terminal gives it when asked where its cursor is."""
        self._answer = answer
        if not answer:
            environment = {"GONGKAI_AMBIGUOUS": "narrow"} | environment
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            # readline, where it was loaded, has put LINES and COLUMNS where os.environ is blind, or where it is not.
            env = {key: value for key, value in os.environ.items() if key not in {"LINES", "COLUMNS"}}
            env |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", **environment}
            os.execve(sys.executable, [sys.executable, "-c", START, str(repo)], env)  # noqa: S606
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.raw = b""
        self.status: int | None = None

    def send(self, data: bytes) -> None:
        os.write(self.fd, data)

    def wait_for(self, text: str, *, seconds: float = 60) -> None:
        """Read until `text` was painted since the last wait."""
        end = time.monotonic() + seconds
        while text.encode() not in ESCAPES.sub(b"", self.raw):
            if not self._read(end - time.monotonic()):
                raise AssertionError(f"no {text!r} in {ESCAPES.sub(b'', self.raw)[-2000:].decode(errors='replace')}")

    def forget(self) -> None:
        self.raw = b""

    def wait_for_exit(self, *, seconds: float = 60) -> int:
        """The exit code, or minus the signal that ended it."""
        end = time.monotonic() + seconds
        while self._read(end - time.monotonic()):
            pass
        _, status = os.waitpid(self.pid, 0)
        self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def kill(self, number: int) -> None:
        os.kill(self.pid, number)

    def _read(self, seconds: float) -> bool:
        if seconds <= 0 or not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.raw += data
        if self._answer and QUESTION in data:
            self.send(self._answer)
        return bool(data)

    def close(self) -> None:
        if self.status is None:
            os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
        os.close(self.fd)
