"""Plans without a table: tasks are the sentences of the body up to a statement of units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.importing.accounting import Accounting
from gongkai_tui.importing.draft import DraftTask
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.fields import raw_units, read_due, read_units
from gongkai_tui.importing.limits import MAX_TASKS
from gongkai_tui.importing.lines import count_chars, is_finished
from gongkai_tui.importing.looks import date_in_text, looks_of
from gongkai_tui.importing.outline import unnumbered_nodes
from gongkai_tui.importing.rhythms import rhythms_of
from gongkai_tui.importing.statements import Statement, find_statements
from gongkai_tui.importing.table import Loose
from gongkai_tui.importing.table_tasks import PlanDates, Tasks, note_repeats, number_tasks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.importing.header_words import Column
    from gongkai_tui.importing.outline import Node, Outline, Piece

_NO_UNITS: Final = "原文没有写责任单位，请补充"
_LONGEST_HEADING: Final = 24
"""A first sentence of more characters asks for something itself, so it belongs to the requirement too."""
_QUOTED: Final = 60
_SHORT: Final = 20
"""A signature or a date, not a sentence."""
_ATTACHED: Final = ("附件", "抄送", "附：", "附:")


@dataclass
class _Open:
    """A task whose words or units are still being gathered."""

    node: Node
    texts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    text_lines: list[int] = field(default_factory=list)
    """First line of every text."""
    units: dict[Column, tuple[str, ...]] = field(default_factory=dict)
    deadline: tuple[str, ...] = ()
    joined: bool = False

    def add_text(self, text: str, first: int, last: int, *, new: bool) -> None:
        """Take on words; `new` begins a paragraph."""
        stripped = text.strip()
        if stripped:
            if new or not self.texts:
                self.texts.append(stripped)
                self.text_lines.append(first)
            else:
                self.texts[-1] += stripped
            self.lines += [first, last]

    @property
    def stated(self) -> bool:
        """Units or a deadline are known."""
        return bool(self.units or self.deadline)


@dataclass
class _Walk:
    """State of the walk over the body."""

    closed: list[_Open] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    statement_chars: int = 0
    bare_titles: int = 0
    """Characters of headings with nothing under them, which are left over."""
    dropped_chars: int = 0
    """Punctuation between statements."""


def body_to_tasks(outline: Outline, dates: PlanDates, *, plan: bool) -> Tasks:
    """Tasks of a body with statements of units; without any, every item of a `plan` is a task that waits for them."""
    nodes = outline.nodes or (unnumbered_nodes(outline.preamble) if plan else ())
    stated = any(find_statements(piece.text) for node in nodes for piece in node.pieces)
    if not stated and not plan:
        return Tasks()
    walk = _Walk()
    parents = {id(node.parent) for node in nodes}
    for node in nodes:
        if stated:
            _walk_node(node, walk, leaf=id(node) not in parents)
        else:
            _take_whole(node, walk, leaf=id(node) not in parents)
    result = _drafts(walk, dates)
    _account(nodes, walk, result)
    result.problems += _before_headings(outline)
    if not stated and result.tasks:
        message = "全文没有表格，也没有写责任单位；已按条目列出任务，责任单位和完成时限须人工补充。"
        result.problems.insert(0, Problem(Severity.WARNING, message, check="import-no-units"))
    return result


def _walk_node(node: Node, walk: _Walk, *, leaf: bool) -> None:
    current = _Open(node)
    if leaf and not node.pieces and node.title:
        walk.loose.append(Loose(node.line, node.title))
        walk.bare_titles += count_chars(node.title)
    for piece in node.pieces:
        current = _walk_piece(piece, node, current, walk)
    _close(current, walk)


def _walk_piece(piece: Piece, node: Node, current: _Open, walk: _Walk) -> _Open:
    text = piece.text
    place = 0
    new = True
    for statement in find_statements(text):
        before = text[place : statement.start]
        if before.strip(" 。；;，,") or not (current.texts or current.stated):
            if current.stated:
                _close(current, walk)
                current = _Open(node)
            _add(current, piece, place, statement.start, new=new)
        else:
            walk.dropped_chars += count_chars(before)
        _state(current, statement, piece, walk)
        walk.statement_chars += count_chars(text[statement.start : statement.end]) - count_chars(statement.closes)
        place, new = statement.end, False
    rest = text[place:]
    if rest.strip(" 。；;，,"):
        if current.stated:
            _close(current, walk)
            current = _Open(node)
        _add(current, piece, place, len(text), new=True)
    else:
        walk.dropped_chars += count_chars(rest)
    return current


def _add(current: _Open, piece: Piece, start: int, end: int, *, new: bool) -> None:
    text = piece.text[start:end]
    lead = len(text) - len(text.lstrip())
    first = piece.paragraph.line_at(piece.start + start + lead)
    last = piece.paragraph.line_at(piece.start + max(start, end - 1))
    current.joined = current.joined or first != last
    current.add_text(text, first, last, new=new)


def _state(current: _Open, statement: Statement, piece: Piece, walk: _Walk) -> None:
    if current.texts:
        current.texts[-1] += statement.closes
    else:
        walk.dropped_chars += len(statement.closes)
    for kind, texts in statement.units.items():
        current.units[kind] = (*current.units.get(kind, ()), *texts)
    current.deadline = (*current.deadline, *statement.deadline)
    first = piece.paragraph.line_at(piece.start + statement.start)
    last = piece.paragraph.line_at(piece.start + statement.end - 1)
    current.joined = current.joined or first != last
    current.lines += [first, last]


def _close(current: _Open, walk: _Walk) -> None:
    if current.stated:
        walk.closed.append(current)
        if len(walk.closed) > MAX_TASKS:
            raise DocumentError(f"文件里的任务超过 {MAX_TASKS} 项，不像一份工作要点，没有读取。")
        return
    walk.loose += [Loose(line, text) for line, text in zip(current.text_lines, current.texts, strict=True)]


def _take_whole(node: Node, walk: _Walk, *, leaf: bool) -> None:
    """Without units anywhere, a heading with nothing below it is a task."""
    current = _Open(node)
    for piece in node.pieces:
        if piece.text.strip().startswith(_ATTACHED):
            walk.loose.append(Loose(piece.paragraph.first, piece.text.strip()))
        else:
            _add(current, piece, 0, len(piece.text), new=True)
    if leaf:
        current.lines = current.lines or [node.line]
        walk.closed.append(current)
    else:
        walk.loose += [Loose(line, text) for line, text in zip(current.text_lines, current.texts, strict=True)]
    if len(walk.closed) > MAX_TASKS:
        raise DocumentError(f"文件里的条目超过 {MAX_TASKS} 项，不像一份工作要点，没有读取。")


def _drafts(walk: _Walk, dates: PlanDates) -> Tasks:
    result = Tasks()
    for current in walk.closed:
        result.tasks.append(_draft(current, dates))
    if result.tasks:
        number_tasks(result, [None] * len(result.tasks))
        note_repeats(result)
    return result


def _draft(current: _Open, dates: PlanDates) -> DraftTask:
    node = current.node
    item = node
    while item.parent is not None and item.parent.level > 1:
        item = item.parent
    heading = item.title
    requirement = "\n".join(current.texts).strip()
    hints: list[str] = []
    if item.level == 1 and item.title:
        hints.append("正文只有一级标题，工作任务取自一级标题")
    if not requirement:
        requirement = node.sentence
        hints.append("标题下没有具体内容，具体要求取自标题")
    elif node.title and ((node is not item and node.parent is not None) or len(node.title) > _LONGEST_HEADING):
        requirement = node.sentence + ("" if is_finished(node.sentence) else "\n") + requirement
    if current.joined:
        hints.append("这段文字跨行或跨页，已连接")
    units, unit_hints = read_units(current.units)
    deadline, due_hints, recurring = read_due(current.deadline, year=dates.year, issued=dates.issued)
    hints += [*unit_hints, *due_hints, *looks_of(requirement, closed=False)]
    if not current.units:
        hints.append(_NO_UNITS)
    if deadline is None and (dated := date_in_text(requirement)):
        hints.append(f"文中写有“{dated}”，未作为完成时限填写")
    hints += rhythms_of(requirement, known=recurring is not None)
    section = node.section.title if node.section.level == 1 else ""
    raw = raw_units(current.units) if current.units else ""
    lines = (min(current.lines), max(current.lines))
    return DraftTask(
        0, section, heading, requirement, raw, units, deadline, tuple(dict.fromkeys(hints)), lines, recurring
    )


def _before_headings(outline: Outline) -> list[Problem]:
    """Statements of units above the first heading belong to no task."""
    if not outline.nodes:
        return []
    lines = [(paragraph.first, paragraph.text) for paragraph in outline.preamble if find_statements(paragraph.text)]
    message = "第一个标题之前的这段文字写有责任单位，未列为任务：“{}”，请人工判断。"
    return [
        Problem(Severity.WARNING, message.format(text[:_QUOTED]), line=line, check="import-left-over")
        for line, text in lines
    ]


def _account(nodes: Sequence[Node], walk: _Walk, result: Tasks) -> None:
    titles = sum(count_chars(node.title) for node in nodes)
    texts = sum(count_chars(piece.text) for node in nodes for piece in node.pieces)
    used = sum(count_chars(text) for current in walk.closed for text in current.texts) + walk.statement_chars
    left = tuple(item for item in walk.loose if item.text)
    structure = titles - walk.bare_titles + walk.dropped_chars
    result.accounting = Accounting("正文", titles + texts, used, structure, left)
    for item in left:
        message = f"这段文字没有写责任单位，未列为任务：“{' '.join(item.text.split())[:60]}”，请人工判断。"
        closing = item.text.startswith(_ATTACHED) or (len(item.text) <= _SHORT and "。" not in item.text)
        severity = Severity.HINT if closing else Severity.WARNING
        result.problems.append(Problem(severity, message, line=item.line, check="import-left-over"))
