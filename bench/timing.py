"""Run one program and tell what it cost: wall clock, and processor time of it and all its children."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COMPLAINTS = 2000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost, in milliseconds."""

    wall: float
    cpu: float
    """User and system time of the program and of every process that it waited for."""


class RunFailed(Exception):
    """A measured program ended badly; its last words are the message."""


def timed(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], scratch: Path, accept: Sequence[int] = (0,)
) -> Cost:
    """Run `command` with its output thrown away and return its cost; `scratch` takes what it says on stderr."""
    with scratch.open("wb") as complaints, Path(os.devnull).open("r+b") as nothing:
        actions = [
            (os.POSIX_SPAWN_DUP2, nothing.fileno(), 0),
            (os.POSIX_SPAWN_DUP2, nothing.fileno(), 1),
            (os.POSIX_SPAWN_DUP2, complaints.fileno(), 2),
        ]
        home = Path.cwd()
        os.chdir(cwd)
        try:
            began = time.perf_counter()
            pid = os.posix_spawnp(command[0], list(command), dict(env), file_actions=actions)
            _, status, usage = os.wait4(pid, 0)
            wall = time.perf_counter() - began
        finally:
            os.chdir(home)
    code = os.waitstatus_to_exitcode(status)
    if code not in accept:
        words = scratch.read_text("utf-8", "replace")[-_COMPLAINTS:].strip()
        raise RunFailed(f"{' '.join(command)[:120]}: exit {code}: {words}")
    return Cost(wall * 1e3, (usage.ru_utime + usage.ru_stime) * 1e3)
