"""Properties are tried on the same examples in every run: a suite that fails now and then tells nobody anything."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


@pytest.hookimpl
def pytest_xdist_auto_num_workers() -> int:
    """Two workers per core: half of the time of a test of the interface is waiting for it to come to rest."""
    return 2 * (os.cpu_count() or 1)
