"""Ctrl-C, as a terminal sends it to the program and all that it started: whole or absent, and told as it is."""

import subprocess
import sys

import pytest
from fork_server import Ran

from .conftest import Gongkai

INTERRUPTED_AT = """
import os, signal, sys
from gongkai_tui import interrupts
from gongkai_tui.cli import hot
from gongkai_tui.cli.actions import list_tasks
from gongkai_tui.cli.main import main
from gongkai_tui.gitrepo import writing
from gongkai_tui.gitrepo.next_index import NextIndex
from gongkai_tui.usecases import recording

PLACES = {
    "making the change": (writing, "plan_commit"),
    "leaving the journal": (writing, "write_journal"),
    "moving the branch": (writing._Writer, "_move_branch"),
    "placing the index": (NextIndex, "install"),
    "writing the work tree": (writing, "finish_commit"),
    "dropping the journal": (writing, "drop_journal"),
    "remembering what was written": (recording, "_remember"),
    "reading": (list_tasks, "run"),
    "starting": (hot, "parse"),
    "ending": (interrupts, "end_silently"),
}
# The tests may run in the background, where interrupts are ignored.
signal.signal(signal.SIGINT, signal.SIG_IGN if sys.argv.pop(1) == "deaf" else signal.default_int_handler)
when, _, place = sys.argv[1].partition(" ")
owner, name = PLACES[place]
real = getattr(owner, name)

def interrupted(*given, **named):
    if when == "before":
        os.killpg(0, signal.SIGINT)
    done = real(*given, **named)
    if when == "after":
        os.killpg(0, signal.SIGINT)
    return done

setattr(owner, name, interrupted)
sys.argv[:2] = ["gongkai"]
sys.exit(main())
"""
NOTE = ("note", "tianqiao-2021/1", "进展顺利")
VIEW = ("view", "save", "财政", "--filter", "czj")
FILE = "plans/tianqiao-2021/001.yaml"


def interrupted(gongkai: Gongkai, place: str, *words: str, ears: str = "open") -> Ran:
    """Run the program on a terminal of its own where Ctrl-C is pressed at one place."""
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT, ears, place, *words],
        cwd=gongkai.root,
        env=gongkai.env,
        capture_output=True,
        check=False,
        text=True,
        start_new_session=True,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("words", [NOTE, VIEW], ids=["note", "view"])
@pytest.mark.parametrize("place", ["before making the change", "after leaving the journal"])
def test_before_the_commit_nothing_is_saved(gongkai: Gongkai, place: str, words: tuple[str, ...]) -> None:
    head = gongkai.head()
    assert interrupted(gongkai, place, *words) == (130, "", "已中断，没有保存。\n")
    assert gongkai.head() == head
    assert gongkai.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("before moving the branch", NOTE),
        ("after moving the branch", NOTE),
        ("after placing the index", NOTE),
        ("before writing the work tree", VIEW),
        ("after dropping the journal", NOTE),
        ("before remembering what was written", VIEW),
    ],
)
def test_from_the_commit_on_it_is_saved_and_told_so(gongkai: Gongkai, place: str, words: tuple[str, ...]) -> None:
    head = gongkai.head()
    ran = interrupted(gongkai, place, *words)
    assert ran.code == 0
    subject, commit = gongkai.git("log", "-1", "--format=%s%n%h", "--abbrev=8").split()[0], gongkai.head()
    assert ran.err.startswith(f"已保存：{subject}")
    assert f"（提交 {commit[:8]}" in ran.err
    assert gongkai.git("rev-parse", "HEAD^").strip() == head
    assert gongkai.git("status", "--porcelain") == ""


def test_a_command_that_saves_nothing_says_no_more_than_that(gongkai: Gongkai) -> None:
    gongkai(*NOTE)
    done = interrupted(gongkai, "before reading", "list")
    assert done == (130, "", "已中断。\n")


@pytest.mark.parametrize("place", ["before starting", "after ending"])
def test_no_moment_leaves_a_traceback(gongkai: Gongkai, place: str) -> None:
    """Before a command has begun and after it has told its result."""
    ran = interrupted(gongkai, place, "view")
    assert ran.code in {130, -2}
    assert ran.err in {"已中断。\n", ""}


@pytest.mark.parametrize(
    "place", ["before making the change", "before moving the branch", "after dropping the journal"]
)
def test_who_was_started_deaf_to_interrupts_stays_so(gongkai: Gongkai, place: str) -> None:
    """As with nohup, or in the background of a script."""
    ran = interrupted(gongkai, place, *NOTE, ears="deaf")
    assert (ran.code, ran.err[:3]) == (0, "已保存")
    assert gongkai.git("status", "--porcelain") == ""
