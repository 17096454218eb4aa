"""Every command line in the documents runs, in order, as a reader would type it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "README.en.md", *sorted((ROOT / "docs").glob("*.md"))]
YEAR = ROOT / "docs/一年.md"
"""Told from top to bottom: its blocks run one after the other."""
SHOWN = re.compile(r"^```sh\n(.*?)^```\n\n```text\n(.*?)^```", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
DEMO = "/tmp/gongkai-demo"  # noqa: S108  (what the documents say; the test puts its own folder there)
DOCUMENT = """2023年某某区政务公开工作要点

一、加强平台建设
（一）办好政府网站。及时更新栏目内容。（区政府办公室）
（二）规范政务新媒体。做好备案和监测。（区大数据局、各街道办事处）
"""


def blocks():
    return [
        pytest.param(block, id=f"{document.name}-{number}")
        for document in DOCUMENTS
        if document != YEAR
        for number, block in enumerate(BLOCK.findall(document.read_text("utf-8")), 1)
    ]


@pytest.fixture
def clone(tmp_path):
    """The five plans as a fresh clone has them, with somebody's identity."""
    root = tmp_path / "gongkai"
    root.mkdir()
    for name in ("plans", "units", ".gitattributes"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, root / name)
    for command in (
        ("init", "-q", "-b", "main"),
        ("config", "user.name", "张三"),
        ("config", "user.email", "zhangsan@example.invalid"),
        ("add", "-A"),
        ("commit", "-q", "-m", "五份计划"),
        ("commit", "-q", "--allow-empty", "-m", "又一次"),
    ):
        subprocess.run(["git", *command], cwd=root, check=True)
    (root / ".git/info/exclude").write_text("/要点.txt\n*.csv\n*.json\n", "utf-8")
    (root / "要点.txt").write_text(DOCUMENT, "utf-8")
    return root


def run(script, clone, home):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GONGKAI_"))}
    env |= {"PATH": path, "HOME": str(home), "EDITOR": "true", "GIT_PAGER": "cat", "PAGER": "cat"}
    return subprocess.run(
        ["bash", "-c", "set -euo pipefail\n" + script],
        cwd=clone,
        env=env,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("block", blocks())
def test_the_examples_run(block, clone, tmp_path):
    done = run(block.replace(DEMO, str(tmp_path / "demo")), clone, tmp_path)
    assert done.returncode == 0, f"{block}\n--- stdout\n{done.stdout[-1500:]}\n--- stderr\n{done.stderr[-1500:]}"
    assert "Traceback" not in done.stderr


def test_the_year_runs_from_top_to_bottom_and_shows_what_it_says(clone, tmp_path):
    """…… stands for any text, alone in a line for any lines; widths and the ids of commits are not told."""
    text = YEAR.read_text("utf-8")
    parts = SHOWN.findall(text)
    assert [block for block, _ in parts] == BLOCK.findall(text)
    script = "".join(f"echo '@@@ {number}'\n{block}" for number, (block, _) in enumerate(parts))
    done = run(f"exec 2>&1\n{script}", clone, tmp_path)
    assert done.returncode == 0, done.stdout[-3000:]
    said = re.split(r"^@@@ \d+\n", re.sub(r"（提交 [0-9a-f]{8}）", "", done.stdout), flags=re.MULTILINE)[1:]
    assert "Traceback" not in done.stdout
    for (block, shown), output in zip(parts, said, strict=True):
        lines = iter(" ".join(line.split()) for line in output.splitlines())
        for wanted in filter(lambda line: line != "……", shown.splitlines()):
            pattern = re.escape(" ".join(wanted.split())).replace("……", ".*")
            assert any(re.fullmatch(pattern, line) for line in lines), f"{block}\n--- {wanted}\n--- of\n{output}"


def test_links_between_documents_lead_somewhere():
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text("utf-8")):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document.name} → {target}"


def test_the_keys_of_the_readme_are_those_of_the_screen():
    from gongkai_tui.tui.actions import COMMANDS

    known = {(word, action.label) for action in COMMANDS for word in action.shown.split()}
    rows = re.findall(
        r"^\| (`.*`) \| (\S+) \| (`.*`) \| (\S+) \|$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(rows) > 5
    for row in rows:
        for keys, label in (row[:2], row[2:]):
            for key in re.findall(r"`([^`]+)`", keys):
                assert (key, label) in known, (key, label)


def test_the_reference_is_what_the_program_says():
    done = subprocess.run([sys.executable, str(ROOT / "docs/reference.py"), "--check"], check=False)
    assert done.returncode == 0, "python docs/reference.py renews docs/命令行.md"
