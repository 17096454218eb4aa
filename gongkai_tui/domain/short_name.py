"""Short names for subjects and narrow columns."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.plan import Plan

_DIGITS = frozenset("0123456789")
_LEVELS = "省市区县旗州盟镇乡"
_SUFFIXES = (
    "经济技术开发区",
    "高新技术产业开发区",
    "经济开发区",
    "经济区",
    "开发区",
    "高新区",
    "新区",
    "街道",
)
_MIN_PLACE = 2
_MAX_PLACE = 6


@lru_cache(maxsize=4_096)
def plan_short_name(title: str, plan_id: str) -> str:
    """Return place and year of a plan (`天桥2021` for 2021年济南市天桥区政务公开工作要点), else the plan id.

    The place is the last one before 政务公开 or 政府信息公开, without its level: 济南市天桥区 gives 天桥.
    """
    plain = "".join(title.split())
    year, rest = _take_year(plain)
    place = _place(rest)
    return f"{place}{year}" if year and place else plan_id


def short_name(plan: Plan) -> str:
    """Return the short name of a plan."""
    return plan_short_name(plan.title, plan.id)


def short_names(plans: Mapping[str, Plan]) -> dict[str, str]:
    """Return the short names by plan id."""
    return {plan_id: short_name(plan) for plan_id, plan in plans.items()}


def one_line(text: str, limit: int) -> str:
    """Return text from data on one line, without control or direction characters, cut to `limit` characters."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    words = " ".join(printable.split())
    return words if len(words) <= limit else words[: limit - 1] + "…"


def _take_year(title: str) -> tuple[str, str]:
    for at in range(len(title) - 4):
        year = title[at : at + 4]
        if _DIGITS.issuperset(year) and title[at + 4] in "年度":
            after = title[at + 4 :].removeprefix("年").removeprefix("度")
            return year, title[:at] + after
    return "", title


def _place(rest: str) -> str:
    ends = [at for mark in ("政务公开", "政府信息公开") if (at := rest.find(mark)) >= 0]
    words = rest[: min(ends)] if ends else ""
    words = words.removesuffix("人民政府办公厅").removesuffix("人民政府办公室").removesuffix("人民政府")
    core = _without_level(words)
    last = max((core.rfind(level) for level in _LEVELS), default=-1)
    place = core[last + 1 :] if len(core) - last > _MIN_PLACE else core[max(last, 0) :]
    return place if _MIN_PLACE <= len(place) <= _MAX_PLACE else ""


def _without_level(words: str) -> str:
    for suffix in _SUFFIXES:
        if words.endswith(suffix) and len(words) >= len(suffix) + _MIN_PLACE:
            return words.removesuffix(suffix)
    return words[:-1] if len(words) > _MIN_PLACE and words[-1] in _LEVELS else words
