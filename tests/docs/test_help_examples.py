"""Every example in the help of a command runs, those of one command in their order, as a reader would type them."""

from __future__ import annotations

import gc
import io
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from gongkai_tui.cli.app import load_command
from gongkai_tui.cli.commands import EXAMPLES, FURTHER, HIDDEN, SUMMARIES
from gongkai_tui.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [
    (),
    *((name,) for name in (*SUMMARIES, *HIDDEN)),
    *((name, action) for name, actions in FURTHER.items() for action in actions),
]
IN_A_SHELL = re.compile(r"[|&>~]|^(?!gongkai\b)")
"""What more than the program alone is needed for; all else runs within this process, which is quicker by far."""
TODAY = "2022-09-30"
MAY = "2022-05-20"
"""Problems are to be put right by 6月10日 in the examples."""

PLAN_TEXT = """2023年某某区政务公开工作要点

一、加强平台建设
（一）办好政府网站。及时更新栏目内容。（区政府办公室）
（二）规范政务新媒体。做好备案和监测。（区大数据局、各街道办事处）
"""
FOUND = """id: 20220518-3f9a2c
unit: 区财政局
found:
  date: 2022-05-18
  by: 张三
  what: 栏目链接失效
state: 待反馈
"""
FILES = {
    "要点.txt": PLAN_TEXT,
    "要点.html": "<html><body>" + "".join(f"<p>{line}</p>" for line in PLAN_TEXT.splitlines()) + "</body></html>",
    "各单位回报.csv": "编号,状态\ntianqiao-2021/17,推进中\n",
    "问题清单.csv": "单位,问题\n区财政局,预决算栏目链接失效\n区司法局,栏目半年未更新\n",
}
PROGRAMS = {"my-script": """echo '{"id": "tianqiao-2021/18", "status": "推进中"}'""", "code": "exit 0"}
"""Named in the examples, and not ours."""


class Consenting(io.TextIOWrapper):
    """Somebody at a terminal who agrees to everything."""

    def __init__(self):
        super().__init__(io.BytesIO(b"y\n" * 9))

    def isatty(self):
        return True


def git(folder, *arguments, day=TODAY):
    dates = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T09:00:00+0800")
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | dates, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def gongkai(*words):
    assert main(words) == 0


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    """The five plans as they might stand in September 2022, with a problem and a task of last year that is done."""
    root = tmp_path_factory.mktemp("plans") / "台账"
    for name in ("plans", "units"):
        shutil.copytree(ROOT / name, root / name)
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "张三")
    git(root, "config", "user.email", "zhangsan@example.invalid")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "五份计划", day="2019-03-01")
    done = root / "plans/tianqiao-2020/001.yaml"
    done.write_text(re.sub("^status: .*", "status: 已完成", done.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    (root / "plans/tianqiao-2021/problems").mkdir()
    (root / "plans/tianqiao-2021/problems/20220518-3f9a2c.yaml").write_text(FOUND, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "又一次", day="2021-08-10")
    git(root, "tag", "begin")
    return root


@pytest.fixture
def reader(plans, tmp_path, monkeypatch):
    """Somebody who sits in the repository, as it was in the beginning."""
    git(plans, "reset", "-q", "--hard", "begin")
    git(plans, "clean", "-qffdx")
    for name, text in FILES.items():
        (plans / name).write_text(text, "utf-8")
    home, programs = tmp_path / "home", tmp_path / "bin"
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\n\tname = 张三\n\temail = zhangsan@example.invalid\n", "utf-8")
    (home / ".config/fish/completions").mkdir(parents=True)
    programs.mkdir()
    for name, script in PROGRAMS.items():
        (programs / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (programs / name).chmod(stat.S_IRWXU)
    for name in filter(lambda name: name.startswith(("GIT_", "GONGKAI_")), tuple(os.environ)):
        monkeypatch.delenv(name)
    path = os.pathsep.join((str(programs), str(Path(sys.executable).parent), os.environ["PATH"]))
    for name, value in (("HOME", home), ("PATH", path), ("EDITOR", "true"), ("PAGER", "cat"), ("TMPDIR", tmp_path)):
        monkeypatch.setenv(name, str(value))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(plans)
    yield plans
    # Everyday commands turn it off and end.
    gc.enable()


def before_check(root):
    """A remote to push to."""
    git(root, "init", "-q", "--bare", "../远端")
    git(root, "remote", "add", "origin", "../远端")
    git(root, "push", "-q", "-u", "origin", "main")


def before_return(_root):
    """The sheets of two units, filled in."""
    for unit in ("区财政局", "区司法局"):
        gongkai("problem", "open", "--plan", "tianqiao-2021", "--unit", unit, "--what", "失效", "--due", "6月10日")
        gongkai("problem", "sheet", "--plan", "tianqiao-2021", "--unit", unit, "--format", "csv", "--out", ".")
        (made,) = Path().glob(f"*{unit}*.csv")
        text = made.read_text("utf-8-sig")
        Path(f"{unit}.csv").write_text(
            text.replace(",2022-06-10,,,", f",2022-06-10,已修复,https://a.cn/1,{MAY}"), "utf-8"
        )


def before_undo(_root):
    """Three actions that can be taken back."""
    for number in (17, 18, 19):
        gongkai("set", f"tianqiao-2021/{number}", "status=推进中")


BEFORE = {
    ("check",): before_check,
    ("doctor",): lambda _root: gongkai("doctor", "--mend"),
    ("problem", "return"): before_return,
    ("undo",): before_undo,
}
"""What an example takes for granted."""
BEFORE_LINE = {"--fail": ("undo",)}
"""Option → what is done before the example that has it: the problem that passed shall not pass after all."""


def _as_found_here(line, root):
    """The line with the id of a commit that can be undone: each repository has its own."""
    return line.replace("3f9a2c1e", git(root, "rev-parse", "HEAD~2")[:8]) if "undo 3f9a2c1e" in line else line


def run(line):
    """Run an example; give the exit code."""
    if not IN_A_SHELL.search(line):
        return main(shlex.split(line)[1:])
    done = subprocess.run(["bash", "-c", f"set -euo pipefail\n{line}"], stdin=subprocess.DEVNULL, check=False)
    return done.returncode


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_examples_run(words, reader, monkeypatch, capfd):
    monkeypatch.setenv("GONGKAI_TODAY", MAY if words[:1] == ("problem",) else TODAY)
    BEFORE.get(words, lambda _root: None)(reader)
    examples = load_command(*words).examples if words else EXAMPLES
    for line in (_as_found_here(line, reader) for line, _ in examples):
        for option, prepared in BEFORE_LINE.items():
            if option in line.split():
                gongkai(*prepared)
        capfd.readouterr()
        monkeypatch.setattr(sys, "stdin", Consenting())
        assert run(line) == 0, f"{line}\n{capfd.readouterr().err}"
