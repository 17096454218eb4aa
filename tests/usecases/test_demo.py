from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.domain.problem import Severity
from gongkai_tui.domain.status import Status
from gongkai_tui.domain.transitions import Actor, refusal
from gongkai_tui.gitrepo.repository import Repository
from gongkai_tui.storage.codec import decode_plan, decode_task, decode_units
from gongkai_tui.storage.emit import emit_plan, emit_task, emit_units
from gongkai_tui.storage.paths import FileKind, classify
from gongkai_tui.storage.problem_record import decode_problem, emit_problem
from gongkai_tui.usecases.check_data import check_data
from gongkai_tui.usecases.demo import make_demo
from gongkai_tui.usecases.demo_acts import INVENTED
from gongkai_tui.usecases.demo_story import STORY_END
from gongkai_tui.usecases.list_tasks import list_tasks
from gongkai_tui.usecases.owing import owing
from gongkai_tui.usecases.problems import list_problems
from gongkai_tui.usecases.workspace import open_workspace

READERS = {
    FileKind.TASK: (decode_task, emit_task),
    FileKind.PLAN: (decode_plan, emit_plan),
    FileKind.UNITS: (decode_units, emit_units),
    FileKind.PROBLEM: (decode_problem, emit_problem),
}


def git(root, *arguments):
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo"
    told = []
    make_demo(path, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    return path


def values_at(root, commit):
    repository = Repository.open(root)
    tree = repository.tree(commit)
    contents = dict(repository.blobs(set(tree.values())))
    found = {}
    for path, oid in tree.items():
        kind = classify(path)
        if kind is not None:
            decoded = READERS[kind][0](contents[oid], path)
            assert decoded.problems == (), path
            found[path] = decoded.value
    return found


def changed_tasks(root):
    """For each commit, oldest first: (path, old oid, new oid) of the task files that it changed."""
    log = git(root, "log", "--reverse", "--raw", "--no-abbrev", "--no-renames", "--format=>%H").decode()
    current = []
    for line in log.splitlines():
        if line.startswith(">"):
            if current:
                yield current
            current = []
        elif line.startswith(":"):
            fields, path = line.split("\t")
            _, _, old, new, _ = fields.split(" ")
            if classify(path) is FileKind.TASK:
                current.append((path, old, new))
    if current:
        yield current


def test_about_two_thousand_commits_and_a_clean_tree(demo):
    count = int(git(demo, "rev-list", "--count", "HEAD"))
    assert 1900 <= count <= 2100
    assert git(demo, "status", "--porcelain") == b""
    assert git(demo, "fsck", "--no-dangling") == b""


def test_everything_invented_says_so(demo):
    subjects = git(demo, "log", "--format=%s|%(trailers:key=Gongkai-Action,valueonly,separator=)").decode()
    for line in subjects.splitlines():
        subject, _, action = line.rpartition("|")
        assert action in {"demo", "import", "init"}
        assert subject.startswith(INVENTED) or action == "import"
    for path, value in values_at(demo, "HEAD").items():
        if classify(path) is FileKind.TASK:
            assert all(entry.text.startswith(INVENTED) for entry in value.log)
            assert all(".example.invalid/" in item for item in value.evidence)
    people = git(demo, "log", "--format=%ae").decode().split()
    assert all(person.endswith("@example.invalid") for person in people)
    assert "虚构" in (demo / "README.md").read_text("utf-8")


def test_files_are_canonical_at_every_sampled_commit(demo):
    commits = git(demo, "rev-list", "HEAD").decode().split()
    for commit in [commits[0], *commits[1::250]]:
        values_at(demo, commit)
    for path, value in values_at(demo, "HEAD").items():
        assert READERS[classify(path)][1](value) == (demo / path).read_text("utf-8")


def test_every_step_is_legal(demo):
    repository = Repository.open(demo)
    steps = list(changed_tasks(demo))
    wanted = {oid for step in steps for _, old, new in step for oid in (old, new) if set(oid) != {"0"}}
    contents = dict(repository.blobs(wanted))
    before = {}
    past = {}
    for step in steps:
        for path, old, new in step:
            task = decode_task(contents[new], path).value
            if set(old) == {"0"}:
                before[path], past[path] = task, [task.status]
                assert task.status is Status.NOT_STARTED
                assert task.log == ()
                continue
            check_step(before[path], task, past[path])
            before[path] = task
            if past[path][-1] is not task.status:
                past[path].append(task.status)


def check_step(old, new, past):
    if new.log == old.log:
        assert replace(old, hints=()) == new, "somebody confirmed the hints"
        return
    assert new.log[:-1] == old.log
    entry = new.log[-1]
    allowed = {
        "actor": Actor.BOTH,
        "has_evidence": bool(entry.evidence),
        "has_reason": True,
        "has_note": True,
        "previous": past[-2] if len(past) > 1 else None,
        "kind": new.deadline.kind if new.deadline else None,
    }
    assert refusal(old.status, new.status, **allowed) is None, new.id
    if old.status is new.status:
        for unit in {*old.unit_status, *new.unit_status}:
            was, now = old.unit_status.get(unit, old.status), new.unit_status.get(unit, new.status)
            if was is not now:
                assert unit == entry.unit
                assert refusal(was, now, **{**allowed, "previous": None}) is None, new.id


def test_nobody_checks_their_own_work(demo):
    for path, task in values_at(demo, "HEAD").items():
        if classify(path) is FileKind.TASK:
            for first, second in pairwise(task.log):
                if first.kind == "报送" and second.kind in {"核查", "退回"}:
                    assert first.by != second.by, path


def test_each_plan_ends_as_it_should(demo):
    statuses = {}
    states = {}
    for path, value in values_at(demo, "HEAD").items():
        if classify(path) is FileKind.PLAN:
            states[value.id] = value.state
    for row in list_tasks(open_workspace(demo, today=STORY_END)).rows:
        statuses.setdefault(row.plan, Counter())[row.status] += 1
    assert states["hongdao-2019"] == states["tianqiao-2020"] == "已归档"
    assert states["tianqiao-2021"] == states["jinan-2021"] == states["huaiyin-2022"] == "执行中"
    assert set(statuses["hongdao-2019"]) <= {Status.CLOSED, Status.ENDED}
    assert statuses["tianqiao-2020"][Status.CLOSED] > 25
    for plan in ("tianqiao-2021", "jinan-2021", "huaiyin-2022"):
        assert {Status.IN_PROGRESS, Status.REPORTED, Status.DONE, Status.RECTIFYING} <= set(statuses[plan])


def test_of_several_units_only_that_one_is_put_right_whose_problem_it_is(demo):
    found = [item for each in owing(open_workspace(demo, today=STORY_END)).units for item in each.debts.items]
    rectifying = [item for item in found if item.status is Status.RECTIFYING]
    assert rectifying
    assert all(item.problems for item in rectifying)


def test_problems_go_through_rounds_and_some_are_left(demo):
    found = list_problems(open_workspace(demo, today=STORY_END)).problems
    states = Counter(each.record.state for each in found)
    assert {"整改中", "复核中", "待再核查", "已核销"} <= set(states)
    assert any("反复" in each.flags for each in found)
    assert all(each.record.found.what.startswith(INVENTED) for each in found)


def test_every_sheet_has_something_to_show(demo):
    tasks = [value for path, value in values_at(demo, "HEAD").items() if classify(path) is FileKind.TASK]
    decisions = Counter(each.decision for task in tasks for each in task.extensions)
    assert set(decisions) == {None, "同意", "不同意"}
    assert all(each.reason.startswith(INVENTED) for task in tasks for each in task.extensions)
    assert any(task.chosen for task in tasks if task.plan == "huaiyin-2022")
    counted = [entry for task in tasks if task.recurring for entry in task.log if entry.kind == "完成次数"]
    assert counted
    assert {task.plan for task in tasks if task.lookback} == {"tianqiao-2020"}
    verdicts = Counter(task.lookback and task.lookback.verdict for task in tasks if task.plan == "tianqiao-2020")
    assert set(verdicts) == {None, "核销", "转整改", "转入今年"}
    people = [
        contact
        for path, value in values_at(demo, "HEAD").items()
        if classify(path) is FileKind.UNITS
        for unit in value.units
        for contact in unit.contacts
    ]
    assert sum(bool(each.handed_over_to) for each in people) >= 8
    assert all(each.email.endswith("@example.invalid") for each in people)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.8, 1])
def test_nothing_but_hints_is_found_at_any_time(demo, tmp_path, share):
    commits = git(demo, "rev-list", "--reverse", "HEAD").decode().split()
    git(tmp_path, "clone", "-q", str(demo), "demo")
    git(tmp_path / "demo", "checkout", "-q", commits[int((len(commits) - 1) * share)])
    found = check_data(open_workspace(tmp_path / "demo", today=STORY_END))
    assert [each for each in found if each.severity is not Severity.HINT] == []


def test_the_same_arguments_make_the_same_demo(tmp_path):
    first = make_demo(tmp_path / "a", commits=300)
    assert make_demo(tmp_path / "b", commits=300) == first
    assert make_demo(tmp_path / "c", commits=300, seed=2) != first


def test_the_story_stops_on_the_given_day(tmp_path):
    make_demo(tmp_path / "demo", commits=300, today=date(2020, 12, 1))
    days = git(tmp_path / "demo", "log", "--format=%cs").decode().split()
    assert max(days) <= "2020-12-01"
    assert sorted(item.name for item in (tmp_path / "demo" / "plans").iterdir()) == ["hongdao-2019", "tianqiao-2020"]


def test_a_folder_in_use_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("我的", "utf-8")
    with pytest.raises(UsageError, match="不是空目录"):
        make_demo(tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("known", [False, True])
def test_whoever_has_a_name_keeps_it_in_the_demo(tmp_path, monkeypatch, known):
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\nname = 李四\nemail = lisi@example.invalid\n" if known else "", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for variable in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(variable, raising=False)
    make_demo(tmp_path / "demo", commits=300)
    assert Repository.open(tmp_path / "demo").identity()[0] == ("李四" if known else "演示用户")
