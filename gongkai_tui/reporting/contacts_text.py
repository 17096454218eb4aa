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


def contact_record(jurisdiction: str, unit: str, contact: Contact, *, responsible: bool) -> dict[str, Any]:
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
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
