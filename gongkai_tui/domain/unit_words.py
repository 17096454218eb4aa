"""Role words and open endings in the cell of responsible units: 牵头, 配合, 负责落实, 等有关部门."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai_tui.domain.task import Role
from gongkai_tui.domain.unit_pieces import LABEL, looks_whole

_VERB = re.compile(r"牵头|主办|主责|配合|协助|协办|协同|参与|支持|负责|抓好|承办|办理|参照执行|落实|组织实施")
_ROLES = {
    **dict.fromkeys(("牵头", "主办", "主责"), Role.LEAD),
    **dict.fromkeys(("配合", "协助", "协办", "协同", "参与", "支持"), Role.SUPPORT),
}
_ADVERB = re.compile(
    r"(?:按(?:照)?(?:各自)?(?:的)?(?:工作)?职责(?:分工)?|分别|共同|具体|联合|各自|统筹|分工|积极|密切|认真|抓紧)$"
)
_VERB_ENDING = re.compile(
    r"(?:负责|落实|实施|推进|组织|执行|办理|参与|配合|抓好|完成|推动|单位|部门|责任|工作|分工|即可)*"
)
_BODIES = re.compile(r"单位|部门|机构|主体|科室|处室")
"""After a role word without a name before it: 各承办单位 and 牵头部门 are names."""
_REMARK = re.compile(r"[（(](?:以上|上述|均|按|由)[^（()）]{0,30}[）)]$")
_BRACKETED_ROLE = re.compile(r"[（(\[【](?P<verb>牵头|主办|主责|配合|协助|协办|参与|负责|责任)(?:单位|部门)?[）)\]】]$")
_OPEN_TAIL = re.compile(
    r"等(?:[0-9一二三四五六七八九十几多]{1,3}个?)?(?P<noun>(?:[区市县省]政府)?(?:各?(?:有关|相关))?(?:职能|责任|成员|市直|区直|县直|市级|区级)?"
    r"(?:部门和单位|部门|单位|街道办事处|街道|镇街|乡镇|科室|处室|企业|机构)?)$"
)
_NUMBERING = re.compile(r"(?:[0-9]{1,2}[.．)）]|[（(][0-9]{1,2}[)）]|[①-⑳])")
_TOGETHER = "会同"
_LEADING_WORDS = ("由", "请")
LONGEST_PIECE = 200
"""Characters; a longer piece is a sentence and is not taken apart."""
_LONGEST_TAIL = 16


@dataclass(frozen=True, slots=True)
class Words:
    """One piece of a cell, taken apart."""

    name: str
    """Name of a unit or group; empty where the piece only holds a role word."""
    role: Role | None = None
    """Role that a verb in the piece gives; None without a verb."""
    only_here: bool = False
    """The role stands in brackets behind the name, so it is that name's alone."""
    label: Role | None = None
    """Role that a label before the name (牵头单位：) gives to all that follows."""
    scope: str | None = None
    """What stands behind the verb: the part that the role is limited to."""
    open_tail: str = ""
    """Name of the open group that 等有关部门 stands for."""


def take_apart(piece: str) -> Words:
    """Take the name, the role word and the open ending out of one `piece` without white space."""
    if len(piece) > LONGEST_PIECE:
        return Words(piece)
    label, text = _label(piece)
    text = _REMARK.sub("", _without_numbering(text))
    if bracketed := _BRACKETED_ROLE.search(text[-_LONGEST_TAIL:]):
        name, tail = _open_tail(text[: len(text) - len(bracketed.group())])
        role = _ROLES.get(bracketed.group("verb"), Role.RESPONSIBLE)
        return Words(name, role, only_here=True, label=label, open_tail=tail)
    if text.startswith(_TOGETHER):
        helper = take_apart(text[len(_TOGETHER) :])
        return Words(helper.name, Role.SUPPORT, only_here=True, label=label, open_tail=helper.open_tail)
    verb = _first_verb(text)
    if verb is None:
        name, tail = _open_tail(_without_adverbs(text))
        return Words(name, label=label, open_tail=tail)
    name, tail = _open_tail(_without_adverbs(text[: verb.start()]))
    role = _ROLES.get(verb.group(), Role.RESPONSIBLE)
    return Words(name, role, label=label, scope=_scope(text[verb.end() :]) or None, open_tail=tail)


def _label(piece: str) -> tuple[Role | None, str]:
    match = LABEL.match(piece)
    if match is None:
        return None, piece
    role = Role.LEAD if match.group("lead") else Role.SUPPORT if match.group("support") else Role.RESPONSIBLE
    return role, piece[match.end() :]


def _without_numbering(text: str) -> str:
    if match := _NUMBERING.match(text):
        text = text[match.end() :]
    return text[1:] if text.startswith(_LEADING_WORDS) else text


def _without_adverbs(text: str) -> str:
    while adverb := _ADVERB.search(text[-_LONGEST_TAIL:]):
        text = text[: len(text) - len(adverb.group())]
    return text


def _scope(after: str) -> str:
    return "" if _VERB_ENDING.fullmatch(after) else after


def _first_verb(text: str) -> re.Match[str] | None:
    """Find the first role word that is not part of a name (区政府督查落实办公室 has none)."""
    for match in _VERB.finditer(text):
        if _is_inside_brackets(text[: match.start()]):
            continue
        before, after = _without_adverbs(text[: match.start()]), _scope(text[match.end() :])
        if _BODIES.fullmatch(text[match.end() :]) and not looks_whole(before):
            continue
        if not after or looks_whole(before) or (not before and not looks_whole(after)):
            return match
    return None


def _is_inside_brackets(before: str) -> bool:
    return sum(map(before.count, "（(〔[【")) > sum(map(before.count, "）)〕]】"))


def _open_tail(text: str) -> tuple[str, str]:
    """Cut 等有关部门 off: (name, name of the open group)."""
    end = text[-_LONGEST_TAIL:]
    match = _OPEN_TAIL.search(end)
    if match is None:
        return text, ""
    name, noun = text[: len(text) - len(end) + match.start()], match.group("noun")
    if "有关" in noun or "相关" in noun:
        return name, noun
    return name, "有关" + (noun or "部门")
