"""People of the units as rows of a table."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from gongkai_tui.domain.unit import Contact

CONTACT_TITLES = {
    "jurisdiction": "辖区",
    "unit": "单位",
    "duty": "职责",
    "name": "姓名",
    "email": "邮箱",
    "from": "到任",
    "until": "离任",
    "handed_over_to": "交接给",
    "filed": "备案",
}
"""Columns of a list of contacts."""


UNFILED = "未备案"
"""Of a change of person that should have been filed; the first one who is entered is no change."""


def filed_words(contact: Contact, *, unfiled: bool) -> str:
    """Give the 备案 date, or that there should be one."""
    return UNFILED if unfiled else _iso(contact.filed)


def contact_row(jurisdiction: str, unit: str, contact: Contact, *, responsible: bool, unfiled: bool) -> dict[str, Any]:
    """Give one person as people read it."""
    record = contact_record(jurisdiction, unit, contact, responsible=responsible, unfiled=unfiled)
    return record | {"filed": filed_words(contact, unfiled=unfiled)}


def contact_record(
    jurisdiction: str, unit: str, contact: Contact, *, responsible: bool, unfiled: bool
) -> dict[str, Any]:
    """Give one person as a JSON object."""
    return {
        "jurisdiction": jurisdiction,
        "unit": unit,
        "duty": contact.duty.value,
        "name": contact.name,
        "email": contact.email,
        "from": _iso(contact.since),
        "until": _iso(contact.until),
        "handed_over_to": contact.handed_over_to,
        "filed": _iso(contact.filed),
        "responsible": responsible,
        "unfiled": unfiled,
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
