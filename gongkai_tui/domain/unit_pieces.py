"""Cut the cell of responsible units into pieces at its separators, brackets respected."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = dict(zip("（(〔[【", "）)〕]】", strict=True))
_CLOSING = frozenset(_OPENING.values())
CLAUSE_ENDS = frozenset("；;。")
"""Separators that end the reach of a role word."""
COMMAS = frozenset("，,")
"""Separators between groups of units."""
SPACE, AND = " ", "和"
"""Stand for white space, and for 和, 及, 会同, between two whole names."""
_SEPARATORS = frozenset("、/／|｜") | COMMAS | CLAUSE_ENDS
_LONGEST_END = 4
_LEVELS = ("区", "市", "县", "省", "各", "有关", "相关", "国家", "国网", "济南")
_NAME_END = re.compile(
    r"(?:[局委办部室厅院所处科队站社台馆园校行组会段店库厂点]|中心|政府|街道|[镇乡区县市州盟旗]|公司|集团|单位|机构|机关|企业|中学|小学|大学|学院"
    r"|电视|平台|基地|法人|专班|委员|公用|银行|保险|电力|燃气|热力|自来水|[）)〕\]】])$"
)
_WHOLE_BODY = re.compile(r"(?:[局委厅办]|办公室|中心|街道|办事处|部门|单位|集团|公司|支队|大队|政府)$")
_CUT_IN_OFFICE = re.compile(r"办 (?:公室|事处|公厅)|街道 办事处|(?:乡镇|区县|县区|市区) (?:人民)?政府")
"""A line wrap in the middle of one name."""
_BODY_BEFORE_LEVEL = re.compile(r"[部院处科行队社馆]$")
LABEL = re.compile(
    r"(?:主要|具体)?(?:(?P<lead>牵头|主办|主责)|(?P<support>配合|协办|协助|参与|支持)|责任|承办|落实|实施)"
    r"(?:责任)?(?:单位|部门|科室|处室)?[:：]"
)
"""Words such as 牵头单位： that give a role to all names behind them."""
_LABEL_STARTS = frozenset("主具牵配协参支责承落实")
_JOINED = re.compile(r"(?:会同|以及|[和及与])(?=[各区市县省]|有关|相关)|会同")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two separators, without white space."""

    text: str
    after: str
    """The separator before it: 、 between equals, ， for groups, ； for clauses, `SPACE`, `AND`; empty at first."""


def looks_whole(name: str) -> bool:
    """Tell whether `name` ends as names of bodies do; 市场监管 does not."""
    return _NAME_END.search(name) is not None


def cut(cell: str) -> tuple[Piece, ...]:
    """Cut `cell` at 、 ， ； and, where both sides are whole names, at white space or 和, 及, 会同.

    Separators inside brackets belong to the name. Takes time linear in the length of `cell`.
    """
    return tuple(
        Piece(name, AND if number else before)
        for text, separator in _between_separators(_unwrapped(cell.strip()))
        for part, before in _at_spaces(text, separator)
        for number, name in enumerate(_at_conjunctions(part))
    )


def _partners(text: str) -> dict[int, int]:
    """Map the place of each opening bracket to that of the one that closes it."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for place, char in enumerate(text):
        if char in _OPENING:
            waiting.append(place)
        elif char in _CLOSING and waiting and _OPENING[text[waiting[-1]]] == char:
            partners[waiting.pop()] = place
    return partners


def _unwrapped(text: str) -> str:
    if len(text) > 1 and text[0] in _OPENING and _partners(text).get(0) == len(text) - 1:
        return text[1:-1]
    return text


def _between_separators(text: str) -> list[tuple[str, str]]:
    """Cut at separators outside brackets: (text, separator before it)."""
    partners = _partners(text)
    parts: list[tuple[str, str]] = []
    start, place, separator = 0, 0, ""
    while place < len(text):
        place = partners.get(place, place)
        if text[place] in _LABEL_STARTS and (label := LABEL.match(text, place)):
            parts.append((text[start:place], separator))
            separator, start, place = "；", place, label.end()
            continue
        if text[place] in _SEPARATORS:
            parts.append((text[start:place], separator))
            separator, start = _stronger(text[place], separator if not text[start:place].strip() else ""), place + 1
        place += 1
    parts.append((text[start:], separator))
    return [(part, before) for part, before in parts if part.strip()]


def _stronger(separator: str, skipped: str) -> str:
    """Of two separators with nothing between them: one that divides clauses, else one that divides groups."""
    if not skipped:
        return separator
    return next((each for each in (skipped, separator) if each in CLAUSE_ENDS), "，")


def _at_spaces(text: str, separator: str) -> list[tuple[str, str]]:
    """Join what a line wrap cut; keep two whole names apart that white space divides: (text, separator before it)."""
    parts: list[tuple[str, str]] = []
    for word in text.split():
        if parts and not _divided(parts[-1][0], word):
            parts[-1] = (parts[-1][0] + word, parts[-1][1])
        else:
            parts.append((word, SPACE if parts else separator))
    return parts


def _divided(left: str, right: str) -> bool:
    if _CUT_IN_OFFICE.search(f"{left[-_LONGEST_END:]} {right[:_LONGEST_END]}"):
        return False
    begins_with_level = right.startswith(_LEVELS)
    if not _WHOLE_BODY.search(left[-_LONGEST_END:]):
        return begins_with_level and _BODY_BEFORE_LEVEL.search(left) is not None and looks_whole(right)
    if left.endswith("政府") or right.endswith("分局"):
        return begins_with_level and looks_whole(right)
    return looks_whole(right)


def _at_conjunctions(text: str) -> list[str]:
    names: list[str] = []
    start = 0
    for match in _JOINED.finditer(text):
        if _WHOLE_BODY.search(text[max(start, match.start() - _LONGEST_END) : match.start()]):
            names.append(text[start : match.start()])
            start = match.end()
    names.append(text[start:])
    return [name for name in names if name]
