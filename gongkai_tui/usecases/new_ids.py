"""Ids that are minted here: random, so that two offices never mint the same one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def new_id() -> str:
    """8 random hexadecimal digits: the id of an entry."""
    return os.urandom(4).hex()


def new_task_id(plan: str) -> str:
    """The id of a task that no document numbers, such as `tianqiao-2021/x-7c2e`."""
    return f"{plan}/x-{os.urandom(2).hex()}"


def new_problem_id(day: date) -> str:
    """The id of a problem that was found on a day."""
    return f"{day:%Y%m%d}-{os.urandom(3).hex()}"
