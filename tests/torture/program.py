"""The installed program and its repositories, as the torture tests use them."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PROGRAM = Path(sys.executable).with_name("gongkai")
TODAY = "2022-06-01"
PLAN = "p-2022"
ENV = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GONGKAI_"))} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "t",
    "GIT_AUTHOR_EMAIL": "t@x.invalid",
    "GIT_COMMITTER_NAME": "t",
    "GIT_COMMITTER_EMAIL": "t@x.invalid",
    "GONGKAI_TODAY": TODAY,
}
HEAD_ROW = "序号\t工作任务\t具体要求\t责任单位\t完成时限\n"


class Ran(NamedTuple):
    """What a run of the program left."""

    code: int
    out: str
    err: str


def gongkai(*words: object, **env: str) -> Ran:
    """Run the installed program."""
    command = [PROGRAM, *map(str, words)]
    done = subprocess.run(
        command, env=ENV | env, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def git(folder: Path, *words: str) -> str:
    """Run git; it must succeed."""
    done = subprocess.run(["git", *words], cwd=folder, env=ENV, capture_output=True, check=True)
    return done.stdout.decode()


def document(tasks: int, text: str = "") -> str:
    """A plan with a table, whose requirements hold `text`."""
    rows = "".join(
        f"{n}\t任务{n}\t公开第{n}类信息{text}，按月更新。\t区财政局\t2022年12月底前\n" for n in range(1, tasks + 1)
    )
    return f"2022年某区政务公开工作要点\n\n{HEAD_ROW}{rows}"


def make_repository(folder: Path, *, tasks: int) -> Path:
    """A repository made by `gongkai init` and, where there are tasks, one `gongkai import`."""
    repo = folder / "template"
    assert gongkai("init", repo).code == 0
    if tasks:
        source = folder / "plan.txt"
        source.write_text(document(tasks), encoding="utf-8")
        ran = gongkai("-C", repo, "import", source, "--plan", PLAN, "--yes")
        assert ran.code == 0, ran
    return repo


def peak_of_children() -> int:
    """MB of the largest child process so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
