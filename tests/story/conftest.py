"""The year, made once for all tests: workers share it."""

from __future__ import annotations

import fcntl
import pickle
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from .history import History
from .program import Program
from .year import STAGES

if TYPE_CHECKING:
    from pathlib import Path

    from fork_server import ForkServer


@pytest.fixture(scope="session")
def made(tmp_path_factory, worker_id, fork_server: ForkServer) -> Program:
    """The repository of the story as its people left it. Nothing but reading may be done to it."""
    base = tmp_path_factory.getbasetemp()
    home = (base if worker_id == "master" else base.parent) / "一年"
    home.mkdir(exist_ok=True)
    result = home / "made.pickle"
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not result.exists():
            run = Program(home / "台账", home, fork_server)
            for stage in STAGES:
                stage(run)
            result.write_bytes(pickle.dumps(replace(run, server=None)))
    run = pickle.loads(result.read_bytes())  # noqa: S301  (written above)
    run.day, run.server = "", fork_server
    return run


@pytest.fixture(scope="session")
def history(made: Program) -> History:
    """What git alone says of it."""
    return History(made.root)


@pytest.fixture
def copied(made: Program, tmp_path: Path) -> Path:
    """A repository that a test may open and write in."""
    return shutil.copytree(made.root, tmp_path / "台账", symlinks=True)
