"""How each task stood at the end of one day, worked out from the raw YAML: the rules of the office in a few loops."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from .history import is_task

if TYPE_CHECKING:
    from .history import Commit, History

STATES = ("未启动", "推进中", "待核查", "已完成", "已核销", "整改中", "长期坚持", "已终止")
MET = ("已完成", "已核销", "长期坚持")
BEHIND = {"未启动", "推进中", "整改中"}
ALIVE = BEHIND | {"长期坚持"}
NO_WORK = {"import", "new", "fmt", "init", "view", "link", "plan", "undo"}
OPEN_SETS = ("有关部门", "区政府有关部门")


def before(day: str, days: int) -> str:
    """The ISO date so many days earlier."""
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


class Day:
    """One plan on one day."""

    def __init__(self, history: History, plan: str, day: str) -> None:
        tip = history.last_on(day)
        files = history.tree(tip.sha)
        self.day = day
        self.head = files[f"plans/{plan}/plan.yaml"]
        self.files = files
        self.tasks = {data["id"]: data for path, data in files.items() if is_task(path, plan)}
        self.problems = {data["id"]: data for path, data in files.items() if path.startswith(f"plans/{plan}/problems/")}
        registry = files["units/huaiyin.yaml"]
        self.sets = {group["name"]: group.get("members", []) for group in registry["groups"]}
        self.units = [unit["name"] for unit in registry["units"]]
        self.worked = _days_of_work(history, day)
        self.history = history
        self.happened = _happened(history, day)

    def members(self, task: dict[str, Any], name: str) -> list[str]:
        """Who acts through a name: itself, the members of a set, or those chosen of 有关X."""
        for choice in task.get("chosen", []):
            if choice["group"] == name:
                return list(choice["members"])
        return [name] if name in OPEN_SETS or name not in self.sets else list(self.sets[name])

    def roles(self, task: dict[str, Any]) -> dict[str, str]:
        """Each who must act, with 牵头, 责任 or 配合; named units before members of sets."""
        found = {entry["unit"]: entry["role"] for entry in task["units"] if entry["unit"] not in self.sets}
        for entry in task["units"]:
            for member in self.members(task, entry["unit"]):
                found.setdefault(member, entry["role"])
        return found

    def unit_state(self, task: dict[str, Any], name: str) -> str:
        """The unit's own state, that of its set, or that of the task."""
        own = task.get("unit_status", {})
        if task["status"] == "已终止":
            return task["status"]
        if name in own:
            return own[name]
        if any(entry["unit"] == name for entry in task["units"]):
            return task["status"]
        sets = [entry["unit"] for entry in task["units"] if name in self.members(task, entry["unit"])]
        return next((own[each] for each in sets if each in own), task["status"])

    def state(self, task: dict[str, Any]) -> str:
        """What the task shows: 整改中 first, else the least that all who must act have reached."""
        if task["status"] == "已终止":
            return task["status"]
        said = [self.unit_state(task, name) for name, role in self.roles(task).items() if role != "配合"]
        states = {state for state in said if state != "已终止"}
        if "整改中" in states or not states:
            return "整改中" if states else task["status"]
        unmet = states - set(MET)
        if not unmet:
            return next(state for state in MET if state in states)
        return unmet.pop() if len(states) == 1 else "推进中"

    def due(self, task: dict[str, Any], unit: str = "") -> str:
        """The last day; that of a unit to which 延期 was granted is its own."""
        due = task.get("deadline", {}).get("due", "")
        granted = [e["proposed"] for e in task.get("extensions", []) if e.get("decision") == "同意"
                   and unit and e.get("unit") == unit]  # fmt: skip
        return max([due, *granted]) if due else due

    def updated(self, task: dict[str, Any]) -> str:
        """The last day on which anything was recorded of the task: a 更正 is none, a changed state is."""
        moved = (day for (path, _), day in self.worked.items() if path == task["id"])
        return max([*moved, *(entry["date"] for entry in _of_work(task))], default="")

    def heard(self, task: dict[str, Any], name: str) -> str:
        """The last day on which a unit or set told something in a task."""
        heard_of = {name, *self.members(task, name), *(each["unit"] for each in task["units"]
                    if name in self.members(task, each["unit"]))}  # fmt: skip
        named = {entry["unit"] for entry in task["units"]}
        is_open = name in OPEN_SETS and self.members(task, name) == [name]
        told = [(entry.get("unit", ""), entry["date"]) for entry in _of_work(task)]
        told += [(unit, day) for (path, unit), day in self.worked.items() if path == task["id"]]
        days = [day for unit, day in told if not unit or unit in heard_of or (is_open and unit not in named)]
        return max(days, default="")

    def flags(self, task: dict[str, Any], state: str, due: str, updated: str, waits: str) -> set[str]:
        """What a day says of a state; nobody is urged over an archived plan, or what this year has taken over."""
        found: set[str] = set()
        if self.head.get("state") == "已归档" or task.get("lookback", {}).get("verdict") == "转入今年":
            return found
        if due and state in BEHIND:
            found |= {"逾期"} if due < self.day else {"临期"} if due <= before(self.day, -15) else set()
        if waits and waits < before(self.day, 15):
            found.add("待核查超时")
        if state in ALIVE and (updated or self.head.get("issued", "9999")) < before(self.day, 90):
            found.add("久未更新")
        return found

    def task_flags(self, task: dict[str, Any]) -> set[str]:
        """Of the whole task."""
        waits = [self.waits_since(task, unit) for unit in self.roles(task) if self.unit_state(task, unit) == "待核查"]
        return self.flags(task, self.state(task), self.due(task), self.updated(task), min(waits, default=""))

    def waits_since(self, task: dict[str, Any], name: str) -> str:
        """The day of the commit that made a unit or set 待核查, which it has been in every commit since."""
        since = ""
        for tip in reversed(self.happened):
            path = f"plans/{task['id']}.yaml"
            if path not in tip.paths:
                continue
            then = self.history.tree(tip.sha)[path]
            if self.unit_state(then, name) != "待核查":
                break
            since = tip.day
        return since

    def cell(self, task: dict[str, Any], name: str) -> tuple[str, str, frozenset[str]]:
        """State, last record and flags of a unit or set in a task."""
        state, heard = self.unit_state(task, name), self.heard(task, name)
        waits = self.waits_since(task, name) if state == "待核查" else ""
        return state, heard, frozenset(self.flags(task, state, self.due(task, name), heard, waits))


def _happened(history: History, day: str) -> list[Commit]:
    """The commits up to a day without those that were undone and those that undid them, oldest first."""
    until = [each for each in history.commits if each.day <= day]
    undone = {sha for each in until for sha in each.trailers.get("Gongkai-Undoes", ())}
    return [each for each in until if each.sha not in undone and each.action != "undo"]


def _of_work(task: dict[str, Any]) -> list[dict[str, Any]]:
    entries = [entry for entry in task.get("log", []) if entry["kind"] != "更正"]
    return [entry for entry in entries if not entry.get("text", "").startswith(("回头看转入今年", "上年结转"))]


def _days_of_work(history: History, day: str) -> dict[tuple[str, str], str]:
    """The last day on which a commit changed the state of each task, or unit of it; what was undone never happened."""
    found: dict[tuple[str, str], str] = {}
    for commit in _happened(history, day):
        if commit.action in NO_WORK:
            continue
        now, before = history.tree(commit.sha), history.tree(f"{commit.sha}^")
        for path in commit.paths:
            if path.startswith("plans/") and path.count("/") == 2:
                task = path.removeprefix("plans/").removesuffix(".yaml")
                if path not in before and commit.action:
                    # Who adds a task has not begun it.
                    continue
                for unit in _moved(before.get(path), now[path]):
                    found[task, unit] = max(found.get((task, unit), ""), commit.day)
    return found


def _moved(before: dict[str, Any] | None, now: dict[str, Any]) -> set[str]:
    """Whose state differs; the task itself has no name."""
    if before is None:
        return {""}
    old, new = ({"": each["status"], **each.get("unit_status", {})} for each in (before, now))
    return {name for name in {*old, *new} if old.get(name) != new.get(name)}
