"""A run by fork leaves what a run of the file leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fork_server import ForkServer, run_from_file, starts_alike

if TYPE_CHECKING:
    from .conftest import Gongkai


@pytest.mark.parametrize(
    ("words", "stdin"),
    [
        (["list", "czj"], ""),
        (["list", "--json"], ""),
        (["stats", "--by", "unit"], ""),
        (["stats", "--help"], ""),
        (["check"], ""),
        (["apply", "-", "--dry-run"], '{"id": "tianqiao-2021/1", "status": "待核查"}'),
        (["apply", "-", "--dry-run"], "\ud800"),
        (["show", "没有/1"], ""),
        (["nonsense"], ""),
        (["set", "tianqiao-2021/1", "status=推进中", "--on-behalf"], ""),
    ],
)
def test_what_is_left_is_the_same(gongkai: Gongkai, fork_server: ForkServer, words: list[str], stdin: str) -> None:
    gongkai("index")
    asked = (words, gongkai.root, gongkai.env, stdin.encode(errors="surrogatepass"))
    assert fork_server.run(*asked) == run_from_file(*asked)


def test_no_run_knows_of_another(gongkai: Gongkai, fork_server: ForkServer) -> None:
    def today(**env: str) -> str:
        return fork_server.run(["list", "--json"], gongkai.root, {**gongkai.env, **env}).out

    before = today()
    assert today(GONGKAI_TODAY="2023-01-01") != before
    gongkai("set", "tianqiao-2021/2", "status=推进中")
    assert "推进中" in today()
    assert fork_server.run(["list"], gongkai.root.parent, gongkai.env).code != 0


def test_what_the_interpreter_reads_at_its_start_asks_for_a_start() -> None:
    assert starts_alike({"LANG": "C.UTF-8", "HOME": "/"})
    assert not starts_alike({"LANG": "C"})
    assert not starts_alike({"LANG": "C.UTF-8", "PYTHONIOENCODING": "ascii"})
