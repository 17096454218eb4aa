"""Read the cell of responsible units into units with roles, and say what a person should look at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from gongkai_tui.domain.collective import is_collective
from gongkai_tui.domain.task import Role, UnitRole
from gongkai_tui.domain.unit_pieces import CLAUSE_ENDS, COMMAS, SPACE, Piece, cut, looks_whole
from gongkai_tui.domain.unit_words import Words, take_apart

LONGEST_NAME = 40
"""Characters; anything longer is rather a sentence than a name."""
LONGEST_CELL = 20_000
"""Characters that are read; no list of units is longer."""
_NOTHING = frozenset("-－—–/／\\*·") | {"——", "无", "暂无", "待定"}
_SHARED_ALL = re.compile(
    r"(?:[镇乡区县市村旗]|乡镇|镇街|街道办?|区县)(?:（[^（）]{1,12}）|\([^()]{1,12}\))?(?:人民政府|政府|办事处)?"
    r"|单位|部门|(?:直属)?机构|企业|(?:企?事业|直属)单位|国有企业|园区|功能区|科室|处室|村居"
)
"""Second halves of a collective whose 各 stands once: 各部门、单位; 各市、县（市、区）人民政府."""
_STATE_ORGANS = re.compile(r"(?:政府各部门|各部委|各委办局|各组成部门)$")
_EVERYBODY = re.compile(r"各(?:有关|相关)?部门")
_WITH_LEVEL = re.compile(r"^[区市县省](?!场)")
_WITHOUT_LEVEL = re.compile(r"^[^区市县省]{2,}[局委厅]$")
_LONGEST_ORGAN = 12
_OWN_ROLE = (("role", "bracketed"),)
"""Marks a unit whose role stands in brackets behind its name while a cell is being read."""
_RANK = {Role.LEAD: 2, Role.RESPONSIBLE: 1, Role.SUPPORT: 0}


@dataclass(frozen=True, slots=True)
class UnitCellReading:
    """Who is named in a cell."""

    units: tuple[UnitRole, ...]
    """In the order of the cell; 等有关部门 is a unit 有关部门 of its own."""
    hints: tuple[str, ...] = ()
    """What a person should look at, in Chinese."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    units: list[UnitRole] = field(default_factory=list)
    waiting: int = 0
    """Place in `units` of the first name that a later role word may still cover."""
    label: Role | None = None
    in_scope: bool = False
    """The piece just read ends with what a role is limited to."""
    hints: list[str] = field(default_factory=list)

    def settle(self, role: Role | None = None, scope: str | None = None) -> None:
        """Give the waiting names their role; one that has its own (in brackets) keeps it."""
        given = role or self.label or Role.RESPONSIBLE
        for place in range(self.waiting, len(self.units)):
            unit = self.units[place]
            if unit.extra != _OWN_ROLE:
                self.units[place] = replace(unit, role=given, scope=scope)
        self.waiting = len(self.units)


def read_unit_cell(raw: str) -> UnitCellReading:
    """Read a cell such as 区财政局牵头，有关部门配合，各街道办事处; never raises, blank gives no units and no hints.

    A role word covers the names before it, back to the role word or ； before; names without one are 责任. Names are
    given as printed, without white space; no name is ever completed or invented, except the open group of 等部门.
    """
    if raw.strip() in _NOTHING:
        return UnitCellReading(())
    pieces = _with_shared_all(cut(raw[:LONGEST_CELL]))
    reading = _Reading()
    if len(raw) > LONGEST_CELL:
        reading.hints.append(f"责任单位文字过长，只看了前{LONGEST_CELL}字")
    for piece in pieces:
        _read_piece(piece, reading)
    reading.settle()
    units = _each_once(reading)
    hints = (*reading.hints, *_name_hints(units), *_lead_hints(pieces, units))
    return UnitCellReading(units, tuple(dict.fromkeys(hints)))


def _with_shared_all(pieces: tuple[Piece, ...]) -> list[Piece]:
    """Join what one 各 covers: 各部门、单位 is one collective."""
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None and piece.after == "、" and _continues(before.text, piece.text):
            joined[-1] = replace(before, text=f"{before.text}、{piece.text}")
        else:
            joined.append(piece)
    return joined


def _continues(before: str, text: str) -> bool:
    words = take_apart(text)
    if "各" not in before or take_apart(before).role is not None:
        return False
    if _SHARED_ALL.fullmatch(words.name):
        return True
    return words.name.startswith("各直属机构") and _STATE_ORGANS.search(before[-_LONGEST_ORGAN:]) is not None


def _read_piece(piece: Piece, reading: _Reading) -> None:
    if piece.after and piece.after in CLAUSE_ENDS:
        reading.settle()
    words = take_apart(piece.text)
    if piece.after == SPACE:
        reading.hints.append(f"“{_short(piece.text)}”前只有空格，按另一个单位读，请核对")
    if words.label is not None:
        reading.settle()
        reading.label = words.label
    if _goes_on_with_scope(piece, words, reading):
        last = reading.units[-1]
        reading.units[-1] = replace(last, scope=f"{last.scope}{piece.after}{piece.text}")
        return
    reading.units += _named(words)
    reading.in_scope = bool(words.name and words.scope) and piece.text.endswith(words.scope or "")
    if words.role is not None and not words.only_here:
        reading.settle(words.role, words.scope)


def _goes_on_with_scope(piece: Piece, words: Words, reading: _Reading) -> bool:
    """Tell whether a piece still belongs to the scope before it (办公室牵头会议公开、政策公开)."""
    continues = reading.in_scope and piece.after == "、" and words.role is None and words.label is None
    return continues and bool(reading.units and reading.units[-1].scope) and not looks_whole(words.name)


def _named(words: Words) -> list[UnitRole]:
    names = [words.name] if words.name and not words.name.isdigit() else []
    if words.open_tail:
        names.append(words.open_tail)
    if words.only_here and words.role is not None:
        return [UnitRole(name, words.role, extra=_OWN_ROLE) for name in names]
    return [UnitRole(name) for name in names]


def _each_once(reading: _Reading) -> tuple[UnitRole, ...]:
    """Keep each name once, with its strongest role."""
    kept: dict[str, UnitRole] = {}
    for unit in reading.units:
        plain = replace(unit, extra=())
        if unit.unit not in kept:
            kept[unit.unit] = plain
            continue
        reading.hints.append(f"“{_short(unit.unit)}”写了不止一次，请核对")
        if _RANK[plain.role] > _RANK[kept[unit.unit].role]:
            kept[unit.unit] = plain
    return tuple(kept.values())


def _name_hints(units: tuple[UnitRole, ...]) -> list[str]:
    hints = []
    has_level = any(_WITH_LEVEL.search(unit.unit) and not is_collective(unit.unit) for unit in units)
    for unit in units:
        name = unit.unit
        if len(name) > LONGEST_NAME:
            hints.append(f"“{_short(name)}”像一句话，不像单位名称，请核对")
        elif is_collective(name):
            continue
        elif not looks_whole(name):
            hints.append(f"“{name}”像是没有写全的单位名称，请核对，不替文件补字")
        elif has_level and _WITHOUT_LEVEL.search(name):
            hints.append(f"“{name}”前可能省写了“区”“市”一类的级别，请核对")
    return hints


def _lead_hints(pieces: list[Piece], units: tuple[UnitRole, ...]) -> list[str]:
    leads = [unit for unit in units if unit.role is Role.LEAD]
    if covered := [unit.unit for unit in leads if is_collective(unit.unit) and len(leads) > 1]:
        return [f"“牵头”前的单位里有“{_short(covered[0])}”，请核对是否都牵头"]
    comma = next((number for number, piece in enumerate(pieces) if piece.after and piece.after in COMMAS), 0)
    first, rest = pieces[:comma], pieces[comma:]
    if leads or not first or any(is_collective(piece.text) or "等" in piece.text for piece in first):
        return []
    if any(_EVERYBODY.search(piece.text) and "关" not in piece.text for piece in rest):
        return [f"“{_short(first[-1].text)}”单列在“{_short(rest[0].text)}”之前，可能漏印“牵头”，请核对"]
    return []


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME // 2 else text[: LONGEST_NAME // 2] + "……"
