"""联络员 and 分管领导 of the units: who is responsible, entering them, 交接, 备案."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.contacts import (
    ContactRefused,
    Handover,
    departed,
    filed_on,
    handed_over,
    is_responsible,
    unfiled,
    with_contact,
)
from gongkai_tui.domain.errors import GitError, Refused
from gongkai_tui.domain.remedies import Remedy
from gongkai_tui.domain.wording import by_doing
from gongkai_tui.gitrepo.private_file import change_private, read_private
from gongkai_tui.gitrepo.state_files import CONTACT_NOTICE
from gongkai_tui.usecases.change_units import save_units
from gongkai_tui.usecases.reading import committed_view, read_view
from gongkai_tui.usecases.saved import UNCHANGED, Saved
from gongkai_tui.usecases.unit_lookup import find_unit, searched_jurisdictions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.unit import Contact, Duty, Jurisdiction, Unit
    from gongkai_tui.usecases.unit_lookup import FoundUnit
    from gongkai_tui.usecases.workspace import Workspace

__all__ = [
    "ContactLine",
    "ContactList",
    "ContactRefused",
    "Handover",
    "add_contact",
    "file_contact",
    "hand_over",
    "leave",
    "list_contacts",
]

PRIVACY = (
    "联系人的姓名和邮箱会写进 Git 历史，以后删不掉；只登记办公需要的，不登记电话和其他个人信息（这条只提醒一次）。"
)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One person of one unit."""

    jurisdiction: str
    """Id of the government."""
    unit: str
    contact: Contact
    responsible: bool
    """Whether the person answers for the unit on the day looked at."""
    unfiled: bool
    """The change that brought the person, or without a successor took it away, still misses its 备案."""


@dataclass(frozen=True, slots=True)
class ContactList:
    """The people asked for, in the order of the units."""

    lines: tuple[ContactLine, ...]
    problems: tuple[Problem, ...]
    day: date
    without: int
    """Units looked at that have nobody on that day."""


def list_contacts(
    ws: Workspace, unit: str = "", *, jurisdiction: str = "", everyone: bool = False, as_of: str | None = None
) -> ContactList:
    """Who is responsible now, of one unit or of all, and who left without a successor and a 备案.

    With `everyone` also those before and after.

    Raises:
        UnknownUnit: no unit or government has the name, or several have.
    """
    view = read_view(ws, as_of=as_of)
    if unit:
        found = find_unit(view, unit, jurisdiction=jurisdiction)
        units = [(found.jurisdiction.id, found.unit)]
    else:
        units = [(each.id, one) for each in searched_jurisdictions(view, jurisdiction) for one in each.units]
    lines = [
        ContactLine(place, one.name, contact, is_responsible(contact, view.day), contact in unfiled(one))
        for place, one in units
        for contact in sorted(one.contacts, key=_begin)
    ]
    without = sum(not any(is_responsible(c, view.day) for c in one.contacts) for _, one in units)
    shown = tuple(line for line in lines if everyone or line.responsible or line.unfiled)
    return ContactList(shown, tuple(view.problems), view.day, without)


def add_contact(
    ws: Workspace, unit: str, contact: Contact, *, jurisdiction: str = "", message: str = "", dry_run: bool = False
) -> Saved:
    """Enter a person: one commit.

    Raises:
        UnknownUnit: the unit cannot be told.
        ContactRefused: the person cannot be entered so.
        Refused: the unit is another than the one acted for, or of another government; or the 备案 date has not come.
    """
    found = _unit_to_change(ws, unit, jurisdiction, contact.filed)
    subject = f"{found.full_name}：登记{contact.duty} {contact.name}"
    action = _Action(found, lambda units: with_contact(units, found.unit.name, contact), subject)
    return _save(ws, action, message, dry_run=dry_run)


def hand_over(
    ws: Workspace, unit: str, handover: Handover, *, jurisdiction: str = "", message: str = "", dry_run: bool = False
) -> Saved:
    """Record that one person hands over to the next: one commit.

    Raises:
        UnknownUnit: the unit cannot be told.
        ContactRefused: the old person is not in office, or the new one cannot be entered.
        Refused: the unit is another than the one acted for, or 备案 is recorded by somebody else than the office or
            before it is done.
    """
    found = _unit_to_change(ws, unit, jurisdiction, handover.filed)
    filed = f"，{handover.filed} 备案" if handover.filed else ""
    subject = f"{found.full_name}：{handover.old} → {handover.new}，{handover.on} 交接{filed}"
    action = _Action(found, lambda units: handed_over(units, found.unit.name, handover), subject)
    return _save(ws, action, message, dry_run=dry_run)


def leave(
    ws: Workspace,
    unit: str,
    name: str,
    on: date,
    *,
    duty: Duty | None = None,
    jurisdiction: str = "",
    message: str = "",
    dry_run: bool = False,
) -> Saved:
    """Record that a person has left whom nobody succeeds yet: one commit.

    Raises:
        UnknownUnit: the unit cannot be told.
        ContactRefused: the person is not in office.
        Refused: the unit is another than the one acted for.
    """
    found = _unit_to_change(ws, unit, jurisdiction)
    subject = f"{found.full_name}：{name} {on} 离任，接任的人未定"
    action = _Action(found, lambda units: departed(units, found.unit.name, name, on, duty), subject)
    return _save(ws, action, message, dry_run=dry_run)


def file_contact(
    ws: Workspace, unit: str, name: str, day: date, *, jurisdiction: str = "", message: str = "", dry_run: bool = False
) -> Saved:
    """Record the 备案 date of a person: one commit.

    Raises:
        UnknownUnit: the unit cannot be told.
        ContactRefused: the unit has no such person.
        Refused: somebody else than the office records it, or the day has not come.
    """
    found = _unit_to_change(ws, unit, jurisdiction, day)
    subject = f"{found.full_name}：{name} {day} 备案"
    action = _Action(found, lambda units: filed_on(units, found.unit.name, name, day), subject)
    return _save(ws, action, message, dry_run=dry_run)


def _begin(contact: Contact) -> tuple[str, str]:
    return contact.duty, contact.since.isoformat() if contact.since else ""


def contact_refusal(ws: Workspace, unit: str, *, jurisdiction: str, files: bool = False) -> str:
    """Why this person may not enter people of a unit, or with `files` record 备案; empty where it may.

    Raises:
        UnknownUnit: the unit cannot be told.
    """
    return _refusal(ws, find_unit(committed_view(ws), unit, jurisdiction=jurisdiction), files=files)


def _unit_to_change(ws: Workspace, unit: str, jurisdiction: str, filed: date | None = None) -> FoundUnit:
    """The unit whose people somebody may change, or record the 备案 of."""
    found = find_unit(committed_view(ws), unit, jurisdiction=jurisdiction)
    refused = _refusal(ws, found, files=filed is not None)
    if refused:
        raise Refused(refused)
    if filed is not None and filed > ws.today:
        raise Refused(f"备案日期 {filed} 还没有到（今天是 {ws.today}）；只记已经备案的")
    return found


def _refusal(ws: Workspace, found: FoundUnit, *, files: bool) -> str:
    """A unit enters its own people only; what was filed is said by the office where it is filed."""
    actor = ws.actor()
    place = found.jurisdiction.id
    if actor.barred:
        return actor.barred
    if actor.is_office_for(place):
        return ""
    if actor.is_office:
        return actor.elsewhere_words(place, "联系人")
    if (actor.jurisdiction, actor.unit) != (found.jurisdiction.id, found.unit.name):
        return f"你以{actor.unit}的身份操作，不能登记{found.full_name}的联系人"
    file = by_doing(Remedy.FILE_CONTACT, to="补记")
    return f"备案日期由政务公开办记录；请去掉备案日期，由办公室{file}" if files else ""


class _Action(NamedTuple):
    """One change of the people of one unit."""

    found: FoundUnit
    change: Callable[[Jurisdiction], Jurisdiction]
    subject: str


def _save(ws: Workspace, action: _Action, message: str, *, dry_run: bool) -> Saved:
    before = action.found.jurisdiction
    after = action.change(before)
    if after == before:
        return UNCHANGED
    notice = _privacy_notice(ws)
    name = action.found.unit.name
    reports = (*_shared_emails(before, after, name), *notice, *_to_file(before, after, name))
    if dry_run:
        return Saved("", action.subject, reports=reports)
    saved = save_units(ws, before.id, action.change, "contact", action.subject, message)
    if notice:
        _remember_notice(ws)
    return replace(saved, reports=(*saved.reports, *reports))


def _shared_emails(before: Jurisdiction, after: Jurisdiction, unit: str) -> Iterator[str]:
    """Say which e-mail that the change brings stands for another unit too."""
    fresh = _emails_of(after, unit) - _emails_of(before, unit)
    for other in after.units:
        for email in fresh & _emails_of(after, other.name):
            if other.name != unit:
                yield f"邮箱 {email} 也是{other.name}的联系人：同一个邮箱无法判断以哪个单位身份操作，请核对。"


def _unit_in(jurisdiction: Jurisdiction, name: str) -> Unit:
    return next(unit for unit in jurisdiction.units if unit.name == name)


def _emails_of(jurisdiction: Jurisdiction, unit: str) -> set[str]:
    contacts = _unit_in(jurisdiction, unit).contacts
    return {contact.email.casefold() for contact in contacts if contact.email and contact.until is None}


def _to_file(before: Jurisdiction, after: Jurisdiction, unit: str) -> Iterator[str]:
    """Say of which change of person the 备案 is still to be done."""
    known = unfiled(_unit_in(before, unit))
    for contact in unfiled(_unit_in(after, unit)):
        if contact not in known:
            vacant = "接任的人定下来再记交接。" if contact.until and not contact.handed_over_to else ""
            asked = f"备案后请补记{contact.name}的备案日期。"
            yield f"{vacant}这次变动还没有备案：要第一时间向上级政务公开主管部门备案，{asked}"


def _privacy_notice(ws: Workspace) -> tuple[str, ...]:
    """What the first who enters a person here is told, once."""
    return () if read_private(ws.repository, CONTACT_NOTICE) else (PRIVACY,)


def _remember_notice(ws: Workspace) -> None:
    with suppress(GitError):
        # The commit stands; at worst the notice comes again.
        change_private(ws.repository, CONTACT_NOTICE, lambda _: b"shown\n")
