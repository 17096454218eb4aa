"""What the overview says below the figures: what is new, and how the data stand to the shared ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.lines import Line, Span, Tone, line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.usecases.sync_state import SyncState
    from gongkai_tui.usecases.visit import News

_PEOPLE = 4
"""People named one by one."""


def news_words(news: News | None) -> Line:
    """What is new since the last visit, in one line."""
    if news is None:
        return line(Span("上次离开以来", Tone.TITLE), Span("  正在读取……", Tone.DIM))
    if news.since is None:
        return line(Span("上次离开以来", Tone.TITLE), "  第一次打开，下次会列出这之后的变化")
    title = Span(f"上次离开（{news.since.when:%Y-%m-%d %H:%M}）以来", Tone.TITLE)
    if news.lost:
        return line(title, Span(f"  历史被改写过，分不清哪些是新的；按 {key_of('commits')} 看全部历史", Tone.WARN))
    if not news.count:
        return line(title, "  没有新的操作")
    people = "、".join(f"{name} {count}" for name, count in news.people[:_PEOPLE])
    others = f" 等 {len(news.people)} 人" if len(news.people) > _PEOPLE else ""
    return line(title, Span(f"  {news.count} 次操作：", Tone.ACCENT), f"{people}{others}")


def untold_words(untold: Mapping[str, int]) -> Line:
    """Plans without an issue date, with how many tasks are counted nowhere as 久未更新."""
    plans = "、".join(f"{plan} {count} 项" for plan, count in untold.items())
    words = f"  {plans}算不出久未更新；选中计划，用 {key_of('plan_head')} 补填"
    return line(Span("没有印发日期", Tone.TITLE), Span(words, Tone.WARN))


def sync_lines(state: SyncState | None) -> tuple[Line, Line]:
    """Branch and remote; then what is not committed or half done."""
    if state is None:
        return line(Span("同步", Tone.TITLE), Span("  正在读取……", Tone.DIM)), ()
    branch = f"分支 {state.branch}" if state.branch else "不在任何分支上（detached HEAD），不能保存"
    return line(Span("同步", Tone.TITLE), f"  {branch}", *_remote(state)), line(
        Span("本地", Tone.TITLE), *_local(state)
    )


def _remote(state: SyncState) -> Line:
    if not state.remotes:
        return (Span("  没有设置远端，数据只在这台机器上", Tone.WARN),)
    if not state.branch:
        return ()
    if not state.upstream:
        return (Span(f"  远端 {'、'.join(state.remotes)}，但这个分支没有设置上游", Tone.WARN),)
    if not state.fetched:
        return (Span(f"  上游 {state.upstream}，还没有取回过", Tone.WARN),)
    if not state.ahead and not state.behind:
        return (Span(f"  与 {state.upstream} 一致（按最近一次取回）", Tone.GOOD),)
    parts = [f"领先 {state.ahead} 次"] * bool(state.ahead) + [f"落后 {state.behind} 次"] * bool(state.behind)
    return (Span(f"  {'、'.join(parts)}", Tone.WARN), Span(f"  {state.upstream}（按最近一次取回）"))


def _local(state: SyncState) -> Line:
    found: list[Span] = []
    if state.under_way:
        found.append(Span(f"  {state.under_way}", Tone.BAD))
    if state.conflicts:
        found.append(Span(f"  {state.conflicts} 个文件有冲突没有解决", Tone.BAD))
    if state.hand_edits:
        found.append(Span(f"  {state.hand_edits} 个文件有手工修改没有提交", Tone.WARN))
    return tuple(found) or (Span("  没有未提交的手工修改"),)
