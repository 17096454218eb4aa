"""Choose from a list that narrows while one types, by name or pinyin: palette, help, sort, copy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.full_pinyin import spelled_at
from gongkai_tui.domain.pinyin import initials
from gongkai_tui.domain.word_match import is_meant, spelled_out, stands_in
from gongkai_tui.tui.dialogs.base import Dialog
from gongkai_tui.tui.lines import Tone, paragraph
from gongkai_tui.tui.widgets.choice_list import Choice, ChoiceList
from gongkai_tui.tui.widgets.cursor_list import CursorList
from gongkai_tui.tui.widgets.line_input import LineInput
from gongkai_tui.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from textual.widget import Widget

    from gongkai_tui.tui.lines import Line

_MOST_LINES = 5
"""Lines that a choice in full gets below the list."""
_LIST_KEYS = {"up": "up", "down": "down", "pageup": "page_up", "pagedown": "page_down"}


class ChooseDialog(Dialog[str]):
    """Returns the id of the choice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"step('{move}')", move, show=False, priority=True) for key, move in _LIST_KEYS.items()
    ]
    hint_text = "输入名称或拼音  上下选择  回车确定  Esc 取消"

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        found: Callable[[str], Sequence[Choice]] | None = None,
        more: Callable[[str], Sequence[Choice]] | None = None,
        meant: Callable[[str], Collection[str]] | None = None,
        tall: bool = False,
    ) -> None:
        """`found` are further choices that have the word in a name; they stand before those that only mention it.

        `more` are what else the word may be, and stand last. `meant` are the ids of the choices that the word names
        outright: they stand before all others.
        """
        super().__init__()
        self.title_text = title
        self.tall = tall
        self._choices = [(choice, _haystack(choice)) for choice in choices]
        self._found = found
        self._more = more
        self._meant = meant
        self.list = ChoiceList(choices, id="choices")
        self.list.follower = self._show_whole
        self._whole = WholeChoice(id="whole")
        self._whole.display = False

    def body(self) -> Iterable[Widget]:
        """Search line and list."""
        yield LineInput(placeholder="查找", id="search")
        yield self.list
        yield self._whole

    def begin(self) -> None:
        """Type at once."""
        self.query_one("#search").focus()
        self.call_after_refresh(self._make_room)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list: what begins with the word comes first, what only mentions it after all names."""
        typed = event.value.strip()
        word = fold(typed)
        parts = word.split()
        met = [
            choice
            for choice, text in self._choices
            if all(stands_in(text, part) or _is_named(choice.name, part) for part in parts)
        ]
        met.sort(key=lambda choice: not _begins(choice.name, word))
        named = [choice for choice in met if all(_is_named(choice.name, part) for part in parts)]
        mentioning = [choice for choice in met if choice not in named]
        found, more = (ask(typed) if ask and word else () for ask in (self._found, self._more))
        self.list.show(self._outright_first(typed, [*named, *found, *mentioning, *more]))
        self._show_whole()

    def _outright_first(self, typed: str, choices: list[Choice]) -> list[Choice]:
        meant = self._meant(typed) if self._meant and typed else ()
        if not meant:
            return choices
        missed = [choice for choice, _ in self._choices if choice.id in meant and choice not in choices]
        return sorted([*choices, *missed], key=lambda choice: choice.id not in meant)

    def on_resize(self) -> None:
        """Make room anew."""
        self.call_after_refresh(self._make_room)

    def _make_room(self) -> None:
        """Keep room below the list for the longest choice that its line cuts, so that the list stays where it is."""
        cut = [choice for choice, _ in self._choices if self.list.is_cut(choice)]
        cells = self.list.size.width - 2
        lines = max((len(_in_full(choice, cells)) for choice in cut), default=0)
        self._whole.display = bool(lines)
        self._whole.styles.height = min(lines, _MOST_LINES)
        self._show_whole()

    def _show_whole(self) -> None:
        choice = self.list.current
        is_cut = choice is not None and self.list.is_cut(choice)
        self._whole.show(partial(_in_full, choice) if choice is not None and is_cut else lambda _cells: ())

    def action_step(self, move: str) -> None:
        """Move in the list while the search line keeps the keys."""
        self.list.action_move(move)

    @on(Input.Submitted)
    @on(CursorList.Chosen)
    def _choose(self) -> None:
        if self.list.current is not None:
            self.dismiss(self.list.current.id)


class WholeChoice(TextPane, can_focus=False):
    """The choice under the cursor, where its line cuts it."""


def _in_full(choice: Choice, cells: int) -> list[Line]:
    return paragraph("  ".join(filter(None, (choice.keys, choice.name, choice.note))), cells, tone=Tone.DIM)


def _is_named(name: str, word: str) -> bool:
    return is_meant(name, word) or spelled_at(name, word) >= 0


def _begins(name: str, word: str) -> bool:
    return name.startswith(word) or initials(name).startswith(word) or spelled_at(name, word) == 0


def _haystack(choice: Choice) -> str:
    return f"{spelled_out(choice.name)}\n{fold(choice.note)}\n{fold(choice.keys)}"
