"""A stylesheet that parses each piece of CSS once in a process.

Textual parses everything anew when a theme is set, and once more when the next kind of widget comes: before the first
paint all of it three times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.css.model import RuleSet
    from textual.css.types import CSSLocation

    Theme = frozenset[tuple[str, str]]

_kept: dict[tuple[Theme, str, CSSLocation, bool, int, str], list[RuleSet]] = {}
"""Rules are never changed once they are parsed."""


class KeptStyles(Stylesheet):
    """The stylesheet of an application."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        """`variables` are the colours of the theme."""
        super().__init__(variables=variables)
        self._theme = _theme_of(self._variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the colours of another theme."""
        super().set_variables(variables)
        self._theme = _theme_of(variables)

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,  # noqa: FBT001, FBT002  (as Textual has it)
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        key = (self._theme, css, read_from, is_default_rules, tie_breaker, scope)
        if key not in _kept:
            _kept[key] = super()._parse_rules(css, read_from, is_default_rules, tie_breaker, scope)
        return _kept[key]

    def reparse(self) -> None:
        """Apply new colours."""
        self.parse()


def _theme_of(variables: Mapping[str, str]) -> Theme:
    return frozenset(variables.items())
