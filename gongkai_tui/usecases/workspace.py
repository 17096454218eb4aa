"""An open repository with its cache: what every use case starts from."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.repository import Repository
from gongkai_tui.storage.index import Index
from gongkai_tui.storage.index_layout import discard, is_damage
from gongkai_tui.usecases.actor import Actor, term_over
from gongkai_tui.usecases.clock import read_today

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path
    from typing import TypeVar

    from gongkai_tui.domain.registry import UnitRegistry

    Result = TypeVar("Result")

VARIABLE = "GONGKAI_REPO"


class Workspace:
    """A repository opened for reading and writing; close it when done."""

    def __init__(self, repository: Repository, today: date | None = None, *, stays_open: bool = False) -> None:
        self.repository = repository
        self._given_day = today
        self._stays_open = stays_open

    @property
    def today(self) -> date:
        """The day that was given, else today: the interface may stay open over midnight."""
        return read_today(self._given_day)

    @property
    def root(self) -> Path:
        """Folder that holds plans/ and units/."""
        return self.repository.root

    @cached_property
    def index(self) -> Index:
        """The cache of parsed files."""
        # Of this work tree, not of the repository: two work trees stand on different commits.
        index = Index.open(self.repository.state_dir)
        if self._stays_open:
            index.spare_memory()
        return index

    def give_up_cache(self) -> Index:
        """Go on with a cache in memory, because the one on disk cannot be written."""
        self.close()
        self.__dict__["index"] = Index.in_memory()
        return self.index

    def with_sound_cache(self, work: Callable[[Workspace], Result]) -> Result:
        """Give what `work` gives; where the cache fails it, it is done again without what the cache held.

        A change is safe to do again: nothing asks the cache between the commit and the end of a use case in a way
        that may fail.
        """
        try:
            return work(self)
        except Index.Error as error:
            if is_damage(error):
                self.close()
                discard(self.repository.state_dir)
            else:
                self.give_up_cache()
            return work(self)

    def spare_memory(self) -> None:
        """Give back what much reading has left behind."""
        self.index.spare_memory()

    def registry(self) -> UnitRegistry:
        """All units, aliases and collectives, as committed."""
        from gongkai_tui.usecases.reading import committed_view

        return committed_view(self).registry()

    def actor(self) -> Actor:
        """As whom changes are made.

        Raises:
            GitError: git has no name or e-mail for this user.
        """
        from gongkai_tui.storage.index_files import units_mention
        from gongkai_tui.usecases.reading import committed_view
        from gongkai_tui.usecases.unreadable import unknown_governments, who_is_uncertain

        name, email = self.repository.identity()
        index = committed_view(self).index
        if not units_mention(index, email):
            return Actor(name, email, barred=who_is_uncertain(index))
        registry = self.registry()
        # Who has left a unit, or is still to come, is no stranger: the office's rights are not theirs.
        known, barred = registry.acting(email, self.today), ""
        if known is None and (left := registry.last_term(email, self.today)):
            (place, unit, _), term = left
            known, barred = (place, unit, False), term_over(unit, term)
        if known is None:
            return Actor(name, email, barred=who_is_uncertain(index))
        place, unit, is_office = known
        # Records and comparisons go by the registered name: what git is told as a name may be written in many ways.
        name = registry.name_of(email, name, self.today)
        elsewhere = registry.out_of_reach(email, self.today) | unknown_governments(index)
        return Actor(name, email, unit, is_office, place, registry.government(place), elsewhere, barred)

    def close(self) -> None:
        """Close the cache."""
        if "index" in self.__dict__:
            self.index.close()
            del self.__dict__["index"]


def open_workspace(
    start: str | Path | None = None, *, today: date | None = None, stays_open: bool = False
) -> Workspace:
    """Open the repository around `start`, else the one that GONGKAI_REPO names, else around the current folder.

    For a front end that `stays_open` little memory counts more than the last millisecond of a read.

    Raises:
        GitError: there is no repository, or it cannot be used.
        UsageError: GONGKAI_TODAY is no date.
    """
    read_today(today)
    folder = start or os.environ.get(VARIABLE) or "."
    return Workspace(Repository.open(folder), today, stays_open=stays_open)
