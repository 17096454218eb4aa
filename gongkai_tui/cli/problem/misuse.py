"""Which options of `gongkai problem` belong to which action."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from gongkai_tui.cli.problem.typed import FILTERS
from gongkai_tui.domain.errors import UsageError

if TYPE_CHECKING:
    from gongkai_tui.cli.problem.typed import Typed


_READ = ("as_of", "output")
_WRITE = ("dry_run", "message")
_STEP = ("problems", *FILTERS, *_WRITE, "yes", "date")

ACTIONS: dict[str, tuple[str, ...]] = {
    "list": (*FILTERS, *_READ),
    "show": ("problems", *_READ),
    "open": (
        "problems", "plan", "unit", "what", "where", "method", "basis", "finder", "repeats", "date", "due", "channel",
        *_WRITE,
    ),
    "notify": (*_STEP, "due", "channel"),
    "object": (*_STEP, "reason"),
    "answer": (*_STEP, "keep", "uphold", "note", "due"),
    "fix": (*_STEP, "note", "evidence"),
    "recheck": (*_STEP, "passed", "failed", "note", "evidence", "due"),
    "withdraw": (*_STEP, "reason"),
}  # fmt: skip
"""Action → options that it takes."""

_SPELLED = {
    "passed": "--pass",
    "failed": "--fail",
    "finder": "--by",
    "as_of": "--as-of",
    "dry_run": "--dry-run",
    "output": "--format",
}
_ONE = {"show": "一个问题编号", "open": "一个任务编号"}


def refuse_misuse(typed: Typed) -> None:
    """Let pass what the action takes.

    Raises:
        UsageError: there is no such action, or an option does not belong to it.
    """
    act = typed.step
    if act not in ACTIONS:
        raise UsageError(f"没有“{act}”这个动作：可用 {'、'.join(ACTIONS)}；gongkai problem --help 有示例。")
    allowed = ("step", *ACTIONS[act])
    for field in fields(typed):
        if getattr(typed, field.name) and field.name not in allowed:
            _refuse(act, field.name, typed)
    if act in _ONE and len(typed.ids) > 1:
        raise UsageError(f"{act} 只写{_ONE[act]}，多出了“{typed.ids[1]}”（含空格的内容要用引号括起来）。")
    if act == "show" and not typed.ids:
        raise UsageError("写明看哪个问题：gongkai problem show 编号（gongkai problem list 列出）。")


def _refuse(act: str, name: str, typed: Typed) -> None:
    if name == "problems":
        raise UsageError(f"多出了参数“{typed.ids[0]}”：{act} 用 --plan、--unit、--task、--state、--flag、--text 筛选。")
    spelled = _SPELLED.get(name, f"--{name}")
    able = "、".join(each for each, names in ACTIONS.items() if name in names)
    raise UsageError(f"{spelled} 不用于 {act}，只用于 {able}。")


def one_of(typed: Typed, first: str, second: str, meaning: str) -> bool:
    """Tell whether the first of two options that exclude each other was chosen.

    Raises:
        UsageError: neither or both were.
    """
    chosen = bool(getattr(typed, first)), bool(getattr(typed, second))
    if chosen[0] is chosen[1]:
        names = [_SPELLED.get(name, f"--{name}") for name in (first, second)]
        raise UsageError(f"{meaning}：{names[0]} 和 {names[1]} 写一个。")
    return chosen[0]
