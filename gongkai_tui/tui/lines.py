"""Styled text as plain values: a line is some spans, a span is text and the name of a style."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import fit, width
from gongkai_tui.tui.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable


class Tone(StrEnum):
    """What a piece of text means; the theme gives each a colour, and no meaning is told by colour alone."""

    PLAIN = "plain"
    TITLE = "title"
    DIM = "dim"
    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


class Span(NamedTuple):
    """Some text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


Line = tuple[Span, ...]
"""One screen line."""

BLANK: Line = ()


def width_of(spans: Iterable[Span]) -> int:
    """Return the cells that spans take side by side."""
    return sum(width(span.text) for span in spans)


def line(*parts: str | Span) -> Line:
    """Return a line of cleaned spans; bare text is plain."""
    return tuple(
        Span(clean(part), Tone.PLAIN) if isinstance(part, str) else Span(clean(part.text), part.tone)
        for part in parts
        if (part if isinstance(part, str) else part.text)
    )


def paragraph(text: str, cells: int, *, first: str = "", tone: Tone = Tone.PLAIN) -> list[Line]:
    """Return text wrapped to `cells`, every line after the first indented by the width of `first`."""
    first = clean(first)
    indent = width(first)
    wrapped = wrap(clean(text, keep_newlines=True), cells - indent)
    pad = " " * indent
    return [
        (Span(first if place == 0 else pad, Tone.DIM), Span(part, tone)) if first else (Span(part, tone),)
        for place, part in enumerate(wrapped)
    ]


def laid_out(text: str, cells: int) -> list[Line]:
    """Return a text line by line: one that fits keeps its spaces, for those of a table are no words to wrap at."""
    found: list[Line] = []
    for each in text.rstrip("\n").split("\n"):
        found += [(Span(clean(each)),)] if width(each) <= cells else paragraph(each, cells)
    return found


def cut(spans: Iterable[Span], cells: int) -> list[Span]:
    """Return spans cut or padded to exactly `cells`."""
    found: list[Span] = []
    left = cells
    for text, tone in spans:
        size = width(text)
        if size > left:
            found.append(Span(fit(text.rstrip(" "), left), tone))
            return found
        found.append(Span(text, tone))
        left -= size
    if left:
        found.append(Span(" " * left))
    return found
