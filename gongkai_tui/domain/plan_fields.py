"""The fields of a plan's head that people set, what they are called, and how their values are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.clock_events import read_day
from gongkai_tui.domain.folding import fold
from gongkai_tui.domain.plan import PlanState
from gongkai_tui.domain.settable import BadValue, read_confirmation, read_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from gongkai_tui.domain.plan import Plan

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_DISCLOSURES = ("主动公开", "依申请公开", "不予公开")
_EMPTY = frozenset({"", "无", "none", "-"})


class PlanField(NamedTuple):
    """One field of the head."""

    name: str
    """As in plan.yaml."""
    label: str
    aliases: tuple[str, ...] = ()


FIELDS: tuple[PlanField, ...] = (
    PlanField("title", "标题", ("名称",)),
    PlanField("issuer", "发文机关", ("机关", "印发机关")),
    PlanField("doc_number", "文号", ("发文字号",)),
    PlanField("issued", "印发日期", ("印发", "发文日期", "成文日期")),
    PlanField("year", "年度", ("计划年度", "年")),
    PlanField("disclosure", "公开属性", ("公开方式",)),
    PlanField("jurisdiction", "辖区"),
    PlanField("implements", "上级计划", ("落实",)),
    PlanField("follows", "上年计划", ("承接",)),
    PlanField("state", "状态"),
    PlanField("hints", "提示", ("待确认",)),
)
"""Every field that can be set, in the order of the file."""

_BY_NAME = {fold(word): field for field in FIELDS for word in (field.name, field.label, *field.aliases)}


class PlanContext(NamedTuple):
    """What values are checked against."""

    today: date
    plans: frozenset[str]
    jurisdictions: frozenset[str]


class PlanFieldChange(NamedTuple):
    """One field of the head, before and after, as people read it; empty where nothing stands."""

    name: str
    label: str
    old: str
    new: str


def plan_field(text: str) -> PlanField:
    """Return the field that `text` names in English or Chinese. Raises BadValue with the list."""
    field = _BY_NAME.get(fold(text.strip()))
    if field is None:
        known = "、".join(f"{each.label}({each.name})" for each in FIELDS)
        raise BadValue(f"计划没有“{text.strip()}”这个可改的字段。可用：{known}。")
    return field


def with_fields(plan: Plan, assignments: Mapping[str, str], context: PlanContext) -> Plan:
    """Return the plan with fields set from what a person typed; 无 empties one.

    Raises BadValue, naming the field, where a value cannot be understood or a field is named twice.
    """
    values: dict[str, object] = {}
    for typed, text in assignments.items():
        field = plan_field(typed)
        if field.name in values:
            raise BadValue(f"{field.label}（{field.name}）写了两次。")
        try:
            values[field.name] = _READERS[field.name](text.strip(), plan, context)
        except BadValue as refused:
            raise BadValue(f"{field.label}（{field.name}）：{refused}") from None
    return replace(plan, **values)  # type: ignore[arg-type]  # each reader gives what its field holds


def plan_field_text(plan: Plan, name: str) -> str:
    """Return the value of a field as people read it."""
    value = getattr(plan, name)
    if name == "hints":
        return "；".join(value)
    return "" if value is None else str(value)


def plan_field_changes(old: Plan, new: Plan) -> tuple[PlanFieldChange, ...]:
    """Return the settable fields that differ."""
    pairs = ((field, plan_field_text(old, field.name), plan_field_text(new, field.name)) for field in FIELDS)
    return tuple(PlanFieldChange(field.name, field.label, was, now) for field, was, now in pairs if was != now)


def _title(text: str, _plan: Plan, _context: PlanContext) -> str:
    return read_line(text, "标题", required=True)


def _line(text: str, _plan: Plan, _context: PlanContext) -> str:
    return "" if fold(text) in _EMPTY else read_line(text, "内容")


def _issued(text: str, _plan: Plan, context: PlanContext) -> date | None:
    if fold(text) in _EMPTY:
        return None
    day = read_day(text, context.today)
    if day is None:
        raise BadValue(f"“{text}”不是一个日期，请写成 2022-05-20 的样子，或“无”")
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadValue(f"{day.year} 年不像真的，请核对")
    refuse_issued_ahead(day, context.today)
    return day


def refuse_issued_ahead(day: date, today: date) -> None:
    """Refuse an issue date that has not come; raises BadValue."""
    if day > today:
        raise BadValue(f"{day.isoformat()} 晚于今天（{today.isoformat()}），请核对")


def _year(text: str, _plan: Plan, _context: PlanContext) -> int:
    word = fold(text).removesuffix("年度").removesuffix("年")
    if not (word.isascii() and word.isdecimal() and _FIRST_YEAR <= int(word[:5]) <= _LAST_YEAR):
        raise BadValue(f"“{text}”不是年度，请写 {_FIRST_YEAR} 到 {_LAST_YEAR} 的数字，如 2022")
    return int(word)


def _disclosure(text: str, _plan: Plan, _context: PlanContext) -> str:
    if fold(text) in _EMPTY:
        return ""
    if text not in _DISCLOSURES:
        raise BadValue(f"没有“{text}”，可用：{'、'.join(_DISCLOSURES)}、无")
    return text


def _state(text: str, _plan: Plan, _context: PlanContext) -> PlanState:
    try:
        return PlanState(text)
    except ValueError:
        raise BadValue(f"没有“{text}”，可用：{'、'.join(PlanState)}") from None


def _hints(text: str, _plan: Plan, _context: PlanContext) -> tuple[str, ...]:
    read_confirmation(text)
    return ()


def _jurisdiction(text: str, _plan: Plan, context: PlanContext) -> str:
    if fold(text) in _EMPTY:
        return ""
    if text not in context.jurisdictions:
        known = "、".join(sorted(context.jurisdictions)) or "一个也没有"
        raise BadValue(f"units/ 里没有 {text}；现有：{known}")
    return text


def _other_plan(text: str, plan: Plan, context: PlanContext) -> str:
    if fold(text) in _EMPTY:
        return ""
    if text == plan.id:
        raise BadValue("不能是这份计划自己")
    if text not in context.plans:
        raise BadValue(f"没有计划 {text}；现有：{'、'.join(sorted(context.plans - {plan.id})) or '一份也没有'}")
    return text


_READERS: dict[str, Callable[[str, Plan, PlanContext], object]] = {
    "title": _title,
    "issuer": _line,
    "doc_number": _line,
    "issued": _issued,
    "year": _year,
    "disclosure": _disclosure,
    "jurisdiction": _jurisdiction,
    "implements": _other_plan,
    "follows": _other_plan,
    "state": _state,
    "hints": _hints,
}
