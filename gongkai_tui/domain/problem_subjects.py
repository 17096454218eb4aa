"""Commit subjects and lists about 问题: `槐荫2022 问题 20220518-3f9a2c 区财政局：整改中 → 待再核查（区财政局）`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.problem_diff import problem_changes
from gongkai_tui.domain.short_name import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.problem_record import ProblemRecord

    Pair = tuple[ProblemRecord | None, ProblemRecord]
    """A problem before (None: it is new) and after."""

_IN_SUBJECT = frozenset({"state", "unit", "task", "task_was"})
_OF_FINDING = ("发现日期：", "发现人：", "方式：")
_NAME = 24
_LINE = 110


def problem_subject(plan_short: str, pair: Pair, who: str) -> str:
    """Return the subject of a commit about one problem; one line whatever the data holds."""
    record = pair[1]
    title = f"{one_line(plan_short, _NAME)} 问题 {record.id} {one_line(record.unit, _NAME)}".rstrip()
    return one_line(f"{title}：{_arrow(pair)}（{one_line(who, _NAME)}）", _LINE)


def problems_subject(pairs: Sequence[Pair], who: str) -> str:
    """Return the subject of a commit about several problems: `批量：40个问题 待反馈 → 整改中（政务公开办）`."""
    arrows = {_arrow(pair) for pair in pairs}
    what = f" {arrows.pop()}" if len(arrows) == 1 else ""
    return one_line(f"批量：{len(pairs)}个问题{what}（{one_line(who, _NAME)}）", _LINE)


def problem_line(pair: Pair) -> str:
    """Return one line of the body of such a commit: `20220518-3f9a2c 区财政局 链接失效：待反馈 → 整改中`."""
    record = pair[1]
    title = " ".join(filter(None, (record.id, one_line(record.unit, _NAME), one_line(record.what, _NAME))))
    return one_line(f"{title}：{_arrow(pair)}", _LINE)


def recorded_lines(pair: Pair) -> tuple[str, ...]:
    """Return what a step recorded, in full: `问题：链接失效`, `第1轮整改期限：2022-06-10`, `撤销：不属实`."""
    told = (change for change in problem_changes(*pair) if change.key not in _IN_SUBJECT)
    return tuple(f"{each.field}：{f'{each.old} → ' if each.old else ''}{each.new or '无'}" for each in told)


def why_lines(pair: Pair) -> tuple[str, ...]:
    """Return as much of that as stands with each of many problems: not when, by whom and how a new one was found."""
    kept = f"问题：{one_line(pair[1].what, _NAME)}"
    return tuple(line for line in recorded_lines(pair) if line != kept and not line.startswith(_OF_FINDING))


def _arrow(pair: Pair) -> str:
    old, new = pair
    if old is not None and old.state is new.state:
        return new.state.value
    return f"{old.state if old else '新增'} → {new.state}"
