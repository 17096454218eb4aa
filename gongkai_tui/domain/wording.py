"""Words for what to do and what to fill in, as the front that a message is for says them.

Messages are made far below the fronts and put together on their way up: only what they are made of can be said in
other words. A front that has its own `speak`s them; otherwise it is what to type after the prompt.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai_tui.domain.inputs import Input
    from gongkai_tui.domain.remedies import Remedy


class Wording:
    """The words of the command line."""

    def to_do(self, remedy: Remedy, *about: str) -> str:
        """Name something to do."""
        return remedy.value.format(*about)

    def by(self, remedy: Remedy, *about: str, to: str, verb: str) -> str:
        """Say what to do, and what for."""
        return " ".join(filter(None, (verb, self.to_do(remedy, *about), to)))

    def called(self, what: Input) -> str:
        """Name something to fill in."""
        return what.option

    def amid(self, what: Input, value: str = "") -> str:
        """Name something to fill in between other words."""
        return f"{self.at_end(what, value)} "

    def at_end(self, what: Input, value: str = "") -> str:
        """Name something to fill in, or what to write for it, behind other words."""
        return f" {what.option}{f' {value}' if value else ''}"

    def told_in(self, what: Input, value: str = "") -> str:
        """Say behind its description where to write it."""
        return f"（{what.option}{f' {value}' if value else ''}）"


_spoken: ContextVar[Wording] = ContextVar("wording", default=Wording())  # noqa: B039  (it has no state)


def speak(wording: Wording) -> None:
    """Say everything in these words from here on, and in all that is started from here."""
    _spoken.set(wording)


def how_to(remedy: Remedy, *about: str) -> str:
    """（gongkai problem object）, or the key for it."""
    return _spoken.get().to_do(remedy, *about)


def by_doing(remedy: Remedy, *about: str, to: str = "", verb: str = "用") -> str:
    """用 gongkai contact add 登记, or the key for it."""
    return _spoken.get().by(remedy, *about, to=to, verb=verb)


def using(what: Input, to: str, value: str = "") -> str:
    """用 --due 写明, or the name of the input."""
    return f"用{_spoken.get().amid(what, value)}{to}"


def called(what: Input) -> str:
    """`--due`, or the name of the input."""
    return _spoken.get().called(what)


def amid(what: Input) -> str:
    """`--due` between other words, or the name of the input."""
    return _spoken.get().amid(what)


def at_end(what: Input, value: str = "") -> str:
    """`--due 9月底` behind other words, or the value alone; without one, the name of the input."""
    return _spoken.get().at_end(what, value)


def told_in(what: Input, value: str = "") -> str:
    """（--reason）, or nothing where a form says it already."""
    return _spoken.get().told_in(what, value)
