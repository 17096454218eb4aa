"""The one entrance: a file becomes a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.system_reason import system_reason
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.importing.body_tasks import body_to_tasks
from gongkai_tui.importing.decoding import decode_document
from gongkai_tui.importing.delimited import csv_parts
from gongkai_tui.importing.doubts import doubts
from gongkai_tui.importing.draft import Draft, DraftTask
from gongkai_tui.importing.errors import DocumentError
from gongkai_tui.importing.front_matter import FrontMatter, names_plan, read_front_matter
from gongkai_tui.importing.html_blocks import html_parts
from gongkai_tui.importing.likeness import footer_like
from gongkai_tui.importing.limits import MAX_BYTES, Clock
from gongkai_tui.importing.lines import is_rule, split_lines
from gongkai_tui.importing.outline import read_outline
from gongkai_tui.importing.paragraphs import join_lines
from gongkai_tui.importing.running_heads import without_running_heads
from gongkai_tui.importing.sanitising import clean_text
from gongkai_tui.importing.table_headings import headings_over_tables
from gongkai_tui.importing.table_tasks import PlanDates, Tasks, tables_to_tasks
from gongkai_tui.importing.text_tables import Parts, part_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from gongkai_tui.importing.lines import Line

TEXT_SUFFIXES: Final = frozenset({".txt", ".md", ".markdown", ".text", ".tsv"})
HTML_SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml"})
CSV_SUFFIXES: Final = frozenset({".csv"})
_WORD: Final = (
    "Word 或 WPS 文档还不能直接导入，请打开后另存为网页（.html，表格最完整）或纯文本（.txt），再导入那个文件。"
)
_SHEET: Final = "电子表格还不能直接导入，请打开后把任务表另存为 CSV（.csv，UTF-8），再导入那个文件。"
_FIXED: Final = (
    "PDF、OFD 文件还不能直接导入，请用 Word 或 WPS 打开后另存为网页（.html），或把文字复制到 .txt 文件；"
    "扫描件要先识别成文字。"
)
_ADVICE: Final = {
    **dict.fromkeys((".docx", ".doc", ".wps", ".rtf", ".odt"), _WORD),
    **dict.fromkeys((".xlsx", ".xls", ".et", ".ods"), _SHEET),
    **dict.fromkeys((".pdf", ".ofd", ".ceb"), _FIXED),
}
"""What to do with the files that people have but a text reader cannot read."""
_QUOTED: Final = 60
_CELLS: Final = re.compile(r"[\t|│]")
_LEAST_CELLS: Final = 3
_LEAST_ROWS: Final = 2


@dataclass(frozen=True, slots=True)
class _Source:
    """A document as text and parts."""

    text: str
    parts: Parts
    hints: tuple[str, ...]
    problems: tuple[Problem, ...]
    odd_lines: frozenset[int]
    """Lines where an invisible or control character was."""
    title: str = ""
    """Title that the format itself gives (html)."""


def read_document(path: Path) -> Draft:
    """Read the document at `path` as a draft.

    DocumentError, in one sentence that names the file, when it is missing, not a regular file, too big,
    of an unknown kind, binary, in an encoding that can only be guessed, or beyond the limits of `limits`.
    """
    name = path.name
    try:
        return read_bytes(_load(path), name)
    except DocumentError as error:
        raise DocumentError(f"无法导入 {clean_text(name).text}：{error}") from error


def read_bytes(data: bytes, name: str) -> Draft:
    """Read the bytes of a document called `name` (its suffix tells the format)."""
    clock = Clock()
    suffix = "." + name.rpartition(".")[2].lower() if "." in name else ""
    source = _source(data, suffix, clock)
    head, tail = _around(source.parts)
    front = read_front_matter(head, tail, source.title)
    headings = headings_over_tables(source.parts)
    outline = read_outline(join_lines([*head, *(line for at, lines in headings.items() if at for line in lines)]))
    clock.check()
    dates = PlanDates(front.year, front.issued)
    tasks = tables_to_tasks(source.parts.grids, outline, dates, headings)
    from_table = tasks.accounting is not None
    if not from_table:
        outline = read_outline(join_lines([line for text in source.parts.texts for line in text]))
        tasks = body_to_tasks(outline, dates, plan=names_plan(front.title))
    clock.check()
    draft = _draft(front, tasks, source, outline.sections())
    extra = [
        *doubts(draft, source.parts.texts),
        *_missing(draft),
        *_beside_tables(source.parts, headings if from_table else None),
    ]
    problems = [problem._replace(place=name) for problem in (*source.problems, *tasks.problems, *extra)]
    return replace(draft, problems=tuple(problems))


def _load(path: Path) -> bytes:
    try:
        _refuse_odd_file(path)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(f"文件有 {size // 1000} KB，超过 {MAX_BYTES // 1_000_000} MB 的上限，没有读取。")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"文件读不出来（{system_reason(error)}）。") from error


def _refuse_odd_file(path: Path) -> None:
    if str(path) == "-":
        raise DocumentError("不从标准输入读取，请先存成文件再导入。")
    if path.is_dir():
        raise DocumentError("这是一个文件夹，请写出其中一个文件的名字。")
    if not path.exists():
        raise DocumentError("没有这个文件，请核对文件名和所在的文件夹。")
    if not path.is_file():
        raise DocumentError("它不是普通文件（是管道或设备），请先存成文件再导入。")
    if path.suffix.lower() in _ADVICE:
        raise DocumentError(_ADVICE[path.suffix.lower()])


def _source(data: bytes, suffix: str, clock: Clock) -> _Source:
    if suffix in HTML_SUFFIXES:
        decoded = decode_document(data, nul_allowed=True)
        cleaned = clean_text(decoded.text)
        found = html_parts(decoded.text.replace("\r\n", "\n").replace("\r", "\n"), clock)
        problems = (*_visible(cleaned.marked_lines, cleaned.removed_lines), *found.problems)
        odd = frozenset((*cleaned.marked_lines, *cleaned.removed_lines))
        return _Source(cleaned.text, found.parts, decoded.hints, problems, odd, found.title)
    decoded = decode_document(data)
    cleaned = clean_text(decoded.text)
    problems = _visible(cleaned.marked_lines, cleaned.removed_lines)
    odd = frozenset((*cleaned.marked_lines, *cleaned.removed_lines))
    if suffix in CSV_SUFFIXES:
        return _Source(cleaned.text, csv_parts(cleaned.text), decoded.hints, problems, odd)
    if suffix not in TEXT_SUFFIXES:
        raise DocumentError(f"不认识的文件类型“{suffix or '没有后缀'}”，可以导入 txt、md、tsv、csv、html。")
    lines, heads = without_running_heads(split_lines(cleaned.text))
    return _Source(cleaned.text, part_lines(lines, clock), decoded.hints, (*problems, *_running(heads)), odd)


def _running(heads: Sequence[Line]) -> tuple[Problem, ...]:
    if not heads:
        return ()
    words = "”“".join(dict.fromkeys(" ".join(line.text.split())[:_QUOTED] for line in heads))
    message = f"每页页码旁都印有“{words}”（共 {len(heads)} 处），作为页眉页脚没有读入。"
    return (Problem(Severity.HINT, message, line=heads[0].number, check="import-running-heads"),)


def _visible(marked: Sequence[int], removed: Sequence[int]) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    if marked:
        message = f"有控制字符或改变文字方向的字符（共 {len(marked)} 行），已显示为标记，请核对原文。"
        problems.append(Problem(Severity.WARNING, message, line=marked[0], check="import-characters"))
    if removed:
        message = f"有看不见的零宽字符（共 {len(removed)} 行），已去掉，请核对单位名称等处。"
        problems.append(Problem(Severity.WARNING, message, line=removed[0], check="import-characters"))
    return tuple(problems)


def _around(parts: Parts) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Running text before the first table and after the last one."""
    if not parts.grids:
        lines = parts.texts[0]
        return lines, lines[-10:]
    return parts.texts[0], parts.texts[-1]


def _draft(front: FrontMatter, tasks: Tasks, source: _Source, sections: tuple[object, ...]) -> Draft:
    draft = Draft(
        title=front.title,
        issuer=front.issuer,
        doc_number=front.doc_number,
        issued=front.issued,
        year=front.year,
        index_number=front.index_number,
        disclosure=front.disclosure,
        sections=sections,  # type: ignore[arg-type]
        tasks=tuple(_with_odd_hint(task, source.odd_lines) for task in tasks.tasks),
        hints=(*source.hints, *tasks.hints),
        text=source.text,
        cover_title=front.cover_title,
    )
    return replace(draft, accounting=tasks.accounting) if tasks.accounting is not None else draft


def _with_odd_hint(task: DraftTask, odd: frozenset[int]) -> DraftTask:
    first, last = task.source_lines
    if odd.isdisjoint(range(first, last + 1)):
        return task
    return replace(task, hints=(*task.hints, "原文这里有控制字符或看不见的字符，已去掉或显示为标记，请核对"))


def _missing(draft: Draft) -> list[Problem]:
    """What the document does not say, as far as a plan needs it."""
    problems = [Problem(Severity.HINT, hint + "。", check="import-inferred") for hint in draft.hints]
    if not draft.tasks:
        add = by_doing(Remedy.ADD_TASK, to="逐项添加")
        message = f"没有找到任务：既没有任务分解表，也没有带责任单位的条目；请确认文件，或{add}。"
        problems.append(Problem(Severity.ERROR, message, check="import-no-tasks"))
    if not draft.title:
        problems.append(Problem(Severity.WARNING, "没有找到标题，请填写。", check="import-front"))
    if draft.year is None:
        problems.append(Problem(Severity.WARNING, "标题里没有年份，计划年度请填写。", check="import-front"))
    if draft.issued is None:
        message = "没有找到印发日期；按印发日期推算的时限要等填写后才能算出。"
        problems.append(Problem(Severity.HINT, message, check="import-front"))
    if not draft.issuer:
        problems.append(Problem(Severity.HINT, "没有找到印发单位，请填写。", check="import-front"))
    if draft.accounting.unexplained:
        problems.append(Problem(Severity.WARNING, draft.accounting.sentence, check="import-accounting"))
    return problems


def _beside_tables(parts: Parts, headings: Mapping[int, tuple[Line, ...]] | None) -> list[Problem]:
    """Text between and after tables is named, so that nothing is lost in silence; None: no table was read."""
    if headings is None:
        return []
    problems = _rows_above(parts.texts[0])
    for number, text in enumerate(parts.texts[1:], start=1):
        over = headings.get(number, ())
        filled = [line for line in text if not line.blank and not is_rule(line.text) and line not in over]
        if not filled:
            continue
        words = " ".join(" ".join(line.text.split()) for line in filled)
        where = "最后一张表之后" if number == len(parts.texts) - 1 else f"第 {number} 张表之后"
        closing = all(footer_like(line.text) or len(line.text.strip()) < _QUOTED for line in filled)
        message = f"{where}有 {len(filled)} 行文字，没有作为任务：“{words[:_QUOTED]}”。"
        severity = Severity.HINT if closing else Severity.WARNING
        problems.append(Problem(severity, message, line=filled[0].number, check="import-after-table"))
    return problems


def _rows_above(text: tuple[Line, ...]) -> list[Problem]:
    """Lines before the first table that look like rows of another one, whose head was not recognised."""
    rows = [line for line in text if _row_like(line.text)]
    if len(rows) < _LEAST_ROWS:
        return []
    words = " ".join(rows[0].text.split())
    message = f"第一张表之前有 {len(rows)} 行像表格的内容没有读作任务：“{words[:_QUOTED]}”，请核对。"
    return [Problem(Severity.WARNING, message, line=rows[0].number, check="import-before-table")]


def _row_like(text: str) -> bool:
    """Three cells at least, none of them a label such as 索引号：."""
    cells = [cell.strip() for cell in _CELLS.split(text) if cell.strip()]
    return len(cells) >= _LEAST_CELLS and not any(cell.endswith(("：", ":")) for cell in cells)
