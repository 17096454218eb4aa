"""One commit as lines: in words, or as git shows it; and what differs between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.history_filter import ACTIONS
from gongkai_tui.domain.subject_parts import in_words
from gongkai_tui.tui.change_text import change_lines
from gongkai_tui.tui.lines import BLANK, Line, Span, Tone, line, paragraph
from gongkai_tui.tui.widgets.commit_list import mark_of

if TYPE_CHECKING:
    from gongkai_tui.usecases.commit_detail import CommitDetail, RawDifference
    from gongkai_tui.usecases.history import HistoryEntry
    from gongkai_tui.usecases.proposed_change import ProposedChange

_ACTION = "Gongkai-Action"
_TRAILERS = {
    _ACTION: "操作",
    "Gongkai-Task": "任务",
    "Gongkai-Actor": "操作人",
    "Gongkai-Undoes": "撤回的提交",
}
"""Trailers that gongkai writes, as people call them; those of others stand as they are."""
_LISTED = 100
"""Files and trailers listed by name."""
SHORT_ID = 10


def commit_lines(entry: HistoryEntry, detail: CommitDetail | None, cells: int) -> list[Line]:
    """A commit in words: who and when, fields, message, files; without a `detail` what the list knows."""
    kind = mark_of(entry)
    found = [
        *paragraph(in_words(entry.subject), cells, tone=Tone.TITLE),
        line(Span(f"{entry.when:%Y-%m-%d %H:%M} ", Tone.DIM), Span(entry.author, Tone.ACCENT), f" <{entry.email}>"),
        line(Span("提交 ", Tone.DIM), entry.commit[:SHORT_ID], "  ", kind),
    ]
    if entry.undoes:
        found.append(line(Span("撤回的提交 ", Tone.DIM), entry.undoes[:SHORT_ID]))
    if detail is None:
        return [*found, BLANK, _dim("正在读取……")]
    if detail.actor and detail.actor != entry.email:
        found.append(line(Span("操作人 ", Tone.DIM), detail.actor))
    for back in detail.put_back:
        found += paragraph(f"{back.path} 恢复成了提交 {back.commit[:SHORT_ID]} 时的内容", cells, tone=Tone.WARN)
    found += [BLANK, _heading("字段变化"), *(change_lines(detail.changes, cells) or [_dim("没有改动计划和单位的内容")])]
    return [*found, *_message_lines(detail, cells), *_file_lines(detail, cells)]


def _message_lines(detail: CommitDetail, cells: int) -> list[Line]:
    found: list[Line] = []
    if detail.body:
        found += [BLANK, _heading("说明"), *paragraph(detail.body, cells)]
    if detail.trailers:
        found += [BLANK, _heading("附注")]
    for key, value in detail.trailers[:_LISTED]:
        said = ACTIONS.get(value, (value,))[0] if key == _ACTION else value
        found += paragraph(said, cells, first=f"{_TRAILERS.get(key, key)}：")
    return [*found, *_left_out(len(detail.trailers), "条")]


def _file_lines(detail: CommitDetail, cells: int) -> list[Line]:
    found: list[Line] = [BLANK, _heading(f"文件 {len(detail.files)} 个")]
    for path, state in detail.files[:_LISTED]:
        found += paragraph(path, cells, first=f"{state} ")
    return [*found, *_left_out(len(detail.files), "个")]


def _left_out(count: int, unit: str) -> list[Line]:
    return [_dim(f"另有 {count - _LISTED} {unit}没有列出")] if count > _LISTED else []


def raw_lines(raw: RawDifference | None, cells: int) -> list[Line]:
    """A commit as git shows it."""
    if raw is None:
        return [_dim("正在读取……")]
    found: list[Line] = []
    for text in raw.text.split("\n"):
        tone = _TONES.get(text[:1], Tone.PLAIN) if not text.startswith(("+++", "---")) else Tone.DIM
        found += paragraph(text, cells, tone=tone)
    if raw.cut:
        found += [BLANK, _dim("太长，后面的没有列出；全部内容见 git show")]
    return found


def comparison_lines(
    older: HistoryEntry, newer: HistoryEntry, changes: tuple[ProposedChange, ...] | None, cells: int
) -> list[Line]:
    """What differs between two commits."""
    found = [_heading("两次提交之间的差异")]
    for word, entry in (("从 ", older), ("到 ", newer)):
        found += paragraph(
            f"{entry.when:%Y-%m-%d %H:%M} {entry.commit[:SHORT_ID]} {in_words(entry.subject)}", cells, first=word
        )
    found.append(BLANK)
    if changes is None:
        return [*found, _dim("正在比较……")]
    return [*found, *(change_lines(changes, cells) or [_dim("没有差异：两次提交时的内容相同")])]


_TONES = {"+": Tone.GOOD, "-": Tone.BAD, "@": Tone.ACCENT}


def _heading(text: str) -> Line:
    return line(Span(text, Tone.ACCENT))


def _dim(text: str) -> Line:
    return line(Span(text, Tone.DIM))
