"""`gongkai demo`."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from gongkai_tui.cli import console
from gongkai_tui.cli.app import settings_of
from gongkai_tui.cli.numbers import read_count
from gongkai_tui.usecases.demo import SCENES, make_demo

HELP = (
    "建立一个演示仓库：五份真实的工作要点，加上虚构的推进过程（人名、日期、进展都是编的，每次提交都注明）。\n"
    "可以随意试用，删掉目录即可。同样的参数得到同样的仓库。"
)
EXAMPLES = (
    ("gongkai demo", "建在临时目录里"),
    ("gongkai demo 演示 && gongkai -C 演示", "建在指定目录并打开"),
)

Folder = Annotated[str, typer.Argument(metavar="目录", help="新仓库的目录；不写则建在临时目录里。")]
Seed = Annotated[str, typer.Option("--seed", metavar="数字", help="不同的数字编出不同的过程。")]
Commits = Annotated[str, typer.Option("--commits", metavar="数量", help=f"大约多少次提交，默认 {SCENES}。")]


def command(ctx: typer.Context, folder: Folder = "", *, seed: Seed = "", commits: Commits = "") -> int:
    """Make the demo repository."""
    number, wanted = read_count(seed, "--seed"), read_count(commits, "--commits")
    path = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="gongkai-demo-"))
    with console.Progress("正在编写演示历史") as progress:
        make_demo(
            path,
            today=settings_of(ctx).today,
            seed=1 if number is None else number,
            commits=SCENES if wanted is None else wanted,
            progress=progress,
        )
    console.write(f"{path}\n")
    console.say(f"演示仓库建好了，推进过程为虚构。打开：gongkai -C {path}")
    return 0
