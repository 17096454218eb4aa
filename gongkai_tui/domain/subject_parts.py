"""A commit subject about one task taken apart, so that what was done shows where there is no room for all of it."""

from __future__ import annotations

import re
from typing import NamedTuple

_OF_ONE = re.compile(
    r"(?P<marks>(?:撤销：|重做：|（虚构）)*)"
    r"(?P<place>[^\s：]+ (?:第\d+项|x-[0-9a-z]+|\d{3}) )(?P<title>.*?)：(?P<done>.+)"
)
_OF_PROBLEM = re.compile(r"(?P<marks>(?:撤销：|重做：)*)[^\s：]+ (?P<done>问题 \S+ .*)")
_STATUS_OF_SEVERAL = re.compile(r"(?<=批量：)(\d+项) status\b")
_UNIT_OF_PROBLEM = re.compile(r"^问题 \S+ ([^：]*)：")
_UNIT_PLACES = (re.compile(r"^[^\s：]+ ([^\s：]+)"), re.compile(r"（([^（）]*(?:（[^（）]*）)?[^（）]*)）$"))


class SubjectParts(NamedTuple):
    """`撤销：`, `天桥2021 第17项 `, `财政信息` and `推进中 → 待核查（区财政局）`."""

    marks: str
    place: str
    title: str
    done: str


def subject_parts(subject: str) -> SubjectParts | None:
    """The parts of a subject about one task; None for every other."""
    found = _OF_ONE.fullmatch(subject)
    return SubjectParts(**found.groupdict()) if found else None


def without_task(subject: str) -> str:
    """The subject as it is read beside the task itself: plan, number and heading are left out."""
    found = _OF_ONE.fullmatch(subject) or _OF_PROBLEM.fullmatch(subject)
    return f"{found['marks']}{found['done']}" if found else subject


def in_words(text: str) -> str:
    """The subject as people read it: that of several tasks calls their status by its key."""
    return _STATUS_OF_SEVERAL.sub(r"\1 状态", text)


def about_in(subject: str) -> frozenset[str]:
    """What stands where a subject names the unit that it is about: `进展 区财政局：…`, `…（区财政局）`.

    Behind a step of a problem stands who took it, which tells nothing.
    """
    is_problem = _OF_PROBLEM.fullmatch(subject)
    if is_problem:
        return frozenset(_UNIT_OF_PROBLEM.findall(is_problem["done"]))
    parts = _OF_ONE.fullmatch(subject)
    return frozenset(found[1] for place in _UNIT_PLACES if parts and (found := place.search(parts["done"])))
