"""Commit subjects and lists about 问题: `槐荫2022 问题 20220518-3f9a2c 区财政局：整改中 → 待再核查（区财政局）`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.short_name import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.problem_record import ProblemRecord

    Pair = tuple[ProblemRecord | None, ProblemRecord]
    """A problem before (None: it is new) and after."""

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


def _arrow(pair: Pair) -> str:
    old, new = pair
    if old is not None and old.state is new.state:
        return new.state.value
    return f"{old.state if old else '新增'} → {new.state}"
