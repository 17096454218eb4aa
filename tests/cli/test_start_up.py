"""The everyday commands start without what they do not need: every list pays for every import."""

import subprocess
import sys

import pytest

from .conftest import Gongkai

HEAVY = {"typer", "rich", "textual", "tabulate", "git", "yaml", "ruamel", "argparse", "click", "asyncio"}


def imported(gongkai: Gongkai, *args: str) -> set[str]:
    """Names of the modules that a run imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", gongkai.program, *args],
        cwd=gongkai.root,
        env=gongkai.env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    lines = done.stderr.decode().splitlines()
    return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}


@pytest.mark.parametrize(
    ("args", "unneeded"),
    [
        (["list", "czj", "status:推进中"], HEAVY | {"subprocess"}),
        (["list", "--json"], HEAVY | {"subprocess"}),
        (["show", "tianqiao-2021/1"], {"typer", "rich", "textual", "tabulate", "git", "ruamel"}),
        (["set", "tianqiao-2021/1", "seq=5", "--dry-run"], {"typer", "rich", "textual", "tabulate", "git"}),
        (["note", "tianqiao-2021/1", "x", "--dry-run"], {"typer", "rich", "textual", "tabulate", "git"}),
        (["log", "tianqiao-2021/1"], {"typer", "rich", "textual", "tabulate", "git"}),
        (["check"], {"typer", "rich", "textual", "tabulate", "git"}),
        ([], HEAVY | {"subprocess"}),
    ],
)
def test_nothing_heavy_is_imported(gongkai: Gongkai, args: list[str], unneeded: set[str]) -> None:
    gongkai("index")
    packages = {name.partition(".")[0] for name in imported(gongkai, *args)}
    assert "gongkai_tui" in packages
    assert not packages & unneeded


def test_commands_load_only_their_own_module(gongkai: Gongkai) -> None:
    modules = imported(gongkai, "schema", "task")
    assert "typer" in modules
    assert "rich" not in modules
    assert "gongkai_tui.cli.commands.import_" not in modules
    assert "textual" not in modules
