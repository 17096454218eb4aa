"""Put tasks and tables on the clipboard, and into a file for terminals that have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.system_reason import system_reason
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.delimited import tsv_text
from gongkai_tui.reporting.markdown import markdown_text
from gongkai_tui.reporting.spacing import put_together
from gongkai_tui.tui.columns import requirement_of, title_of

# Dialogs load when they are first needed: the first screen does without them.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.tui.widgets.choice_list import Choice

_LEADS = "牵头"
_BEGINNING = 40
"""Characters of a requirement that tell a task from others of the same heading."""
_NAMES = {"id": "编号", "heading": "标题", "row": "整行", "markdown": "表", "text": "标题和要求"}
"""What was copied, by the choice."""
_TASK_TITLES = ("编号", "任务", "单位", "状态", "期限")


async def copy(screen: TasksScreen) -> None:
    """Choose what to copy of the marked tasks, or of the one under the cursor."""
    from gongkai_tui.tui.commands.saving import hidden_words, targets, words_for
    from gongkai_tui.tui.widgets.choice_list import Choice

    rows = targets(screen)
    if not rows:
        return
    choices = (
        Choice("id", "编号", note=rows[0].id),
        Choice("heading", "标题", note=_told_apart(screen, rows[0])),
        Choice("row", "整行", note="制表符分隔，可贴入表格"),
        Choice("markdown", "Markdown 表", note="md 文件里的表"),
        Choice("text", "标题和要求全文"),
        Choice("remind", "催办文字", note="单位、期限和现状，可贴入消息"),
    )
    hidden = hidden_words(screen, [row.id for row in rows]) if screen.board.marks else ""
    what = await _choose(screen, f" {words_for(rows)}{f'，{hidden}' if hidden else ''}", choices)
    if what == "remind":
        _copy_reminder(screen, rows)
    elif what is not None:
        put_on_clipboard(screen, _as_text(screen, what, rows), put_together(f" {words_for(rows)}", f"的{_NAMES[what]}"))


def _copy_reminder(screen: TasksScreen, rows: list[TaskRow]) -> None:
    from gongkai_tui.reporting.reminder import reminder_text, to_urge
    from gongkai_tui.tui.commands.saving import words_for
    from gongkai_tui.tui.screens.plan_items import plan_names

    names = plan_names(screen.loaded.plans) if screen.loaded else {}
    urged = to_urge(rows)
    if not urged:
        screen.warn(
            put_together(
                f"没有要催办的：{words_for(rows)}",
                "已完成、已核销、长期坚持、已终止、已转入今年或单位已全部发布，没有复制",
            )
        )
        return
    left_out = len(rows) - len(urged)
    text = reminder_text(urged, screen.port.day, lambda plan: names.get(plan, plan))
    put_on_clipboard(
        screen,
        text,
        put_together(f" {words_for(urged)}", "的催办文字") + (f"，已完成等 {left_out} 项没有列入" if left_out else ""),
    )


async def copy_table(screen: TasksScreen, words: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Choose how to copy a table; `words` say which one it is."""
    form = await choose_form(screen, words)
    if form is not None:
        put_on_clipboard(screen, (markdown_text if form == "md" else tsv_text)(titles, rows))


async def choose_form(screen: TasksScreen, words: str) -> str | None:
    """Choose the form in which a table is copied, tsv or md; `words` say which table it is."""
    from gongkai_tui.tui.widgets.choice_list import Choice

    choices = (
        Choice("tsv", "表格", note="制表符分隔，可贴入电子表格"),
        Choice("md", "Markdown 表", note="md 文件里的表"),
    )
    return await _choose(screen, words, choices)


async def _choose(screen: TasksScreen, words: str, choices: Sequence[Choice]) -> str | None:
    from gongkai_tui.tui.dialogs.choose import ChooseDialog

    return await screen.back.ask(ChooseDialog(f"复制{words}", choices))


def _told_apart(screen: TasksScreen, row: TaskRow) -> str:
    """The heading; where other tasks of the plan have the same, the beginning of the requirement with it."""
    title, requirement = title_of(row), requirement_of(row)
    if row.plan not in screen.board.alike.get(row.heading, ()) or requirement == title:
        return title
    begun = requirement if len(requirement) <= _BEGINNING else f"{requirement[:_BEGINNING]}……"
    return f"{title}：{begun}"


def _as_text(screen: TasksScreen, what: str, rows: Sequence[TaskRow]) -> str:
    if what == "id":
        return "\n".join(row.id for row in rows)
    if what == "heading":
        return "\n".join(_told_apart(screen, row) for row in rows)
    if what == "text":
        return "\n\n".join(f"{row.heading}\n{row.requirement}".strip() for row in rows)
    cells = [
        (row.id, _told_apart(screen, row), _all_units(row), row.status, row.due or row.deadline_raw) for row in rows
    ]
    return markdown_text(_TASK_TITLES, cells) if what == "markdown" else tsv_text(cells[0], cells[1:])


def _all_units(row: TaskRow) -> str:
    """Whoever leads first, as in the table."""
    leading = [unit for unit, role in row.units if role == _LEADS]
    return clean("、".join(dict.fromkeys((*leading, *(unit for unit, _ in row.units)))))


def put_on_clipboard(screen: TasksScreen, text: str, what: str = "") -> None:
    """Copy a text, also to a file for terminals that cannot, and say so; `what` says what it is."""
    path = screen.port.folder / "copied.txt"
    text = text.removesuffix("\n")
    screen.app.copy_to_clipboard(text)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as problem:
        screen.warn(f"已送往剪贴板（终端可能不支持）；文件 {path} 无法写入：{system_reason(problem)}")
        return
    lines = text.count("\n") + 1
    counted = what or f"{lines} 行"
    # The name first: a long folder is cut at the end of the line.
    screen.say(f"已复制{counted}；终端不支持剪贴板时见 {path.name}（在 {path.parent}）")
