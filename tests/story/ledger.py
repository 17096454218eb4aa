"""The state at the end of one day, counted by hand out of the raw YAML: the rules of the office in a few loops."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .history import History

STATES = ("未启动", "推进中", "待核查", "已完成", "已核销", "整改中", "长期坚持", "已终止")
MET = ("已完成", "已核销", "长期坚持")
BEHIND = {"未启动", "推进中", "整改中"}
ALIVE = BEHIND | {"待核查", "长期坚持"}
NO_WORK = {"import", "new", "fmt", "init", "view", "link", "plan", "undo"}
OPEN_SETS = ("有关部门", "区政府有关部门")


def before(day: str, days: int) -> str:
    """The ISO date so many days earlier."""
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


class Ledger:
    """One plan on one day."""

    def __init__(self, history: History, plan: str, day: str) -> None:
        tip = history.last_on(day)
        files = history.tree(tip.sha)
        self.day = day
        self.head = files[f"plans/{plan}/plan.yaml"]
        self.files = files
        folder = f"plans/{plan}/"
        self.tasks = {
            data["id"]: data
            for path, data in files.items()
            if path.startswith(folder) and path.count("/") == 2 and not path.endswith("plan.yaml")
        }
        self.problems = {data["id"]: data for path, data in files.items() if path.startswith(f"plans/{plan}/problems/")}
        registry = files["units/huaiyin.yaml"]
        self.sets = {group["name"]: group.get("members", []) for group in registry["groups"]}
        self.units = [unit["name"] for unit in registry["units"]]
        self.worked = _days_of_work(history, day)

    # What stands in one task.

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
        """The last day on which anything happened to the task."""
        return max([self.worked.get(task["id"], ""), *(entry["date"] for entry in task.get("log", []))])

    def heard(self, task: dict[str, Any], name: str) -> str:
        """The last day on which a unit or set told something in a task."""
        log = task.get("log", [])
        if not any(entry.get("unit") for entry in log):
            return self.updated(task)
        heard_of = {name, *self.members(task, name), *(each["unit"] for each in task["units"]
                    if name in self.members(task, each["unit"]))}  # fmt: skip
        named = {entry["unit"] for entry in task["units"]}
        is_open = name in OPEN_SETS and self.members(task, name) == [name]
        days = [
            entry["date"]
            for entry in log
            if not entry.get("unit") or entry["unit"] in heard_of or (is_open and entry["unit"] not in named)
        ]
        return max(days, default="")

    def flags(self, state: str, due: str, updated: str) -> set[str]:
        """What a day says of a state."""
        found = set()
        if due and state in BEHIND:
            found |= {"逾期"} if due < self.day else {"临期"} if due <= before(self.day, -15) else set()
        if updated and state == "待核查" and updated < before(self.day, 15):
            found.add("待核查超时")
        if state in ALIVE and (updated or self.head.get("issued", "9999")) < before(self.day, 90):
            found.add("久未更新")
        return found

    def task_flags(self, task: dict[str, Any]) -> set[str]:
        """Of the whole task."""
        return self.flags(self.state(task), self.due(task), self.updated(task))

    def cell(self, task: dict[str, Any], name: str) -> tuple[str, str, frozenset[str]]:
        """State, last record and flags of a unit or set in a task."""
        state, heard = self.unit_state(task, name), self.heard(task, name)
        return state, heard, frozenset(self.flags(state, self.due(task, name), heard))

    # What is counted over all of them.

    def figures(self, tasks: Iterable[dict[str, Any]]) -> dict[str, int]:
        """Every state and every flag, and how many there are."""
        tasks = list(tasks)
        counted = Counter(self.state(task) for task in tasks)
        flagged = Counter(flag for task in tasks for flag in self.task_flags(task))
        return {"total": len(tasks), **{state: counted[state] for state in STATES}, **flagged}

    def by(self, key: str) -> dict[str, dict[str, int]]:
        """Figures by section or by month of the last day."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for task in self.tasks.values():
            place = task.get("section", "") if key == "section" else self.due(task)[:7]
            groups.setdefault(place, []).append(task)
        return {place: self.figures(tasks) for place, tasks in groups.items()}

    def grid(self) -> dict[tuple[str, str], dict[str, tuple[str, str, frozenset[str]]]]:
        """The cells of each line: (name, set it stands under) → task → cell."""
        lines: dict[tuple[str, str], dict[str, Any]] = {}
        for task in self.tasks.values():
            for name in [entry["unit"] for entry in task["units"]] + list(task.get("unit_status", {})):
                lines.setdefault((name, ""), {})[task["id"]] = self.cell(task, name)
                for member in self.members(task, name):
                    if member != name:
                        lines.setdefault((member, name), {})[task["id"]] = self.cell(task, member)
        return lines

    def owing(self) -> dict[str, dict[str, int | bool | str]]:
        """What each unit owes, over all tasks in which it acts."""
        cells: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
        for task in self.tasks.values():
            for name in self.roles(task):
                cells.setdefault(name, []).append(self.cell(task, name))
        return {name: self._owes(found) for name, found in cells.items()}

    def _owes(self, cells: list[tuple[str, str, frozenset[str]]]) -> dict[str, int | bool | str]:
        alive = [cell for cell in cells if cell[0] in ALIVE]
        return {
            "open": sum(state in BEHIND or state == "待核查" for state, _, _ in cells),
            "reported": sum(state == "待核查" for state, _, _ in cells),
            "rectifying": sum(state == "整改中" for state, _, _ in cells),
            "overdue": sum("逾期" in flags for _, _, flags in cells),
            "due_soon": sum("临期" in flags for _, _, flags in cells),
            "silent": sum("久未更新" in flags for _, _, flags in cells),
            "last": max(heard for _, heard, _ in cells),
            "is_silent": bool(alive) and all("久未更新" in flags for _, _, flags in alive),
        }

    def waiting(self) -> Counter[str]:
        """What waits for the office, by matter; a problem that was put right waits as such and not as a report."""
        found: Counter[str] = Counter()
        again = {(each.get("task"), each["unit"]) for each in self.problems.values() if each["state"] == "待再核查"}
        for name, task in self.tasks.items():
            reported = [unit for unit in self.roles(task) if self.unit_state(task, unit) == "待核查"]
            found["待核查"] += any((name, unit) not in again for unit in reported)
            found["延期待答复"] += sum("decision" not in each for each in task.get("extensions", []))
        words = {"复核中": "异议待答复", "待反馈": "问题待反馈", "待再核查": "问题待再核查"}
        found.update(words[each["state"]] for each in self.problems.values() if each["state"] in words)
        return +found

    def alone(self) -> dict[str, set[str]]:
        """Open problems that are about no task, by unit."""
        found: dict[str, set[str]] = {}
        for number, each in self.problems.items():
            if each["state"] not in ("已核销", "已撤销") and not each.get("task"):
                found.setdefault(each["unit"], set()).add(number)
        return found

    def problem_table(self) -> dict[str, tuple[str, int, str, frozenset[str]]]:
        """State, round, 整改期限 and flags of each problem."""
        return {each: self._problem(data) for each, data in self.problems.items()}

    def _problem(self, data: dict[str, Any]) -> tuple[str, int, str, frozenset[str]]:
        rounds = data.get("rounds", [])
        due = rounds[-1].get("due", "") if rounds else ""
        flags = set()
        if data["state"] == "整改中" and due and due < self.day:
            flags.add("逾期")
        earlier = any(
            other["unit"] == data["unit"] and other["found"]["date"] < data["found"]["date"]
            and other["state"] != "已撤销" and _same_matter(other, data)
            for other in self.problems.values()
        )  # fmt: skip
        if len(rounds) >= 3 or earlier or data.get("repeats"):
            flags.add("反复")
        if data["state"] == "待再核查" and rounds[-1]["fixed"]["date"] < before(self.day, 15):
            flags.add("待再核查超时")
        if data["state"] == "复核中" and data["objections"][-1]["date"] < before(self.day, 30):
            flags.add("复核超时")
        return data["state"], len(rounds), due, frozenset(flags if data["state"] != "已撤销" else ())

    def done_once(self, task_id: str) -> dict[str, int]:
        """How often each unit did what comes back once a year."""
        task = self.tasks[task_id]
        done = Counter(
            member
            for entry in task.get("log", [])
            if entry["kind"] == "完成次数"
            for member in self.members(task, entry["unit"])
        )
        return {name: done[name] for name in self.roles(task)}

    def published(self, task_id: str) -> dict[str, str]:
        """The first day on which each unit showed its own 要点."""
        found: dict[str, str] = {}
        for entry in self.tasks[task_id].get("log", []):
            if entry["kind"] == "报送" and entry.get("evidence") and entry.get("unit"):
                found.setdefault(entry["unit"], entry["date"])
        return found

    def verdicts(self) -> Counter[str]:
        """回头看: how many have which verdict, 尚未核查 those without; 已终止 stands apart."""
        looked_at = [task for task in self.tasks.values() if task["status"] != "已终止"]
        return Counter(task.get("lookback", {}).get("verdict", "尚未核查") for task in looked_at)

    def links_to(self, plan: str, kind: str) -> Iterator[tuple[str, str]]:
        """(task of that plan, task of this one) for each link."""
        for task in self.tasks.values():
            for link in task.get("links", []):
                if link["kind"] == kind and link["to"].startswith(f"{plan}/"):
                    yield link["to"], task["id"]


def _same_matter(one: dict[str, Any], other: dict[str, Any]) -> bool:
    same_task = one.get("task") and one.get("task") == other.get("task")
    return bool(same_task or one["found"].get("where") == other["found"].get("where"))


def _days_of_work(history: History, day: str) -> dict[str, str]:
    """The last day on which a commit worked on each task; what was undone never happened."""
    until = [each for each in history.commits if each.day <= day]
    undone = {sha for each in until for sha in each.trailers.get("Gongkai-Undoes", ())}
    found: dict[str, str] = {}
    for commit in until:
        if commit.action in NO_WORK or commit.sha in undone:
            continue
        for path in commit.paths:
            if path.startswith("plans/") and path.count("/") == 2:
                task = path.removeprefix("plans/").removesuffix(".yaml")
                found[task] = max(found.get(task, ""), commit.day)
    return found
