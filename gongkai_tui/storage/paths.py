"""Where things stand in a repository, and which ids are allowed. Pure text work, nothing is opened."""

from __future__ import annotations

import re
from enum import StrEnum

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.folding import fold
from gongkai_tui.storage.quoting import in_quotes

PLANS = "plans"
UNITS = "units"
VIEWS = "views.yaml"
"""The views that a repository shares; the one data file outside the two folders."""

PLAN_ID = r"[a-z0-9][a-z0-9-]{0,62}[a-z0-9]|[a-z0-9]"
TASK_NUMBER = r"[0-9]{3,6}|x-[0-9a-f]{4,32}"

_PLAN = re.compile(PLAN_ID)
_TASK = re.compile(rf"({PLAN_ID})/({TASK_NUMBER})")
_TYPED_NUMBER = re.compile(r"[0-9]{1,6}")
_PROBLEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]|problems")
"""Names that Windows gives to devices, and the folder that every plan has."""


class IdError(UsageError):
    """An id that cannot be the name of a plan, a task, a problem or a jurisdiction."""


class FileKind(StrEnum):
    """What sort of record a file holds."""

    PLAN = "plan"
    TASK = "task"
    PROBLEM = "problem"
    SCORING = "scoring"
    UNITS = "units"
    VIEWS = "views"


def is_plan_id(text: str) -> bool:
    """Whether `text` can be the id of a plan or of a jurisdiction: 1-64 of `a-z 0-9 -`, no dash at an end."""
    return _PLAN.fullmatch(text) is not None and _RESERVED.fullmatch(text) is None


def is_task_id(text: str) -> bool:
    """Whether `text` is a task id in its stored form, such as `tianqiao-2021/017` or `tianqiao-2021/x-7c2e`."""
    match = _TASK.fullmatch(text)
    return match is not None and _RESERVED.fullmatch(match[1]) is None


def is_problem_id(text: str) -> bool:
    """Whether `text` can be the name of a problem file."""
    return _PROBLEM.fullmatch(text) is not None and _RESERVED.fullmatch(text.lower()) is None


def check_plan_id(text: str) -> str:
    """Return `text` if it can be a plan id; IdError says what is allowed."""
    if not is_plan_id(text):
        raise IdError(
            f"计划编号{in_quotes(text)}不能用：只能是小写字母、数字和中间的短横，至多 64 个，如 tianqiao-2021。"
        )
    return text


def normalise_task_id(text: str) -> str:
    """Stored form of a typed task id: `tianqiao-2021/17` gives `tianqiao-2021/017`; IdError if it is none.

    Full width and capitals, as input methods and spreadsheet programs leave them, are taken for what they mean.
    """
    plan, slash, number = (part.strip(" ") for part in fold(text.strip()).partition("/"))
    if slash and _TYPED_NUMBER.fullmatch(number):
        number = number.lstrip("0").zfill(3)
    task_id = f"{plan}/{number}"
    if not slash or not is_task_id(task_id):
        raise IdError(f"任务编号{in_quotes(text)}不能用：应为“计划编号/序号”，如 tianqiao-2021/17。")
    return task_id


def plan_path(plan_id: str) -> str:
    """File of a plan's header."""
    return f"{PLANS}/{check_plan_id(plan_id)}/plan.yaml"


def task_path(task_id: str) -> str:
    """File of a task; the id may be typed short."""
    return f"{PLANS}/{normalise_task_id(task_id)}.yaml"


def units_path(jurisdiction_id: str) -> str:
    """File of a jurisdiction's units."""
    if not is_plan_id(jurisdiction_id):
        raise IdError(f"辖区编号{in_quotes(jurisdiction_id)}不能用：只能是小写字母、数字和中间的短横，如 tianqiao。")
    return f"{UNITS}/{jurisdiction_id}.yaml"


def source_path(plan_id: str, file: str = "source.txt") -> str:
    """The document as imported, beside plan.yaml; `file` is a bare name."""
    if not file or "/" in file or file.startswith("."):
        raise IdError(f"原文文件名{in_quotes(file)}不能用：应是不含斜杠、不以点开头的文件名。")
    return f"{PLANS}/{check_plan_id(plan_id)}/{file}"


def scoring_path(plan_id: str) -> str:
    """File of a plan's 考核 rules."""
    return f"{PLANS}/{check_plan_id(plan_id)}/scoring.yaml"


def problem_path(plan_id: str, problem_id: str) -> str:
    """File of a 问题 record of a plan."""
    if not is_problem_id(problem_id):
        raise IdError(f"问题编号{in_quotes(problem_id)}不能用：只能是字母、数字和短横。")
    return f"{PLANS}/{check_plan_id(plan_id)}/problems/{problem_id}.yaml"


def classify(path: str) -> FileKind | None:
    """What a repository path holds; None for a file that is not a record, such as a plan's source document."""
    if not path.endswith(".yaml"):
        return None
    parts = path[:-5].split("/")
    if len(parts) == 1:
        return FileKind.VIEWS if path == VIEWS else None
    if len(parts) == 2:  # noqa: PLR2004  (units/<jurisdiction>)
        return FileKind.UNITS if parts[0] == UNITS and is_plan_id(parts[1]) else None
    if parts[0] != PLANS or not parts[2:] or not is_plan_id(parts[1]):
        return None
    return _classify_in_plan(parts[1], parts[2:])


def _classify_in_plan(plan_id: str, rest: list[str]) -> FileKind | None:
    if rest in (["plan"], ["scoring"]):
        return FileKind(rest[0])
    if len(rest) == 1:
        return FileKind.TASK if is_task_id(f"{plan_id}/{rest[0]}") else None
    is_problem = len(rest) == 2 and rest[0] == "problems" and is_problem_id(rest[1])  # noqa: PLR2004
    return FileKind.PROBLEM if is_problem else None


def record_id_of(path: str) -> str | None:
    """Id that the record in `path` must carry: of the plan, task, problem or jurisdiction; None for other files."""
    kind = classify(path)
    if kind in (None, FileKind.VIEWS, FileKind.SCORING):
        return None
    parts = path[:-5].split("/")
    if kind is FileKind.PLAN:
        return parts[1]
    return f"{parts[1]}/{parts[2]}" if kind is FileKind.TASK else parts[-1]


def task_id_of(path: str) -> str | None:
    """Id of the task that stands in `path`; None for any other file."""
    return record_id_of(path) if classify(path) is FileKind.TASK else None


def plan_id_of(path: str) -> str | None:
    """Id of the plan that a file under plans/ belongs to; None for any other file."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == PLANS and is_plan_id(parts[1]) else None  # noqa: PLR2004
