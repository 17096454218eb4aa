"""Real repositories to work on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from sandboxes import FIRST, SECOND, Sandbox

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(key)
    monkeypatch.delenv("EMAIL", raising=False)
    settings = tmp_path_factory.mktemp("settings") / "gitconfig"
    settings.write_text("[user]\nname = 张三\nemail = zhang@example.invalid\n[init]\ndefaultBranch = main\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    """Return a repository with two data files in one commit."""
    root = tmp_path / "repo"
    root.mkdir()
    box = Sandbox(root)
    box.git("init", "-q", "-b", "main")
    box.write(FIRST, "".join(f"line {n}\n" for n in range(10)))
    box.write(SECOND, "b: 2\n")
    box.write("units/x.yaml", "name: x\n")
    box.write("README.md", "hello\n")
    box.commit("first")
    return box
