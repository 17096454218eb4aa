"""Make everything that measures text count characters of ambiguous width as two cells."""

from __future__ import annotations

from unicodedata import east_asian_width

from gongkai_tui.reporting.width import count_ambiguous_as_wide

_ASCII = frozenset(map(chr, range(0x20, 0x7F)))


def draw_wide() -> None:
    """Settle it for our own tables and for rich. Call before the first import of textual."""
    from rich import cells  # noqa: PLC0415  (only few terminals need it)

    count_ambiguous_as_wide()
    narrow = cells.get_character_cell_size

    def size(character: str, unicode_version: str = "auto") -> int:
        found = narrow(character, unicode_version)
        return 2 if found == 1 and character not in _ASCII and east_asian_width(character) == "A" else found

    cells.get_character_cell_size = size  # type: ignore[assignment]
    cells._is_single_cell_widths = _ASCII.issuperset  # noqa: SLF001  (rich has no switch for it)
    cells.cached_cell_len.cache_clear()


def draw_plain_scroll_bars() -> None:
    """Let the ends of scroll bars be blanks: the blocks that draw them smoothly are two cells wide for some."""
    from textual.scrollbar import ScrollBarRender  # noqa: PLC0415  (Textual must not load before the switches)

    ScrollBarRender.VERTICAL_BARS = [" "] * len(ScrollBarRender.VERTICAL_BARS)
    ScrollBarRender.HORIZONTAL_BARS = [" "] * len(ScrollBarRender.HORIZONTAL_BARS)
