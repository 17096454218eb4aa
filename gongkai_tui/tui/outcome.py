"""What became of a change that was to be saved."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How it ended."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    """There was nothing to save."""
    LEFT = "left"
    """The person would rather not."""
    REFUSED = "refused"
    """It was not saved, for a reason that was told: the form is still wanted."""

    @property
    def is_settled(self) -> bool:
        """Whether what was typed has been dealt with, so that no draft of it is needed."""
        return self in (Outcome.SAVED, Outcome.UNCHANGED)
