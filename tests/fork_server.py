"""The installed command, started by fork from a process in which everything is already imported.

A run is a process of its own with its own words, environment, folder and streams, as from a shell; only the tenth
of a second that Python takes to import the program is spent once a worker instead of once a run. What a start itself
does is tested on the program in its file: see `tests/cli/test_start_up.py`, `test_help.py` and the examples of the
documents.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROGRAM = Path(sys.executable).with_name("gongkai")
READ_AT_THE_START = ("LANG", "LC_", "PYTHON")
"""Of the environment, what the interpreter looks at before the program runs."""
LANGUAGE = {"LANG": "C.UTF-8"}
LIBRARIES = ("typer", "ruamel.yaml", "yaml", "tabulate", "openpyxl", "chinese_calendar", "sqlite3", "subprocess")
PACKAGES = ("domain", "storage", "gitrepo", "importing", "reporting", "usecases", "cli")
TOO_LONG = 60
"""Seconds."""
_LENGTH = 8


class Ran(NamedTuple):
    """What a run of the program left."""

    code: int
    out: str
    err: str


class ForkServer:
    """A process that starts the program whenever it is asked."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                env={"PATH": os.environ["PATH"], **LANGUAGE},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    def close(self) -> None:
        """End it."""
        self._socket.close()
        self._process.wait(10)

    def run(self, words: Sequence[str], folder: Path, env: Mapping[str, str], stdin: bytes = b"") -> Ran:
        """Run the program to its end."""
        asked = json.dumps([words, str(folder), dict(env)]).encode()
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            given.write(stdin)
            given.seek(0)
            streams = [stream.fileno() for stream in (given, out, err)]
            socket.send_fds(self._socket, [len(asked).to_bytes(_LENGTH)], streams)
            self._socket.sendall(asked)
            code = int.from_bytes(_received(self._socket, _LENGTH), signed=True)
            out.seek(0)
            err.seek(0)
            return Ran(code, out.read().decode(), err.read().decode())


@cache
def server() -> ForkServer:
    """The one of this worker; it ends with it."""
    return ForkServer()


def run_from_file(words: Sequence[str], folder: Path, env: Mapping[str, str], stdin: bytes = b"") -> Ran:
    """Run the program as a shell does."""
    done = subprocess.run(
        [PROGRAM, *words], cwd=folder, env=env, input=stdin, capture_output=True, check=False, timeout=TOO_LONG
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def starts_alike(env: Mapping[str, str]) -> bool:
    """Whether the interpreter itself would start in this environment as the server did."""
    return {key: value for key, value in env.items() if key.startswith(READ_AT_THE_START)} == LANGUAGE


def started_alike(env: Mapping[str, str]) -> dict[str, str]:
    """This environment, but for what the interpreter itself looks at: there as the server has it."""
    return {key: value for key, value in env.items() if not key.startswith(READ_AT_THE_START)} | LANGUAGE


def _received(connection: socket.socket, length: int) -> bytes:
    data = b""
    while len(data) < length:
        more = connection.recv(length - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def _prepare() -> None:
    """Import the program; nothing of it runs yet."""
    for name in LIBRARIES:
        import_module(name)
    for package in PACKAGES:
        folder = import_module(f"gongkai_tui.{package}")
        for module in pkgutil.walk_packages(folder.__path__, f"{folder.__name__}."):
            import_module(module.name)
    gc.collect()
    gc.freeze()


def _serve(connection: socket.socket) -> None:
    """Start the program as often as asked; return in the process that is to become it."""
    while True:
        head, streams, _, _ = socket.recv_fds(connection, _LENGTH, 3)
        if not head:
            raise SystemExit
        words, folder, env = json.loads(_received(connection, int.from_bytes(head)))
        process = os.fork()
        if not process:
            connection.close()
            _become(words, folder, env, streams)
            return
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(process, 0)
        connection.sendall(os.waitstatus_to_exitcode(status).to_bytes(_LENGTH, signed=True))


def _become(words: list[str], folder: str, env: dict[str, str], streams: list[int]) -> None:
    """Be a process that was just started with these words."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    sys.argv = [str(PROGRAM), *words]
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = os.fdopen(0, errors="surrogateescape", closefd=False)
    sys.stdout = os.fdopen(1, "w", errors="surrogateescape", closefd=False)
    sys.stderr = os.fdopen(2, "w", errors="backslashreplace", buffering=1, closefd=False)
    signal.alarm(TOO_LONG)


if __name__ == "__main__":
    _prepare()
    _serve(socket.socket(fileno=int(sys.argv[1])))
    from gongkai_tui.cli.console import end_at_once
    from gongkai_tui.cli.main import main

    code = main()
    atexit._run_exitfuncs()
    # Taking apart what all runs share would first copy the whole of it.
    end_at_once(code)
