"""Measure the product on a generated repository and write bench/RESULTS.md.

python bench/run.py [--runs 11] [--only list,set] [--out bench/out] [--no-write]
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from gitrun import git
from make_repo import make_repo
from results import HERE, Circumstances, render, with_figures
from steps import BULK, FILTER, STEPS, YARDSTICKS, Place, Step
from terminal import NothingPainted, Terminal
from timing import Cost, RunFailed, timed

GONGKAI = Path(sys.executable).parent / "gongkai"
PYTHON = Path(sys.base_prefix) / "bin" / "python3"
"""The interpreter itself: a python3 on PATH may be a shell script that looks for one."""
READY = "changqing-2022/010"
"""Id in the tenth row of the table, so the table is there and not only its frame."""
FILTER_KEYS = "区财政局"
KEYS = 20
DOWN = "\x1b[B"


@dataclass(slots=True)
class Bench:
    """Everything that a run needs: the repositories, and what was measured so far."""

    out: Path
    runs: int
    costs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    failures: dict[str, str] = field(default_factory=dict)
    loads: list[float] = field(default_factory=list)

    def at(self, place: Place) -> Path:
        """Return the repository of a place."""
        return self.out / place.value


def prepare(bench: Bench) -> None:
    """Make the repositories that are not there yet, and read each once so that its index is warm."""
    bench.out.mkdir(parents=True, exist_ok=True)
    for place, tasks, commits in ((Place.READ, 8040, 10_000), (Place.BIG, 10_000, 300)):
        if not bench.at(place).exists():
            say(f"生成 {tasks:,} 项任务、{commits:,} 个提交 …")
            make_repo(bench.at(place), tasks=tasks, commits=commits)
    for place in (Place.EDIT, Place.BULK, Place.COLD):
        say(f"复制仓库 {place.value} …")
        shutil.rmtree(bench.at(place), ignore_errors=True)
        shutil.copytree(bench.at(Place.READ), bench.at(place), symlinks=True)
        git(bench.at(place), "update-index", "-q", "--refresh")
    for place in Place:
        say(f"预热 {place.value} …")
        run_once(bench, place, ("list", "--limit", "1"))
    for step in STEPS:
        if step.place == Place.READ and step.command and step.key not in YARDSTICKS:
            attempt(bench, step, lambda step=step: run_once(bench, step.place, step.command, step.accept))


def run_once(bench: Bench, place: Place, arguments: tuple[str, ...], accept: tuple[int, ...] = (0,)) -> Cost:
    """Run one command of the product and return its cost."""
    return timed(
        [str(GONGKAI), *arguments],
        cwd=bench.at(place),
        env=environment(),
        scratch=bench.out / "stderr.txt",
        accept=accept,
    )


def environment() -> dict[str, str]:
    """Return an environment in which nothing of the caller's settings counts."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GONGKAI_"))}
    return kept | {"GONGKAI_TODAY": "2022-11-16"}


def measure(bench: Bench, step: Step, number: int) -> Cost:
    """Measure one step once; `number` counts the rounds from 0."""
    if step.key in YARDSTICKS:
        scratch = bench.out / "stderr.txt"
        program = [str(PYTHON) if step.key == "python" else step.command[0], *step.command[1:]]
        return timed(program, cwd=bench.at(step.place), env=environment(), scratch=scratch)
    match step.key:
        case "set":
            task = not_started(bench.at(step.place))[number]
            evidence = f"https://example.invalid/{number}"
            edit = ("set", task, "status=推进中", "--note", "测量", "--evidence", evidence)
            return run_once(bench, step.place, edit)
        case "bulk":
            return measure_bulk(bench, step)
        case "cold":
            shutil.rmtree(bench.at(step.place) / ".git" / "gongkai", ignore_errors=True)
            return run_once(bench, step.place, step.command)
        case "tui-start" | "tui-key" | "tui-filter":
            return measure_screen(bench, step)
        case _:
            return run_once(bench, step.place, step.command, step.accept)


def not_started(root: Path) -> list[str]:
    """Return the ids of tasks that nobody has begun, in order."""
    files = sorted((root / "plans").glob("*/[0-9]*.yaml"))
    return [f"{file.parent.name}/{file.stem}" for file in files if "\nstatus: 未启动\n" in file.read_text("utf-8")]


def measure_bulk(bench: Bench, step: Step) -> Cost:
    """Change a thousand tasks in one commit, then put the copy back as it was."""
    root = bench.at(step.place)
    before = git(root, "rev-parse", "HEAD").strip()
    tasks = " ".join(not_started(root)[:BULK])
    try:
        return run_once(bench, step.place, ("set", tasks, "status=推进中", "--note", "集中启动", "--yes"))
    finally:
        git(root, "reset", "-q", "--hard", before)
        run_once(bench, step.place, ("list", FILTER))


def measure_screen(bench: Bench, step: Step) -> Cost:
    """Start the screen and measure its first paint, or the median of some keys."""
    terminal = Terminal([str(GONGKAI)], cwd=bench.at(step.place), env=environment())
    try:
        first = terminal.wait_for(READY)
        if step.key == "tui-start":
            return Cost(first, 0.0)
        terminal.settle()
        if step.key == "tui-filter":
            terminal.press("/")
            terminal.settle()
        keys = FILTER_KEYS if step.key == "tui-filter" else [DOWN] * KEYS
        paints = [paint for key in keys if (paint := terminal.press(key))]
    finally:
        terminal.close()
    if not paints:
        raise NothingPainted(f"{step.title}：按键之后没有任何输出")
    return Cost(median(paint.settled for paint in paints), median(paint.cpu for paint in paints))


def attempt(bench: Bench, step: Step, action) -> Cost | None:  # noqa: ANN001
    """Do one measurement; a step that fails once is left out from then on, with the reason."""
    if step.key in bench.failures:
        return None
    try:
        return action()
    except (RunFailed, NothingPainted) as problem:
        bench.failures[step.key] = " ".join(str(problem).split())[:200].replace("|", "/")
        say(f"  {step.title}：{bench.failures[step.key]}")
        return None


def say(text: str) -> None:
    """Tell on stderr how far it is."""
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Read the command line, measure, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--only", default="", help="keys of steps, separated by commas; the yardsticks always run")
    parser.add_argument("--out", type=Path, default=HERE / "out")
    parser.add_argument("--no-write", action="store_true", help="print the table and leave RESULTS.md alone")
    arguments = parser.parse_args()
    chosen = {*YARDSTICKS, *arguments.only.split(",")} if arguments.only else {step.key for step in STEPS}
    bench = Bench(arguments.out.resolve(), arguments.runs)
    prepare(bench)
    began = time.perf_counter()
    for number in range(bench.runs):
        bench.loads.append(os.getloadavg()[0])
        for step in STEPS:
            if step.key in chosen and (cost := attempt(bench, step, lambda s=step, n=number: measure(bench, s, n))):
                bench.costs[step.key].append(cost)
                say(f"[{number + 1}/{bench.runs}] {step.title}：{cost.wall:.1f} ms，CPU {cost.cpu:.1f} ms")
    head = git(bench.at(Place.READ), "rev-parse", "HEAD").strip()
    where = Circumstances(head, bench.runs, bench.loads, git(bench.out, "--version").strip())
    text = render(bench.costs, bench.failures, where)
    if arguments.no_write or arguments.only:
        print(text)
    else:
        (HERE / "RESULTS.md").write_text(text, "utf-8")
        readme = HERE.parent / "README.md"
        readme.write_text(with_figures(readme.read_text("utf-8"), bench.costs), "utf-8")
        say(f"已写入 {HERE / 'RESULTS.md'}，用时 {time.perf_counter() - began:.0f} 秒")


if __name__ == "__main__":
    main()
