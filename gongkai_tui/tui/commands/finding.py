"""Filter, order, and the palette that jumps anywhere."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import FilterError, UsageError
from gongkai_tui.domain.field_names import label
from gongkai_tui.domain.sorting import SORTABLE, read_sort
from gongkai_tui.tui.commands.views import drill, remember

if TYPE_CHECKING:
    from gongkai_tui.domain.filter_completion import Completion
    from gongkai_tui.tui.screens.tasks import TasksScreen

_ORDERS = ("due", "status", "updated", "id", "unit", "heading", "section", "evidence", "hint", "plan")
_FILTER = "filter "
_MARK = "mark "


def start_filter(screen: TasksScreen) -> None:
    """Go to the filter line."""
    screen.filter_bar.start()


def filter_while_typing(screen: TasksScreen, text: str) -> None:
    """Show what the filter selects; while it cannot be read, what the last one that could be selected."""
    try:
        screen.board.filter(text)
    except FilterError as error:
        screen.filter_bar.show_error(error)
        return
    screen.filter_bar.show_error(None)
    begun = None if screen.board.visible else _field_begun(text)
    if begun is not None:
        # Behind ! or | the rest is no filter without the word.
        with suppress(FilterError):
            screen.board.filter(text[: begun.start])
            screen.filter_bar.show_hint(f"没有任务含有最后这个词，先不计它；按 Tab 补全为 {begun.text}")
    screen.show_board(to_top=True)


def settle_filter(screen: TasksScreen) -> None:
    """The typing is over: what stands in the line is meant as it is."""
    text = screen.filter_bar.input.value
    if text == screen.board.filter_text:
        return
    with suppress(FilterError):
        screen.board.filter(text)
        screen.filter_bar.show_error(None)
        screen.show_board(to_top=True)


def _field_begun(text: str) -> Completion | None:
    """The field whose name the last word may become, such as `status:`; None for any other word."""
    from gongkai_tui.domain.filter_completion import complete_filter  # noqa: PLC0415  (asked once in a while)

    found = next(iter(complete_filter(text, len(text), {})), None)
    return found if found is not None and found.text.endswith(":") else None


def set_filter(screen: TasksScreen, text: str) -> None:
    """Filter as if it had been typed."""
    screen.filter_bar.set_text(text)


def clear_filter(screen: TasksScreen) -> None:
    """Show everything again; the cursor stays on its task."""
    if not screen.filter_bar.input.value and not screen.board.filter_text:
        screen.say("没有筛选，显示的就是全部")
        return
    remember(screen)
    screen.board.filter("")
    screen.filter_bar.set_text("")
    screen.show_board()


async def alike(screen: TasksScreen) -> None:
    """Show or mark the tasks that share a value with the one under the cursor."""
    from gongkai_tui.tui.dialogs.choose import ChooseDialog  # noqa: PLC0415
    from gongkai_tui.tui.widgets.choice_list import Choice  # noqa: PLC0415

    row = screen.current
    if row is None:
        screen.warn_of_no_task()
        return
    choices = []
    for term in screen.board.terms_of(row):
        found = screen.board.matching(term)
        choices += [
            Choice(_FILTER + term, f"只看 {term}", note=f"{len(found)} 项"),
            Choice(_MARK + term, f"标记 {term}", note=f"{len(found)} 项"),
        ]
    answer = await screen.back.ask(ChooseDialog(f"与 {row.id} 相同的任务", choices, tall=True))
    if answer is None:
        return
    if answer.startswith(_FILTER):
        screen.filter_bar.set_text(f"{screen.board.filter_text} {answer.removeprefix(_FILTER)}".strip())
        return
    screen.board.marks |= {found.id for found in screen.board.matching(answer.removeprefix(_MARK))}
    screen.show_marks()


async def choose_order(screen: TasksScreen) -> None:
    """Choose the column to sort by."""
    from gongkai_tui.tui.dialogs.choose import ChooseDialog  # noqa: PLC0415
    from gongkai_tui.tui.widgets.choice_list import Choice  # noqa: PLC0415

    current = screen.board.order
    is_down = current.startswith("-")
    notes = {current.removeprefix("-"): "现在为倒序，再选则正序" if is_down else "现在为正序，再选则倒序"}
    choices = [Choice(name, label(name), note=notes.get(name, "")) for name in _ORDERS if name in SORTABLE]

    def several(word: str) -> list[Choice]:
        """Several columns at once, or one downwards: `期限,-更新`, `-更新`."""
        try:
            parts = read_sort(word)
        except UsageError:
            return []
        names = "、".join(label(name) + ("倒序" if down else "") for name, down in parts)
        if len(parts) > 1:
            return [Choice(f"={word}", f"按 {names}", note="几列依次排")]
        return [Choice(f"={word}", f"按 {names}", note="从大到小，从晚到早") for _, down in parts if down]

    dialog = ChooseDialog("排序（也可输入几列，如 期限,-更新）", [*choices, Choice("-", "文件原有顺序")], more=several)
    answer = await screen.back.ask(dialog)
    if answer is None:
        return
    if answer.startswith("="):
        screen.board.sort_with(answer.removeprefix("="))
    else:
        screen.board.sort_by("" if answer == "-" else answer)
    show_order(screen)


def reverse(screen: TasksScreen) -> None:
    """Turn the order round."""
    screen.board.reverse()
    show_order(screen)


def show_order(screen: TasksScreen) -> None:
    """Show the board in its new order; the filter, which may have asked for another, says what is left of it."""
    if screen.filter_bar.input.value != screen.board.filter_text:
        screen.filter_bar.show_text(screen.board.filter_text)
    screen.show_board()


def go_to(screen: TasksScreen, task_id: str) -> None:
    """Put the cursor on a task; the chosen plan changes, and the filter goes, only where they hide it."""
    if screen.table.go_to(task_id):
        return
    if screen.board.plan:
        screen.choose_plan(task_id.partition("/")[0])
    if not screen.table.go_to(task_id):
        drill(screen, screen.board.plan, "")
        screen.table.go_to(task_id)
