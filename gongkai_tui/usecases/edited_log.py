"""Log entries as somebody typed them into the file of a task: what stands is left alone, what is new is their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.field_diff import entry_text
from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.short_name import one_line
from gongkai_tui.domain.task import LogKind
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.usecases.changing import ChangeRefused
from gongkai_tui.usecases.checking import check_refusal
from gongkai_tui.usecases.occurring import held_to_rules
from gongkai_tui.usecases.taking_back import refuse_correcting_nothing

if TYPE_CHECKING:
    from gongkai_tui.domain.task import LogEntry, Task
    from gongkai_tui.usecases.changing import Changer

OF_UNITS = (LogKind.PROGRESS, LogKind.REPORT, LogKind.OBJECTION, LogKind.OCCURRENCE)
"""What a unit records by commands; the others are the office's to decide."""

_SHOWN = 40


class EditedLog:
    """The log of a task as it was and as somebody left it in an editor."""

    def __init__(self, changer: Changer, before: Task, after: Task) -> None:
        self._changer = changer
        self._before = before
        self._after = after
        self._known = {entry.id for entry in before.log}
        self.problems: list[Problem] = []
        """Everything that forbids it."""

    def entered(self) -> Task:
        """The task with the unit and the name of who acts in the new entries; what is refused is in `problems`."""
        self._refuse_touched()
        log: list[LogEntry] = []
        for entry in self._after.log:
            log.append(entry if entry.id in self._known else self._own(entry, replace(self._after, log=tuple(log))))
        return replace(self._after, log=tuple(log))

    def _refuse_touched(self) -> None:
        """Entries are never edited, only corrected by a later one."""
        settled = {each.id for each in self._before.log if any(each.id in c.path for c in self._before.conflicts)}
        old = [entry for entry in self._before.log if entry.id not in settled]
        now = [entry for entry in self._after.log if entry.id in self._known - settled]
        if now == old:
            return
        left = {entry.id: entry for entry in now}
        for entry in old:
            if entry.id not in left:
                self._refuse("删去", entry)
            elif left[entry.id] != entry:
                self._refuse("改动", entry)
        if not self.problems:
            self._add("记录的先后不能改动，也不能写两遍；新的记录写在最后。")

    def _refuse(self, what: str, entry: LogEntry) -> None:
        how = (
            "请在最后另记一条更正"
            if self._changer.is_office(self._before.plan)
            else "请在最后另记一条进展写明，由政务公开办更正"
        )
        self._add(f"已有的记录“{one_line(entry_text(entry), _SHOWN)}”不能{what}：记录只增不改，有误的{how}。")

    def _own(self, entry: LogEntry, so_far: Task) -> LogEntry:
        """A new entry as who acts would record it by a command, after the others."""
        words = f"新记录“{one_line(entry_text(entry), _SHOWN)}”"
        changer, plan = self._changer, self._before.plan
        if not changer.is_office(plan) and entry.kind not in OF_UNITS:
            asked = f"；申请延期请{by_doing(Remedy.ASK_EXTENSION_OF, so_far.id)}"
            instead = f"责任单位可以记{'、'.join(OF_UNITS)}{asked if entry.kind is LogKind.EXTENSION else ''}"
            self._add(f"{words}：{entry.kind}由政务公开办记录，{instead}。")
            return entry
        if entry.by and entry.by != changer.name:
            self._add(f"{words}的 by 写了{entry.by}，而你是{changer.name}：只记本人的姓名，或不写 by，保存时补上。")
        try:
            entry = replace(entry, unit=changer.unit_for(so_far, entry.unit))
            if entry.kind is LogKind.OCCURRENCE:
                entry = held_to_rules(changer, so_far, entry)
            refuse_correcting_nothing(so_far, entry)
        except ChangeRefused as refused:
            self._add(f"{words}：{refused}。")
            return entry
        refusal = check_refusal(changer, so_far, entry.unit) if entry.kind is LogKind.CHECK else ""
        if refusal:
            self._add(refusal)
        return replace(entry, by=changer.name)

    def _add(self, message: str) -> None:
        self.problems.append(Problem(Severity.ERROR, message, self._after.id, field="log", check="log-kept"))
