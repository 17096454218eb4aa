"""The filter line: it filters while one types and says where an error is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.width import width
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.widgets.fitting_line import FittingLine
from gongkai_tui.tui.widgets.line_input import LineInput
from gongkai_tui.tui.widgets.message_line import MessageLine
from gongkai_tui.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from gongkai_tui.domain.errors import FilterError
    from gongkai_tui.domain.filter_completion import Completion

PROMPT = "筛选> "
_KEPT = 50


class FilterInput(LineInput):
    """The input itself, with history."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "earlier", "上一条", show=False),
        Binding("down", "later", "下一条或到任务表", show=False),
        Binding("escape", "cancel", "取消", show=False),
        Binding("tab", "complete", "补全", show=False),
    ]

    def action_earlier(self) -> None:
        """Bring back an earlier filter."""
        self.post_message(FilterBar.HistoryAsked(-1))

    def action_later(self) -> None:
        """Bring back a later filter, or go on to the table."""
        self.post_message(FilterBar.HistoryAsked(1))

    def action_complete(self) -> None:
        """Put in what may come next."""
        self.post_message(FilterBar.CompletionAsked())

    def action_cancel(self) -> None:
        """Take back what was typed."""
        self.post_message(FilterBar.Cancelled())


class FilterBar(Vertical):
    """Prompt, input and counts; below them a line for an error."""

    @dataclass
    class Changed(Message):
        """The text of the filter changed."""

        text: str

    class Done(Message):
        """The filter is settled; the table may have the keys again."""

    class CompletionAsked(Message):
        """What may stand at the cursor is wanted."""

    class Cancelled(Message):
        """What was typed since the line was entered is taken back."""

    @dataclass
    class HistoryAsked(Message):
        """An earlier (-1) or later (+1) filter is wanted."""

        step: int

    examples: ClassVar[tuple[str, ...]] = ("输入词语、单位、状态或拼音首字母", "输入词语、单位、状态", "输入词语")
    """What may be typed, the first of them that has room."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.input = FilterInput(placeholder=self.examples[0], id="filter-input")
        self.counts = FittingLine(id="filter-counts")
        self.error = MessageLine(id="filter-error")
        self.values: Callable[[], Mapping[str, Sequence[str]]] = dict
        """Known values by field, for completion; set by the owner."""
        self.counted: Callable[[str, Sequence[Completion]], tuple[Completion, ...]] = lambda _text, found: tuple(found)
        """Completions of a text with how many tasks each selects; set by an owner who has any."""
        self._made = ""
        """The text that the last completion made."""
        self._others: tuple[Completion, ...] = ()
        """What else could stand there, the one taken last."""
        self._wrong: FilterError | None = None
        """What cannot be read of the text, told or not."""
        self._kept: list[str] = []
        self._place = 0
        self._before = ""

    def compose(self) -> ComposeResult:
        """Build the line."""
        prompt = StatusLine(id="filter-prompt")
        prompt.show((Span(PROMPT.strip(), Tone.ACCENT),))
        with Horizontal(id="filter-line"):
            yield prompt
            yield self.input
            yield self.counts
        yield self.error

    def on_resize(self) -> None:
        """Give an example that has room."""
        self.call_after_refresh(self._show_example)

    def _show_example(self) -> None:
        fitting = (text for text in self.examples if width(text) <= self.input.size.width)
        self.input.placeholder = next(fitting, self.examples[-1])

    def start(self) -> None:
        """Give the keys to the input."""
        self._before = self.input.value
        self._place = len(self._kept)
        self.screen.set_focus(self.input)
        self.input.action_end()

    def show_text(self, text: str) -> None:
        """Show a filter that is in force already."""
        with self.input.prevent(Input.Changed):
            self.input.value = text
        self.input.action_end()
        self.show_error(None)

    def set_text(self, text: str) -> None:
        """Show another filter, as if typed."""
        self.input.value = text
        self.input.action_end()

    def on_filter_bar_completion_asked(self, event: CompletionAsked) -> None:
        """Put in the best completion, or the next one when asked again."""
        event.stop()
        found = self._next_completions()
        if not found:
            self.show_hint("这里没有可补全的字段或取值")
            return
        best, cursor = found[0], self.input.cursor_position
        end = best.start + len(best.text)
        self._made = self.input.value[: best.start] + best.text + self.input.value[cursor:]
        self._others = tuple(c._replace(end=end) for c in (*found[1:], best))
        self.input.value = self._made
        self.input.cursor_position = end
        self.show_error(None)

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """What may stand at a place."""
        from gongkai_tui.domain.filter_completion import complete_filter  # noqa: PLC0415  (asked once in a while)

        return self.counted(text, complete_filter(text, cursor, self.values()))

    def _next_completions(self) -> tuple[Completion, ...]:
        # After a whole field name its values are wanted, not the next field.
        if self.input.value == self._made and len(self._others) > 1 and not self._made.endswith(":"):
            return self._others
        return self.complete(self.input.value, self.input.cursor_position)

    def show_hint(self, words: str) -> None:
        """Say something about what is being typed."""
        self.set_class(bool(words), "-error")
        self.error.show((Span(" " * (width(PROMPT) - 1)), Span(clean(words), Tone.DIM)))

    def show_error(self, error: FilterError | None) -> None:
        """Point at what cannot be read, or take the error away; after a completion say what else there is."""
        self._wrong = error
        if self._made and self.input.value == self._made:
            others = "  ".join(map(_offer, self._others[:-1]))
            self.show_hint(f"也可以：{others}" if others else "")
            return
        self.set_class(error is not None, "-error")
        if error is not None:
            pointer = " " * (width(PROMPT) + width(self.input.value[: error.position]))
            self.error.show((Span(pointer + "^ ", Tone.BAD), Span(clean(str(error)), Tone.WARN)))

    def show_counts(self, shown: int, scope: int, marked: int, hidden: int) -> None:
        """Say how many are shown, of how many, and how many are marked or hidden."""
        found = Span(f"{shown}/{scope}", Tone.ACCENT)
        chosen, out_of_sight = f"已选 {marked}" if marked else "", f"（隐藏 {hidden}）" if hidden else ""
        short = f"选{marked}" + (f" 隐{hidden}" if hidden else "") if marked else ""
        self.counts.show_one_of(
            ((), (found, Span(f"  {chosen}{out_of_sight}".rstrip(), Tone.WARN))),
            ((), (found, Span(f" {short}".rstrip(), Tone.WARN))),
            ((), (Span(f"{short or shown}", Tone.WARN),)),
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter at once."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter and hand the keys on."""
        event.stop()
        self._remember(event.value)
        self._end_completion()
        self.post_message(self.Done())

    def on_filter_bar_cancelled(self) -> None:
        """Put back the filter that stood before."""
        self._end_completion()
        self.set_text(self._before)

    def _end_completion(self) -> None:
        """What was put in is meant: nothing else is offered any more."""
        if self._made:
            self._made, self._others = "", ()
            self.show_error(self._wrong)

    def on_filter_bar_history_asked(self, event: HistoryAsked) -> None:
        """Step through the filters used before."""
        event.stop()
        place = self._place + event.step
        if place >= len(self._kept):
            if self._place >= len(self._kept) and event.step > 0:
                self.post_message(self.Done())
                return
            self._place = len(self._kept)
            self.set_text(self._before)
        elif place >= 0:
            self._place = place
            self.set_text(self._kept[place])

    def _remember(self, text: str) -> None:
        if text.strip() and (not self._kept or self._kept[-1] != text):
            self._kept = [*self._kept, text][-_KEPT:]
        self._place = len(self._kept)


def _offer(found: Completion) -> str:
    count = "" if found.tasks is None else f"{found.tasks}项"
    return " ".join(filter(None, (found.text, found.label, count)))
