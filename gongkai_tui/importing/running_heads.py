"""Heads and feet that a print repeats on every page beside its page number: they belong to no cell and no paragraph."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.header_words import column_of
from gongkai_tui.importing.heading_marks import heading_mark
from gongkai_tui.importing.likeness import unit_like
from gongkai_tui.importing.lines import is_page_number, is_rule, squeeze
from gongkai_tui.importing.numerals import row_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongkai_tui.importing.lines import Line

_NEAR: Final = 2
"""Lines on either side of a page number that may be a head or a foot."""
_LEAST_PAGES: Final = 2
_GAZETTE: Final = re.compile(r"(?:公报|政报|公告)(?:\d{4}年)?(?:第\d+期)?(?:[（(]总第?\d+[期号][）)])?$")
"""Words that head a page even where the document has only one."""
_NEARLY_ALL: Final = 0.8
_SHORTEST: Final = 2
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
        if _may_run(words)
        and (len(places) >= _LEAST_PAGES or _GAZETTE.search(words))
        and len(places) >= max(len(pages) // 2, _NEARLY_ALL * counts[words])
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
    """Neither a value of a table, nor a heading, nor a sentence."""
    plain = _SHORTEST < len(words) <= _LONGEST and not is_rule(words)
    told = unit_like(words) or column_of(words) is not None or row_number(words) is not None
    return plain and not told and heading_mark(words) is None
