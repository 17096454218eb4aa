"""What is measured: each step with its command, its limit and its floor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FILTER = "unit:区财政局 status:推进中"
TASK = "tianqiao-2021/017"
AS_OF = "2018-06-30"
BULK = 1000


class Place(StrEnum):
    """On which repository a step runs."""

    READ = "read"
    """8,040 tasks, never written."""
    EDIT = "edit"
    """A copy that each edit moves on by one commit."""
    BULK = "bulk"
    """A copy that is put back after each run."""
    COLD = "cold"
    """A copy whose index is thrown away before each run."""
    BIG = "big"
    """10,000 tasks, for the table on the screen."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is measured."""

    key: str
    title: str
    place: Place
    command: tuple[str, ...] = ()
    """After `gongkai`; the two yardsticks give the whole command. Empty for what happens in the terminal."""
    limit: float | None = None
    """Milliseconds; None where there is none."""
    by_cpu: bool = False
    """The limit is about processor time, as a multiple of `python3 -c pass`."""
    floor: str = ""
    """The best that a prototype ever reached."""
    accept: tuple[int, ...] = (0,)


YARDSTICKS = ("python", "git-status")
CPU_MULTIPLE = 8

STEPS = (
    Step("python", "`python3 -c pass`（量尺）", Place.READ, ("python3", "-c", "pass")),
    Step("git-status", "`git status`（量尺）", Place.READ, ("git", "status", "--porcelain")),
    Step("list", f"筛选列表 `list '{FILTER}'`", Place.READ, ("list", FILTER), 90, by_cpu=True, floor="CPU 23"),
    Step("list-pinyin", "拼音筛选 `list czj`", Place.READ, ("list", "czj"), 90, by_cpu=True, floor="CPU 23"),
    Step("all-json", "全部 8,040 行 `list --json`", Place.READ, ("list", "--json"), 200, floor="CPU 40 / 墙钟 47"),
    Step("all-table", "全部 8,040 行 `list`（表格）", Place.READ, ("list",), 200, floor="CPU 40 / 墙钟 47"),
    Step("set", "改一项并落盘 `set TASK …`", Place.EDIT, ("set",), 200, floor="墙钟 12.5，加 fsync 7–10"),
    Step("bulk", "一次改 1,000 项，一个提交", Place.BULK, ("set",), 2500, floor="墙钟 1,000（带 fsync 1,500）"),
    Step("log", f"一项的历史 `log {TASK}`", Place.READ, ("log", TASK), 120, floor="12（仅 git）"),
    Step("check", "检查全部数据 `check`（热）", Place.READ, ("check",), 400, accept=(0, 1)),
    Step(
        "as-of", f"`list --as-of {AS_OF}`（看过一次）", Place.READ, ("list", FILTER, "--as-of", AS_OF), 200, floor="30"
    ),
    Step("cold", "从零建索引", Place.COLD, ("list", FILTER), 8000, floor="CPU 2,300"),
    Step("tui-start", "界面首次可用画面（8,040 项）", Place.READ, limit=700, floor="p50 300–395（3,000 行原型）"),
    Step("tui-key", "按键到画面（10,000 行）", Place.BIG, limit=25, floor="3–5"),
    Step("tui-filter", "筛选每键到表格稳定（10,000 行）", Place.BIG, limit=80),
)
