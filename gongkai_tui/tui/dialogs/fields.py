"""Dialogs made of inputs: Tab completes or goes on, Enter in a one-line input or F9 saves, Esc asks before dropping."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, TextArea

from gongkai_tui.domain.evidence_form import evidence_pieces
from gongkai_tui.domain.known_names import KnownNames
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.spacing import put_together
from gongkai_tui.reporting.width import width
from gongkai_tui.tui.dialogs.advice import Calendar, Kind, advice, day_complaint, evidence_complaint, offers
from gongkai_tui.tui.dialogs.base import Answer, Dialog, label
from gongkai_tui.tui.drafts import tasks_in_words
from gongkai_tui.tui.lines import Span, Tone, cut, width_of
from gongkai_tui.tui.widgets.completing import Completing, Offered
from gongkai_tui.tui.widgets.completing_input import CompletingInput
from gongkai_tui.tui.widgets.completing_lines import CompletingLines
from gongkai_tui.tui.widgets.line_input import one_line
from gongkai_tui.tui.widgets.option_input import OptionInput
from gongkai_tui.tui.widgets.text_input import PlainTextArea

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.await_complete import AwaitComplete
    from textual.timer import Timer
    from textual.widget import Widget

    from gongkai_tui.domain.name_completion import NameOffer
    from gongkai_tui.domain.status import Status
    from gongkai_tui.tui.drafts import Draft

KEEP_SECONDS = 0.5
"""How long after the last key what was typed is written down."""
_SHOWN_OFFERS = 9
_UNWRITTEN = "草稿写不进磁盘，保存前别退出"
_GAP = 2
"""Cells that a line of text leaves free at its right."""
ONLY_THIS = "（只这一项，不是已选的各项）"
"""Of a form that is about the task under the cursor while others are marked."""
_BETWEEN = {Kind.UNITS: "、", Kind.EVIDENCE: "；"}
"""What stands between the lines of a paste in a field that takes several."""


class Field(NamedTuple):
    """One input."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    """An example, or in brackets what to know of it; shown while the field is empty."""
    lines: bool = False
    """Whether it may hold more than one line."""
    kind: Kind = Kind.TEXT
    beside: bool = False
    """Whether the input stands on the line of its label."""
    options: tuple[str, ...] = ()
    """What it takes one of; empty for any text."""

    @property
    def placeholder(self) -> str:
        """What stands in the empty field: nobody takes it for a value, on a terminal without colours either."""
        return f"例：{self.hint}" if self.hint and not self.hint.startswith("（") else self.hint


class FieldsDialog(Dialog[Answer]):
    """Base: `fields` are shown in order, `submit` makes the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9,ctrl+enter", "submit", "保存", show=False)]
    hint_text = "Tab 下一项  回车或 F9 保存  Esc 取消"
    calendar: Calendar | None = None
    """What dates in words are read against."""
    keeps_when_left = False
    """Whether what was typed is kept although the person leaves: to go on in a dialog that is opened anew."""

    def __init__(self, title: str, fields: Sequence[Field], draft: Draft | None = None) -> None:
        """What is typed is kept in `draft`, and offered again when it holds something."""
        super().__init__()
        self.title_text = title
        self.fields = fields
        self.known = KnownNames()
        """What may be completed; comes later than the dialog, see `learn`."""
        self._draft = draft
        self._keeping: Timer | None = None
        self._sure = False
        self._before: dict[str, str] = {}
        self._before_draft = draft.before() if draft else {}
        self._is_unwritten = False
        """Whether the disk did not take what was typed."""
        self._complaint = ""
        self._seen: dict[str, str] = {}
        """What stood in each field when somebody last typed there."""

    def body(self) -> Iterable[Widget]:
        """A label and an input for each field."""
        for field in self.fields:
            above = label(field.label)
            if field.beside:
                above.styles.width = width(field.label) + _GAP
                yield Horizontal(above, self._input(field), classes="beside")
            else:
                yield above
                yield self._input(field)

    def _input(self, field: Field) -> Widget:
        if field.lines:
            text = clean(field.value, keep_newlines=True)
            if field.kind is not Kind.TEXT:
                return CompletingLines(text, id=field.name, find=partial(self._offers, field.kind))
            return PlainTextArea(text, id=field.name, soft_wrap=True, tab_behavior="focus")
        if field.options:
            return OptionInput(field.options, field.value, id=field.name)
        return CompletingInput(
            field.value,
            placeholder=field.placeholder,
            id=field.name,
            find=partial(self._offers, field.kind),
            between=_BETWEEN.get(field.kind, " "),
        )

    def begin(self) -> None:
        """Remember how it was and give the keys to the first input."""
        self._before = {field.name: self.value(field.name) for field in self.fields}
        self._take_up_draft()
        self._seen = {field.name: self._text(field.name) for field in self.fields}
        self.start()

    def _take_up_draft(self) -> None:
        found = self._draft.read() if self._draft else {}
        known = {field.name: found[field.name] for field in self.fields if field.name in found}
        for name, text in known.items():
            widget = self.query_one(f"#{name}")
            if isinstance(widget, TextArea):
                widget.text = clean(text, keep_newlines=True)
                widget.move_cursor(widget.document.end)
            elif isinstance(widget, Input):
                widget.value = one_line(text)
                widget.action_end()
        if known and self._draft is not None:
            several = len(self._draft.ids) > 1
            whose = f"上次写给 {tasks_in_words(self._draft.ids)} 的，没有保存" if several else "这是上次没有保存的输入"
            self.complain(f"{whose}；连按两次 Esc 放弃")

    # What the hint line says

    def learn(self, known: KnownNames) -> None:
        """Take the names that may be completed."""
        self.known = known
        if isinstance(self.focused, Completing):
            self.focused.look_again()

    def _offers(self, kind: Kind, text: str, cursor: int) -> tuple[NameOffer, ...]:
        return offers(kind, text, cursor, self.known)

    def complain(self, text: str) -> None:
        """Say what is missing, until something is typed."""
        self._complaint = text
        super().complain(text)

    def moved_elsewhere(self, moved: Mapping[str, Status], who: str) -> None:
        """Say at the right of the hint line whose status is another one by now."""
        words = ""
        if moved and self.stood is not None:
            alone = next(iter(moved.values())) if len(self.stood.statuses) == 1 else None
            words = put_together(who or "别人", f"刚改为{alone}" if alone else f"刚改了 {len(moved)} 项的状态")
        self.standing = (Span(clean(words), Tone.WARN),) if words else ()
        if self._complaint:
            super().complain(self._complaint)
        self.show_hint()

    @on(Offered)
    def show_hint(self) -> None:
        """Say what Tab completes, how the field is understood, or which keys there are."""
        if not self._complaint:
            self.hint(self._offer_spans() or self._advice() or (Span(clean(self.hint_text), Tone.DIM),))

    def _offer_spans(self) -> tuple[Span, ...]:
        focused = self.focused
        if not isinstance(focused, Completing) or not focused.offers:
            return ()
        first, *others = (clean(offer.text) for offer in focused.offers[:_SHOWN_OFFERS])
        if width(first) > self.size.width // 2:
            others = []
        offered = (Span("Tab> ", Tone.DIM), Span(first, Tone.ACCENT), *(Span(f"  {other}") for other in others))
        # They come and go with every letter: the box keeps its size.
        room = self.query_one("#dialog-hint").size.width - width_of(self.standing) - _GAP
        return tuple(cut(offered, max(room, 1)))

    def _advice(self) -> tuple[Span, ...]:
        field = next((field for field in self.fields if self.focused and field.name == self.focused.id), None)
        if field and field.options:
            return (Span(f"空格换成 {' 或 '.join(field.options)}", Tone.DIM),)
        return advice(field.kind, self.value(field.name), self.calendar) if field else ()

    def on_descendant_focus(self) -> None:
        """Speak of the field that has the keys now."""
        self.show_hint()

    # What was typed

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        name = event.control.id or ""
        # What a draft puts in is announced here too, and is nothing that somebody typed.
        if self._seen.get(name) != self._text(name):
            self._seen[name] = self._text(name)
            self._complaint = ""
            self.show_hint()
        self.keep_soon()

    def keep_soon(self) -> None:
        """Write down what was typed once the person rests."""
        if self._draft is None:
            return
        if self._keeping is not None:
            self._keeping.stop()
        self._keeping = self.set_timer(KEEP_SECONDS, self.keep_draft)

    def keep_draft(self) -> None:
        """Write down what was typed, and what stood there before: for an earlier draft that of its time."""
        # Before it stands there is nothing typed, and an earlier draft is not to be dropped for that.
        if self._draft is not None and self._before:
            changed = self.changed()
            before = {**self._before, **self._before_draft}
            beside = self.beside_the_fields() if changed else {}
            is_kept = self._draft.keep({**changed, **beside}, {name: before[name] for name in changed})
            if is_kept is self._is_unwritten and self.is_current:
                self._is_unwritten = not is_kept
                self.standing = () if is_kept else (Span(_UNWRITTEN, Tone.BAD),)
                self.show_hint()

    def beside_the_fields(self) -> dict[str, str]:
        """What else is kept with what was typed."""
        return {}

    def kept_beside(self, name: str) -> str:
        """What an earlier draft keeps beside its fields; empty for nothing."""
        return self._draft.read().get(name, "") if self._draft else ""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close; an answer is kept until it is saved."""
        if self._keeping is not None:
            self._keeping.stop()
        if result is not None or self.keeps_when_left:
            self.keep_draft()
        elif self._draft is not None:
            self._draft.drop()
        return super().dismiss(result)

    def start(self) -> None:
        """Begin in the first field."""
        self.query_one(f"#{self.fields[0].name}").focus()

    def value(self, name: str) -> str:
        """What stands in a field now; nothing in one that is not asked for."""
        return self._text(name).strip() if any(field.name == name for field in self.fields) else ""

    def _text(self, name: str) -> str:
        widget = self.query_one(f"#{name}")
        return widget.text if isinstance(widget, TextArea) else widget.value if isinstance(widget, Input) else ""

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

    def stop_at(self, name: str, text: str) -> None:
        """Say what is wrong with a field and go there."""
        self.query_one(f"#{name}").focus()
        self.complain(text)

    def evidence(self, name: str = "evidence") -> tuple[str, ...] | None:
        """The pieces of evidence in a field; None after a complaint."""
        pieces = evidence_pieces(self.value(name))
        complaint = evidence_complaint(pieces)
        if complaint:
            self.stop_at(name, complaint)
            return None
        return pieces

    def happened(self) -> str | None:
        """The day on which it happened, as typed; None after a complaint."""
        typed = self.value("happened")
        complaint = day_complaint(typed, self.calendar)
        if complaint:
            self.stop_at("happened", complaint)
            return None
        return typed

    def action_leave(self) -> None:
        """Close; when something was typed only at the second time."""
        if self.changed() and not self._sure and not self.keeps_when_left:
            self._sure = True
            self.complain("已有输入：再按一次 Esc 放弃，F9 保存")
            return
        self.dismiss(None)
