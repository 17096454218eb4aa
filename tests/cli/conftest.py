"""A real repository with small plans, and the installed program run on it."""

import os
import subprocess
from pathlib import Path

import pytest
from fork_server import PROGRAM, ForkServer, Ran, run_from_file, starts_alike
from kept import copy_of

TODAY = "2022-05-01"

PLAN = """id: tianqiao-2021
title: 2021年济南市天桥区政务公开工作要点
issuer: 济南市天桥区人民政府办公室
doc_number: 济天政办字〔2021〕13号
issued: 2021-08-10
year: 2021
disclosure: 主动公开
jurisdiction: tianqiao
state: 执行中
sections:
  - no: 一
    title: 深化重点领域政府信息公开
"""

TASK_1 = """id: tianqiao-2021/001
seq: 1
section: 深化重点领域政府信息公开
heading: 财政信息公开
requirement: |-
  公开预决算，说明“三公”经费。
  按季度更新。
units_raw: 区财政局牵头，各街道办事处配合
units:
  - unit: 区财政局
    role: 牵头
  - unit: 各街道办事处
    role: 配合
deadline:
  raw: 2022年5月10日前
  kind: 截止
  due: 2022-05-10
status: 推进中
log:
  - id: 3f9a2c1e
    date: 2022-04-20
    kind: 进展
    unit: 区财政局
    text: 已公开2021年决算
    evidence:
      - https://example.gov.cn/1.html
    by: 张三
"""

TASK_2 = """id: tianqiao-2021/002
seq: 2
section: 深化重点领域政府信息公开
heading: 推进|规划*信息公开
requirement: =公开国土空间规划
units_raw: 区自然资源局
units:
  - unit: 区自然资源局
    role: 责任
deadline:
  raw: 2021年底前
  kind: 截止
  due: 2021-12-31
status: 未启动
"""

TASK_3 = """id: tianqiao-2021/003
seq: 3
section: 深化重点领域政府信息公开
requirement: 长期做好民生信息公开
units_raw: 区民政局
units:
  - unit: 区民政局
    role: 责任
deadline:
  raw: 长期坚持
  kind: 长期
status: 未启动
hints:
  - 责任单位由合并单元格沿用
"""

UNITS = """name: 济南市天桥区
office: 区政府办公室
units:
  - name: 区政府办公室
    kind: 部门
  - name: 区财政局
    kind: 部门
    aliases:
      - name: 区财政
  - name: 区自然资源局
    kind: 部门
  - name: 区民政局
    kind: 部门
  - name: 无影山街道办事处
    kind: 街道
groups:
  - name: 各街道办事处
    members:
      - 无影山街道办事处
    resolved: true
"""

FILES = {
    "plans/tianqiao-2021/plan.yaml": PLAN,
    "plans/tianqiao-2021/001.yaml": TASK_1,
    "plans/tianqiao-2021/002.yaml": TASK_2,
    "plans/tianqiao-2021/003.yaml": TASK_3,
    "units/tianqiao.yaml": UNITS,
}

GIT_DAY = "2021-08-12T09:00:00+08:00"


class Gongkai:
    """The installed program, run in a repository."""

    program = PROGRAM

    def __init__(self, root: Path, home: Path, server: ForkServer | None) -> None:
        self.root = root
        self._server = server
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "GONGKAI_TODAY": TODAY,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "李四",
            "GIT_AUTHOR_EMAIL": "lisi@example.gov.cn",
            "GIT_COMMITTER_NAME": "李四",
            "GIT_COMMITTER_EMAIL": "lisi@example.gov.cn",
        }

    def __call__(self, *args: str, stdin: str = "", code: int | None = 0, **env: str) -> Ran:
        """Run the program; fail unless it ends with `code` (None: any)."""
        run = self._server.run if self._server and starts_alike({**self.env, **env}) else run_from_file
        ran = run(args, self.root, {**self.env, **env}, stdin.encode())
        assert code is None or ran.code == code, ran
        assert "Traceback" not in ran.err
        return ran

    def git(self, *args: str) -> str:
        """Run git in the repository."""
        done = subprocess.run(["git", *args], cwd=self.root, env=self.env, capture_output=True, check=True, text=True)
        return done.stdout

    def write(self, path: str, text: str) -> None:
        """Write a file of the work tree."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def commit(self, subject: str, day: str = GIT_DAY) -> None:
        """Commit everything, as a person would with plain git."""
        self.git("add", "-A")
        subprocess.run(
            ["git", "commit", "-q", "-m", subject],
            cwd=self.root,
            env={**self.env, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day},
            check=True,
        )

    def head(self) -> str:
        """Commit of HEAD."""
        return self.git("rev-parse", "HEAD").strip()


@pytest.fixture
def empty(tmp_path: Path, request: pytest.FixtureRequest, fork_server: ForkServer) -> Gongkai:
    """A folder that is no repository."""
    root = tmp_path / "repo"
    root.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    return Gongkai(root, home, None if request.node.get_closest_marker("from_file") else fork_server)


@pytest.fixture
def gongkai(empty: Gongkai, tmp_path_factory: pytest.TempPathFactory) -> Gongkai:
    """A repository with one plan of three tasks."""

    def make(root: Path) -> None:
        root.mkdir()
        made = Gongkai(root, root.parent, None)
        made.git("init", "-q", "-b", "main")
        for path, text in FILES.items():
            made.write(path, text)
        made.commit("导入")

    empty.root.rmdir()
    copy_of("kept-cli", make, empty.root, tmp_path_factory)
    return empty
