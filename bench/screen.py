"""Measure the screen with 10,000 and with 100,000 tasks and write bench/SCREEN.md.

python bench/screen.py [--starts 5] [--keys 40] [--only 10000] [--out bench/out] [--no-write]
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from make_repo import make_repo
from run import DOWN, GONGKAI, READY, environment, say
from terminal import NothingPainted, Terminal, percentile
from timing import timed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).parent
SIZES = (10_000, 100_000)
UP, PAGE_DOWN, PAGE_UP, END, HOME, ESCAPE = "\x1b[A", "\x1b[6~", "\x1b[5~", "\x1b[F", "\x1b[H", "\x1b"
F2 = "\x1bOQ"
ROWS_ON_SCREEN = 37
WORDS = ("区财政局", "czj", "推进中")
MANY = "plan:changqing status:未启动"
"""A filter that leaves several hundred tasks in either repository."""
PREVIEW = "回车或 y"
HISTORY = "李文博"
"""Author of the commit that every history of the generated repositories begins with."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What one figure may be: half of the times, and in nineteen of twenty; None where there is no limit."""

    title: str
    unit: str
    half: float | None = None
    most: float | None = None

    def words(self) -> str:
        """The limits as they are shown."""
        return " / ".join(f"{limit:g}" for limit in (self.half, self.most) if limit) or "—"

    def verdict(self, half: float, most: float) -> str:
        """Whether figures are within the limits."""
        pairs = ((half, self.half), (most, self.most))
        if self.half is None:
            return "—"
        return "达到" if all(limit is None or figure <= limit for figure, limit in pairs) else "**未达到**"


BUDGETS = {
    "first": Budget("启动到首次可用画面", "ms", 450, 600),
    "cursor": Budget("移动光标", "ms", 5, 10),
    "scroll": Budget("滚动一行", "ms", 10, 20),
    "page": Budget("翻一页", "ms", 15, 30),
    "filter": Budget("筛选打一个字到表格稳定", "ms", 35, 65),
    "filter-large": Budget("筛选打一个字到表格稳定", "ms", 45, 80),
    "detail": Budget("打开详情", "ms", 20, 40),
    "history": Budget("打开历史", "ms", 700, 700),
    "preview": Budget("批量修改的预览", "ms", 100, 200),
    "cpu-move": Budget("移动光标所用处理器时间", "ms", 6),
    "cpu-scroll": Budget("滚动、翻页所用处理器时间", "ms", 14),
    "cpu-filter": Budget("筛选打一个字所用处理器时间", "ms", 45),
    "memory": Budget("启动后的内存", "MB", 60),
    "memory-large": Budget("启动后的内存", "MB", 150),
    "memory-after": Budget("上面这些按键之后的内存", "MB"),
}


@dataclass(slots=True)
class Figures:
    """What was measured on one repository, by key of BUDGETS."""

    tasks: int
    values: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: str, *values: float) -> None:
        """Take figures; with very many tasks some have a budget of their own."""
        large = f"{key}-large" if self.tasks > SIZES[0] and f"{key}-large" in BUDGETS else key
        self.values[large] += values


def prepare(out: Path, tasks: int) -> Path:
    """Return the repository with so many tasks, made where it is missing, with a warm index."""
    root = out / f"screen-{tasks}"
    if not root.exists():
        say(f"生成 {tasks:,} 项任务 …")
        make_repo(root, tasks=tasks, commits=300)
    timed([str(GONGKAI), "list", "--limit", "1"], cwd=root, env=environment(), scratch=out / "stderr.txt")
    return root


def start(root: Path) -> tuple[Terminal, float]:
    """Open the screen, and tell after how many milliseconds its table stood."""
    terminal = Terminal([str(GONGKAI)], cwd=root, env=environment())
    return terminal, terminal.wait_for(READY)


def press(terminal: Terminal, figures: Figures, key: str, keys: Sequence[str], cpu: str = "") -> None:
    """Press one key after the other and keep how long each took."""
    paints = [paint for name in keys if (paint := terminal.press(name))]
    if not paints:
        raise NothingPainted(f"{BUDGETS[key].title}：按键之后没有任何输出")
    figures.add(key, *(paint.settled for paint in paints))
    if cpu:
        figures.add(cpu, *(paint.cpu for paint in paints))


def measure_keys(terminal: Terminal, figures: Figures, keys: int) -> None:
    """Move, scroll, page, filter, and open the detail and the history."""
    inside = ROWS_ON_SCREEN - 4
    press(terminal, figures, "cursor", [DOWN] * inside + [UP] * inside, "cpu-move")
    press(terminal, figures, "page", [PAGE_DOWN] * (keys // 2) + [PAGE_UP] * (keys // 4), "cpu-scroll")
    terminal.press(HOME)
    for _ in range(ROWS_ON_SCREEN):
        terminal.press(DOWN)
    press(terminal, figures, "scroll", [DOWN] * keys, "cpu-scroll")
    terminal.press(HOME)
    for word in WORDS:
        terminal.press("/")
        press(terminal, figures, "filter", [*word, *["\x7f"] * len(word)], "cpu-filter")
        terminal.press(ESCAPE)
        terminal.settle()
    for _ in range(keys // 4):
        terminal.press("p")
        press(terminal, figures, "detail", ["p"])
        terminal.press(DOWN)


def measure_history(terminal: Terminal, figures: Figures, keys: int) -> None:
    """Open the history of one task after the other."""
    for _ in range(keys // 8):
        figures.add("history", terminal.press_until("h", HISTORY))
        terminal.settle()
        terminal.press("[")
        terminal.press("[")
        terminal.press("[")
        terminal.press(DOWN)


def measure_preview(terminal: Terminal, figures: Figures, times: int) -> None:
    """Ask for another status of several hundred marked tasks, and step back from the preview."""
    terminal.press("/")
    for letter in MANY:
        terminal.press(letter)
    terminal.press("\r")
    terminal.press("*")
    for _ in range(times):
        terminal.press(F2)
        terminal.settle()
        terminal.press("2")
        figures.add("preview", terminal.press_until("\r", PREVIEW))
        terminal.settle()
        terminal.press(ESCAPE)
        terminal.settle()


def measure(root: Path, tasks: int, starts: int, keys: int) -> Figures:
    """Measure everything on one repository."""
    figures = Figures(tasks)
    parts: tuple[Callable[[Terminal, Figures, int], None], ...] = (measure_keys, measure_history, measure_preview)
    for number in range(starts):
        terminal, first = start(root)
        try:
            figures.add("first", first)
            terminal.settle()
            # Answered when all tasks are read.
            terminal.press(END)
            terminal.settle()
            figures.add("memory", terminal.memory())
            terminal.press(HOME)
            if number == 0:
                for part, count in zip(parts, (keys, keys, 5), strict=True):
                    part(terminal, figures, count)
                figures.add("memory-after", terminal.memory())
        finally:
            terminal.close()
        say(f"[{tasks:,} 项，第 {number + 1}/{starts} 次] 首次画面 {first:.0f} ms")
    return figures


def render(measured: Sequence[Figures], load: float) -> str:
    """Return the text of SCREEN.md."""
    lines = [
        "# 界面实测",
        "",
        "由 `make bench-screen` 生成：在 140×40 的伪终端里一次按一个键，到屏幕上最后一个字节为止。",
        f"数据是 `bench/make_repo.py` 造的仓库，索引已建好；测量开始时负载 {load:.1f}。",
        "",
        "| 任务数 | 项目 | 上限（半数 / 二十分之十九） | 半数 | 二十分之十九 | 次数 | 结果 |",
        "| ---: | --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for figures in measured:
        lines += [_row(figures.tasks, BUDGETS[key], figures.values[key]) for key in BUDGETS if figures.values.get(key)]
    return "\n".join([*lines, ""])


def _row(tasks: int, budget: Budget, values: Sequence[float]) -> str:
    half, most = percentile(values, 50), percentile(values, 95)
    return (
        f"| {tasks:,} | {budget.title}（{budget.unit}） | {budget.words()} "
        f"| {half:.1f} | {most:.1f} | {len(values)} | {budget.verdict(half, most)} |"
    )


def main() -> None:
    """Read the command line, measure, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--keys", type=int, default=40)
    parser.add_argument("--only", type=int, choices=SIZES)
    parser.add_argument("--out", type=Path, default=HERE / "out")
    parser.add_argument("--no-write", action="store_true", help="print the table and leave SCREEN.md alone")
    arguments = parser.parse_args()
    out = arguments.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    sizes = (arguments.only,) if arguments.only else SIZES
    roots = {tasks: prepare(out, tasks) for tasks in sizes}
    load = os.getloadavg()[0]
    text = render([measure(roots[tasks], tasks, arguments.starts, arguments.keys) for tasks in sizes], load)
    if arguments.no_write or arguments.only:
        print(text)
    else:
        (HERE / "SCREEN.md").write_text(text, "utf-8")
        print(f"已写入 {HERE / 'SCREEN.md'}", file=sys.stderr)


if __name__ == "__main__":
    main()
