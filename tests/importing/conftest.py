"""Where the documents of these tests are."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def documents() -> Path:
    return HERE / "documents"


@pytest.fixture(scope="session")
def golden() -> Path:
    return HERE / "golden"
