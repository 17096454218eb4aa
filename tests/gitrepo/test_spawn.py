"""Programs are served both ways at once, and none outlives its limit."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from gongkai_tui.gitrepo.spawn import Child, Finished, OutputTooLarge


def test_much_both_ways_does_not_block() -> None:
    data = os.urandom(3_000_000)
    child = Child(["cat"], os.environ, feed=True)
    child.send(data)
    assert child.finish() == Finished(0, data, b"")


def test_reading_in_pieces() -> None:
    child = Child(["cat"], os.environ, feed=True)
    child.send(b"one\ntwo\0three")
    assert child.read_line() == b"one"
    assert child.read_until(b"\0") == b"two"
    assert child.read_exactly(3) == b"thr"
    child.end_input()
    assert child.read_line() == b"ee"
    assert child.finish().code == 0


def test_a_program_that_does_not_read_its_input() -> None:
    child = Child(["true"], os.environ, feed=True)
    child.send(bytes(1_000_000))
    assert child.finish().code == 0


def test_without_input_it_reads_nothing() -> None:
    assert Child(["cat"], os.environ).finish() == Finished(0, b"", b"")


def test_the_time_limit_kills_the_whole_group() -> None:
    began = time.monotonic()
    child = Child(["sh", "-c", "sleep 60 & sleep 60"], os.environ, limit=0.2, own_group=True)
    with pytest.raises(TimeoutError):
        child.finish()
    assert time.monotonic() - began < 5


def test_too_much_output_ends_it() -> None:
    with pytest.raises(OutputTooLarge):
        Child(["yes"], os.environ, most=100_000).finish()


def test_exit_codes_signals_and_errors_arrive() -> None:
    assert Child(["sh", "-c", "echo no >&2; exit 3"], os.environ).finish() == Finished(3, b"", b"no\n")
    assert Child(["sh", "-c", "kill -9 $$"], os.environ).finish().code == -9
    with pytest.raises(FileNotFoundError):
        Child(["no-such-program-here"], os.environ)


def test_only_what_is_kept_is_inherited() -> None:
    inner, outer = os.pipe()
    code = "import os; print(sorted(int(n) for n in os.listdir('/proc/self/fd')))"
    for keep, expected in (((), False), ((inner,), True)):
        done = Child([sys.executable, "-c", code], os.environ, keep=keep).finish()
        assert (inner in eval(done.out)) is expected  # noqa: S307 - a list of numbers printed above
    os.close(inner)
    os.close(outer)


def test_descriptors_are_given_back() -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        Child(["true"], os.environ, feed=True).finish()
        Child(["cat"], os.environ, feed=True).stop()
    assert len(list(Path("/proc/self/fd").iterdir())) == before
