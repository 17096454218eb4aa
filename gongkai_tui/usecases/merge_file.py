"""What git asks of a merge driver: one data file, three versions, brought together by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage.hand_edit import carry_over

if TYPE_CHECKING:
    from pathlib import Path


def merge_file(base: Path, ours: Path, theirs: Path, path: str) -> bool:
    """Put both sides' changes into `ours`; False where both changed one field, then `ours` stays as it is.

    Never conflict markers: the file must still load. Git keeps all three versions in its index.
    """
    ancestor, mine, other = base.read_bytes(), ours.read_bytes(), theirs.read_bytes()
    # An empty ancestor means that both sides made the file.
    merged = carry_over(path, ancestor or None, mine, other)
    if merged is None:
        return False
    ours.write_bytes(merged)
    return True
