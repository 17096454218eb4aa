"""Random keys for a long time: no crash, no screen that cannot be left, a clean repository, every commit valid.

GONGKAI_MONKEY_SECONDS (120 unless set) and GONGKAI_MONKEY_SEED choose how long and which keys.
"""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from program import PROGRAM

from gongkai_tui.tui import env

env.prepare_environment()

from textual import events  # noqa: E402
from textual.keys import _character_to_key, key_to_character  # noqa: E402

from gongkai_tui.tui.actions import ALL  # noqa: E402
from gongkai_tui.tui.app import GongkaiApp  # noqa: E402
from gongkai_tui.tui.workspace_port import WorkspacePort  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.torture

SECONDS = float(os.environ.get("GONGKAI_MONKEY_SECONDS", "120"))
SEED = int(os.environ.get("GONGKAI_MONKEY_SEED", "1"))
SIZES = ((80, 24), (60, 20), (160, 45), (100, 30), (200, 60))
KEYS = tuple(key for action in ALL if action.id not in {"quit", "leave"} for key in action.keys)
CHANGES = tuple(key for action in ALL if action.changes for key in action.keys)
IN_DIALOGS = ("enter", "enter", "escape", "tab", "shift+tab", "y", "n", "r", "f9", "up", "down", "1", "2", "3", "7")
WORDS = ("czj", "财政", "推进中", "https://a.example/1", "2022-09-30", "9月底前", "[/x]", "\\", '"', "unit:", "!")
TODAY = date(2022, 12, 20)
PAUSES = 0.1
"""Share of keys after which a while passes."""


def git(repo: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=repo, check=True, capture_output=True, text=True).stdout


def errors(repo: Path) -> str:
    """What `gongkai check` finds to be wrong."""
    command = [PROGRAM, "-C", repo, "--today", str(TODAY), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout[-800:] + done.stderr[-800:] if done.returncode else ""


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    root = tmp_path / "demo"
    subprocess.run([PROGRAM, "demo", root], check=True, capture_output=True)
    for key, value in (("name", "测试员"), ("email", "ceshi@example.invalid")):
        git(root, "config", f"user.{key}", value)
    return root


class Monkey:
    """Presses keys on one application after the other."""

    def __init__(self, repo: Path) -> None:
        self.repo = repo
        self.dice = random.Random(SEED)  # noqa: S311
        self.pressed: list[str] = []

    async def play(self, until: float) -> None:
        while time.monotonic() < until:
            app = GongkaiApp(WorkspacePort(self.repo, TODAY))
            async with app.run_test(size=self.dice.choice(SIZES)) as pilot:
                while not app.screen_stack or app.screen_stack[0].loaded is None:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
                for _ in range(self.dice.randint(20, 600)):
                    if time.monotonic() > until or app.return_code is not None:
                        break
                    await self._press(app, pilot)
                if app.return_code is None:
                    await self._leave_everything(app)

    async def _press(self, app: GongkaiApp, pilot) -> None:
        throw = self.dice.random()
        if throw < 0.06:
            for char in self.dice.choice(WORDS):
                await self._key(app, char)
        elif throw < 0.07:
            await pilot.resize_terminal(*self.dice.choice(SIZES))
        elif len(app.screen_stack) > 1 and throw < 0.85:
            await self._key(app, self.dice.choice(IN_DIALOGS))
        else:
            await self._key(app, self.dice.choice(CHANGES if throw < 0.35 else KEYS))

    async def _key(self, app: GongkaiApp, key: str) -> None:
        """Press a key as a quick hand does, not waiting for what it does; now and then look at the result."""
        self.pressed.append(key)
        if len(key) == 1:
            app.post_message(events.Key(_character_to_key(key), key))
        else:
            app.post_message(events.Key(key, key_to_character(key)))
        await asyncio.sleep(0.3 if self.dice.random() < PAUSES else 0.01)

    async def _leave_everything(self, app: GongkaiApp) -> None:
        """From any screen, Esc leads back to the table within some seconds."""
        end = time.monotonic() + 60
        while len(app.screen_stack) > 1 or app.focused is not app.screen_stack[0].table:
            assert time.monotonic() < end, f"stuck in {app.screen} after {self.pressed[-40:]}"
            await self._key(app, "escape")
            await asyncio.sleep(0.05)


async def test_random_keys(demo: Path) -> None:
    first = git(demo, "rev-parse", "HEAD").strip()
    assert not errors(demo)
    monkey = Monkey(demo)
    try:
        await monkey.play(time.monotonic() + SECONDS)
    except BaseException:
        sys.stdout.write(f"seed {SEED}, last keys: {monkey.pressed[-80:]}\n")
        raise
    assert git(demo, "status", "--porcelain") == ""
    assert list((demo / ".git").rglob("*.lock")) == []
    git(demo, "fsck", "--strict", "--no-dangling")
    commits = git(demo, "rev-list", f"{first}..HEAD").split()
    sys.stdout.write(f"{len(monkey.pressed)} keys, {len(commits)} commits\n")
    assert commits
    for commit in commits[:: max(len(commits) // 40, 1)]:
        git(demo, "checkout", "-q", "--detach", commit)
        assert not errors(demo), commit
