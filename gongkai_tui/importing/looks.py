"""What a person should look at in the words themselves: misprints are named, never mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gongkai_tui.importing.likening import bare
from gongkai_tui.importing.lines import is_finished

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gongkai_tui.domain.task import UnitRole
    from gongkai_tui.importing.outline import Node, Outline

_LATIN_AND: Final = re.compile(r"[\u4e00-\u9fff》”] ?and ?[\u4e00-\u9fff《“]")
_MIXED_NUMBER: Final = re.compile(r"第[一二三四五六七八九十]{1,3}\d{1,4}号")
_DATE: Final = re.compile(
    r"(?:\d{4} ?年 ?(?:年?底|年?末|\d{1,2} ?月(?:\d{1,2} ?日|底|末)?) ?前?|\d{1,2} ?月(?:底|\d{1,2} ?日) ?前|年底前)"
)
_PAST: Final = ("以来", "以后", "以前")
_SENTENCES: Final = re.compile(r"[^。；\n]{12,400}[。；]")
_LEAST_UNIT: Final = 4


def looks_of(requirement: str, *, closed: bool) -> list[str]:
    """Hints about one requirement; `closed` when requirements of this document end with a full stop."""
    hints: list[str] = []
    if _LATIN_AND.search(requirement):
        hints.append("文中夹有英文 and，可能应为“和”，请核对")
    mixed = _MIXED_NUMBER.search(requirement)
    if mixed:
        hints.append(f"文中“{mixed.group()}”中文与数字混写，可能是识别错误，请核对")
    if closed and requirement and not is_finished(requirement):
        hints.append("具体要求末尾没有句号，可能不完整，请核对")
    return hints


def date_in_text(requirement: str) -> str:
    """The first date with a duty that the text names, or empty."""
    for match in _DATE.finditer(requirement):
        after = requirement[match.end() : match.end() + 2]
        if any(word in match.group() for word in "底末前") and after not in _PAST:
            return match.group()
    return ""


def unlike_body(requirement: str, units: Iterable[UnitRole], node: Node, outline: Outline) -> str:
    """A hint when the body words the same task in another way, or empty."""
    if outline.holds(node, requirement):
        return ""
    for unit in units:
        if len(unit.unit) >= _LEAST_UNIT and unit.unit in requirement:
            without = requirement.replace(unit.unit, "")
            if any(outline.holds(node, part) and unit.unit in whole for whole, part in _pairs(requirement, unit.unit)):
                return f"文中夹有“{unit.unit}”，可能是责任单位栏的文字混入，请核对"
            if outline.holds(node, without):
                return f"文中夹有“{unit.unit}”，可能是责任单位栏的文字混入，请核对"
    place = node.section.number + (node.number if node.parent is not None else "")
    return f"文字与正文{place}不完全一致，请核对（以表格为准，未改动）"


def _pairs(requirement: str, unit: str) -> list[tuple[str, str]]:
    return [
        (part, part.replace(unit, ""))
        for part in re.split("[。，]", requirement)
        if unit in part and bare(part) != unit
    ]


def repeated_sentences(requirements: Sequence[str]) -> dict[int, int]:
    """Index of every requirement that repeats a sentence of an earlier one, and the index of that one."""
    seen: dict[str, int] = {}
    found: dict[int, int] = {}
    for index, requirement in enumerate(requirements):
        for sentence in _SENTENCES.findall(requirement):
            first = seen.setdefault(bare(sentence), index)
            if first != index:
                found.setdefault(index, first)
    return found
