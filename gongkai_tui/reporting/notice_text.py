"""A 整改通知 or 通报 as Markdown or plain text, to paste into the office's own template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.problem_notice import REPORT, chinese_day, due_of, has_passed, numeral, own_due
from gongkai_tui.domain.problem_record import ProblemState
from gongkai_tui.reporting.clean import clean
from gongkai_tui.reporting.markdown import inline_text
from gongkai_tui.reporting.running_text import running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from gongkai_tui.domain.problem_notice import NoticeDraft
    from gongkai_tui.domain.problem_record import ProblemRecord


def notice_text(draft: NoticeDraft, form: str, *, due: date | None = None) -> str:
    """Give the document as `md` or `text`; `due` as in `draft_notice`."""
    shown = inline_text if form == "md" else clean
    return "\n\n".join(_parts(draft, form, shown, due)) + "\n"


def _parts(draft: NoticeDraft, form: str, shown: Callable[[str], str], due: date | None) -> Iterator[str]:
    heading = "## " if form == "md" else ""
    if draft.is_draft:
        yield f"【草稿{'，' + draft.approval if draft.approval else ''}】"
    yield f"{'# ' if form == 'md' else ''}{shown(draft.title)}"
    if draft.number:
        yield shown(draft.number)
    yield f"{shown(draft.addressees)}："
    yield f"{heading}一、总体情况"
    yield shown(draft.overview)
    if draft.earlier:
        yield shown(draft.earlier)
    yield f"{heading}二、存在问题"
    if draft.columns:
        places = "；".join(f"{place} {count} 个" for place, count in draft.columns)
        yield shown(f"问题较集中的位置：{places}。")
    for number, part in enumerate(draft.units, 1):
        yield f"{'### ' if form == 'md' else ''}（{numeral(number)}）{shown(part.unit)}（{len(part.items)} 个）"
        lines = (_item(record, draft, due) for record in part.items)
        yield "\n".join(f"{place}. {shown(line)}" for place, line in enumerate(lines, 1))
    yield f"{heading}三、整改要求"
    yield shown(draft.demand)
    yield shown(draft.issuer)
    yield chinese_day(draft.day)


def _item(record: ProblemRecord, draft: NoticeDraft, due: date | None) -> str:
    found, day = record.found, due_of(record, draft.day, due)
    said = running(found.what if found else "").rstrip("。")
    where = f"{found.where}：" if found and found.where else ""
    more = [f"依据：{running(found.basis).rstrip('。')}"] if found and found.basis else []
    if record.state is ProblemState.OBJECTED:
        more.append(f"状态：{record.state}，等办公室处理")
    elif draft.kind == REPORT:
        more.append(f"状态：{record.state}")
    more += ["反复出现"] * (record.id in draft.repeated)
    if record.is_open and record.state is not ProblemState.OBJECTED and day:
        more.append(_due_words(record, draft.day, day))
    more.append(f"编号 {record.id}")
    return f"{where}{said}（{'；'.join(more)}）。"


def _due_words(record: ProblemRecord, dated: date, day: date) -> str:
    """The 整改期限, and that it has passed where it has."""
    own = own_due(record)
    if own is None or not has_passed(record, dated):
        return f"整改期限：{chinese_day(day)}"
    until = f"，限{chinese_day(day)}前完成" if day != own else ""
    return f"逾期未整改，整改期限{chinese_day(own)}已过{until}"
