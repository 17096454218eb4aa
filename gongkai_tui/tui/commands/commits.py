"""What keys do on the screen of the whole history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.subject_parts import in_words
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.commands.copying import put_on_clipboard
from gongkai_tui.tui.commands.screens import go_home, show_tasks, travel
from gongkai_tui.tui.commands.undoing import undo_commit
from gongkai_tui.tui.commit_text import SHORT_ID

if TYPE_CHECKING:
    from gongkai_tui.tui.screens.commits import CommitsScreen
    from gongkai_tui.usecases.history import HistoryEntry


def mark(screen: CommitsScreen) -> None:
    """Mark the commit under the cursor to be compared, or take its mark away."""
    entry, marked = screen.current, screen.list.marked
    if entry is None:
        return
    again = marked is not None and marked.commit == entry.commit
    screen.list.mark(None if again else entry)
    screen.show_words()
    told = f"已标记 {entry.commit[:SHORT_ID]}；移到另一次提交，按 {key_of('compare')} 比较"
    screen.say("已取消标记" if again else told)


def compare(screen: CommitsScreen) -> None:
    """Show what differs between the marked commit and the one under the cursor."""
    entry, marked = screen.current, screen.list.marked
    if entry is None:
        screen.warn("没有选中的提交")
    elif marked is None:
        screen.warn(f"先按 {key_of('mark')} 标记一次提交，再到另一次提交上按 {key_of('compare')}")
    elif marked.commit == entry.commit:
        screen.warn("光标所在的就是标记的那次提交，请移到另一次")
    else:
        place = screen.list.place_of(marked.commit)
        older, newer = (entry, marked) if place is not None and place < screen.list.cursor else (marked, entry)
        screen.reader.compare(older, newer)


async def undo(screen: CommitsScreen) -> None:
    """Take the commit under the cursor back."""
    entry = screen.current
    if entry is None:
        screen.warn("没有选中的提交")
    else:
        await undo_commit(screen.desk, entry.commit)


def look_back(screen: CommitsScreen) -> None:
    """Show the ledger as of the commit under the cursor; where it is shown already, come back to now."""
    entry, desk = screen.current, screen.desk
    if entry is None:
        screen.warn("没有选中的提交")
        return
    moment = entry.commit[:SHORT_ID]
    travel(desk, "" if desk.port.moment == moment else moment)
    go_home(desk)


async def open_tasks(screen: CommitsScreen) -> None:
    """Show the tasks that the commit changed on the main screen; many are marked there."""
    entry, desk = screen.current, screen.desk
    if entry is None:
        screen.warn("没有选中的提交")
        return
    tasks = await desk.back.read(partial(desk.port.tasks_of_commit, entry))
    there = [row.id for row in desk.board.of(tasks)]
    if not there:
        screen.warn("这次提交改动的任务现在不在了" if tasks else "这次提交没有改动任务")
        return
    desk.way_back.open_from(screen, lambda: show_tasks(desk, there))
    missing = len(tasks) - len(there)
    gone = f"；另有 {missing} 项现在不在了" if missing else ""
    desk.say(f"{entry.commit[:SHORT_ID]} 改动的 {len(there)} 项任务{gone}")


async def copy(screen: CommitsScreen) -> None:
    """Choose what to copy of the commit under the cursor."""
    from gongkai_tui.tui.dialogs.choose import ChooseDialog  # noqa: PLC0415  (dialogs load when first needed)
    from gongkai_tui.tui.widgets.choice_list import Choice  # noqa: PLC0415

    entry = screen.current
    if entry is None:
        screen.warn("没有选中的提交")
        return
    choices = (
        Choice("id", "提交编号", note=entry.commit),
        Choice("row", "整行", note="制表符分隔，可贴入表格"),
        Choice("markdown", "Markdown 表", note="md 文件里的表"),
    )
    what = await screen.desk.back.ask(ChooseDialog(f"复制 {entry.commit[:SHORT_ID]}", choices))
    if what is not None:
        put_on_clipboard(screen.desk, _as_text(what, entry))


def _as_text(what: str, entry: HistoryEntry) -> str:
    cells = (f"{entry.when:%Y-%m-%d %H:%M}", entry.commit[:SHORT_ID], entry.author, in_words(entry.subject))
    if what == "id":
        return entry.commit
    if what == "row":
        return "\t".join(cell.replace("\t", " ") for cell in cells)
    table = (("时间", "提交", "作者", "操作"), ("---",) * 4, cells)
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table)
