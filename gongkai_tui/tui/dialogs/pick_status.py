"""Choose a status, with what it needs beside it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events, on
from textual.binding import Binding, BindingType

from gongkai_tui.domain.check_methods import METHODS
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.status_names import status_begun
from gongkai_tui.domain.task import DeadlineKind
from gongkai_tui.domain.transitions import Actor, Need, targets, transition
from gongkai_tui.reporting.clean import clean
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.columns import STATUS_TONES
from gongkai_tui.tui.dialogs.advice import Kind
from gongkai_tui.tui.dialogs.base import label
from gongkai_tui.tui.dialogs.fields import Field, FieldsDialog
from gongkai_tui.tui.dialogs.note import HAPPENED
from gongkai_tui.tui.lines import Span, Tone
from gongkai_tui.tui.widgets.choice_list import Choice, ChoiceList
from gongkai_tui.tui.widgets.completing_input import CompletingInput
from gongkai_tui.tui.widgets.cursor_list import CursorList

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.widget import Widget

    from gongkai_tui.tui.dialogs.advice import Calendar
    from gongkai_tui.tui.drafts import Draft
    from gongkai_tui.usecases.status_choices import Stand, StatusChoices


class StatusAnswer(NamedTuple):
    """The status chosen and what goes with it."""

    status: Status
    evidence: tuple[str, ...]
    text: str
    """Reason or note."""
    unit: str
    on: str
    """The day on which it happened, as typed; empty for today."""
    method: str
    """How what is checked was checked."""


_NEXT = {
    Status.NOT_STARTED: Status.IN_PROGRESS,
    Status.IN_PROGRESS: Status.REPORTED,
    Status.RECTIFYING: Status.REPORTED,
    Status.REPORTED: Status.DONE,
    Status.DONE: Status.CLOSED,
    Status.ONGOING: Status.CLOSED,
}
"""The usual next step, of what is least far first."""
_FIELDS = (
    Field("evidence", "佐证（网址、文号或文件名）", hint="（待核查时必填）", kind=Kind.EVIDENCE),
    Field("text", "理由或说明", hint="（退回、整改、终止、核销、更正时必填）"),
    Field("unit", "单位（空为整项任务）", hint="（只改一个单位的状态时填写）", kind=Kind.UNIT),
    HAPPENED,
    Field("method", "核查方式（可空）", hint=METHODS, beside=True),
)
_OFFICE_ONLY = frozenset({"unit", "method"})
_CHECKED = frozenset({Status.DONE, Status.RECTIFYING, Status.CLOSED})
"""Where a check leads."""


class _Statuses(ChoiceList):
    """The statuses: while the word or the initials of one are typed, letters are text."""

    _word = ""
    _meant = ""

    @property
    def _begun(self) -> str:
        """What was typed, unless the cursor has gone elsewhere since."""
        return self._word if self.current and self.current.id == self._meant else ""

    def take(self, char: str) -> bool:
        """Go on with the word that is being typed, or begin another; tells whether it may become a status."""
        for word in (self._begun + char, char):
            status = status_begun(word)
            if status is not None:
                self._word, self._meant = word, status
                self.move_to(list(Status).index(status))
                return True
        return False


class PickStatusDialog(FieldsDialog[StatusAnswer]):
    """Returns a status; what it needs must be filled in."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "确定", show=False)]
    hint_text = "上下键或数字选择  回车确定  Tab 填写  Esc 取消"

    def __init__(
        self,
        target: str,
        may: StatusChoices,
        calendar: Calendar,
        draft: Draft | None = None,
    ) -> None:
        """A unit that acts for itself is not asked which."""
        asked = (field for field in _FIELDS if may.acts_as is not Actor.UNIT or field.name not in _OFFICE_ONLY)
        fields = [field._replace(value=may.unit) if field.name == "unit" else field for field in asked]
        super().__init__(f"改变状态：{target}", fields, draft)
        self.calendar = calendar
        self._stands = Counter(may.stands)
        self._sources = [status for status in Status if status in {stand.status for stand in may.stands}]
        self._acts_as, self._back_to, self._may_check, self._parts = may.acts_as, may.back_to, may.may_check, may.parts
        choices = [self._choice(place, status) for place, status in enumerate(Status, start=1)]
        if not may.may_check:
            choices = [self._left_to_another(choice) if choice.id == Status.DONE else choice for choice in choices]
        self.list = _Statuses(choices, id="statuses")
        self._now = label(self._now_words())

    def body(self) -> Iterable[Widget]:
        """The list, then the inputs."""
        yield self._now
        yield self.list
        yield from super().body()

    def _now_words(self) -> str:
        counts = Counter(stand.status for stand in self._stands.elements())
        if counts.total() == 1:
            return f"现为 {next(iter(counts))}{f'（{clean(self._parts)}）' if self._parts else ''}"
        return f"现为 {' '.join(f'{status}{counts[status]}' for status in Status if counts[status])}"

    def moved_elsewhere(self, moved: Mapping[str, Status], who: str) -> None:
        """Say above the list, too, that what it was made for is past."""
        super().moved_elsewhere(moved, who)
        shown = self.stood.statuses if self.stood else {}
        alone = len(shown) == 1
        self.keeps_when_left = bool(moved) and alone
        if not moved:
            self._now.show((Span(self._now_words(), Tone.DIM),))
            return
        now, then = (
            "、".join(dict.fromkeys(status.value for status in statuses))
            for statuses in (moved.values(), (shown[task_id] for task_id in moved))
        )
        number = "" if alone else f"{len(moved)} 项"
        what_next = f"按 Esc 再按 {key_of('status')} 选，输入留着" if alone else "保存时可只改其余"
        self._now.show((Span(f"{number}现已是 {now}（打开时 {then}）；{what_next}", Tone.WARN),))

    def start(self) -> None:
        """Begin in the list, on the next step of the task that is least far."""
        self.list.focus()
        steps = [_NEXT[status] for status in _NEXT if status in self._sources]
        possible = [choice.id for choice in self.list.choices if choice.tone is not Tone.DIM]
        wanted = next((step for step in steps if step in possible), next(iter((*steps, *possible)), Status.NOT_STARTED))
        kept = self.kept_beside("status")
        self.list.move_to(list(Status).index(Status(kept if kept in list(Status) else wanted)))
        self.list.follower = self.keep_soon

    def beside_the_fields(self) -> dict[str, str]:
        """The status that is chosen, with the words that belong to it."""
        return {"status": self.list.current.id} if self.list.current else {}

    def on_key(self, event: events.Key) -> None:
        """A digit goes to its status; so do words and initials, as an input method commits them."""
        if self.focused is not self.list or not event.character:
            return
        char = fold(event.character)
        places = [place for place, choice in enumerate(self.list.choices) if choice.keys == char]
        if places:
            event.stop()
            self.list.move_to(places[0])
        elif char.isalpha() and self.list.take(char):
            event.stop()
        elif char.isalpha() and not char.isascii():
            event.stop()
            self.complain(f"没有“{clean(event.character)}”开头的状态；输入状态的名称、首字母或数字")

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
        if choice.tone is Tone.DIM and not self._may_correct(status):
            self.complain(f"{status}：{choice.note}")
            return
        able = self._able(status)
        needs = _needs(status, able if able or self._acts_as is Actor.UNIT else self._sources)
        # Without evidence it is no report, but may put right what was entered wrongly.
        corrects = bool(self.value("text")) and self._leads_back(status)
        for name, wanted in (("evidence", Need.EVIDENCE in needs), ("text", bool(needs - {Need.EVIDENCE}))):
            if wanted and not self.value(name) and not corrects:
                wants = f"{status} 需要{'佐证' if name == 'evidence' else '理由或说明'}"
                self.stop_at(name, choice.note if choice.tone is Tone.DIM else wants)
                return
        evidence = self.evidence()
        on = None if evidence is None else self.happened()
        if evidence is None or on is None:
            return
        if on and not (evidence or self.value("text")):
            self.stop_at("text", "写了发生日期，请写佐证或说明：是什么在那一天发生的")
            return
        if self.value("method") and status not in _CHECKED:
            self.stop_at("method", f"核查方式只记在核查上，改为{status}不用写")
            return
        unit = "" if self._acts_as is Actor.UNIT else self.value("unit")
        self.dismiss(StatusAnswer(status, evidence, self.value("text"), unit, on, self.value("method")))

    def _choice(self, place: int, status: Status) -> Choice:
        may_be_meant = self._back_to is None or status in self._back_to
        choice = _choice(place, status, self._stands, self._acts_as, may_be_meant=may_be_meant)
        asks = Need.EVIDENCE in _needs(status, self._sources) and choice.tone is not Tone.DIM
        leads_back = self._acts_as is not Actor.UNIT and status in (self._back_to or ())
        return choice._replace(note=f"{choice.note}；更正只写理由") if asks and leads_back else choice

    def _left_to_another(self, choice: Choice) -> Choice:
        """The check of the person's own report, which is another's; a step over the report is report and check."""
        reported = self._sources == [Status.REPORTED]
        words = "谁报送的谁不核查，请本单位另一人核查" if reported else "先改为待核查，再由本单位另一人核查"
        return choice if choice.tone is Tone.DIM else choice._replace(note=words, tone=Tone.DIM)

    def _may_correct(self, target: Status) -> bool:
        """Whether what is not open to all tasks may be meant all the same.

        更正 by the office, words without a step, a step that is open to some of the tasks: the others are named then.
        """
        if self._sources == [target]:
            return bool(self.changed())
        if all(target in stand.held for stand in self._stands):
            return "unit" in self.changed()
        if target is Status.DONE and not self._may_check:
            return "unit" in self.changed()
        if self._able(target) or self._acts_as is Actor.UNIT:
            return bool(self._able(target))
        # Of another unit that the person names, nobody has looked where it stood before.
        return self._back_to is None or bool(self.value("unit")) or target in self._back_to

    def _leads_back(self, target: Status) -> bool:
        """Whether the status is, or of a unit that the person names may be, the one before."""
        if self._acts_as is Actor.UNIT:
            return False
        return bool("unit" in self.changed() and self.value("unit")) or target in (self._back_to or ())

    def _able(self, target: Status) -> list[Status]:
        """The statuses now from which the person may go there."""
        return [status for status in self._sources if target in targets(status, actor=self._acts_as)]


def _needs(target: Status, sources: Iterable[Status]) -> frozenset[Need]:
    rows = [transition(source, target) for source in sources if source is not target]
    if any(row is None for row in rows):
        return frozenset({Need.REASON})
    return frozenset(need for row in rows if row for need in row.needs)


def _choice(place: int, target: Status, stands: Counter[Stand], acts_as: Actor, *, may_be_meant: bool) -> Choice:
    others = Counter({stand: number for stand, number in stands.items() if stand.status is not target})
    if not others:
        return Choice(target, target.value, str(place), "就是现在的状态", Tone.DIM)
    able = Counter({stand: number for stand, number in others.items() if not _refusal(target, [stand], acts_as)})
    if not able:
        refused = _refusal(target, list(others), acts_as, may_be_meant=may_be_meant)
        return Choice(target, target.value, str(place), refused, Tone.DIM)
    needs = _needs(target, [stand.status for stand in able])
    note = f"需要{'和'.join(need for need in Need if need in needs)}" if needs else ""
    if stands.total() > 1:
        number = f"{able.total()}/{others.total()}" if able.total() < others.total() else f"{others.total()}"
        note = "，".join(filter(None, (f"可改 {number} 项", note)))
    return Choice(
        target,
        target.value,
        str(place),
        note,
        STATUS_TONES[target] if STATUS_TONES[target] is not Tone.DIM else Tone.PLAIN,
    )


def _refusal(target: Status, others: Sequence[Stand], acts_as: Actor, *, may_be_meant: bool = False) -> str:
    """Why some of the tasks may not go there, in a few words; empty where all may."""
    lost = {stand.status for stand in others if transition(stand.status, target) is None}
    missing = [status for status in Status if status in lost]
    if missing:
        corrected = "；更正须写理由" if may_be_meant and acts_as is not Actor.UNIT else ""
        # The line has room for one status; of several the numbers stand above the list.
        return f"不能从{missing[0]}直接改{corrected}" if len(missing) == 1 else f"都不能直接改{corrected}"
    if any(target in stand.held for stand in others):
        return f"还有没核销的问题，按 {key_of('sheets')} 办理"
    if any(target not in targets(stand.status, actor=acts_as) for stand in others):
        return "只能由政务公开办办理"
    kinds = [DeadlineKind(stand.kind) if stand.kind else None for stand in others]
    fits = (target in targets(stand.status, kind=kind) for stand, kind in zip(others, kinds, strict=True))
    return "" if all(fits) else "只用于没有终点的任务；期限有误请先改期限"
