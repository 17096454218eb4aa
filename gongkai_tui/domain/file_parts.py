"""What data files of every kind may hold: keys that nobody knows, and values that a merge left to be settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Extra = tuple[tuple[str, Any], ...]
"""Keys that the schema does not know, with their raw values (str, list or dict of str), kept as they stand."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two values left by a merge for a person to settle; ours stands in the field."""

    path: str
    base: Any = None
    ours: Any = None
    theirs: Any = None
