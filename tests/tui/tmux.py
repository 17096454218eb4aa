"""The installed command in tmux, as a person sees it: keys by name, the screen as text."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = Path(sys.executable).with_name("gongkai")


class Tmux:
    """One session on a tmux server of its own."""

    def __init__(self, socket: Path, repo: Path, *, size: tuple[int, int], today: str) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]
        env = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GONGKAI_", "TMUX", "TEXTUAL"))}
        self._env = env | {"LANG": "C.UTF-8", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        columns, lines = map(str, size)
        start = f"exec {PROGRAM} -C {repo} --today {today}"
        self._run("new-session", "-d", "-x", columns, "-y", lines, start)
        self._run("set-option", "-g", "escape-time", "10")
        self._run("set-option", "-g", "status", "off")

    def _run(self, *words: str) -> str:
        done = subprocess.run([*self._tmux, *words], env=self._env, capture_output=True, text=True, check=True)
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names, such as F2, Enter, Space."""
        self._run("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type text as it stands."""
        self._run("send-keys", "-l", text)

    def screen(self) -> str:
        """The screen as text."""
        return self._run("capture-pane", "-p")

    def until(self, true: Callable[[str], bool], *, seconds: float = 40) -> str:
        """Wait until something holds for the screen, and give it."""
        end = time.monotonic() + seconds
        while not true(screen := self.screen()):
            assert time.monotonic() < end, f"waited in vain\n{screen}"
            time.sleep(0.03)
        return screen

    def sees(self, text: str) -> str:
        """Wait until a text is on the screen."""
        return self.until(lambda screen: text in screen)

    def close(self) -> None:
        """End the server with everything in it."""
        subprocess.run([*self._tmux, "kill-server"], env=self._env, capture_output=True, check=False)
