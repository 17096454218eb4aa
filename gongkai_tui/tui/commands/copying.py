"""Put tasks and tables on the clipboard, and into a file for terminals that have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.reporting.delimited import tsv_text
from gongkai_tui.reporting.markdown import markdown_text
from gongkai_tui.tui.columns import title_of, units_of

# Dialogs load when they are first needed: the first screen does without them.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.row import TaskRow
    from gongkai_tui.tui.screens.tasks import TasksScreen
    from gongkai_tui.tui.widgets.choice_list import Choice

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
        Choice("heading", "标题", note=title_of(rows[0])),
        Choice("row", "整行", note="制表符分隔，可贴入表格"),
        Choice("markdown", "Markdown 表"),
        Choice("text", "标题和要求全文"),
        Choice("remind", "催办文字", note="单位、期限和现状，可贴入消息"),
    )
    hidden = hidden_words(screen, [row.id for row in rows]) if screen.board.marks else ""
    what = await _choose(screen, f" {words_for(rows)}{f'，{hidden}' if hidden else ''}", choices)
    if what is not None:
        put_on_clipboard(screen, _reminder(screen, rows) if what == "remind" else _as_text(what, rows))


def _reminder(screen: TasksScreen, rows: Sequence[TaskRow]) -> str:
    from gongkai_tui.reporting.reminder import reminder_text
    from gongkai_tui.tui.screens.plan_items import plan_names

    names = plan_names(screen.loaded.plans) if screen.loaded else {}
    return reminder_text(rows, screen.port.day, lambda plan: names.get(plan, plan))


async def copy_table(screen: TasksScreen, words: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Choose how to copy a table; `words` say which one it is."""
    form = await choose_form(screen, words)
    if form is not None:
        put_on_clipboard(screen, (markdown_text if form == "md" else tsv_text)(titles, rows))


async def choose_form(screen: TasksScreen, words: str) -> str | None:
    """Choose the form in which a table is copied, tsv or md; `words` say which table it is."""
    from gongkai_tui.tui.widgets.choice_list import Choice

    choices = (Choice("tsv", "表格", note="制表符分隔，可贴入电子表格"), Choice("md", "Markdown 表"))
    return await _choose(screen, words, choices)


async def _choose(screen: TasksScreen, words: str, choices: Sequence[Choice]) -> str | None:
    from gongkai_tui.tui.dialogs.choose import ChooseDialog

    return await screen.back.ask(ChooseDialog(f"复制{words}", choices))


def _as_text(what: str, rows: Sequence[TaskRow]) -> str:
    if what == "id":
        return "\n".join(row.id for row in rows)
    if what == "heading":
        return "\n".join(title_of(row) for row in rows)
    if what == "text":
        return "\n\n".join(f"{row.heading}\n{row.requirement}".strip() for row in rows)
    cells = [(row.id, title_of(row), units_of(row), row.status, row.due or row.deadline_raw) for row in rows]
    return markdown_text(_TASK_TITLES, cells) if what == "markdown" else tsv_text(cells[0], cells[1:])


def put_on_clipboard(screen: TasksScreen, text: str) -> None:
    """Copy a text, also to a file for terminals that cannot, and say so."""
    path = screen.port.folder / "copied.txt"
    text = text.removesuffix("\n")
    screen.app.copy_to_clipboard(text)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as problem:
        screen.warn(f"已送往剪贴板（终端可能不支持）；文件 {path} 无法写入：{problem.strerror}")
        return
    screen.say(f"已复制；终端不支持剪贴板时见 {path}")
