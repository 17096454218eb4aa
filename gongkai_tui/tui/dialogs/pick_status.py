"""Choose a status, with what it needs beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.binding import Binding, BindingType

from gongkai_tui.domain.status import Status
from gongkai_tui.domain.transitions import Need, transition
from gongkai_tui.tui.columns import STATUS_TONES
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.base import label
from gongkai_tui.tui.dialogs.fields import Field, FieldsDialog
from gongkai_tui.tui.lines import Tone
from gongkai_tui.tui.widgets.choice_list import Choice, ChoiceList
from gongkai_tui.tui.widgets.completing_input import CompletingInput
from gongkai_tui.tui.widgets.cursor_list import CursorList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from gongkai_tui.tui.drafts import Draft


class StatusAnswer(NamedTuple):
    """The status chosen and what goes with it."""

    status: Status
    evidence: tuple[str, ...]
    text: str
    """Reason or note."""
    unit: str


_FIELDS = (
    Field("evidence", "佐证（网址、文号或文件名）", hint="待核查时必填", kind=Kind.EVIDENCE),
    Field("text", "理由或说明", hint="退回、整改、终止、核销、更正时必填"),
    Field("unit", "单位（空为整项任务）", hint="只改一个单位的状态时填写", kind=Kind.UNIT),
)


class PickStatusDialog(FieldsDialog[StatusAnswer]):
    """Returns a status; what it needs must be filled in."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "确定", show=False)]
    hint_text = "上下键或数字选择  回车确定  Tab 填写  Esc 取消"

    def __init__(self, target: str, sources: Sequence[str], draft: Draft | None = None, *, unit: str = "") -> None:
        """`sources` are the statuses that the tasks have now, or that `unit` has in them."""
        fields = [field._replace(value=unit) if field.name == "unit" else field for field in _FIELDS]
        super().__init__(f"改变状态：{target}", fields, draft)
        known = [status for status in Status if status in set(sources)]
        choices = [_choice(place, status, known) for place, status in enumerate(Status, start=1)]
        self.list = ChoiceList(choices, id="statuses")
        self._sources = known

    def body(self) -> Iterable[Widget]:
        """The list, then the inputs."""
        yield label("  ".join(dict.fromkeys(f"现为 {source}" for source in self._sources)))
        yield self.list
        yield from super().body()

    def start(self) -> None:
        """Begin in the list, on the first status that may follow."""
        self.list.focus()
        self.list.move_to(next((n for n, c in enumerate(self.list.choices) if c.tone is not Tone.DIM), 0))

    def on_key(self, event: events.Key) -> None:
        """A digit goes to its status."""
        if self.focused is not self.list or not event.character:
            return
        for place, choice in enumerate(self.list.choices):
            if choice.keys == event.character:
                event.stop()
                self.list.move_to(place)
                return

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted over the list is the evidence: a list could only drop it."""
        if self.focused is self.list:
            event.stop()
            evidence = self.query_one("#evidence", CompletingInput)
            evidence.focus()
            evidence.post_message(events.Paste(event.text))

    @on(CursorList.Chosen)
    def _chosen(self) -> None:
        self.action_submit()

    def action_submit(self) -> None:
        """Answer when everything needed is there; else go to what is missing."""
        choice = self.list.current
        if choice is None:
            return
        status = Status(choice.id)
        needs = _needs(status, self._sources)
        for name, wanted in (("evidence", Need.EVIDENCE in needs), ("text", bool(needs - {Need.EVIDENCE}))):
            if wanted and not self.value(name):
                self.stop_at(name, f"{status} 需要{'佐证' if name == 'evidence' else '理由或说明'}")
                return
        evidence = self.evidence()
        if evidence is None:
            return
        self.dismiss(StatusAnswer(status, evidence, self.value("text"), self.value("unit")))


def _needs(target: Status, sources: Iterable[Status]) -> frozenset[Need]:
    rows = [transition(source, target) for source in sources if source is not target]
    if any(row is None for row in rows):
        return frozenset({Need.REASON})
    return frozenset(need for row in rows if row for need in row.needs)


def _choice(place: int, target: Status, sources: Sequence[Status]) -> Choice:
    others = [source for source in sources if source is not target]
    if not others:
        return Choice(target, target.value, str(place), "就是现在的状态", Tone.DIM)
    refused = [source for source in others if transition(source, target) is None]
    if refused:
        return Choice(target, target.value, str(place), f"不能从{'、'.join(refused)}直接改；更正须写理由", Tone.DIM)
    needs = _needs(target, others)
    note = f"需要{'和'.join(need for need in Need if need in needs)}" if needs else ""
    return Choice(
        target,
        target.value,
        str(place),
        note,
        STATUS_TONES[target] if STATUS_TONES[target] is not Tone.DIM else Tone.PLAIN,
    )
