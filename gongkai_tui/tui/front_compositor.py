"""Draws what stands in front, and only where something has changed.

Textual lays the lines of every widget over each other, from the first to the last change of the screen and from its
left to its right edge: of a moved cursor, those of the whole table and of all that holds it.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual.strip import Strip

    Span = tuple[int, int, int]
    """Line, first column, and the column behind the last one."""


class FrontCompositor(Compositor):
    """The compositor of a screen; what it makes is to the cell what Textual's makes."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what has changed; None where nothing has."""
        regions = self._dirty_regions.copy()
        self._dirty_regions.clear()
        if not regions:
            return None
        spans = list(self._regions_to_spans(regions))
        return ChopsUpdate(self._front(spans), spans, [line_cuts[1:] for line_cuts in self.cuts])

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        return self._front([(y, crop.x, crop.right) for y in crop.line_range if is_rendered_line(y)])

    def _front(self, spans: Iterable[Span]) -> Sequence[Mapping[int, Strip]]:
        """Return for each line of the screen what stands in front, by the column where it begins."""
        cuts = self.cuts
        # Keys stand from left to right, whichever is filled first.
        lines: list[dict[int, Strip | None]] = [dict.fromkeys(line_cuts[:-1]) for line_cuts in cuts]
        empty: dict[int, set[int]] = {}
        for y, left, right in spans:
            columns = {start for start, end in pairwise(cuts[y]) if start < right and end > left}
            empty.setdefault(y, set()).update(columns)
        # From front to back: what is filled already is hidden.
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            wanted = [y for y in shown.line_range if y in empty and _meets(empty[y], shown)]
            if not wanted:
                continue
            first, last = wanted[0], wanted[-1]
            strips = widget.render_lines(Region(shown.x - region.x, first - region.y, shown.width, last + 1 - first))
            for y in wanted:
                columns = empty[y]
                line_cuts = cuts[y]
                begin, end = bisect_left(line_cuts, shown.x), bisect_left(line_cuts, shown.right)
                starts = line_cuts[begin:end]
                parts = strips[y - first].divide([cut - shown.x for cut in line_cuts[begin + 1 : end + 1]])
                # A strip may end before its widget does.
                for start, part in zip(starts, parts, strict=False):
                    if start in columns:
                        lines[y][start] = part
                        columns.remove(start)
                if not columns:
                    del empty[y]
        return cast("Sequence[Mapping[int, Strip]]", lines)


def _meets(columns: Iterable[int], shown: Region) -> bool:
    return any(shown.x <= column < shown.right for column in columns)
