"""Start a program and serve its pipes, without the import cost of `subprocess` (12 ms a run).

Every wait here is bounded: by a time limit, after which the program is killed, and by a limit on its output.
"""

from __future__ import annotations

import os
import select
import signal
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_CHUNK = 1 << 20
_NAP = 0.0005


class OutputTooLarge(OSError):
    """The program wrote more than it was allowed to."""


class Finished(NamedTuple):
    """What a program left behind."""

    code: int
    """Exit code; negative for the signal that ended it."""
    out: bytes
    err: bytes


def _pipe() -> tuple[int, int]:
    """Return a pipe whose ends are clear of 0-2, even where the caller closed those."""
    ends = os.pipe()
    if min(ends) > 2:  # noqa: PLR2004 - the three standard streams
        return ends
    import fcntl

    moved = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 3) for end in ends)
    for end in ends:
        os.close(end)
    return moved[0], moved[1]


def _launch(
    argv: Sequence[str], env: Mapping[str, str], *, feed: bool, keep: Sequence[int], own_group: bool
) -> tuple[int, tuple[int, int, int]]:
    """Start a program; return its id and our ends of its input (-1 without), output and error pipes."""
    opened: list[int] = []
    try:
        opened += _pipe() if feed else (-1, -1)
        opened += _pipe()
        opened += _pipe()
        child_in, our_in, our_out, child_out, our_err, child_err = opened
        actions: list[tuple[int, ...] | tuple[int, int, str, int, int]] = [
            (os.POSIX_SPAWN_DUP2, child_in, 0) if feed else (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, child_out, 1),
            (os.POSIX_SPAWN_DUP2, child_err, 2),
            *((os.POSIX_SPAWN_DUP2, number, number) for number in keep),
        ]
        defaults = (signal.SIGPIPE,)
        # A terminal sends Ctrl-C to all at once: it is for us to hear, and to stop the program where that is right.
        start = partial(
            os.posix_spawnp,
            argv[0],
            list(argv),
            env,
            file_actions=actions,
            setsigdef=defaults,
            setsigmask=(signal.SIGINT,),
        )
        pid = start(setpgroup=0) if own_group else start()
    except BaseException:
        _close(opened)
        raise
    _close((child_in, child_out, child_err))
    return pid, (our_in, our_out, our_err)


def _close(ends: Iterable[int]) -> None:
    for end in ends:
        if end >= 0:
            os.close(end)


class Child:
    """A running program. Not for use by two threads at once."""

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        *,
        feed: bool = False,
        keep: Sequence[int] = (),
        limit: float = 30.0,
        own_group: bool = False,
        most: int = 1 << 30,
    ) -> None:
        """Start `argv` (found on PATH).

        `feed` opens its standard input, else it reads nothing. `keep` are descriptors that it inherits under the
        same number. `limit` is in seconds. `own_group` is for programs that start others: all are killed together.
        Ctrl-C reaches no program. `most` bounds what it may write, in bytes.
        """
        self._deadline = time.monotonic() + limit
        self._most = most
        self._own_group = own_group
        self._code: int | None = None
        self._out = bytearray()
        self._err = bytearray()
        self._queue = bytearray()
        self._closing = False
        self._taken = 0
        self.pid, (self._in, self._stdout, self._stderr) = _launch(argv, env, feed=feed, keep=keep, own_group=own_group)
        self._poll = select.poll()
        for end in (self._stdout, self._stderr):
            os.set_blocking(end, False)
            self._poll.register(end, select.POLLIN)
        if feed:
            os.set_blocking(self._in, False)

    def renew(self, limit: float) -> None:
        """Give the program another `limit` seconds from now: for one that answers question after question."""
        self._deadline = time.monotonic() + limit

    def send(self, data: bytes) -> None:
        """Queue `data` for the program's standard input."""
        if self._in < 0 or not data:
            return
        if not self._queue:
            self._poll.register(self._in, select.POLLOUT)
        self._queue += data

    def end_input(self) -> None:
        """Close the program's standard input once everything queued is written."""
        self._closing = True
        if not self._queue:
            self._close_input()

    def read_line(self) -> bytes:
        """Return the next line without its newline; less at the end of the output."""
        start = 0
        while (end := self._out.find(b"\n", start)) < 0:
            start = len(self._out)
            if not self._serve():
                break
        return self._take(end, 1) if end >= 0 else self._take(len(self._out), 0)

    def read_until(self, mark: bytes) -> bytes:
        """Return what stands before the next `mark`, which is dropped; less at the end of the output."""
        start = 0
        while (end := self._out.find(mark, start)) < 0:
            start = max(0, len(self._out) - len(mark) + 1)
            if not self._serve():
                return self._take(len(self._out), 0)
        return self._take(end, len(mark))

    def read_exactly(self, size: int) -> bytes:
        """Return the next `size` bytes; less at the end of the output."""
        while len(self._out) < size and self._serve():
            pass
        return self._take(min(size, len(self._out)), 0)

    def finish(self) -> Finished:
        """Close the input, read everything that is left, and wait for the end.

        Raises:
            TimeoutError: the time limit passed; the program was killed.
            OutputTooLarge: it wrote too much; it was killed.
        """
        self.end_input()
        while self._serve():
            pass
        code = self._wait()
        out, err = bytes(self._out), bytes(self._err)
        self._out.clear()
        return Finished(code, out, err)

    def stop(self) -> None:
        """Kill the program if it still runs, and forget it."""
        if self._code is None:
            self._kill()

    def _take(self, size: int, skip: int) -> bytes:
        data = bytes(memoryview(self._out)[:size])
        del self._out[: size + skip]
        return data

    def _serve(self) -> bool:
        """Move bytes both ways once; False when the program has closed both outputs."""
        if self._stdout < 0 and self._stderr < 0:
            return False
        left = self._deadline - time.monotonic()
        events = self._poll.poll(max(0.0, left) * 1000) if left > 0 else []
        if not events:
            self._kill()
            raise TimeoutError
        for end, _ in events:
            if end == self._in:
                self._write()
            elif end == self._stdout:
                self._stdout = self._read(end, self._out)
            elif end == self._stderr:
                self._stderr = self._read(end, self._err)
        return True

    def _read(self, end: int, into: bytearray) -> int:
        data = os.read(end, _CHUNK)
        if not data:
            self._poll.unregister(end)
            os.close(end)
            return -1
        into += data
        self._taken += len(data)
        if self._taken > self._most:
            self._kill()
            raise OutputTooLarge
        return end

    def _write(self) -> None:
        try:
            written = os.write(self._in, bytes(self._queue[:_CHUNK]))
        except BrokenPipeError:
            self._closing = True
            written = len(self._queue)
        del self._queue[:written]
        if not self._queue:
            self._poll.unregister(self._in)
            if self._closing:
                self._close_input()

    def _close_input(self) -> None:
        if self._in >= 0:
            os.close(self._in)
            self._in = -1

    def _wait(self) -> int:
        while self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > self._deadline:
                self._kill()
                raise TimeoutError
            else:
                time.sleep(_NAP)
        return self._code

    def _kill(self) -> None:
        _close((self._in, self._stdout, self._stderr))
        self._in = self._stdout = self._stderr = -1
        if self._code is None:
            if self._own_group:
                os.killpg(self.pid, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGKILL)
            self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
