"""联络员 and 分管领导 of a unit: who is responsible on a day, 交接 from one to the next, 备案."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.folding import fold, fold_unspaced
from gongkai_tui.domain.registry import has_left, serves
from gongkai_tui.domain.settable import read_line
from gongkai_tui.domain.unit import Contact, Duty
from gongkai_tui.domain.wording import told_in, using

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gongkai_tui.domain.unit import Jurisdiction, Unit

_MOBILE = re.compile(r"(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\-－—.()（）]+(?=\d)")
_EMAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\"]+")


class ContactRefused(GongkaiError):
    """A contact that may not be entered or handed over so."""


@dataclass(frozen=True, slots=True)
class Handover:
    """交接 of one duty from a person to the next."""

    old: str
    new: str
    on: date
    """Last day of the old one, first day of the new one."""
    email: str = ""
    """Of the new one; not needed where that person is entered already."""
    filed: date | None = None
    """备案 date of the change."""
    duty: Duty | None = None
    """Which duty, where the old one has several."""


def is_responsible(contact: Contact, day: date) -> bool:
    """Tell whether a person answers for the unit on a day; on the day of 交接 it is the new one alone."""
    return serves(contact, day) and not has_left(contact, day)


def with_contact(jurisdiction: Jurisdiction, unit_name: str, contact: Contact) -> Jurisdiction:
    """Return the units with one more person.

    Raises:
        ContactRefused: name, e-mail or days cannot be so, or the person has the duty already.
        BadValue: name or e-mail is no line of text.
    """
    _refuse_bad(contact)
    return _changed(jurisdiction, unit_name, lambda unit: _entered(unit, contact))


def handed_over(jurisdiction: Jurisdiction, unit_name: str, handover: Handover) -> Jurisdiction:
    """Return the units after a 交接: the old person ends, the new one begins on the same day.

    One that was recorded is corrected by recording it again: both days go with it. Of one who left before anybody was
    there to take over the last day stays.

    Raises:
        ContactRefused: there is no such person in office, or the new one cannot be entered.
        BadValue: the new name or e-mail is no line of text.
    """

    def change(unit: Unit) -> Unit:
        old = _leaving(unit, handover.old, handover.on, handover.duty, successor=handover.new)
        if is_called(old, handover.new):
            raise ContactRefused(f"{unit.name} 的交接对象就是 {old.name} 本人，没有保存；请写接任的人")
        left_before = old.until is not None and not old.handed_over_to and old.until <= handover.on
        ended = replace(old, until=old.until if left_before else handover.on, handed_over_to=handover.new)
        rest = replace(unit, contacts=tuple(ended if each is old else each for each in unit.contacts))
        return _taken_over(rest, handover, old)

    return _changed(jurisdiction, unit_name, change)


def departed(jurisdiction: Jurisdiction, unit_name: str, name: str, on: date, duty: Duty | None) -> Jurisdiction:
    """Return the units after a person has left whom nobody succeeds yet.

    Raises:
        ContactRefused: there is no such person in office.
    """

    def change(unit: Unit) -> Unit:
        old = _leaving(unit, name, on, duty)
        if old.until is not None and old.handed_over_to:
            raise ContactRefused(f"{unit.name} 的 {old.name} 已交接给{old.handed_over_to}，没有改成离任")
        left = replace(old, until=on, handed_over_to="")
        return replace(unit, contacts=tuple(left if each is old else each for each in unit.contacts))

    return _changed(jurisdiction, unit_name, change)


def filed_on(jurisdiction: Jurisdiction, unit_name: str, name: str, day: date) -> Jurisdiction:
    """Return the units with the 备案 date of a person, in every duty that the person had taken up by then.

    Raises:
        ContactRefused: the unit has no such person, or the person came later.
    """

    def change(unit: Unit) -> Unit:
        if not any(is_called(each, name) for each in unit.contacts):
            raise ContactRefused(f"{unit.name} 没有联系人 {name}；{_people_in_words(unit, day)}")
        since = [each.since for each in unit.contacts if is_called(each, name)]
        if all(first is not None and first > day for first in since):
            raise ContactRefused(f"{unit.name} 的 {name} {min(filter(None, since))} 才到任，不能在 {day} 备案")
        return replace(
            unit,
            contacts=tuple(
                replace(c, filed=day) if is_called(c, name) and not (c.since and c.since > day) else c
                for c in unit.contacts
            ),
        )

    return _changed(jurisdiction, unit_name, change)


def open_changes(unit: Unit) -> Iterator[tuple[Contact, str]]:
    """Yield each person who left without a complete 交接, with what is missing.

    A change counts as filed by the 备案 date of the successor, or by one of the person who left that is not from the
    time in office: that one filed the appointment.
    """
    for contact in unit.contacts:
        if contact.until is None:
            continue
        missing = [] if contact.handed_over_to else ["交接对象"]
        if _lacks_filing(unit, contact):
            missing.append("备案日期")
        if missing:
            yield contact, "、".join(missing)


def unfiled(unit: Unit) -> tuple[Contact, ...]:
    """Return who stands for a change that nobody has filed: who took over, or who left and handed over to nobody."""
    changes = [each for each in unit.contacts if each.until is not None and _lacks_filing(unit, each)]
    found = (heir for each in changes for heir in (_heirs(unit, each) if each.handed_over_to else (each,)))
    return tuple(dict.fromkeys(found))


def _lacks_filing(unit: Unit, left: Contact) -> bool:
    is_filed = left.filed is not None and left.until is not None and left.filed >= left.until
    return not is_filed and not any(heir.filed for heir in _heirs(unit, left))


def _heirs(unit: Unit, left: Contact) -> tuple[Contact, ...]:
    return tuple(c for c in unit.contacts if is_called(c, left.handed_over_to) and c.duty is left.duty)


def overlaps(unit: Unit) -> Iterator[tuple[Contact, Contact]]:
    """Yield each pair of 联络员 who serve at the same time, the earlier first; the day of a 交接 may be shared."""
    liaisons = sorted((c for c in unit.contacts if c.duty is Duty.LIAISON), key=_begin)
    for one, other in combinations(liaisons, 2):
        if _begin(other) < min(_end(one), _end(other)):
            yield one, other


def has_liaison(unit: Unit, day: date) -> bool:
    """Tell whether somebody is 联络员 on a day."""
    return any(contact.duty is Duty.LIAISON and serves(contact, day) for contact in unit.contacts)


def gaps(unit: Unit) -> Iterator[tuple[Contact, Contact]]:
    """Yield each person who handed over with the successor, where that one began later than the day after."""
    for contact in unit.contacts:
        if contact.until is None or not contact.handed_over_to:
            continue
        until = contact.until
        heirs = [c for c in unit.contacts if c.duty is contact.duty and is_called(c, contact.handed_over_to)]
        follow = [c for c in heirs if _end(c) > until]
        first = min(follow, key=_begin, default=None)
        if first is not None and _begin(first) > until + timedelta(days=1):
            yield contact, first


def is_called(contact: Contact, name: str) -> bool:
    """Tell whether a person bears a name, however it is spaced."""
    return _named(contact.name, name)


def _named(one: str, other: str) -> bool:
    return fold_unspaced(one) == fold_unspaced(other)


def is_mobile_number(text: str) -> bool:
    """Tell whether a mobile number stands in a text, also with blanks or dashes in it or in full width."""
    return _MOBILE.search(_BETWEEN_DIGITS.sub("", fold(text))) is not None


def _begin(contact: Contact) -> date:
    return contact.since or date.min


def _end(contact: Contact) -> date:
    return contact.until or date.max


def _changed(jurisdiction: Jurisdiction, unit_name: str, change: Callable[[Unit], Unit]) -> Jurisdiction:
    return replace(
        jurisdiction,
        units=tuple(change(unit) if unit.name == unit_name else unit for unit in jurisdiction.units),
    )


def _entered(unit: Unit, contact: Contact) -> Unit:
    for each in unit.contacts:
        same = is_called(each, contact.name) and each.duty is contact.duty
        if same and (each.until is None or contact.since is None or each.until > contact.since):
            raise ContactRefused(f"{unit.name} 的{each.duty}已经有 {each.name}，没有重复登记")
    return replace(unit, contacts=(*unit.contacts, contact))


def _taken_over(unit: Unit, handover: Handover, old: Contact) -> Unit:
    """The new person is entered, or was already and only gets the day of the 交接 and the 备案 date."""
    for each in unit.contacts:
        if is_called(each, handover.new) and each.duty is old.duty and each.until is None:
            if handover.email and fold(handover.email) != fold(each.email):
                raise ContactRefused(f"{each.name} 已登记的邮箱是 {each.email}，与 {handover.email} 不同，请核对")
            begins_with_it = each.since is not None and (each.since > handover.on or each.since == old.until)
            since = handover.on if begins_with_it else each.since
            known = replace(each, since=since, filed=handover.filed or each.filed)
            return replace(unit, contacts=tuple(known if c is each else c for c in unit.contacts))
    new = Contact(handover.new, handover.email, old.duty, since=handover.on, filed=handover.filed)
    _refuse_bad(new)
    return _entered(unit, new)


def _leaving(unit: Unit, name: str, on: date, duty: Duty | None, *, successor: str = "") -> Contact:
    """The person who hands over to a successor, or leaves without one."""
    found = [
        each
        for each in unit.contacts
        if is_called(each, name)
        and each.duty == (duty or each.duty)
        and (each.until is None or each.until > on or not each.handed_over_to or _named(each.handed_over_to, successor))
    ]
    act = "交接" if successor else "离任"
    if not found:
        raise ContactRefused(f"{unit.name} 没有在任的联系人 {name}；{_people_in_words(unit, on)}")
    if len(found) > 1:
        duties = "、".join(each.duty for each in found)
        tell = using(inputs.CONTACT_DUTY, f"写明{act}哪一项")
        raise ContactRefused(f"{unit.name} 的 {name} 同时是{duties}；请{tell}")
    since = found[0].since
    if since is not None and on < since:
        raise ContactRefused(f"{act}日期 {on} 早于 {name} 到任的 {since}，请核对")
    return found[0]


def _people_in_words(unit: Unit, day: date) -> str:
    """Who serves on a day or will; until when, or from when, where that is not all the time."""
    there = [each for each in unit.contacts if each.until is None or each.until > day]
    names = "、".join(f"{each.name}（{each.duty}{_term_in_words(each, day)}）" for each in there)
    return f"现有：{names}" if names else "这个单位还没有登记联系人"


def _term_in_words(contact: Contact, day: date) -> str:
    begins = f"，{contact.since.isoformat()}起" if contact.since and contact.since > day else ""
    return begins + (f"，到{contact.until.isoformat()}" if contact.until else "")


def _refuse_bad(contact: Contact) -> None:
    name = read_line(contact.name, "姓名")
    read_line(contact.email, "邮箱")
    if not name:
        raise ContactRefused("没有写联系人的姓名")
    if is_mobile_number(name) or is_mobile_number(contact.email):
        raise ContactRefused(
            "联系人里有手机号：手机号是个人信息，写进 Git 历史就删不掉，这里不登记电话；请去掉它，改用办公邮箱"
        )
    if not contact.email:
        raise ContactRefused(f"没有写 {name} 的邮箱{told_in(inputs.EMAIL)}：要靠它与 Git 身份对应，知道是谁在操作")
    if not _EMAIL.fullmatch(contact.email):
        raise ContactRefused(f"“{contact.email}”不像邮箱，应如 zhangsan@example.gov.cn")
