"""Take docs/screenshot.svg of the real interface on the demo: python docs/screenshot.py [OUT]."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from gongkai_tui.tui import env
from gongkai_tui.usecases.demo import make_demo
from gongkai_tui.usecases.demo_story import STORY_END

OUT = Path(__file__).resolve().parent / "screenshot.svg"
SIZE = (132, 36)
SHOWN = "区财政局"
"""Stands in the table once the tasks are there."""
PATIENCE = 200
KEYS = ("left", "down", "right", "end", *("up",) * 9, "space", "space", "down")
"""To the newest plan, near its end, with two tasks marked."""
VISITOR = (("user.name", "张三"), ("user.email", "huaiyin-office1@example.invalid"))


async def picture(repository: Path) -> str:
    """Return the main screen on `repository` as SVG."""
    from gongkai_tui.tui.app import GongkaiApp  # noqa: PLC0415  (textual reads the environment when imported)
    from gongkai_tui.tui.workspace_port import WorkspacePort  # noqa: PLC0415

    app = GongkaiApp(WorkspacePort(repository, STORY_END))
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(PATIENCE):
            await pilot.pause(0.05)
            if SHOWN in app.export_screenshot():
                break
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause(0.2)
        await pilot.pause(0.5)
        return app.export_screenshot(title="gongkai")


def main() -> None:
    """Make the demo, take the picture, write it."""
    env.prepare_environment()
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder) / "demo"
        make_demo(repository)
        for key, value in VISITOR:
            subprocess.run(["git", "-C", str(repository), "config", key, value], check=True)
        svg = asyncio.run(picture(repository))
    out.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
