"""The interface is killed with SIGKILL in every screen: nothing acknowledged is lost, the next start finds order."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest
from program import ENV, PLAN, PROGRAM, git, gongkai, make_repository

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a pseudo-terminal"),
]

TASKS = 120
FIRST_PAINT = f"{TASKS}/{TASKS}"
SAVED = "已保存"
SAVED_SECOND = "第2项 任务2：未启动"
"""The message of the second save; the first one may be painted again."""
F2, F3, F4, F6, F1 = b"\x1bOQ", b"\x1bOR", b"\x1bOS", b"\x1b[17~", b"\x1bOP"

SCREENS = {
    "start": (),
    "table": ((b"jj", ""),),
    "filter": ((b"/", ""), (b"czj", "")),
    "sort": ((b"s", "排序"),),
    "palette": ((b":", "命令"),),
    "help": ((F1, "帮助"),),
    "plans": ((b"b", ""),),
    "history": ((b"h", "历史"),),
    "status": ((F2, "改变状态"),),
    "note": ((F6, "记录"), ("写了一半".encode(), "写了一半")),
    "evidence": ((F3, "佐证"),),
    "form": ((F4, "编辑"),),
    "marks": ((b"*", "120"),),
    "overview": ((b"o", "上次离开以来"),),
    "grid": ((b"m", "单位任务表"),),
    "statistics": ((b"F", "占比"),),
    "commits": ((b"H", "自:日期"),),
    "looking back": ((b"@", "回看哪一天"), (b"HEAD\r", "（只读）")),
    "view": ((b"4", "视图 待核查"),),
    "save view": ((b"V", "存为视图"), (b"abc", "abc")),
    "columns": ((b"C", "任务表的列"),),
    "alike": ((b",", "相同的任务"),),
    "saved": ((F2, "改变状态"), (b"2\r", SAVED)),
    "saved twice": ((F2, "改变状态"), (b"2\r", SAVED), (b"j" + F2, "改变状态"), (b"2\r", SAVED_SECOND)),
    "sheet of problems": ((b"Q", "[1问题]"),),
    "sheet of what is owed": ((b"Q", "[1问题]"), (b"2", "[2欠账]")),
    "problem form": ((b"P", "记一个问题"), ("写了一半".encode(), "写了一半")),
    "problem asked": ((b"P", "记一个问题"), ("打不开".encode(), "打不开"), (b"\r", "y 保存")),
    "problem saved": ((b"P", "记一个问题"), ("打不开".encode(), "打不开"), (b"\r", "y 保存"), (b"y", SAVED)),
    "undo asked": ((F2, "改变状态"), (b"2\r", SAVED), (b"u", "y 撤销")),
    "undo saved": ((F2, "改变状态"), (b"2\r", SAVED), (b"u", "y 撤销"), (b"y", SAVED)),
}


class Terminal:
    """`gongkai -C REPO` on a terminal of its own."""

    def __init__(self, repo: Path) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.clear()
            os.environ.update(ENV, TERM="xterm-256color", LANG="C.UTF-8", LINES="30", COLUMNS="120")
            os.execv(PROGRAM, [str(PROGRAM), "-C", str(repo)])  # noqa: S606
        self.painted = b""

    def read(self, seconds: float) -> bool:
        """Read what is painted within some time; False when nothing came."""
        if not select.select([self.fd], [], [], max(seconds, 0))[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.painted += data
        return bool(data)

    def press(self, keys: bytes, expected: str = "", *, seconds: float = 60) -> None:
        """Press keys and read until a text was painted."""
        self.painted = b""
        os.write(self.fd, keys)
        self.expect(expected, seconds=seconds)

    def expect(self, text: str, *, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while text.encode() not in self.painted:
            assert self.read(end - time.monotonic()), (text, self.painted[-1500:].decode(errors="replace"))

    def end(self, number: int = 0) -> int:
        """Kill it, or wait for its own end; the exit code, or minus the signal."""
        if number:
            os.kill(self.pid, number)
        deadline = time.monotonic() + 60
        while self.read(deadline - time.monotonic()):
            pass
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.fd)
        return status


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return make_repository(tmp_path, tasks=TASKS)


def commits(repo: Path) -> int:
    return int(git(repo, "rev-list", "--count", "HEAD"))


def statuses(repo: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in json.loads(gongkai("-C", repo, "list", "--json").out):
        found[row["status"]] = found.get(row["status"], 0) + 1
    return found


def assert_next_start_is_clean(repo: Path) -> None:
    terminal = Terminal(repo)
    terminal.expect(FIRST_PAINT)
    terminal.expect(PLAN)
    os.write(terminal.fd, b"\x11")
    assert terminal.end() == 0
    assert git(repo, "status", "--porcelain") == ""
    assert list((repo / ".git").rglob("*.lock")) == []
    git(repo, "fsck", "--full", "--strict", "--no-dangling")
    before = commits(repo)
    assert gongkai("-C", repo, "note", f"{PLAN}/1", "之后").code == 0
    assert commits(repo) == before + 1
    assert git(repo, "status", "--porcelain") == ""


@pytest.mark.parametrize("screen", SCREENS)
def test_kill_in_a_screen(screen: str, repo: Path) -> None:
    before = commits(repo)
    terminal = Terminal(repo)
    terminal.expect(FIRST_PAINT)
    acknowledged = 0
    for keys, expected in SCREENS[screen]:
        terminal.press(keys, expected)
        acknowledged += expected in {SAVED, SAVED_SECOND}
    assert terminal.end(signal.SIGKILL) == -signal.SIGKILL
    assert commits(repo) == before + acknowledged
    assert_next_start_is_clean(repo)


@pytest.mark.parametrize("moment", range(16))
def test_kill_while_saving_many(moment: int, repo: Path) -> None:
    """All or nothing, whatever moment of the save the kill meets; all, once it said so."""
    before = commits(repo)
    terminal = Terminal(repo)
    terminal.expect(FIRST_PAINT)
    terminal.press(b"*")
    terminal.press(F2, "改变状态")
    terminal.press(b"2\r", "y 保存")
    terminal.press(b"y")
    end = time.monotonic() + moment * 0.06
    while time.monotonic() < end and SAVED.encode() not in terminal.painted:
        terminal.read(end - time.monotonic())
    said = SAVED.encode() in terminal.painted
    assert terminal.end(signal.SIGKILL) == -signal.SIGKILL
    after = commits(repo)
    assert after in ({before + 1} if said else {before, before + 1})
    assert statuses(repo) == {"推进中" if after > before else "未启动": TASKS}
    assert_next_start_is_clean(repo)
