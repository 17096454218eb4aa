"""Look at things: detail, history, help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gongkai_tui.domain.subject_parts import in_words
from gongkai_tui.tui.actions import ALL, GROUPS, Where, by_id, nearest_first
from gongkai_tui.tui.screens.panes import Tab

# Dialogs load when they are first needed: the first screen does without them.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from gongkai_tui.tui.screens.tasks import TasksScreen

FILTER_HELP = (
    ("词 词", "都要有；拼音首字母也可以，czj 找财政局"),
    ("a|b", "有一个即可"),
    ("!词", "不含"),
    ('"整句"', "原样查找，包括空格"),
    ("~czj", "这几个字（或首字母）依次出现即可，中间可隔别的字：财政和经济局"),
    ("状态:推进中,整改中", "状态；也可写 zt: 或 status:，各项都有这三种写法"),
    ("单位:区财政局", "单位，含别名和所在的各X；单位= 只认原名"),
    ("牵头:区财政局", "牵头单位；配合: 配合单位"),
    ("欠账:区财政局", "它还没办完的，与欠账、统计数得一样；同写的状态、标记、期限、更新按它自己的那部分算"),
    ("催办:有", "还要催办的：不含已归档的计划和已转入今年的"),
    ("期限<=2022-09-30", "期限；期限:30d、期限:本月、期限:逾期 也可以"),
    ("更新>90d", "超过 90 天没有更新"),
    ("佐证:无", "还没有佐证"),
    ("标记:逾期", "标记：逾期、临期、久未更新、待核查超时、待复核"),
    ("计划:天桥2021", "计划，写名称、首字母（tq）或编号；年:2021 年度；章节: 章节"),
    ("排序:期限,-更新", "排列的先后，前加 - 为倒序；也可写 sort: 或 px:"),
)

HISTORY_FILTER_HELP = (
    ("词 词", "在操作、作者、任务编号里查找；拼音首字母也可以"),
    ("任务:tianqiao-2021/17", "改过这项任务的；计划: 改过这个计划的"),
    ("单位:区财政局", "涉及这个单位的任务，含别名和所在的各X"),
    ("谁:张三", "谁提交的：姓名、首字母或邮箱"),
    ("自:2022-09-01", "这一天起；至: 到这一天止；自:30d 近三十天"),
    ("日期:本月", "某一天、某月、某年或一段，如 2022-01..2022-06"),
    ("操作:修改,记录", "还有 导入、撤销、手工提交 等"),
    ("提交:3f9a2c1e", "提交编号的开头"),
)


SHORT_WORDS = (
    ("久未", "标记“久未更新”：超过 90 天没有记录"),
    ("核迟", "标记“待核查超时”：上报完成后超过 15 天没有核查"),
    ("已过", "标记“印发时已过期”：期限早于印发日，不算逾期"),
    ("待复", "标记“待复核”：关联的任务改了用词，关联要重新确认"),
    ("手改", "标记“未提交”：文件改过，还没有提交"),
    ("待核", "总览、统计的一列：待核查的任务"),
    ("待确", "总览的一列：导入时的提示还没有确认的任务"),
)
"""Words that columns show shortened."""


def show_side(screen: TasksScreen, tab: Tab, *, focus: bool = False) -> None:
    """Show a tab beside the table, or in its place on a small screen."""
    is_history = tab is Tab.HISTORY
    screen.query_one("#side").update_classes({"-detail": not is_history, "-history": is_history})
    screen.panes.tab = tab
    screen.panes.side_wanted = True
    screen.panes.full = focus and screen.panes.floats
    screen.fold_panes()
    screen.reader.show_row(screen.current)
    screen.reader.follow(screen.current)
    if focus:
        screen.set_focus(screen.side_pane)


def next_tab(screen: TasksScreen) -> None:
    """Show the tab to the right."""
    _turn(screen, 1)


def previous_tab(screen: TasksScreen) -> None:
    """Show the tab to the left."""
    _turn(screen, -1)


def _turn(screen: TasksScreen, step: int) -> None:
    inside = screen.where in {Where.DETAIL, Where.HISTORY}
    floats = not screen.panes.side and screen.panes.floats
    tab = screen.panes.tab.after(step) if screen.panes.side else screen.panes.tab
    show_side(screen, tab, focus=inside or floats)


def hide_side(screen: TasksScreen) -> None:
    """Give the room back to the table."""
    screen.panes.side_wanted = False
    screen.panes.full = False
    screen.set_focus(screen.table)
    screen.fold_panes()


def open_task(screen: TasksScreen) -> None:
    """From the table to the detail, from there to the form; in the history to what a commit changed."""
    from gongkai_tui.tui.commands.editing import edit_form

    if screen.where is Where.DETAIL:
        screen.back.run(edit_form(screen))
    elif screen.where is Where.HISTORY:
        screen.back.run(show_commit(screen))
    elif screen.where is Where.PLANS:
        screen.set_focus(screen.table)
    elif screen.current is not None:
        show_side(screen, Tab.DETAIL, focus=True)


def toggle_detail(screen: TasksScreen) -> None:
    """Show or hide the detail."""
    _toggle(screen, Tab.DETAIL)


def toggle_history(screen: TasksScreen) -> None:
    """Show the history, with the keys in it, or hide it."""
    _toggle(screen, Tab.HISTORY)


def _toggle(screen: TasksScreen, tab: Tab) -> None:
    if screen.panes.side and screen.panes.tab is tab:
        if tab is Tab.HISTORY and not screen.panes.full:
            show_side(screen, Tab.DETAIL)
            screen.set_focus(screen.table)
        else:
            hide_side(screen)
    else:
        show_side(screen, tab, focus=tab is Tab.HISTORY)


def toggle_plans(screen: TasksScreen) -> None:
    """Show the plans, with the keys in them, or hide them."""
    screen.panes.plans_wanted = not screen.panes.plans
    screen.fold_panes()
    screen.set_focus(screen.plan_list if screen.panes.plans_wanted else screen.table)


async def show_commit(screen: TasksScreen) -> None:
    """What the commit under the cursor changed; it can be taken back from there."""
    from gongkai_tui.tui.commands.undoing import undo_commit
    from gongkai_tui.tui.dialogs.confirm import ConfirmDialog

    entry = screen.history.current
    if entry is None:
        screen.say(screen.history.why_empty)
        return
    changes = await screen.back.read(partial(screen.port.commit_changes, entry.commit))
    notes = (f"{entry.when:%Y-%m-%d %H:%M} {entry.author} {entry.commit[:10]}", in_words(entry.subject))
    if await screen.back.ask(ConfirmDialog("修改内容", notes=notes, changes=changes, verb="撤销这次操作")):
        await undo_commit(screen, entry.commit)


async def problems(screen: TasksScreen) -> None:
    """List the files that cannot be read as they stand on disk now."""
    from gongkai_tui.tui.dialogs.problems import ProblemsDialog

    screen.say("正在读取文件……")
    found = (await screen.back.look_again()).tasks.problems
    screen.say("")
    words = f"{len(found)} 个问题" if found else "所有文件都能读取。gongkai check 可做全部检查。"
    await screen.back.ask(ProblemsDialog("问题", words, found))


def next_theme(screen: TasksScreen) -> None:
    """Go round the themes."""
    from gongkai_tui.tui.themes import CYCLE

    app = screen.app
    place = CYCLE.index(app.theme) if app.theme in CYCLE else -1
    app.theme = CYCLE[(place + 1) % len(CYCLE)]


def refresh(screen: TasksScreen) -> None:
    """Read everything again and redraw."""
    screen.back.reload(whole=True)
    screen.refresh(layout=True)
    screen.say("已刷新")


async def show_help(screen: TasksScreen) -> None:
    """All keys and the filter language, searchable; Enter does the action."""
    from gongkai_tui.tui.commands import TABLE, begin
    from gongkai_tui.tui.dialogs.choose import ChooseDialog
    from gongkai_tui.tui.lines import Tone
    from gongkai_tui.tui.widgets.choice_list import Choice

    where = screen.front.where
    choices = []
    groups = {action.id: group for group, actions in GROUPS for action in actions}
    for action in nearest_first(ALL, where):
        here = where in action.where
        note = action.help if here else f"{action.help}（用于{'、'.join(sorted(action.where))}）"
        note = f"{note}  [{action.id}]"
        name = f"{groups[action.id]} {action.label}"
        choices.append(Choice(action.id, name, by_id(action.id).shown or "无", note, Tone.PLAIN if here else Tone.DIM))
    choices += [Choice("", "筛选写法", words, note) for words, note in FILTER_HELP]
    choices += [Choice("", "缩写", word, meaning) for word, meaning in SHORT_WORDS]
    choices += [Choice("", "全部历史的筛选写法", words, note) for words, note in HISTORY_FILTER_HELP]

    def with_key(typed: str) -> set[str]:
        return {choice.id for choice in choices if choice.id and typed in choice.keys.split()}

    answer = await screen.back.ask(ChooseDialog("帮助：全部按键与筛选写法", choices, tall=True, meant=with_key))
    if answer and answer in TABLE and answer != "help" and (begun := begin(screen.front, answer)) is not None:
        await begun
