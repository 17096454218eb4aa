"""Everything that reaches the screen: data on stdout, talk on stderr, failures as exit codes."""

from __future__ import annotations

import os
import sys
import time

from gongkai_tui.cli.interrupted import EXIT_CODE, Interrupted, stoppable
from gongkai_tui.domain.errors import GongkaiError, Refused
from gongkai_tui.domain.system_reason import system_reason
from gongkai_tui.interrupts import telling
from gongkai_tui.reporting.clean import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import NoReturn, Self, TextIO

READER_GONE = 141
"""128 + SIGPIPE, as every Unix tool ends when `head` has seen enough."""
UNEXPECTED = 1


class OutputClosed(GongkaiError):
    """Whoever read stdout has gone."""


class OutputFailed(GongkaiError):
    """stdout cannot be written, as on a full disk."""


def guarded(work: Callable[[], int]) -> int:
    """Run a command to its exit code; every failure becomes one sentence on stderr, never a traceback."""
    try:
        with stoppable(saves=False), telling():
            code = work()
            _flush()
    except OutputClosed:
        return READER_GONE
    except Interrupted as interrupted:
        say(str(interrupted))
        return EXIT_CODE
    except GongkaiError as error:
        _tell(error)
        return error.exit_code
    except Exception as error:  # noqa: BLE001  (the one boundary of the command line; the log keeps the traceback)
        say(f"错误：程序内部出错（{_first_line(error)}）。{_logged(error)}")
        return UNEXPECTED
    return code


def write(text: str) -> None:
    """Write data to stdout."""
    try:
        sys.stdout.write(text)
    except OSError as error:
        raise _output_error(error) from error


def say(text: str) -> None:
    """Write one message to stderr, cleaned; a closed stderr is no reason to fail."""
    try:
        sys.stderr.write(clean(text, keep_newlines=True) + "\n")
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def say_lines(lines: Iterable[str]) -> None:
    """Write messages to stderr, one a line."""
    for line in lines:
        say(line)


def say_hints(hints: Iterable[str]) -> None:
    """Write what a person should know to stderr, each a sentence without its full stop."""
    for hint in hints:
        say(f"提示：{hint}。")


def say_problems(problems: Iterable[object]) -> None:
    """Write findings to stderr, one a line."""
    for problem in problems:
        say(clean(f"{getattr(problem, 'severity', '错误')}：{problem}"))


def set_up_streams() -> None:
    """Make output UTF-8 where it goes to a file or a pipe, and never fail on a character a terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        reconfigure(errors="backslashreplace", encoding=None if stream.isatty() else "utf-8")


def room() -> int | None:
    """Cells of a line on the terminal; None where stdout goes elsewhere and nothing may be cut."""
    if not sys.stdout.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None


class Progress:
    """A bar on stderr for work that takes a while; nothing where nobody watches.

    Call it with how many of how many are done, inside a `with` block that clears the line behind it.
    """

    PATIENCE = 1.0
    """Seconds before anything is shown."""
    CELLS = 30

    def __init__(self, label: str) -> None:
        self._label = label
        self._begin = time.monotonic()
        self._watched = sys.stderr.isatty()
        self._shown = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        if not self._watched or time.monotonic() - self._begin < self.PATIENCE:
            return
        full = self.CELLS * done // max(total, 1)
        line = f"{self._label} [{'#' * full}{'.' * (self.CELLS - full)}] {done}/{total}"
        if line != self._shown:
            self._shown = line
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()


def end_at_once(code: int) -> NoReturn:
    """End the process without taking its objects apart: thousands of rows cost a tenth of a whole run."""
    try:
        sys.stdout.flush()
    except OSError:
        _silence(sys.stdout)
    os._exit(code)


def _tell(error: GongkaiError) -> None:
    say(f"错误：{clean(str(error))}")
    if isinstance(error, Refused):
        for problem in error.problems:
            say(clean(f"  {problem}"))


def _flush() -> None:
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _output_error(error) from error


def _output_error(error: OSError) -> GongkaiError:
    _silence(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return OutputClosed("输出已被关闭。")
    return OutputFailed(f"写不出结果：{system_reason(error)}。请检查磁盘空间或输出的去向。")


def _silence(stream: TextIO) -> None:
    """Send what is still buffered nowhere: the interpreter would report the same failure again at its end."""
    hole = os.open(os.devnull, os.O_WRONLY)
    os.dup2(hole, stream.fileno())
    os.close(hole)


def _first_line(error: BaseException) -> str:
    text = str(error).partition("\n")[0]
    return f"{type(error).__name__}：{text}" if text else type(error).__name__


def _logged(error: BaseException) -> str:
    from gongkai_tui.cli.crash_log import write_crash_log

    path = write_crash_log(error)
    return f"详情见 {path}。" if path else "详情也没能写进日志文件。"
