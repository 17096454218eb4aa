r"""Drive a full-screen program in a pseudo terminal and measure when it paints.

By hand: python bench/terminal.py READY_TEXT KEY_REPR COUNT -- COMMAND...
for example: python bench/terminal.py 第 '"\x1b[B"' 60 -- gongkai -C /tmp/repo
"""

from __future__ import annotations

import ast
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROWS, COLUMNS = 40, 140
_QUIET = 0.08
"""Seconds without output after which the screen counts as settled."""
_PATIENCE = 20.0
_QUESTION, _ANSWER = b"\x1b[6n", b"\x1b[1;2R"
"""Terminals tell where the cursor is."""


class Paint(NamedTuple):
    """What one key led to, in milliseconds from the key."""

    first: float
    """To the first byte."""
    settled: float
    """To the last byte before a pause."""
    size: int
    """Bytes written to the terminal."""
    cpu: float
    """Processor time of the program."""


class NothingPainted(Exception):
    """The program did not show what was waited for."""


class Terminal:
    """A program in a pseudo terminal of 40 x 140 cells; `close` kills it."""

    def __init__(
        self, command: Sequence[str], *, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> None:
        self._began = time.perf_counter()
        self._pid, self._end = pty.fork()
        if self._pid == 0:
            if cwd:
                os.chdir(cwd)
            setting = {**(env or os.environ), "TERM": "xterm-256color", "LANG": "C.UTF-8", "COLORTERM": "truecolor"}
            os.execvpe(command[0], list(command), setting)  # noqa: S606  (the program under test)
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def wait_for(self, text: str) -> float:
        """Return the milliseconds from the start until `text` was painted; raises NothingPainted."""
        self._read_until(text)
        return (time.perf_counter() - self._began) * 1e3

    def _read_until(self, text: str) -> None:
        wanted = text.encode()
        seen = b""
        until = time.perf_counter() + _PATIENCE
        while wanted not in seen:
            if not select.select([self._end], [], [], max(0.0, until - time.perf_counter()))[0]:
                raise NothingPainted(f"“{text}”没有出现；最后的输出：{seen[-300:]!r}")
            try:
                data = os.read(self._end, 65536)
            except OSError:
                data = b""
            if not data:
                raise NothingPainted(f"程序已退出；最后的输出：{seen[-600:].decode('utf-8', 'replace')}")
            seen += data
            if data.count(_QUESTION):
                os.write(self._end, _ANSWER)

    def settle(self) -> None:
        """Read on until the screen has been quiet for half a second."""
        self._drain(0.5)

    def press(self, key: str) -> Paint | None:
        """Send a key and return what it led to; None when nothing was painted."""
        used = self._cpu()
        began = time.perf_counter()
        os.write(self._end, key.encode())
        first, last, size = self._drain(_QUIET, began)
        if first is None or last is None:
            return None
        return Paint((first - began) * 1e3, (last - began) * 1e3, size, self._cpu() - used)

    def press_until(self, key: str, text: str) -> float:
        """Send a key and return the milliseconds until `text` was painted; raises NothingPainted."""
        began = time.perf_counter()
        os.write(self._end, key.encode())
        self._read_until(text)
        return (time.perf_counter() - began) * 1e3

    def memory(self) -> float:
        """Return what the program holds in memory (RSS), in MB of 1,024 x 1,024 bytes."""
        pages = int(Path(f"/proc/{self._pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def close(self) -> None:
        """Kill the program and give the terminal back."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._end)

    def _drain(self, quiet: float, began: float | None = None) -> tuple[float | None, float | None, int]:
        start = began or time.perf_counter()
        first = last = None
        size = 0
        while (now := time.perf_counter()) - start < _PATIENCE:
            limit = (last + quiet - now) if last else min(2.0, start + _PATIENCE - now)
            if limit <= 0 or not select.select([self._end], [], [], limit)[0]:
                break
            try:
                data = os.read(self._end, 65536)
            except OSError:
                break
            last = time.perf_counter()
            first = first or last
            size += len(data)
        return first, last, size

    def _cpu(self) -> float:
        """Processor time of all threads so far, in milliseconds."""
        threads = Path(f"/proc/{self._pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value below which `percent` of a hundred lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def main() -> None:
    """Measure one key of one program, from the command line."""
    at = sys.argv.index("--")
    ready, key, count = sys.argv[1], str(ast.literal_eval(sys.argv[2])), int(sys.argv[3])
    terminal = Terminal(sys.argv[at + 1 :])
    try:
        print(f"first paint {terminal.wait_for(ready):.0f} ms")
        terminal.settle()
        paints = [paint for _ in range(count) if (paint := terminal.press(key))]
    finally:
        terminal.close()
    if not paints:
        print(f"keys 0/{count}")
        return
    columns = zip(Paint._fields, zip(*paints, strict=True), strict=True)
    figures = "  ".join(f"{name} p50 {percentile(v, 50):.1f} p95 {percentile(v, 95):.1f}" for name, v in columns)
    print(f"keys {len(paints)}/{count}  {figures}  load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
