"""Golden files."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def golden():
    """Compare a text with its file; GONGKAI_UPDATE_GOLDEN=1 writes the file."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if os.environ.get("GONGKAI_UPDATE_GOLDEN"):
            path.write_text(text, encoding="utf-8", newline="")
        assert path.read_bytes().decode() == text

    return compare
