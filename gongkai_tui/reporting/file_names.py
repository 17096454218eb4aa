"""Names of files that are made from names of units: Chinese as it is, nothing that a system forbids."""

from __future__ import annotations

import re

from gongkai_tui.reporting.clean import clean

_FORBIDDEN = re.compile(r"[\\/:*?\"<>|\x00-\x1f⏎]+")
_LONGEST = 80
"""Characters; 240 bytes of Chinese, under the 255 that file systems allow with an ending."""


def file_name(*parts: str, ending: str) -> str:
    """Give `甲-乙.xlsx` from its parts."""
    safe = (_FORBIDDEN.sub("_", clean(part.strip())).strip(" .") for part in parts)
    joined = "-".join(filter(None, safe))
    return f"{joined[:_LONGEST].strip(' .') or '表'}.{ending}"


def distinct(names: list[str]) -> list[str]:
    """Give the names with numbers where one occurs twice, capitals or not."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        key = name.casefold()
        seen[key] = seen.get(key, 0) + 1
        stem, dot, ending = name.rpartition(".")
        found.append(name if seen[key] == 1 else f"{stem}({seen[key]}){dot}{ending}")
    return found
