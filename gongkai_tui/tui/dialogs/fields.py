"""Dialogs made of inputs: Tab goes on, Enter in a one-line input or F9 saves, Esc asks before dropping text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input, TextArea

from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.dialogs.base import Answer, Dialog, label
from gongkai_tui.tui.widgets.line_input import LineInput, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.await_complete import AwaitComplete
    from textual.timer import Timer
    from textual.widget import Widget

    from gongkai_tui.tui.drafts import Draft

KEEP_SECONDS = 0.5
"""How long after the last key what was typed is written down."""


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

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "submit", "保存", show=False)]
    hint_text = "Tab 下一项  回车或 F9 保存  Esc 取消"

    def __init__(self, title: str, fields: Sequence[Field], draft: Draft | None = None) -> None:
        """What is typed is kept in `draft`, and offered again when it holds something."""
        super().__init__()
        self.title_text = title
        self.fields = fields
        self._draft = draft
        self._keeping: Timer | None = None
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
        self._take_up_draft()
        self.start()

    def _take_up_draft(self) -> None:
        found = self._draft.read() if self._draft else {}
        known = {field.name: found[field.name] for field in self.fields if field.name in found}
        for name, text in known.items():
            widget = self.query_one(f"#{name}")
            if isinstance(widget, TextArea):
                widget.text = clean(text, keep_newlines=True)
            elif isinstance(widget, Input):
                widget.value = one_line(text)
        if known:
            self.complain("这是上次没有保存的输入；连按两次 Esc 放弃")

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _keep_soon(self) -> None:
        if self._draft is None:
            return
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(KEEP_SECONDS, self.keep_draft)

    def keep_draft(self) -> None:
        """Write down what was typed."""
        if self._draft is not None:
            self._draft.keep(self.changed())

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close; an answer is kept until it is saved."""
        if self._keeping is not None:
            self._keeping.stop()
        if result is None and self._draft is not None:
            self._draft.drop()
        elif result is not None:
            self.keep_draft()
        return super().dismiss(result)

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
