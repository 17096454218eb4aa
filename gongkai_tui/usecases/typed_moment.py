"""The moment that a person names: a day in any words that mean one day, or a revision."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.gitrepo.moments import UnknownMoment

if TYPE_CHECKING:
    from gongkai_tui.usecases.workspace import Workspace


class Moment(NamedTuple):
    """A commit, and the day where one was named."""

    commit: str
    day: date | None


def typed_moment(ws: Workspace, typed: str) -> Moment:
    """Find the commit that is meant; what Git knows as a revision is never read as a day in words.

    A day in words (上周五, 9月30日) is the last such day: what is to come has not been recorded.

    Raises:
        UnknownMoment: neither a day with anything saved by then, nor a revision.
    """
    day = None
    with suppress(ValueError):
        day = date.fromisoformat(typed.strip())
    try:
        return Moment(ws.repository.resolve(typed), day)
    except UnknownMoment:
        if day is not None:
            raise
        # The readers of days compile many patterns, which a revision does not pay for.
        from gongkai_tui.domain.typed_dates import read_last_such_day

        day = read_last_such_day(typed, ws.today)
        if day is None:
            raise
    return Moment(ws.repository.resolve(day.isoformat()), day)
