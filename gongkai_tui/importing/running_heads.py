"""Heads and feet that a print repeats on every page beside its page number: they belong to no cell and no paragraph."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.lines import is_page_number, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai_tui.importing.lines import Line

_NEAR: Final = 2
"""Lines on either side of a page number that may be a head or a foot."""
_FURNITURE: Final = re.compile(
    r"[区县市省州旗]人民政府(?:公报|政报)$|(?:公报|政报)[（(]?(?:\d{4}年?)?(?:[·.]?第?\d+[期号]).{0,12}$"
    r"|^\d{4}年第\d+期|^总第\d+期|www\.|\.gov\.cn|https?:"
)
"""Names of gazettes, numbers of issues and addresses; other words at the edge of a page may be cells of a table."""
_NEARLY_ALL: Final = 0.8
_LONGEST: Final = 40
_CELL_MARKS: Final = frozenset("\t|│｜║。；")


def without_running_heads(lines: Sequence[Line]) -> tuple[list[Line], tuple[Line, ...]]:
    """Lines of the document, and those left out: the same words stand at most page numbers and nowhere else."""
    filled = [place for place, line in enumerate(lines) if not line.blank]
    pages = [at for at, place in enumerate(filled) if is_page_number(lines[place].text)]
    if not pages:
        return list(lines), ()
    beside: dict[str, set[int]] = defaultdict(set)
    for page in pages:
        for at in _around(page, pages, len(filled)):
            if _CELL_MARKS.isdisjoint(lines[filled[at]].text.strip()):
                beside[squeeze(lines[filled[at]].text)].add(filled[at])
    counts = Counter(squeeze(lines[place].text) for place in filled)
    running = {
        words
        for words, places in beside.items()
        if _may_run(words) and len(places) >= max(len(pages) // 2, _NEARLY_ALL * counts[words])
    }
    repeated = {place for place in filled if squeeze(lines[place].text) in running}
    kept = [line for place, line in enumerate(lines) if place not in repeated]
    return kept, tuple(lines[place] for place in sorted(repeated))


def _around(page: int, pages: Sequence[int], count: int) -> Iterator[int]:
    taken = set(pages)
    for at in range(max(0, page - _NEAR), min(count, page + _NEAR + 1)):
        if at not in taken:
            yield at


def _may_run(words: str) -> bool:
    """What gazettes and web pages print on every page, and no heading."""
    return len(words) <= _LONGEST and _FURNITURE.search(words) is not None and heading_mark(words) is None
