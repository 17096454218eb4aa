"""A year of huaiyin-2022 by the installed command, every figure of it counted again out of git and the raw YAML."""

from __future__ import annotations

from collections import Counter

import pytest

from .history import is_task
from .ledger import MET, STATES, Ledger
from .program import LI, NEXT, OFFICE_EMAILS, PLAN, SUN, WANG, ZHANG, ZHAO, ZHOU

END = "2023-05-08"
DAYS = ("2022-05-24", "2022-06-30", "2022-07-04", "2022-09-15", "2022-09-30", "2022-12-31", "2023-04-06", "2023-04-14")
EVE = "2022-08-29"
"""The 91st day after what was begun on 30 May: 久未更新 from this day on."""
FLAGS = ("逾期", "临期", "久未更新", "待核查超时")


@pytest.fixture
def ask(made):
    """What the command says as JSON, at the end of the story or looking back from there."""
    return lambda *words, **more: made.json(*words, day=END, **more)


def figures_in(row):
    return {"total": row["total"], **row["by_status"], **{flag: row["flags"][flag] for flag in FLAGS}}


def counted(figures):
    return {"total": figures["total"], **{key: figures.get(key, 0) for key in (*STATES, *FLAGS)}}


@pytest.mark.parametrize("day", [*DAYS, EVE])
def test_every_task_and_every_sum_of_a_day(ask, history, day):
    ledger = Ledger(history, PLAN, day)
    shown = {row["id"]: row for row in ask("list", f"plan:{PLAN}", "--as-of", day)}
    assert {each: (row["status"], set(row["flags"]), row["updated"] or "") for each, row in shown.items()} == {
        each: (ledger.state(task), ledger.task_flags(task), ledger.updated(task)) for each, task in ledger.tasks.items()
    }
    assert {each: row["deadline"]["due"] or "" for each, row in shown.items()} == {
        each: ledger.due(task) for each, task in ledger.tasks.items()
    }
    for axis in ("section", "month"):
        *groups, whole = ask("stats", f"plan:{PLAN}", "--by", axis, "--as-of", day)
        assert {row["group"]: figures_in(row) for row in groups} == {
            place: counted(figures) for place, figures in ledger.by(axis).items()
        }
        assert figures_in(whole) == counted(ledger.figures(ledger.tasks.values()))
    met = sum(whole["by_status"][state] for state in MET)
    assert whole["done"] == met
    assert whole["rate_value"] == round(met / (67 - whole["by_status"]["已终止"]), 4)


@pytest.mark.parametrize("day", ["2022-07-26", "2022-12-31"])
def test_the_states_of_each_unit(ask, history, day):
    *groups, _ = ask("stats", f"plan:{PLAN}", "--by", "unit", "--as-of", day)
    assert {row["group"]: +Counter(row["by_status"]) for row in groups} == Ledger(history, PLAN, day).by_unit()


@pytest.mark.parametrize("day", [*DAYS, EVE])
def test_every_cell_of_the_grid_and_what_every_unit_owes(ask, history, day):
    ledger = Ledger(history, PLAN, day)
    lines = {
        (row["unit"], row["group"], row["kind"] == "未定集合"): row
        for row in ask("grid", PLAN, "--members", "--as-of", day)
    }
    cells = {
        place: {
            task: (cell["status"], cell["updated"] or "", frozenset(cell["flags"]))
            for task, cell in row["tasks"].items()
            if cell
        }
        for place, row in lines.items()
    }
    expected = ledger.grid()
    assert cells == expected
    of_units = {}
    for (unit, *_), found in expected.items():
        of_units.setdefault(unit, {}).update(found)
    for place, row in lines.items():
        # Beside a unit stand its figures wherever it acts.
        counted = of_units[place[0]] if row["kind"] == "单位" else expected[place]
        flags = Counter(flag for cell in counted.values() for flag in cell[2])
        assert [row["total"], row["overdue"], row["stale"]] == [
            len(counted), flags["逾期"], flags["久未更新"],
        ]  # fmt: skip
        assert row["done"] == sum(cell[0] in MET for cell in counted.values())
    owed = {row["unit"]: row for row in ask("owe", PLAN, "--as-of", day)}
    ours = ledger.owing()
    assert owed.keys() == ours.keys()
    assert len(set(ledger.units) & owed.keys()) == 33
    for unit, found in ours.items():
        assert {key: owed[unit][key] or value for key, value in found.items()} == found
        assert {key: bool(owed[unit][key]) for key in found} == {key: bool(value) for key, value in found.items()}


@pytest.mark.parametrize("day", ["2022-06-20", "2022-07-04", "2022-07-08", "2022-07-25", "2022-10-11", "2022-10-30"])
def test_what_waits_for_the_office_and_which_problems_are_about_no_task(ask, history, day):
    ledger = Ledger(history, PLAN, day)
    owed = {row["unit"]: row for row in ask("owe", PLAN, "--as-of", day)}
    waiting = owed["区政府办公室"]["waiting_for_office"]
    assert Counter(each["matter"] for each in waiting) == ledger.waiting()
    reports = {each["id"]: (each["since"], each["late"]) for each in waiting if each["matter"] == "待核查"}
    assert reports == ledger.to_check()
    alone = {unit: {each["id"] for each in row["problems"]} for unit, row in owed.items() if row["problems"]}
    assert alone == ledger.alone()


@pytest.mark.parametrize("day", [*DAYS[4:], "2022-07-08", "2022-07-26", "2022-08-18", "2022-11-14"])
def test_the_problems_of_both_checks(ask, history, day):
    listed = ask("problem", "list", "--plan", PLAN, "--as-of", day)
    assert {
        row["id"]: (row["state"], row["round"] or 0, row["due"] or "", frozenset(row["flags"])) for row in listed
    } == Ledger(history, PLAN, day).problem_table()


def test_what_became_of_forty_problems(history):
    table = Ledger(history, PLAN, "2022-12-31").problem_table()
    assert Counter(state for state, *_ in table.values()) == {"已核销": 36, "已撤销": 2, "整改中": 2}
    assert Counter(rounds for _, rounds, *_ in table.values()) == {1: 36, 2: 2, 3: 2}
    assert sum("反复" in flags for *_, flags in table.values()) == 2 + 6


def test_how_the_year_went(ask, history):
    for row in ask("stats", "--over-time", "--points", "9", f"plan:{PLAN}"):
        ledger = Ledger(history, PLAN, row["date"])
        assert figures_in(row) == counted(ledger.figures(ledger.tasks.values())), row["date"]


def test_what_changed_in_a_quarter(ask, history):
    """Every change of a state of a task or unit between two days, old and new."""

    def states(day):
        tasks = Ledger(history, PLAN, day).tasks
        own = {
            (name, unit): state for name, task in tasks.items() for unit, state in task.get("unit_status", {}).items()
        }
        return own | {(name, ""): task["status"] for name, task in tasks.items()}

    before, after = states("2022-06-30"), states("2022-09-30")
    defaults = {name: (before[name, ""], after[name, ""]) for name, unit in after if not unit}
    changed = {
        (*place, before.get(place, defaults[place[0]][0]), after.get(place, defaults[place[0]][1]))
        for place in before.keys() | after.keys()
    }
    told = {
        (row["task"], row["field"].removeprefix("状态").strip("（）"), row["old"], row["new"])
        for row in ask("diff", "2022-06-30", "2022-09-30")
        if row["field"].startswith("状态") and row["task"].startswith(PLAN)
    }
    assert {row for row in told if row[1] == ""} == {row for row in changed if row[1] == "" and row[2] != row[3]}
    assert {row for row in changed if row[1] and row[2] != row[3]} <= told


@pytest.mark.parametrize("day", DAYS)
def test_a_day_looked_back_at_says_what_was_said_on_that_day(made, ask, day):
    assert ask("stats", f"plan:{PLAN}", "--by", "section", "--as-of", day) == made.told[day]
    of_commit = ask("stats", f"plan:{PLAN}", "--by", "section", "--as-of", made.stages[day])
    assert [row["by_status"] for row in of_commit] == [row["by_status"] for row in made.told[day]]


def test_what_comes_once_a_year(ask, history):
    ledger = Ledger(history, PLAN, "2022-12-31")
    for row in ask("recurring", PLAN, "--as-of", "2022-12-31"):
        done = ledger.done_once(row["id"])
        assert {each["unit"]: each["done"] for each in row["units"]} == done
        assert set(row["missing"]) == {unit for unit, times in done.items() if not times}
    assert [sum(map(bool, ledger.done_once(f"{PLAN}/{n:03d}").values())) for n in (58, 61)] == [27, 33]


def test_who_published_its_own_plan_in_time(ask, history):
    published = Ledger(history, PLAN, "2022-06-30").published(f"{PLAN}/065")
    rows = ask("coverage", PLAN, "--units", f"{PLAN}/065", "--as-of", "2022-06-30")
    assert {row["unit"]: row["date"] for row in rows if row["date"]} == published
    assert {row["unit"] for row in rows if row["late"] == "超期"} == {
        row["unit"] for row in rows if published.get(row["unit"], "2022-06-30") > "2022-06-19"
    }
    assert len(rows) == 33


def test_looking_back_at_the_year_before_and_after_the_interruption(ask, history):
    for day, left in (("2023-04-06", 40), ("2023-04-14", 0)):
        found = Counter(row["verdict"] or "尚未核查" for row in ask("lookback", PLAN, "--as-of", day))
        assert found == Ledger(history, PLAN, day).verdicts()
        assert found["尚未核查"] == left
    assert set(found) == {"核销", "转整改", "转入今年"}
    ledger, later = Ledger(history, PLAN, END), Ledger(history, NEXT, END)
    carried = {
        task["lookback"]["to"]
        for task in ledger.tasks.values()
        if task.get("lookback", {}).get("verdict") == "转入今年"
    }
    assert carried <= later.tasks.keys()
    rectified = {
        task["lookback"]["to"] for task in ledger.tasks.values() if task.get("lookback", {}).get("verdict") == "转整改"
    }
    assert {ledger.problems[each]["state"] for each in rectified} == {"整改中"}


def test_how_the_next_plan_continues_this_one(ask, history):
    links = list(Ledger(history, NEXT, END).links_to(PLAN, "承接"))
    (found,) = ask("coverage", NEXT, "--kind", "承接")
    assert {(row["upper"], row["lower"]) for row in found["answers"] if row["upper"] and row["lower"]} == set(links)
    assert (found["upper_total"], found["lower_total"]) == (67, len(Ledger(history, NEXT, END).tasks))
    assert found["upper_answered"] == len({upper for upper, _ in links})
    assert found["lower_sourced"] == len({lower for _, lower in links})


def test_every_command_was_one_commit_by_the_one_who_gave_it(made, ask, history):
    first, *rest = history.commits
    ours = [(each.action, each.email, each.day) for each in (first, *rest)]
    assert ours.pop(1) == ("", ZHANG.email, "2022-05-18")
    assert ours == made.saved
    for each in history.commits:
        assert each.trailers.get("Gongkai-Actor", [each.email]) == [each.email]
    logged = ask("log", "-n", "1000")
    assert [(row["commit"], row["email"], row["when"][:10], row["action"]) for row in reversed(logged)] == [
        (each.sha, each.email, each.day, each.action or None) for each in history.commits
    ]
    assert Counter(each.email for each in history.commits).keys() == {
        who.email for who in (ZHANG, LI, ZHOU, WANG, ZHAO, SUN)
    }


def test_the_log_finds_commits_by_person_and_by_action(ask, history):
    by_person = Counter(each.email for each in history.commits)
    for who in (ZHANG, LI, WANG):
        assert len(ask("log", "--filter", f"who:{who.name}", "-n", "1000")) == by_person[who.email]
    by_action = Counter(each.action for each in history.commits)
    for action in ("set", "plan", "choose", "problem", "extend", "occur", "lookback", "contact"):
        assert len(ask("log", "--filter", f"action:{action}", "-n", "1000")) == by_action[action]


def test_nothing_was_completed_but_by_the_office_and_never_by_the_reporter(history):
    """Every part of a task that became 已完成 did so in a commit with a check by somebody else of the office."""
    states: dict[tuple[str, str], str] = {}
    known: set[str] = set()
    reporters: dict[tuple[str, str], str] = {}
    passed = Counter()
    for commit in history.commits:
        tree = history.tree(commit.sha)
        for path in commit.paths:
            if not is_task(path, PLAN):
                continue
            task = tree[path]
            new = [entry for entry in task.get("log", []) if entry["id"] not in known]
            known.update(entry["id"] for entry in new)
            for place, state in {"": task["status"], **task.get("unit_status", {})}.items():
                key = (task["id"], place)
                if state == "已完成" and states.get(key) not in MET:
                    assert commit.email in OFFICE_EMAILS, commit.subject
                    checks = [e for e in new if e["kind"] == "核查" and e.get("unit", "") in (place, "")]
                    told_by = reporters.get(key, "")
                    assert checks, commit.subject
                    assert told_by, commit.subject
                    assert all(entry["by"] != told_by for entry in checks), commit.subject
                    passed[place != ""] += 1
                states[key] = state
            for entry in new:
                if entry["kind"] == "报送":
                    reporters[task["id"], entry.get("unit", "")] = entry["by"]
    assert passed[False] > 30
    assert passed[True] > 30


def test_what_is_still_owed_of_an_archived_plan(ask, history):
    ledger = Ledger(history, PLAN, END)
    assert ledger.head["state"] == "已归档"
    owed = {row["unit"]: row for row in ask("owe")}
    assert {task["plan"] for row in owed.values() for task in row["tasks"]} == {NEXT}
    left = {number: each["unit"] for number, each in ledger.problems.items() if each["state"] == "整改中"}
    assert {each["id"]: unit for unit, row in owed.items() for each in row["problems"]} == left
    assert len(left) == 3


def test_the_office_changed_hands(made, history):
    (office,) = [unit for unit in history.tree("HEAD")["units/huaiyin.yaml"]["units"] if unit["name"] == "区政府办公室"]
    by_name = {each["name"]: each for each in office["contacts"]}
    assert (by_name["张敏"]["until"], by_name["张敏"]["handed_over_to"]) == ("2023-05-04", "周洁")
    assert (by_name["周洁"]["from"], by_name["周洁"]["filed"]) == ("2023-05-04", "2023-05-06")
    page = made.json("handover", "区政府办公室", "--jurisdiction", "huaiyin", day=END)
    # What is still 待核查 stands in the plan that was archived: it waits for nobody any more.
    assert history.tree("HEAD")[f"plans/{PLAN}/plan.yaml"]["state"] == "已归档"
    ledger = Ledger(history, NEXT, END)
    waiting = {
        (task["id"], unit)
        for task in ledger.tasks.values()
        for unit in ledger.roles(task)
        if ledger.unit_state(task, unit) == "待核查"
    }
    assert {(each["place"], each["unit"]) for each in page["waiting"]} == waiting


def test_the_papers_of_the_year(made):
    notice, report = ((made.home / name).read_text("utf-8") for name in ("整改通知.md", "通报.md"))
    assert "共发现问题 20 个，涉及 20 个单位" in notice
    assert report.startswith("【草稿，待批准】")
    reminders = sorted(path.name for path in (made.home / "催办").iterdir())
    assert len([name for name in reminders if name.endswith(".txt")]) == 34


def test_silent_units_are_found(history):
    """The streets that have told nothing since June; the cells test shows that the command finds the same."""
    ledger = Ledger(history, PLAN, "2022-09-15")
    silent = {unit for unit, found in ledger.owing().items() if found["is_silent"]}
    assert silent & set(ledger.units) == set(ledger.sets["各街道办事处"]) - {"振兴街街道办事处"}


def test_the_data_are_sound_at_the_end(made):
    found = made.json("check", day=END)
    assert not [each for each in found if each["severity"] == "错误"]
    assert made.git("status", "--porcelain") == ""
    assert made.git("fsck", "--strict", "--no-dangling") == ""


@pytest.mark.parametrize("day", DAYS[1::2])
def test_the_data_were_sound_on_the_way(made, copied, day):
    place = copied.parent / "那时"
    made.git("-C", str(copied), "worktree", "add", "--quiet", "--detach", str(place), made.stages[day])
    found = made.json("check", day=END, cwd=place)
    assert not [each for each in found if each["severity"] == "错误"]
