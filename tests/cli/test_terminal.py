"""On a terminal: colour, the width of the window, and the question before a bulk change."""

import os
import pty
import re
from io import StringIO
from unicodedata import east_asian_width

import pytest

from gongkai_tui.cli import console

from .conftest import Gongkai

COLOUR = re.compile("\x1b\\[[0-9;]*m")


def on_terminal(gongkai: Gongkai, *args: str, answer: str = "", **env: str) -> tuple[int, str]:
    """Run the program on a terminal of its own; give exit code and everything on the screen."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(gongkai.root)
        os.execve(gongkai.program, ["gongkai", *args], {**gongkai.env, "TERM": "xterm-256color", **env})  # noqa: S606
    seen = b""
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        seen += data
        if answer and b"[y/N]" in seen:
            os.write(terminal, f"{answer}\n".encode())
            answer = ""
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), seen.decode().replace("\r\n", "\n")


def test_lists_are_coloured_and_fit(gongkai: Gongkai) -> None:
    code, screen = on_terminal(gongkai, "list", COLUMNS="70")
    assert code == 0
    assert COLOUR.search(screen)
    assert ".." in screen
    _, plain = on_terminal(gongkai, "list", COLUMNS="70", NO_COLOR="1")
    assert not COLOUR.search(plain)
    assert COLOUR.sub("", screen) == plain
    _, plain = on_terminal(gongkai, "--no-color", "list", COLUMNS="70")
    assert not COLOUR.search(plain)


@pytest.mark.parametrize(("answer", "code", "commits"), [("y", 0, 2), ("是", 0, 2), ("n", 1, 1), (" ", 1, 1)])
def test_bulk_asks(gongkai: Gongkai, answer: str, code: int, commits: int) -> None:
    found, screen = on_terminal(gongkai, "set", "status:未启动", "status=推进中", answer=answer)
    assert found == code
    assert "会修改 2 项任务" in screen
    assert "推进|规划*信息公开" in screen
    assert int(gongkai.git("rev-list", "--count", "HEAD")) == commits


def test_the_bar_is_as_long_wherever_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are two cells wide in some Chinese terminals: the line would break and not be cleared."""
    drawn = StringIO()
    drawn.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr("sys.stderr", drawn)
    monkeypatch.setattr(console.Progress, "PATIENCE", 0.0)
    with console.Progress("建立索引") as progress:
        progress(1, 3)
    assert "建立索引 [##########....................] 1/3" in drawn.getvalue()
    assert not [char for char in drawn.getvalue() if east_asian_width(char) == "A"]


def test_without_chinese_characters_the_interface_says_how_to_get_them(gongkai: Gongkai) -> None:
    code, screen = on_terminal(gongkai, LC_ALL="POSIX", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", PYTHONIOENCODING="")
    assert code == 1
    assert screen.startswith("错误：语言环境（")
    assert "export LC_ALL=C.UTF-8" in screen
    assert screen.count("\n") == 1
