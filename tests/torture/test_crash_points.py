"""Saving survives a fault at every file-changing call: killed, torn, power cut, full disk, broken disk."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from crash_inject import ACTIONS, Edit, build_shim, count_calls, inject, make_template

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(not sys.platform.startswith("linux") or not shutil.which("cc"), reason="needs Linux and cc"),
]

DRIVER = Path(__file__).with_name("crash_driver.py")
MANY = 101


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_shim(tmp_path_factory.mktemp("shim"))


def edit_of(files: int, shim: Path, folder: Path) -> Edit:
    command = (sys.executable, str(DRIVER), "{repo}", str(files), "{token}")
    return Edit(command, shim, make_template(folder, files))


@pytest.mark.parametrize("action", ACTIONS)
def test_one_file(action: str, shim: Path, tmp_path: Path) -> None:
    edit = edit_of(1, shim, tmp_path)
    tally = inject(edit, action, count_calls(edit))
    assert tally.points > 50
    assert tally.findings == {}, tally.last_words


@pytest.mark.parametrize("action", ["kill", "power", "enospc+"])
def test_many_files_through_one_pack(action: str, shim: Path, tmp_path: Path) -> None:
    edit = edit_of(MANY, shim, tmp_path)
    tally = inject(edit, action, count_calls(edit), every=17)
    assert tally.points > 20
    assert tally.findings == {}, tally.last_words
