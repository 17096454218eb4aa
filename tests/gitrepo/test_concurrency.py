"""Several writers at once: every saved change is there, in the order of its writer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sandboxes import SECOND, Sandbox

WRITER = Path(__file__).with_name("concurrent_writer.py")


def run_writers(box: Sandbox, writers: int, each: int) -> None:
    running = [
        subprocess.Popen([sys.executable, WRITER, box.root, f"w{n}", str(each)], stdout=subprocess.PIPE, text=True)
        for n in range(writers)
    ]
    said = [writer.communicate()[0].split("\n")[:-1] for writer in running]
    assert [writer.returncode for writer in running] == [0] * writers
    lines = box.git("show", f"HEAD:{SECOND}").split("\n")
    for number, acknowledged in enumerate(said):
        assert len(acknowledged) == each
        assert [line for line in lines if line.startswith(f"w{number} ")] == acknowledged
    assert box.git("rev-list", "--count", "HEAD") == str(writers * each + 1)
    assert box.text(SECOND).strip() == "\n".join(lines)
    assert box.status() == ""
    assert box.locks() == []
    assert box.git("fsck", "--full", "--strict", "--no-dangling") == ""


def test_three_writers(sandbox: Sandbox) -> None:
    run_writers(sandbox, 3, 5)


@pytest.mark.torture
def test_eight_writers(sandbox: Sandbox) -> None:
    run_writers(sandbox, 8, 50)


def test_a_person_with_plain_git_beside_a_writer(sandbox: Sandbox) -> None:
    writer = subprocess.Popen([sys.executable, WRITER, sandbox.root, "w", "12"], stdout=subprocess.PIPE, text=True)
    by_hand = 0
    while writer.poll() is None:
        sandbox.write("README.md", f"by hand {by_hand}\n")
        done = subprocess.run(
            ["git", "commit", "-q", "-m", "by hand", "README.md"], cwd=sandbox.root, capture_output=True, check=False
        )
        by_hand += done.returncode == 0
    writer.communicate()
    assert writer.returncode == 0
    assert sandbox.git("show", f"HEAD:{SECOND}").split("\n")[1:] == [f"w {n}" for n in range(12)]
    subjects = sandbox.git("log", "--format=%s").split("\n")
    assert len([subject for subject in subjects if subject == "by hand"]) == by_hand
    assert sandbox.locks() == []
