"""What is counted over all tasks and problems of a plan on one day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from .day import ALIVE, BEHIND, MET, STATES, Day, before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["MET", "STATES", "Ledger"]

FAULTS = ("核查不通过", "发现问题", "再核查不通过")
"""How a 核查 begins after which what was reported does not stand."""


class Ledger(Day):
    """One plan on one day, summed up."""

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

    def by_unit(self) -> dict[str, Counter[str]]:
        """States by unit that must act, or by set of which nobody has said who does."""
        found: dict[str, Counter[str]] = {}
        for task in self.tasks.values():
            for name in self.roles(task):
                found.setdefault(name, Counter())[self.unit_state(task, name)] += 1
        return found

    def grid(self) -> dict[tuple[str, str, bool], dict[str, tuple[str, str, frozenset[str]]]]:
        """The cells of each line: (name, set it stands under, waits to be chosen from) → task → cell."""
        lines: dict[tuple[str, str, bool], dict[str, Any]] = {}
        for task in self.tasks.values():
            for name in [entry["unit"] for entry in task["units"]] + list(task.get("unit_status", {})):
                chosen = {choice["group"] for choice in task.get("chosen", [])}
                waits = "有关" in name and name not in chosen
                lines.setdefault((name, "", waits), {})[task["id"]] = self.cell(task, name)
                for member in self.members(task, name):
                    if member != name:
                        lines.setdefault((member, name, False), {})[task["id"]] = self.cell(task, member)
        return lines

    def owing(self) -> dict[str, dict[str, int | bool | str]]:
        """What each unit owes, over all tasks in which it acts."""
        cells: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
        for task in self.tasks.values():
            for name in self.roles(task):
                cells.setdefault(name, []).append(self.cell(task, name))
        return {name: self._owes(found, self.told(name)) for name, found in cells.items()}

    def told(self, name: str) -> str:
        """The last day on which a unit told something itself, or through its set, in whichever task."""
        days = [""]
        for task in self.tasks.values():
            roles = self.roles(task)
            told = [(entry.get("unit"), entry["date"]) for entry in task.get("log", []) if entry["kind"] != "更正"]
            told += [(unit, day) for (path, unit), day in self.worked.items() if path == task["id"]]
            for unit, day in told if name in roles else ():
                if name in {unit, *self.members(task, unit)} if unit else len(roles) == 1:
                    days.append(day)
        return max(days)

    def _owes(self, cells: list[tuple[str, str, frozenset[str]]], told: str) -> dict[str, int | bool | str]:
        # A report that waits for the office is no silence, but it is a sign of life only for as long as any other.
        heard = [heard or self.head["issued"] for state, heard, _ in cells if state in ALIVE | {"待核查"}]
        return {
            "open": sum(state in BEHIND or state == "待核查" for state, _, _ in cells),
            "reported": sum(state == "待核查" for state, _, _ in cells),
            "rectifying": sum(state == "整改中" for state, _, _ in cells),
            "overdue": sum("逾期" in flags for _, _, flags in cells),
            "due_soon": sum("临期" in flags for _, _, flags in cells),
            "silent": sum("久未更新" in flags for _, _, flags in cells),
            "last": max(heard for _, heard, _ in cells),
            "is_silent": any("久未更新" in flags for _, _, flags in cells) and max(told, *heard) < before(self.day, 90),
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

    def to_check(self) -> dict[str, tuple[str, bool]]:
        """Since when each task with a report waits for the office, and whether that is too long."""
        again = {(each.get("task"), each["unit"]) for each in self.problems.values() if each["state"] == "待再核查"}
        found = {}
        for name, task in self.tasks.items():
            waiting = [u for u in self.roles(task) if self.unit_state(task, u) == "待核查" and (name, u) not in again]
            if waiting:
                found[name] = (
                    min(self.waits_since(task, unit) for unit in waiting),
                    any("待核查超时" in self.cell(task, unit)[2] for unit in waiting),
                )
        return found

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
        """The first day on which each unit showed its own 要点, where nobody has found fault with it since."""
        found: dict[str, str] = {}
        for entry in self.tasks[task_id].get("log", []):
            if entry["kind"] == "报送" and entry.get("evidence") and entry.get("unit"):
                found.setdefault(entry["unit"], entry.get("happened", entry["date"]))
            elif entry["kind"] == "退回" or (entry["kind"] == "核查" and entry["text"].startswith(FAULTS)):
                found.pop(entry.get("unit", ""), None)
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
    return any(one["found"].get(key) and one["found"].get(key) == other["found"].get(key) for key in ("where", "what"))
