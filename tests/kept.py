"""Repositories that many tests begin with: made once a worker, a copy for each test."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

from gongkai_tui.usecases.reading import read_view
from gongkai_tui.usecases.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def copy_of(name: str, make: Callable[[Path], object], target: Path, factory: pytest.TempPathFactory) -> Path:
    """Return `target` as a copy of what `make` leaves at a path that does not exist yet."""
    kept = factory.getbasetemp() / name
    if not kept.exists():
        begun = kept.with_suffix(".begun")
        make(begun)
        begun.rename(kept)
    return shutil.copytree(kept, target, symlinks=True)


def read_once(root: Path) -> None:
    """What the program keeps of hundreds of tasks for its next start is there in every copy, as on every other day."""
    workspace = open_workspace(root, today=date(2022, 1, 1))
    read_view(workspace)
    workspace.close()
