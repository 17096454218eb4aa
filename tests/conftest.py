"""Properties are tried on the same examples in every run: a suite that fails now and then tells nobody anything."""

from __future__ import annotations

import gc
import os
import sys
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
