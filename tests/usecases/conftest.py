"""A real repository with two small plans and the units of one district."""

from __future__ import annotations

import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest
from kept import copy_of

from gongkai_tui.domain.plan import Plan, Section
from gongkai_tui.domain.task import Deadline, DeadlineKind, Role, Task, UnitRole
from gongkai_tui.domain.unit import Alias, Contact, Group, Jurisdiction, Unit, UnitKind
from gongkai_tui.storage import emit
from gongkai_tui.storage.paths import plan_path, task_path, units_path
from gongkai_tui.usecases.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gongkai_tui.usecases.workspace import Workspace

TODAY = date(2022, 8, 1)

UNITS = Jurisdiction(
    "huaiyin",
    "槐荫区",
    office="区政府办公室",
    units=(
        Unit("区政府办公室", contacts=(Contact("办公室李四", "office@huaiyin.example"),)),
        Unit("区财政局", contacts=(Contact("财政张三", "czj@huaiyin.example"),)),
        Unit("区教育和体育局", aliases=(Alias("区教育局"),)),
        Unit("西市场街道办事处", UnitKind.STREET),
    ),
    groups=(Group("各街道办事处", members=("西市场街道办事处",)),),
)

PLANS = (
    Plan("huaiyin-2022", "2022年槐荫区政务公开工作要点", year=2022, issued=date(2022, 4, 1),
         jurisdiction="huaiyin", sections=(Section("聚焦重点领域"),)),
    Plan("huaiyin-2021", "2021年槐荫区政务公开工作要点", year=2021, jurisdiction="huaiyin",
         sections=(Section("聚焦重点领域"),)),
)  # fmt: skip


def task(plan: str, seq: int, heading: str, units: str, due: date | None = None) -> Task:
    named = tuple(UnitRole(name, Role.RESPONSIBLE) for name in units.split("、"))
    deadline = Deadline("2022年6月底前", DeadlineKind.DATE, due) if due else None
    return Task(
        f"{plan}/{seq:03d}",
        "聚焦重点领域",
        heading,
        f"做好{heading}的公开工作，第{seq}项。",
        seq,
        units,
        named,
        deadline,
    )


TASKS = (
    task("huaiyin-2022", 1, "财政信息", "区财政局、各街道办事处", date(2022, 6, 30)),
    task("huaiyin-2022", 2, "教育信息", "区教育和体育局"),
    task("huaiyin-2022", 3, "政策解读", "各街道办事处"),
    task("huaiyin-2021", 1, "财政信息", "区财政局"),
)


def run_git(repo: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=repo, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture(autouse=True)
def _quiet_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own settings and date stay out of the tests."""
    for name, value in {
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "办公室李四",
        "GIT_AUTHOR_EMAIL": "office@huaiyin.example",
        "GIT_COMMITTER_NAME": "办公室李四",
        "GIT_COMMITTER_EMAIL": "office@huaiyin.example",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GONGKAI_TODAY", raising=False)
    monkeypatch.delenv("GONGKAI_REPO", raising=False)


def make_repo(root: Path) -> None:
    files = {units_path("huaiyin"): emit.emit_units(UNITS)}
    files.update({plan_path(p.id): emit.emit_plan(p) for p in PLANS})
    files.update({task_path(t.id): emit.emit_task(t) for t in TASKS})
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", "-A")
    run_git(root, "commit", "-q", "-m", "导入", "-m", "Gongkai-Action: import")


@pytest.fixture
def repo(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of("kept-usecases", make_repo, tmp_path / "台账", tmp_path_factory)


@pytest.fixture
def ws(repo: Path) -> Iterator[Workspace]:
    opened = open_workspace(repo, today=TODAY)
    yield opened
    opened.close()
