"""Properties are tried on the same examples in every run: a suite that fails now and then tells nobody anything."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from fork_server import ForkServer
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.hookimpl
def pytest_xdist_auto_num_workers() -> int:
    """Two workers per core: half of the time of a test of the interface is waiting for it to come to rest."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session")
def fork_server() -> Iterator[ForkServer]:
    """Starts the program at once, as often as a test likes."""
    server = ForkServer()
    yield server
    server.close()
