"""A change of recurring duties by which records count no more, or for something else: said before it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gongkai_tui.domain.acting_units import Parts, assignment_in_task
from gongkai_tui.domain.leaving_units import changes_units
from gongkai_tui.domain.occurrences import acts_in, duty_of, is_of_its_unit, what_key
from gongkai_tui.domain.recurring_words import duty_words, recurring_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gongkai_tui.domain.task import Recurring, Task
    from gongkai_tui.usecases.change_tasks import Drafted
    from gongkai_tui.usecases.plan_units import PlanUnits

_TO_NAME = "写明是什么"


def recurring_cautions(known: PlanUnits, drafts: Iterable[Drafted]) -> Iterator[str]:
    """What to say of changes of recurring duties, and of who does them; a sentence for each thing."""
    for draft in drafts:
        if not (draft.before.recurring or draft.after.recurring):
            continue
        parts = Parts(assignment_in_task(draft.after), known.of_plan(draft.after.plan))
        if draft.before.recurring != draft.after.recurring:
            yield from _of_duties(draft.before, draft.after)
            yield from _of_records(draft.before, draft.after, parts)
        if changes_units(draft.before, draft.after):
            yield from _of_doers(draft.after, parts)


def _of_doers(after: Task, parts: Parts) -> Iterator[str]:
    """That the unit which does a duty for all acts no more."""
    for duty in after.recurring:
        if duty.unit and not parts.acts(parts.name(duty.unit)):
            yield (
                f"{after.id} 的周期“{duty_words(duty)}”由{duty.unit}承担，它不再是这项任务的责任单位，"
                "这个周期就没有单位要做了；要接着做的，改写周期，或留下这个单位"
            )


def _of_duties(before: Task, after: Task) -> Iterator[str]:
    """That duties are replaced, with what to type to keep both; who types 无 means it."""
    left_out = [duty for duty in before.recurring if not any(_is_same(duty, other) for other in after.recurring)]
    if left_out and after.recurring:
        both = [replace(duty, what=duty.what or _TO_NAME) for duty in (*left_out, *after.recurring)]
        yield (
            f"{after.id} 原有的周期“{recurring_words(left_out)}”将不再保留；"
            f"都要的，用“；”分开写在一起：“{recurring_words(both)}”"
        )


def _is_same(one: Recurring, other: Recurring) -> bool:
    """Whether two versions of a duty are of the same thing; one without a name is told by who does it."""
    return what_key(one.what) == what_key(other.what) and (
        bool(one.what) or (one.per, one.unit) == (other.per, other.unit)
    )


def _of_records(before: Task, after: Task, parts: Parts) -> Iterator[str]:
    counted = [(entry, duty) for entry in acts_in(before) if (duty := duty_of(entry, before.recurring)) is not None]
    lost = [entry for entry, _ in counted if duty_of(entry, after.recurring) is None]
    if lost:
        names = "、".join(dict.fromkeys(entry.what or "没有写是哪一种" for entry in lost))
        yield f"{after.id} 已记的 {len(lost)} 条完成次数（{names}）将不再计入任何一种周期；名称不变才接着算"
    others = [
        entry
        for entry, was in counted
        if (duty := duty_of(entry, after.recurring)) is not None
        and is_of_its_unit(entry, was, parts)
        and not is_of_its_unit(entry, duty, parts)
    ]
    if others:
        whose = "、".join(dict.fromkeys(entry.unit or "" for entry in others))
        yield f"{after.id} 已记的 {len(others)} 条完成次数是{whose}的，周期改由别的单位做，将不再计入"
    for duty in after.recurring:
        moved = [was for entry, was in counted if not entry.what and duty_of(entry, after.recurring) == duty]
        if moved and what_key(moved[0].what) != what_key(duty.what):
            yield f"{after.id} 已记的 {len(moved)} 条完成次数没有写是哪一种，将算作{duty_words(duty)}"
