"""Statements of who is responsible and until when, inside running text: in brackets or after 责任单位：."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.header_words import UNIT_COLUMNS, Column, column_of
from gongkai_tui.importing.likeness import all_units, deadline_like

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP: Final = "[ \u3000]?"
_LABEL: Final = re.compile(
    rf"(?:责任|牵头|配合|主办|协办|承办|落实|参与|参加|实施|协同|协助|负责|牵头责任|配合责任|主要责任){_GAP}"
    rf"(?:单{_GAP}位|部{_GAP}门|科室|处室|主体)(?:及责任人|（部门）)?{_GAP}[：:]"
    rf"|(?:完成|办理|落实|时限|时间|工作|整改){_GAP}(?:时{_GAP}限|时{_GAP}间|期限|要求|节点){_GAP}[：:]"
    rf"|(?:牵头|配合|主办|协办|责任|时限){_GAP}[：:]",
)
_TIME_LABEL: Final = re.compile("(?:时限|时间|期限)[：:]")
_COMMAS: Final = "，,；; \u3000"
_OPENERS: Final = {"（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕"}
_MAX_BRACKET: Final = 500
_MAX_VALUE: Final = 500
_NEAR: Final = 20
_VALUE_END: Final = re.compile(r"[。\n]")
_TRIM: Final = " \u3000\xa0，,；;、。：:）)】]〕"
_BEFORE: Final = "。；！？;!?”.…"
_STOPS: Final = "。；！？;!?"
_AFTER: Final = "。；;"
_JOINTS: Final = " \u3000\xa0，,；;、。）)】]〕"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement and the place that it takes in the text."""

    start: int
    end: int
    units: dict[Column, tuple[str, ...]]
    deadline: tuple[str, ...] = ()
    closes: str = ""
    """A full stop that stands after the bracket and belongs to the sentence before it."""


def find_statements(text: str) -> list[Statement]:
    """All statements of a paragraph, in order and not overlapping."""
    found: list[Statement] = []
    for statement in sorted([*_bracketed(text), *_labelled(text)], key=lambda item: (item.start, -item.end)):
        if not found or statement.start >= found[-1].end:
            found.append(statement)
    return found


def _bracketed(text: str) -> Iterator[Statement]:
    after = 0
    for start, end in _pairs(text):
        if start < after:
            continue
        statement = _statement_in(text, start, end)
        if statement is not None:
            yield statement
            after = statement.end


def _pairs(text: str) -> list[tuple[int, int]]:
    """(opening, closing) of all brackets that fit and are not too far apart, by their opening."""
    found: list[tuple[int, int]] = []
    stack: list[int] = []
    for index, char in enumerate(text):
        if char in _OPENERS:
            stack.append(index)
        elif stack and _OPENERS[text[stack[-1]]] == char:
            start = stack.pop()
            if index - start <= _MAX_BRACKET:
                found.append((start, index))
    return sorted(found)


def _statement_in(text: str, start: int, end: int) -> Statement | None:
    inside = text[start + 1 : end].strip()
    after = text[end + 1 : end + 2]
    if _LABEL.match(inside):
        units, deadline = _fields(inside)
    elif _at_sentence_end(text, start, after) and (found := _bare_fields(inside)) is not None:
        units, deadline = found
    else:
        return None
    if not units and not deadline:
        return None
    closes = (
        after if after and after in _AFTER and text[max(0, start - _NEAR) : start].rstrip()[-1:] not in _STOPS else ""
    )
    return Statement(start, end + 1 + len(closes), units, deadline, closes)


def _at_sentence_end(text: str, start: int, after: str) -> bool:
    before = text[max(0, start - _NEAR) : start].rstrip()[-1:]
    return (before in _BEFORE and bool(before)) or not after or after in _AFTER or after == "\n"


def _bare_fields(inside: str) -> tuple[dict[Column, tuple[str, ...]], tuple[str, ...]] | None:
    """Units without a label, and the time that may follow them: （区财政局，9月底前）."""
    names, deadline = names_and_time(inside)
    return ({Column.UNITS: (names,)}, deadline) if _names_units(names) else None


def names_and_time(text: str) -> tuple[str, tuple[str, ...]]:
    """Names and the time that stands after or before them, if one does: 区财政局，9月底前完成，长期坚持."""
    start, end = 0, len(text)
    while (place := max(text.rfind(char, start, end) for char in _COMMAS)) > start and _is_time(text[place + 1 : end]):
        end = place
    if end == len(text):
        places = [place for char in _COMMAS if (place := text.find(char)) > 0]
        if places and _is_time(text[: min(places)]):
            start = min(places) + 1
    if start:
        return text[start:].strip(), (_unlabelled(text[: start - 1]),)
    time = _unlabelled(text[end + 1 :])
    return text[:end].strip(), (time,) if time else ()


def _is_time(text: str) -> bool:
    return deadline_like(_unlabelled(text)) and not all_units(text.strip())


def _unlabelled(text: str) -> str:
    """A time without 完成时限： before it."""
    text = text.strip()
    match = _LABEL.match(text) or _TIME_LABEL.match(text)
    return text[match.end() :].strip() if match and column_of(match.group()) is Column.DEADLINE else text


def _names_units(inside: str) -> bool:
    parts = re.split("[；;]", inside)
    return all(all_units(_without_verbs(part)) for part in parts if part.strip()) and len(inside) > 1


def _without_verbs(text: str) -> str:
    for verb in ("分别负责", "负责落实", "按职责分工负责", "按职责负责", "牵头", "配合", "负责"):
        text = text.replace(verb + "，", "、").replace(verb + ",", "、").replace(verb + "、", "、").removesuffix(verb)
    return text


def _labelled(text: str) -> Iterator[Statement]:
    """Runs of `责任单位：…` and `完成时限：…`; labels with nothing between them are one statement."""
    matches = list(_LABEL.finditer(text))
    index = 0
    while index < len(matches):
        start = matches[index].start()
        stop = index
        end = _value_end(text, matches, stop)
        while stop + 1 < len(matches) and not text[end : matches[stop + 1].start()].strip(_JOINTS):
            stop += 1
            end = _value_end(text, matches, stop)
        units, deadline = _fields(text[start:end])
        if units or deadline:
            yield Statement(start, end, units, deadline)
        index = stop + 1


def _value_end(text: str, matches: list[re.Match[str]], index: int) -> int:
    begin = matches[index].end()
    limit = matches[index + 1].start() if index + 1 < len(matches) else len(text)
    limit = min(limit, begin + _MAX_VALUE)
    stop = _VALUE_END.search(text, begin, limit)
    return stop.end() if stop else limit


def _fields(text: str) -> tuple[dict[Column, tuple[str, ...]], tuple[str, ...]]:
    units: dict[Column, tuple[str, ...]] = {}
    deadline: tuple[str, ...] = ()
    matches = list(_LABEL.finditer(text))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        value = _value(text[match.end() : end])
        kind = column_of(match.group())
        if not value:
            continue
        if kind in UNIT_COLUMNS:
            names, due = names_and_time(value)
            units[kind] = (*units.get(kind, ()), names)
            deadline = (*deadline, *due)
        elif kind is Column.DEADLINE:
            deadline = (*deadline, value)
    return units, deadline


def _value(text: str) -> str:
    """The words after a label without the punctuation that parts them from the next one."""
    value = text.strip().rstrip(_TRIM + "（(【[〔").lstrip(" \u3000\xa0")
    for opening, closing in _OPENERS.items():
        if value.count(opening) > value.count(closing):
            value += closing
    return value
