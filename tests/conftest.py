"""Properties are tried on the same examples in every run: a suite that fails now and then tells nobody anything."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fork_server import ForkServer, server

# The tests and Hypothesis as pytest rewrites them are kept, also where the environment forbids it:
# else every worker of every run would spend eight seconds on them.
sys.dont_write_bytecode = False

from hypothesis import settings  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

GARBAGE = (20_000, 5, 5)
"""Looking for garbage every 700 objects costs a sixth of a test of the interface; never, two gigabytes in the end."""


MEMORY = Path("/dev/shm")  # noqa: S108  (shared by all: pytest makes a folder there that only we may read)
ROOM = 4 << 30
"""Bytes that must be free there; a run needs a tenth of that, and what failed is kept for three runs."""


def pytest_configure(config: pytest.Config) -> None:
    """Repositories are made in memory where there is room: on a disk every commit of every test waits for it.

    Not where it is tested what becomes of a write that is interrupted.
    """
    if config.option.markexpr != "torture" and _is_roomy(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def _is_roomy(folder: Path) -> bool:
    """Whether programs may be written there and run; containers often have but 64 MB without."""
    if not os.access(folder, os.W_OK):
        return False
    its = os.statvfs(folder)
    return its.f_bavail * its.f_frsize >= ROOM and not its.f_flag & os.ST_NOEXEC


@pytest.hookimpl
def pytest_xdist_auto_num_workers() -> int:
    """Two workers per core: half of the time of a test of the interface is waiting for it to come to rest."""
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays until the end: looking for garbage in it costs as much as collecting."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(*GARBAGE)
        gc.enable()


@pytest.fixture(scope="session")
def fork_server() -> Iterator[ForkServer]:
    """Starts the program at once, as often as a test likes."""
    yield server()
    server().close()
