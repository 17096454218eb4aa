"""Dialogs made of inputs: Tab goes on, Enter in a one-line input or F9 saves, Esc asks before dropping text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.dialogs.base import Answer, Dialog, label
from gongkai_tui.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.widget import Widget


class Field(NamedTuple):
    """One input."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    lines: bool = False
    """Whether it may hold more than one line."""


class PlainTextArea(TextArea):
    """A text area that takes no control characters from a paste."""

    ALLOW_SELECT = False

    async def _on_paste(self, event: events.Paste) -> None:
        text = "".join(c for c in event.text.replace("\r\n", "\n").replace("\r", "\n") if c.isprintable() or c == "\n")
        event.prevent_default()
        event.stop()
        self.replace(text, *self.selection, maintain_selection_offset=False)


class FieldsDialog(Dialog[Answer]):
    """Base: `fields` are shown in order, `submit` makes the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "submit", "保存", show=False, priority=True)]
    hint_text = "Tab 下一项  回车或 F9 保存  Esc 取消"

    def __init__(self, title: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self.title_text = title
        self.fields = fields
        self._sure = False
        self._before: dict[str, str] = {}

    def body(self) -> Iterable[Widget]:
        """A label and an input for each field."""
        for field in self.fields:
            yield label(field.label)
            if field.lines:
                yield PlainTextArea(
                    clean(field.value, keep_newlines=True), id=field.name, soft_wrap=True, tab_behavior="focus"
                )
            else:
                yield LineInput(field.value, placeholder=field.hint, id=field.name)

    def on_mount(self) -> None:
        """Remember how it was and give the keys to the first input."""
        self._before = {field.name: self.value(field.name) for field in self.fields}
        self.start()

    def start(self) -> None:
        """Begin in the first field."""
        self.query_one(f"#{self.fields[0].name}").focus()

    def value(self, name: str) -> str:
        """What stands in a field now."""
        widget = self.query_one(f"#{name}")
        text = widget.text if isinstance(widget, TextArea) else widget.value if isinstance(widget, Input) else ""
        return text.strip()

    def changed(self) -> dict[str, str]:
        """Fields that hold something else than at the start."""
        now = {field.name: self.value(field.name) for field in self.fields}
        return {name: text for name, text in now.items() if text != self._before.get(name)}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter saves."""
        event.stop()
        self.action_submit()

    def action_submit(self) -> None:
        """Check and answer."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Close; when something was typed only at the second time."""
        if self.changed() and not self._sure:
            self._sure = True
            self.complain("已有输入：再按一次 Esc 放弃，F9 保存")
            return
        self.dismiss(None)
