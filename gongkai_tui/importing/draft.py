"""What a document gave: a plan with its tasks, everything that was inferred, and where every character went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003  (part of the dataclass interface)
from typing import TYPE_CHECKING, Any

from gongkai_tui.importing.accounting import NOTHING, Accounting

if TYPE_CHECKING:
    from gongkai_tui.domain.plan import Section
    from gongkai_tui.domain.problem import Problem
    from gongkai_tui.domain.task import Deadline, Recurring, UnitRole


@dataclass(frozen=True, slots=True)
class DraftTask:
    """One task as read; it has no id until the plan has one."""

    seq: int
    section: str
    heading: str
    requirement: str
    """Verbatim, one paragraph a line."""
    units_raw: str
    """The unit cell as printed, carried down where merged."""
    units: tuple[UnitRole, ...]
    deadline: Deadline | None
    hints: tuple[str, ...]
    """Everything that was inferred, in Chinese."""
    source_lines: tuple[int, int]
    """First and last line in the document, 1-based."""
    recurring: Recurring | None = None

    def to_json_dict(self) -> dict[str, Any]:
        """The task as `import --json` prints it."""
        return {
            "seq": self.seq,
            "section": self.section,
            "heading": self.heading,
            "requirement": self.requirement,
            "units_raw": self.units_raw,
            "units": [{"unit": unit.unit, "role": unit.role.value} for unit in self.units],
            "deadline": None if self.deadline is None else _deadline_dict(self.deadline),
            "hints": list(self.hints),
            "source_lines": list(self.source_lines),
        }


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as read, before anyone has confirmed it."""

    title: str
    issuer: str = ""
    doc_number: str = ""
    issued: date | None = None
    year: int | None = None
    """Plan year, from the title."""
    index_number: str = ""
    disclosure: str = ""
    sections: tuple[Section, ...] = ()
    """Outline of the body."""
    tasks: tuple[DraftTask, ...] = ()
    problems: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()
    """What was inferred about the document as a whole."""
    accounting: Accounting = NOTHING
    text: str = ""
    """The document as text, cleaned, with LF line ends."""
    cover_title: str = ""
    """Title of the covering notice (关于印发…的通知), if there is one."""

    def to_json_dict(self) -> dict[str, Any]:
        """The draft as `import --json` prints it (docs/命令行.md)."""
        return {
            "title": self.title,
            "issuer": self.issuer,
            "doc_number": self.doc_number,
            "issued": self.issued.isoformat() if self.issued else None,
            "year": self.year,
            "tasks": [task.to_json_dict() for task in self.tasks],
            "problems": [
                {"severity": problem.severity.value, "place": _place(problem), "message": problem.message}
                for problem in self.problems
            ],
        }


def _deadline_dict(deadline: Deadline) -> dict[str, Any]:
    return {
        "raw": deadline.raw,
        "kind": deadline.kind.value,
        "due": deadline.due.isoformat() if deadline.due else None,
    }


def _place(problem: Problem) -> str:
    return problem.place if problem.line is None else f"{problem.place}:{problem.line}"
