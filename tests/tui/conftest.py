"""A real repository, an application on it, and ways to wait and to look at the screen."""

from __future__ import annotations

import asyncio
import subprocess
from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from kept import copy_of

from gongkai_tui.tui import env

env.prepare_environment()

from textual import events  # noqa: E402

from gongkai_tui.domain.plan import Plan  # noqa: E402
from gongkai_tui.domain.task import Deadline, DeadlineKind, Role, Task, UnitRole  # noqa: E402
from gongkai_tui.domain.unit import Contact, Group, Jurisdiction, Unit  # noqa: E402
from gongkai_tui.storage import emit  # noqa: E402
from gongkai_tui.storage.paths import plan_path, task_path, units_path  # noqa: E402
from gongkai_tui.tui.app import GongkaiApp  # noqa: E402
from gongkai_tui.tui.workspace_port import WorkspacePort  # noqa: E402

from .rest import know_when_at_rest  # noqa: E402
from .terminal import Terminal  # noqa: E402

know_when_at_rest()

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

TODAY = date(2022, 8, 1)

UNITS = Jurisdiction(
    "huaiyin",
    "槐荫区",
    office="区政府办公室",
    units=(
        Unit("区政府办公室", contacts=(Contact("李四", "office@huaiyin.example"),)),
        Unit("区财政局"),
        Unit("区教育和体育局"),
        Unit("西市场街道办事处"),
    ),
    groups=(Group("各街道办事处", members=("西市场街道办事处",)),),
)

PLANS = (
    Plan("huaiyin-2022", "2022年槐荫区政务公开工作要点", year=2022, issued=date(2022, 4, 1), jurisdiction="huaiyin"),
    Plan("huaiyin-2021", "2021年槐荫区政务公开工作要点", year=2021, jurisdiction="huaiyin"),
)


def task(plan: str, seq: int, heading: str, units: str, due: date | None = None, hints: tuple[str, ...] = ()) -> Task:
    named = tuple(UnitRole(name, Role.RESPONSIBLE) for name in units.split("、"))
    deadline = Deadline("2022年6月底前", DeadlineKind.DATE, due) if due else None
    words = f"做好{heading}的公开工作，第{seq}项；及时更新目录，公开内容应当准确、完整。"
    return Task(f"{plan}/{seq:03d}", "聚焦重点领域", heading, words, seq, units, named, deadline, hints=hints)


TASKS = (
    task("huaiyin-2022", 1, "财政信息", "区财政局、各街道办事处", date(2022, 6, 30)),
    task("huaiyin-2022", 2, "教育信息", "区教育和体育局", hints=("责任单位由合并单元格沿用",)),
    task("huaiyin-2022", 3, "政策解读", "各街道办事处"),
    task("huaiyin-2021", 1, "财政信息", "区财政局"),
)


def run_git(repo: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=repo, check=True, capture_output=True, text=True).stdout


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's settings, date and editor stay out of the tests."""
    person = {"NAME": "李四", "EMAIL": "office@huaiyin.example"}
    for role in ("AUTHOR", "COMMITTER"):
        for what, value in person.items():
            monkeypatch.setenv(f"GIT_{role}_{what}", value)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GONGKAI_TODAY", "GONGKAI_REPO", "NO_COLOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


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
    return copy_of("kept-tui", make_repo, tmp_path / "台账", tmp_path_factory)


class Driver:
    """An application under test: keys in, screen text and commits out."""

    def __init__(self, app: GongkaiApp, pilot, repo: Path) -> None:
        self.app, self.pilot, self.repo = app, pilot, repo

    @property
    def main(self):
        return self.app.screen_stack[0]

    async def press(self, *keys: str) -> None:
        """One key after the other, each when all that the one before it does is done and it is long past."""
        for key in keys:
            self.app.early_keys._delivered = 0
            await self.app._press_keys([key])

    async def type(self, text: str) -> None:
        for char in text:
            await self.pilot.press(char)

    async def paste(self, text: str) -> None:
        self.app.screen.focused.post_message(events.Paste(text))
        await self.pilot.pause()

    async def ask_back(self, moment: str) -> None:
        """Open the question which day or commit to look at, and type one; enter goes there."""
        await self.press("@")
        await self.sees("回看哪一天")
        await self.sees("也可输入日期")
        await self.type(moment)

    async def until(self, true: Callable[[], object], what: str = "") -> None:
        """Wait for something to come true; fail with the screen when it does not."""
        for _ in range(1500):
            if true():
                await self.pilot.pause()
                return
            await asyncio.sleep(0.02)
        pytest.fail(f"waited in vain {what}\n{self.screen()}")

    async def sees(self, text: str) -> None:
        await self.until(lambda: text in self.screen(), f"for {text!r}")

    def screen(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    def commits(self) -> list[str]:
        return run_git(self.repo, "log", "--format=%s").splitlines()

    def ids(self) -> list[str]:
        return [row.id for row in self.main.table.rows]


@asynccontextmanager
async def driving(repo: Path, *, size: tuple[int, int] = (80, 24), today: date = TODAY) -> AsyncIterator[Driver]:
    app = GongkaiApp(WorkspacePort(repo, today))
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot, repo)
        await driver.until(lambda: driver.main.loaded is not None and driver.main.back.actor_words, "for the rows")
        yield driver


@pytest.fixture
def drive(repo: Path):
    return lambda **options: driving(repo, **options)


@pytest.fixture
def terminal(repo: Path):
    """The real program in a pseudo-terminal."""
    opened = []

    def start(*, sees: str = "4/4", **options) -> Terminal:
        opened.append(Terminal(repo, **options))
        opened[-1].wait_for(sees)
        opened[-1].wait_for("李四")
        return opened[-1]

    yield start
    for each in opened:
        each.close()
