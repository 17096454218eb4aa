"""A plan id proposed from the title, such as `tianqiao-2021`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from gongkai_tui.domain.pinyin import initials
from gongkai_tui.importing.place_names import SLUGS

if TYPE_CHECKING:
    from gongkai_tui.importing.draft import Draft

_YEAR: Final = re.compile(r"20\d{2}\s?年?度?")
_SUBJECT: Final = re.compile(
    r"(?:政府信息公开|政务公开|信息公开|重点工作|工作要点|工作计划|实施方案|工作方案|任务分解).*$"
)
_FOREIGN: Final = re.compile(r"[^a-z0-9]+")
_LONGEST: Final = 24
_FALLBACK: Final = "plan"


def suggest_plan_id(draft: Draft) -> str:
    """Id from place and year of the title; the initials of the place where it is not a known one."""
    return plan_id_of(draft.title, draft.issuer, draft.year or (draft.issued.year if draft.issued else None))


def plan_id_of(title: str, issuer: str, year: int | None) -> str:
    """Id of a plan of which no more is known."""
    words = unicodedata.normalize("NFKC", title)
    place = _place(words) or _place(issuer) or _spelled(words) or _spelled(issuer) or _FALLBACK
    return f"{place}-{year}" if year else place


def _place(words: str) -> str:
    found = [(words.rfind(name), name) for name in SLUGS if name in words]
    if not found:
        return ""
    name = max(found)[1]
    rest = _SUBJECT.sub("", words[words.rfind(name) + len(name) :])
    unit = _spelled(rest) if rest.endswith(("局", "委", "办", "街道", "镇", "中心", "街道办事处")) else ""
    return f"{SLUGS[name]}-{unit}" if unit else SLUGS[name]


def _spelled(words: str) -> str:
    """First pinyin letters of what stands before 政务公开."""
    bare = _SUBJECT.sub("", _YEAR.sub("", words)).removeprefix("关于印发").strip()
    return _FOREIGN.sub("", initials(bare).lower())[:_LONGEST]
