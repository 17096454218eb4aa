"""A one-line input without Textual's traps: a pasted text is joined to one line, refocusing selects nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events


def one_line(text: str, between: str = " ") -> str:
    """Return pasted text as one line without controls; the lines are joined by `between`."""
    joined = between.join(part.strip() for part in text.splitlines() if part.strip())
    return "".join(char for char in joined.replace("\t", " ") if char.isprintable())


class LineInput(Input):
    """An input for one line."""

    ALLOW_SELECT = False

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
        between: str = " ",
    ) -> None:
        """`between` joins the lines of a paste."""
        super().__init__(one_line(value), placeholder=placeholder, id=id, select_on_focus=False, compact=True)
        self._between = between
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        text = one_line(event.text, self._between)
        if text:
            self.replace(text, *self.selection)
