"""What Ctrl-C leaves on the screen: one sentence, never a traceback."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

EXIT_CODE = 130
_STOPPED = "已中断。"


class Interrupted(BaseException):
    """A command was stopped; typer, which answers KeyboardInterrupt itself, lets this one through."""


@contextmanager
def stoppable(*, saves: bool) -> Iterator[None]:
    """Run a command; one that is stopped has not saved, since an interrupt waits from the commit point on."""
    try:
        yield
    except KeyboardInterrupt:
        raise Interrupted("已中断，没有保存。" if saves else _STOPPED) from None


def end_quietly(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """End the process where an interrupt came before a command had begun or after it had ended."""
    if not issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    os.write(2, f"{_STOPPED}\n".encode())
    os._exit(EXIT_CODE)
