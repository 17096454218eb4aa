"""As whom the person at this machine acts, and where that counts."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.domain.unit import Contact

_NOWHERE: Mapping[str, str] = MappingProxyType({})


class Actor(NamedTuple):
    """From the git identity, looked up in units/."""

    name: str
    email: str
    unit: str = ""
    """The unit whose contact this is; empty when units/ does not know the e-mail."""
    is_office: bool = True
    """Of its own government and of those below it. Unknown people work as the office everywhere, unless a server
    policy says otherwise."""
    jurisdiction: str = ""
    """Id of the government of that unit: another one may have a unit of the same name."""
    government: str = ""
    """Its name."""
    elsewhere: Mapping[str, str] = _NOWHERE
    """Name by id of every registered government in which this person may only read."""
    barred: str = ""
    """Why this person writes nothing: nobody can tell who it is, or the term is over; empty where they may."""

    @property
    def full_name(self) -> str:
        """The unit with the name of its government, such as `济南市天桥区 区财政局`."""
        return f"{self.government} {self.unit}".strip()

    def is_office_for(self, government: str) -> bool:
        """Whether this is the office where the plans and units of a government (by id) are changed.

        What belongs to no registered government is any office's.
        """
        return self.is_office and not self.barred and government not in self.elsewhere

    def is_at_home(self, government: str) -> bool:
        """Whether a government (by id) is that of this person's unit; districts have units of the same name."""
        return government in ("", self.jurisdiction)

    def may_enter_for(self, government: str) -> bool:
        """Whether this person may enter anything at all in the plans of a government (by id): office or unit of it."""
        is_unit = not self.is_office and not self.barred and self.is_at_home(government)
        return is_unit or self.is_office_for(government)

    def office_refusal(self, rule: str, government: str = "") -> str:
        """Why this person may not do what a `rule` (考核由政务公开办办理) leaves to the office; empty where it may."""
        if self.is_office_for(government):
            return ""
        if self.barred:
            return self.barred
        if self.is_office:
            return f"{rule}；{self.elsewhere_words(government)}"
        return f"{rule}；你以{self.unit}的身份操作"

    def entry_refusal(self, government: str) -> str:
        """Why this person may enter nothing in the tasks of a government; empty where it may, at least for its unit."""
        return "" if self.may_enter_for(government) else self.elsewhere_words(government, "任务")

    def not_for_words(self, unit: str) -> str:
        """What to tell somebody of a unit who enters something for another one."""
        return f"你以{self.unit}的身份操作，不能代{unit}填报"

    def refuse_if_barred(self) -> None:
        """Stop a write of whatever kind by somebody who may be anyone, or is not in office any more.

        Raises:
            Refused: a units file that may say who this is cannot be read, or the term of that person is over.
        """
        if self.barred:
            raise Refused(self.barred)

    def refuse_unless_office(self, rule: str, government: str = "") -> None:
        """Stop where only the office of a government may go on.

        Raises:
            Refused: a unit acts, or the office of another government.
        """
        refused = self.office_refusal(rule, government)
        if refused:
            raise Refused(refused)

    def elsewhere_words(self, government: str, what: str = "内容") -> str:
        """What to tell somebody of another government, or whom nobody knows; governments go by their names."""
        if self.barred:
            return self.barred
        where = self.elsewhere.get(government) or "其他辖区"
        return f"你以{self.full_name}的身份操作，{where}的{what}只能查看"


def term_over(unit: str, term: Contact) -> str:
    """Why somebody who has left a unit writes nothing any more, and who does instead."""
    end = f"你（{term.name}）在{unit}的{term.duty}任期到 {term.until} 为止"
    if term.handed_over_to:
        end, heir = f"{end}，已交接给{term.handed_over_to}", term.handed_over_to
    else:
        heir = f"{unit}现任的{term.duty}"
    return f"{end}，不能再以{unit}的身份保存；请由{heir}或政务公开办办理"
