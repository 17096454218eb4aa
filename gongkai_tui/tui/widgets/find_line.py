"""A line that narrows a list while one types; it is there only when it is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input  # noqa: TC002  (Textual reads the handlers' annotations)

from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.widgets.line_input import LineInput
from gongkai_tui.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from textual.app import ComposeResult


class FindInput(LineInput):
    """The input itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "取消", show=False),
        Binding("up,down,tab", "settle", "到列表", show=False),
    ]

    def action_clear(self) -> None:
        """Find everything again."""
        self.value = ""
        self.post_message(FindLine.Done())

    def action_settle(self) -> None:
        """Go on to the list."""
        self.post_message(FindLine.Done())


class FindLine(Horizontal):
    """Prompt and input."""

    @dataclass
    class Changed(Message):
        """Another text stands in it."""

        text: str

    class Done(Message):
        """The list may have the keys again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.input = FindInput(placeholder="名称或拼音首字母", id="find-input")

    def compose(self) -> ComposeResult:
        """Build the line."""
        prompt = StatusLine(id="find-prompt")
        prompt.show((Span("查找>", Tone.ACCENT),))
        yield prompt
        yield self.input

    def start(self) -> None:
        """Show the line and give it the keys."""
        self.add_class("-open")
        self.screen.set_focus(self.input)
        self.input.action_end()

    def clear(self) -> None:
        """Find everything, and take the line away."""
        self.input.value = ""
        self.remove_class("-open")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow at once."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the keys on."""
        event.stop()
        self.post_message(self.Done())
