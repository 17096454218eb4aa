"""Findings about a whole document: it is no plan, it holds two plans, or its columns were misread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.importing.front_matter import names_plan, plan_title_like
from gongkai_tui.importing.likeness import unit_like
from gongkai_tui.importing.lines import squeeze
from gongkai_tui.importing.printed_dates import plan_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.importing.draft import Draft, DraftTask
    from gongkai_tui.importing.lines import Line

_LEAST_TASKS: Final = 3
_LONGEST_TITLE: Final = 50
_ABOUT: Final = re.compile(r"(?:政务|政府信息|信息)公开")
_MANY: Final = 0.4
_ROLE_IN_BRACKETS: Final = re.compile(
    r"[（(【〔\[]([^（()）【】〔〕\[\]]{0,60}?(?:牵头|配合|负责)[^（()）【】〔〕\[\]]{0,60})[）)】〕\]]"
)


def doubts(draft: Draft, texts: Iterable[Sequence[Line]]) -> list[Problem]:
    """What makes it doubtful that `draft` is the plan of the document."""
    return [*_no_plan(draft), *_other_plans(draft, texts), *_misread(draft.tasks), *_unread_units(draft.tasks)]


def _no_plan(draft: Draft) -> list[Problem]:
    """A title that names no plan, and next to nothing that could be read as tasks."""
    count = draft.accounting
    few = len(draft.tasks) < _LEAST_TASKS or count.used * 2 < count.total
    if not draft.tasks or names_plan(draft.title) or not few or count.place != "正文":
        return []
    message = (
        f"标题“{draft.title[:_LONGEST_TITLE]}”不像工作要点，正文 {count.total} 字里只有 {count.used} 字像任务；"
        f"请确认文件，或{by_doing(Remedy.ADD_TASK, to='逐项添加')}。"
    )
    return [Problem(Severity.ERROR, message, line=draft.tasks[0].source_lines[0], check="import-no-plan")]


def _other_plans(draft: Draft, texts: Iterable[Sequence[Line]]) -> list[Problem]:
    """Titles of plans of another year or place: their tasks would be mixed."""
    found: dict[int, Problem] = {}
    lines = [(line.number, line.text) for text in texts for line in text]
    for number, text in [*lines, *((item.line, item.text) for item in draft.accounting.left_over)]:
        title = squeeze(text.strip().strip("*#>"))
        year = plan_year(title)
        if draft.year is None or not plan_title_like(text):
            continue
        if year != draft.year:
            message = f"这里像是另一份计划的标题“{title}”；一个文件只能导入一份计划，请拆成两个文件。"
            found[number] = Problem(Severity.ERROR, message, line=number, check="import-two-plans")
        elif not _same_place(title, draft.title):
            message = f"这里像是另一份计划的标题“{title}”，与“{draft.title}”不同，请核对是否混有两份计划。"
            found[number] = Problem(Severity.WARNING, message, line=number, check="import-two-plans")
    return list(found.values())


def _same_place(title: str, other: str) -> bool:
    """The words before 政务公开 are the same, as far as both have any."""
    one, two = (_place(text) for text in (title, other))
    return not one or not two or one in two or two in one


def _place(title: str) -> str:
    before = _ABOUT.split(title)[0]
    return re.sub(r"[\d〇零一二三四五六七八九]{4}年度?|关于|印发|全面|推进|深化|做好|加强|工作", "", before)


def _misread(tasks: Sequence[DraftTask]) -> list[Problem]:
    """Where the units of many tasks are no names of units, the columns were taken for others."""
    named = [task for task in tasks if task.units]
    odd = [task for task in named if not any(unit_like(unit.unit) for unit in task.units)]
    if len(odd) < _LEAST_TASKS or len(odd) < _MANY * len(named):
        return []
    words = "、".join(unit.unit for unit in odd[0].units)[:_LONGEST_TITLE]
    message = f"有 {len(odd)} 项的责任单位不像单位名称（如“{words}”），各列可能没有对上，请逐项核对。"
    return [Problem(Severity.WARNING, message, line=odd[0].source_lines[0], check="import-misread")]


def _unread_units(tasks: Sequence[DraftTask]) -> list[Problem]:
    """A bracket with 牵头, 配合 or 负责 that closes a sentence and was not read as units."""
    found: list[Problem] = []
    for task in tasks:
        for match in _ROLE_IN_BRACKETS.finditer(task.requirement):
            before, after = task.requirement[: match.start()].rstrip(), task.requirement[match.end() :]
            if before[-1:] in {"。", "；"} or after[:1] in {"", "。", "；", "\n"}:
                message = f"第 {task.seq} 项文中的“{match.group()[:_LONGEST_TITLE]}”像是责任单位，没有读出，请核对。"
                found.append(Problem(Severity.WARNING, message, line=task.source_lines[0], check="import-unread-units"))
    return found
