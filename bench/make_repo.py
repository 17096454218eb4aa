"""Make a repository to measure on: python bench/make_repo.py OUT [--tasks 8040 --commits 10000 --seed 1].

The same arguments always give the same commit. 12 districts x 10 years x 67 tasks = 8,040 tasks; other
numbers of tasks get more or fewer districts.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from city import WHOLE_CITY
from gitrun import git
from history import city_commits

from gongkai_tui.gitrepo.fast_import import check_out, import_history
from gongkai_tui.gitrepo.init import init_repository

if TYPE_CHECKING:
    from collections.abc import Callable


MEASURER = WHOLE_CITY.units[0].contacts[0]
"""Of the city's office: whoever measures may do everything."""


def make_repo(out: Path, *, tasks: int = 8040, commits: int = 10_000, seed: int = 1) -> str:
    """Make the repository at `out`, which must not exist, and return the commit that it ends with."""
    init_repository(out)
    for key, value in (("user.name", MEASURER.name), ("user.email", MEASURER.email), ("gc.auto", "0")):
        git(out, "config", key, value)
    import_history(out, city_commits(tasks, commits, seed), progress=_say(commits))
    check_out(out)
    return git(out, "rev-parse", "HEAD").strip()


def _say(total: int) -> Callable[[int], None]:
    def report(done: int) -> None:
        if done % 500 == 0:
            print(f"\r{done}/{total}", end="", file=sys.stderr, flush=True)

    return report


def main() -> None:
    """Read the command line and make the repository."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--tasks", type=int, default=8040)
    parser.add_argument("--commits", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--force", action="store_true", help="remove what stands at OUT first")
    arguments = parser.parse_args()
    if arguments.force:
        shutil.rmtree(arguments.out, ignore_errors=True)
    began = time.perf_counter()
    head = make_repo(arguments.out, tasks=arguments.tasks, commits=arguments.commits, seed=arguments.seed)
    took = time.perf_counter() - began
    print(f"\r{arguments.out}: {arguments.tasks} tasks, {arguments.commits} commits, {head[:12]}, {took:.1f} s")


if __name__ == "__main__":
    main()
