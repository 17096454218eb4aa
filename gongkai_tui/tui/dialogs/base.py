"""What all dialogs share: a box with a title, a line of keys, and Esc for no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen

from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.front_compositor import FrontCompositor
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.widgets.dimmed import Dimmed
from gongkai_tui.tui.widgets.message_line import MessageLine
from gongkai_tui.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from rich.console import RenderableType
    from textual.app import ComposeResult
    from textual.await_complete import AwaitComplete
    from textual.geometry import Region
    from textual.widget import Widget

    from gongkai_tui.domain.shown_status import ShownStatus
    from gongkai_tui.domain.status import Status
    from gongkai_tui.domain.task import Task
    from gongkai_tui.tui.early_keys import EarlyKeys

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """Base of all dialogs; returns an answer, or None when left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "取消", show=False)]

    title_text = ""
    hint_text = "Esc 取消"
    tall = False
    takes_early_keys = True
    """Whether what was typed before the dialog stood is meant for it."""
    follows = ""
    """Id of the task whose commits from outside matter to the dialog."""
    stood: ShownStatus | None = None
    """How the tasks stood when the dialog was opened, where it matters to the dialog that they have moved."""
    standing: tuple[Span, ...] = ()
    """What stands at the right of the hint line whatever else is said there."""
    early_keys: EarlyKeys | None = None
    """The gate to open once the dialog stands, and to shut when it is answered: its asker may ask on."""
    preparation: Callable[[], Awaitable[None]] | None = None
    """What takes a moment and only keys have use for: they wait for it, the dialog does not."""

    _behind: Dimmed | None = None
    """The screen behind, as it was drawn last."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = FrontCompositor()

    def compose(self) -> ComposeResult:
        """Build the box around the body."""
        with Vertical(id="box", classes="-tall" if self.tall else ""):
            title = MessageLine(id="dialog-title")
            title.add_class("title")
            title.show((Span(clean(self.title_text), Tone.TITLE),))
            yield title
            yield from self.body()
            hint = MessageLine(id="dialog-hint")
            hint.add_class("hint")
            hint.show((Span(clean(self.hint_text), Tone.DIM),))
            yield hint

    def render(self) -> RenderableType:
        """What is behind the box."""
        found = super().render()
        if not isinstance(found, BackgroundScreen):
            return found
        if self._behind is None or not self._behind.shows(found):
            self._behind = Dimmed(found)
        # Textual draws what any widget returns, but says so of few.
        return cast("RenderableType", self._behind)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew; with `regions`, as the screen behind asks for when it has changed, what is behind too."""
        if regions:
            self._behind = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def body(self) -> Iterable[Widget]:
        """The widgets between title and hint."""
        return ()

    def begin(self) -> None:
        """Choose where the keys go, and whatever else takes widgets that stand."""

    def on_mount(self) -> None:
        """Begin, and take the keys."""
        # Taken away again before it was built, as when the program ends, it has no widgets: the hint is the last.
        if self.query("#dialog-hint"):
            self.begin()
            for what in ("scroll_y", "virtual_size"):
                self.watch(self.query_one("#box"), what, self._scrolled)
        if self.preparation is None:
            self._take_keys()
        else:
            self.run_worker(self._prepare(self.preparation), exit_on_error=False)

    def _scrolled(self) -> None:
        # Sizes come one after the other: only the last says what has room.
        self.call_after_refresh(self._say_what_is_out_of_sight)

    def _say_what_is_out_of_sight(self) -> None:
        """Say beside the title where a box that is higher than the screen goes on."""
        if not self.is_attached:
            return
        box = self.query_one("#box")
        where = f"{'上' * (box.scroll_offset.y > 0)}{'下' * (box.scroll_offset.y < box.max_scroll_y)}"
        more = (Span(f"{where}面还有" if len(where) == 1 else f"{where}都还有", Tone.WARN),) if where else ()
        title = self.query_one("#dialog-title", StatusLine)
        title.show(title.left, more)

    async def _prepare(self, preparation: Callable[[], Awaitable[None]]) -> None:
        try:
            await preparation()
        finally:
            if self.is_attached:
                self._take_keys()

    def _take_keys(self) -> None:
        if self.early_keys is not None:
            self.early_keys.open(drop=not self.takes_early_keys)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer."""
        if self.early_keys is not None:
            self.early_keys.shut()
        return super().dismiss(result)

    def keep_draft(self) -> None:
        """Write down what was typed, where a dialog takes text."""

    def is_behind(self, now: Task) -> bool:  # noqa: ARG002
        """Whether the task that the dialog follows is another than it shows."""
        return False

    def changed_elsewhere(self, now: Task, who: str) -> None:
        """Say that somebody has changed the task since the dialog shows it."""

    def moved_elsewhere(self, moved: Mapping[str, Status], who: str) -> None:
        """Say which tasks have another status by now, and who changed the first of them; none once all is as shown."""

    def complain(self, text: str) -> None:
        """Say in the hint line what is missing."""
        self.hint((Span("! ", Tone.BAD), Span(clean(text), Tone.WARN)))

    def hint(self, spans: Sequence[Span], right: Sequence[Span] | None = None) -> None:
        """Show clean spans in the hint line."""
        self.query_one("#dialog-hint", StatusLine).show(spans, self.standing if right is None else right)

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


def label(text: str) -> MessageLine:
    """A line above an input, or more where it needs them."""
    found = MessageLine()
    found.add_class("label")
    found.show((Span(text, Tone.DIM),))
    return found
