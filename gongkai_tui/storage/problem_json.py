"""A 问题 record as JSON and back: the index lists problems without reading YAML again."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from gongkai_tui.domain.file_parts import Conflict
from gongkai_tui.domain.problem_record import (
    Checked,
    DueMove,
    Fixed,
    Found,
    Notice,
    Objection,
    ProblemRecord,
    ProblemState,
    Round,
    Verdict,
    Withdrawn,
)
from gongkai_tui.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable

_DAYS = ("date", "notified", "due", "was", "answered")
_LISTS = ("evidence",)


def problem_to_json(record: ProblemRecord) -> str:
    """The whole record, unknown keys included."""
    return json.dumps(asdict(record), ensure_ascii=False, default=date.isoformat)


def problem_from_json(text: str) -> ProblemRecord:
    """The reverse of `problem_to_json`."""
    raw = json.loads(text)
    raw["state"] = ProblemState(raw["state"])
    raw["task_was"] = _maybe(Status, raw["task_was"])
    raw["found"] = _maybe(lambda found: _made(Found, found), raw["found"])
    raw["withdrawn"] = _maybe(lambda withdrawn: _made(Withdrawn, withdrawn), raw["withdrawn"])
    raw["rounds"] = tuple(map(_round, raw["rounds"]))
    raw["objections"] = tuple(_made(Objection, each) for each in raw["objections"])
    raw["notices"] = tuple(_made(Notice, each) for each in raw["notices"])
    raw["conflicts"] = tuple(Conflict(**each) for each in raw["conflicts"])
    made: ProblemRecord = _made(ProblemRecord, raw)
    return made


def _round(raw: dict[str, Any]) -> Round:
    raw["moves"] = tuple(_made(DueMove, each) for each in raw["moves"])
    raw["fixed"] = _maybe(lambda fixed: _made(Fixed, fixed), raw["fixed"])
    raw["checked"] = _maybe(_checked, raw["checked"])
    made: Round = _made(Round, raw)
    return made


def _checked(raw: dict[str, Any]) -> Checked:
    raw["verdict"] = _maybe(Verdict, raw["verdict"])
    made: Checked = _made(Checked, raw)
    return made


def _made(kind: Callable[..., Any], raw: dict[str, Any]) -> Any:
    for name in _DAYS:
        if raw.get(name):
            raw[name] = date.fromisoformat(raw[name])
    for name in _LISTS:
        if name in raw:
            raw[name] = tuple(raw[name])
    raw["extra"] = tuple((key, value) for key, value in raw["extra"])
    return kind(**raw)


def _maybe(read: Callable[[Any], Any], raw: Any) -> Any:
    return None if raw is None else read(raw)
