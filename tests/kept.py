"""Repositories that many tests begin with: made once a worker, a copy for each test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

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
