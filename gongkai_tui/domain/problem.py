"""A finding about data, as a value: any number at once, the caller decides what to do with them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"


class Problem(NamedTuple):
    """One finding: what is wrong, where, and what to do.

    A named tuple, as all values on the start path of a list: `dataclasses` alone costs it 7 ms.
    """

    severity: Severity
    message: str
    """One Chinese sentence, with what to do."""
    place: str = ""
    """Path inside the repository, document name, or task id."""
    line: int | None = None
    """1-based line in `place`."""
    field: str = ""
    """YAML key or column name."""
    check: str = ""
    """Name of the rule, such as `yaml`, `schema`, `unit-unknown`."""

    def __str__(self) -> str:
        where = self.place + (f":{self.line}" if self.line is not None else "")
        field = f"（字段 {self.field}）" if self.field else ""
        return f"{where}：{self.message}{field}" if where else f"{self.message}{field}"
