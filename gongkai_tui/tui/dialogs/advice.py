"""What a dialog says about a text while it is typed, and what is wrong with it when it is to be saved."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.evidence_form import ACCEPTED, evidence_form, evidence_pieces
from gongkai_tui.domain.name_completion import NameOffer, complete_name, complete_unit_cell
from gongkai_tui.domain.settable import BadValue, check_evidence, read_happened
from gongkai_tui.domain.typed_dates import day_words, in_later_year, past_refusal, read_typed_date
from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.usecases.typed_paths import file_offers, folder_offers, table_offers

if TYPE_CHECKING:
    from datetime import date

    from gongkai_tui.domain.known_names import KnownNames


class Kind(StrEnum):
    """What stands in a field."""

    TEXT = "text"
    UNIT = "unit"
    UNITS = "units"
    SECTION = "section"
    DUE = "due"
    """A day, gone by or ahead."""
    AHEAD = "ahead"
    """A day that is to come."""
    HAPPENED = "happened"
    """A day that has come."""
    EVIDENCE = "evidence"
    TABLE = "table"
    """The path of a table, or of a folder of tables."""
    FILE = "file"
    FOLDER = "folder"


DAYS = frozenset({Kind.DUE, Kind.AHEAD})


_PATHS = {Kind.TABLE: table_offers, Kind.FILE: file_offers, Kind.FOLDER: folder_offers}


class Calendar(NamedTuple):
    """What dates in words are read against."""

    day: date
    plan_year: int | None = None


def offers(kind: Kind, text: str, cursor: int, known: KnownNames) -> tuple[NameOffer, ...]:
    """What the word at the cursor may become."""
    if kind is Kind.UNITS:
        return complete_unit_cell(text, cursor, known.units)
    if kind in {Kind.UNIT, Kind.SECTION}:
        return complete_name(text, cursor, known.units if kind is Kind.UNIT else known.sections)
    paths = _PATHS.get(kind)
    return paths(text, cursor) if paths else ()


def advice(kind: Kind, text: str, calendar: Calendar | None) -> tuple[Span, ...]:
    """How a text is understood so far; nothing where there is nothing to say."""
    if kind is Kind.EVIDENCE:
        return _about_evidence(text)
    if kind is Kind.HAPPENED and calendar and text.strip():
        return _about_past(text, calendar)
    if kind in DAYS and calendar and text.strip():
        return _about_day(text, calendar, ahead=kind is Kind.AHEAD)
    return ()


def day_complaint(text: str, calendar: Calendar | None) -> str:
    """What is wrong with the day on which something happened; empty when it is in order."""
    try:
        if calendar:
            read_happened(text, calendar.day)
    except BadValue as refused:
        return str(refused)
    return ""


def evidence_complaint(pieces: tuple[str, ...]) -> str:
    """What is wrong with evidence; empty when it is in order."""
    for piece in pieces:
        try:
            check_evidence(piece)
        except BadValue as refused:
            return str(refused)
    return ""


def _about_day(text: str, calendar: Calendar, *, ahead: bool) -> tuple[Span, ...]:
    found = read_typed_date(text, calendar.day, calendar.plan_year)
    if found.problem:
        return (Span("? ", Tone.WARN), Span(clean(found.problem), Tone.WARN))
    past = past_refusal(text, found.due, calendar.day) if found.due and ahead else ""
    if past and found.due and in_later_year(text, found.due, calendar.day):
        return (Span("? ", Tone.WARN), Span(clean(past), Tone.WARN))
    words = day_words(found.due, calendar.day) if found.due else "没有期限"
    return (Span("= ", Tone.DIM), Span(clean(words), Tone.GOOD))


def _about_past(text: str, calendar: Calendar) -> tuple[Span, ...]:
    try:
        day = read_happened(text, calendar.day)
    except BadValue as refused:
        return (Span("? ", Tone.WARN), Span(clean(str(refused)), Tone.WARN))
    return (Span("= ", Tone.DIM), Span(clean(day_words(day, calendar.day)), Tone.GOOD))


def _about_evidence(text: str) -> tuple[Span, ...]:
    pieces = evidence_pieces(text)
    if not pieces:
        return ()
    forms = [evidence_form(piece) for piece in pieces]
    if all(form.kind for form in forms):
        return (Span("= ", Tone.DIM), Span("、".join(form.kind or "" for form in forms), Tone.GOOD))
    # The last piece is still being typed: what it may become matters more than what it is not yet.
    done = next((form.oddity for form in forms[:-1] if form.oddity), "")
    return (Span("? ", Tone.WARN), Span(clean(done or f"可写 https:// 开头的{ACCEPTED}"), Tone.WARN))
