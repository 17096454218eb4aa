"""Repositories in odd or broken states: each command works or says in Chinese why not, and nothing is lost."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from .conftest import TASK_2, Gongkai

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HAN = re.compile("[\u4e00-\u9fff]")
FILE = "plans/tianqiao-2021/002.yaml"
COMMANDS = (
    ("list", "--json"),
    ("check",),
    ("show", "tianqiao-2021/2"),
    ("set", "tianqiao-2021/2", "heading=新的任务"),
)


def try_git(gongkai: Gongkai, *args: str) -> None:
    with contextlib.suppress(subprocess.CalledProcessError):
        gongkai.git(*args)


def two_sides(gongkai: Gongkai) -> None:
    """Branches main and other that changed the same line."""
    gongkai.git("checkout", "-q", "-b", "other")
    gongkai.write(FILE, TASK_2.replace("未启动", "推进中"))
    gongkai.commit("一边")
    gongkai.git("checkout", "-q", "main")
    gongkai.write(FILE, TASK_2.replace("未启动", "已终止"))
    gongkai.commit("另一边")


def object_of(gongkai: Gongkai, name: str) -> Path:
    oid = gongkai.git("rev-parse", name).strip()
    path = gongkai.root / ".git" / "objects" / oid[:2] / oid[2:]
    path.chmod(0o644)
    return path


def rebasing(gongkai: Gongkai) -> None:
    two_sides(gongkai)
    try_git(gongkai, "rebase", "other")


def picking(gongkai: Gongkai) -> None:
    two_sides(gongkai)
    try_git(gongkai, "cherry-pick", "other")


def reverting(gongkai: Gongkai) -> None:
    two_sides(gongkai)
    gongkai.write(FILE, TASK_2.replace("未启动", "推进中"))
    gongkai.commit("又改")
    try_git(gongkai, "revert", "--no-edit", "HEAD~1")


def bisecting(gongkai: Gongkai) -> None:
    gongkai.git("bisect", "start")


def detached(gongkai: Gongkai) -> None:
    gongkai.git("checkout", "-q", "--detach")


def bare(gongkai: Gongkai) -> None:
    gongkai.git("config", "core.bare", "true")


NOT_WRITABLE = [rebasing, picking, reverting, bisecting, detached, bare]


def head_of_garbage(gongkai: Gongkai) -> None:
    (gongkai.root / ".git/HEAD").write_text("garbage\n")


def head_gone(gongkai: Gongkai) -> None:
    (gongkai.root / ".git/HEAD").unlink()


def branch_emptied(gongkai: Gongkai) -> None:
    (gongkai.root / ".git/refs/heads/main").write_text("")


def commit_gone(gongkai: Gongkai) -> None:
    (gongkai.root / ".git/refs/heads/main").write_text("1" * 40 + "\n")


def config_broken(gongkai: Gongkai) -> None:
    (gongkai.root / ".git/config").write_text("[core\n")


def index_of_garbage(gongkai: Gongkai) -> None:
    (gongkai.root / ".git/index").write_bytes(b"garbage")


def blob_gone(gongkai: Gongkai) -> None:
    object_of(gongkai, f"HEAD:{FILE}").unlink()


def blob_emptied(gongkai: Gongkai) -> None:
    object_of(gongkai, f"HEAD:{FILE}").write_bytes(b"")


def tree_gone(gongkai: Gongkai) -> None:
    object_of(gongkai, "HEAD:plans").unlink()


def objects_gone(gongkai: Gongkai) -> None:
    shutil.rmtree(gongkai.root / ".git/objects")


def pointer_to_nowhere(gongkai: Gongkai) -> None:
    shutil.rmtree(gongkai.root / ".git")
    (gongkai.root / ".git").write_text("gitdir: .git\n")


BROKEN = [
    head_of_garbage, head_gone, branch_emptied, commit_gone, config_broken, index_of_garbage, blob_gone, blob_emptied,
    tree_gone, objects_gone, pointer_to_nowhere,
]  # fmt: skip


def link_out(gongkai: Gongkai) -> None:
    (gongkai.root / FILE).unlink()
    (gongkai.root / FILE).symlink_to("/etc/passwd")


def link_committed(gongkai: Gongkai) -> None:
    link_out(gongkai)
    gongkai.commit("链接")


def pipe(gongkai: Gongkai) -> None:
    (gongkai.root / FILE).unlink()
    os.mkfifo(gongkai.root / FILE)


def folder(gongkai: Gongkai) -> None:
    (gongkai.root / FILE).unlink()
    gongkai.write(f"{FILE}/x", "x")


def deleted(gongkai: Gongkai) -> None:
    (gongkai.root / FILE).unlink()


def plans_is_a_file(gongkai: Gongkai) -> None:
    shutil.rmtree(gongkai.root / "plans")
    gongkai.write("plans", "x")
    gongkai.commit("计划没了")


def evil_name(gongkai: Gongkai) -> None:
    gongkai.write("plans/tianqiao-2021/evil\x1b[2J\n.yaml", "id: x\n")
    gongkai.commit("文件名")


def name_in_no_encoding(gongkai: Gongkai) -> None:
    with open(os.fsencode(gongkai.root / "plans/tianqiao-2021") + b"/\xff\xfe.yaml", "w") as file:  # noqa: PTH123
        file.write("id: x\n")


def state_folder_is_a_file(gongkai: Gongkai) -> None:
    shutil.rmtree(gongkai.root / ".git/gongkai", ignore_errors=True)
    (gongkai.root / ".git/gongkai").write_text("x")


def journal_of_garbage(gongkai: Gongkai) -> None:
    (gongkai.root / ".git/gongkai").mkdir(exist_ok=True)
    (gongkai.root / ".git/gongkai/journal").write_text('{"version":')


def nothing_committed(gongkai: Gongkai) -> None:
    shutil.rmtree(gongkai.root / ".git")
    gongkai.git("init", "-q", "-b", "main")


ODD = [
    link_out, link_committed, pipe, folder, deleted, plans_is_a_file, evil_name, name_in_no_encoding,
    state_folder_is_a_file, journal_of_garbage, nothing_committed,
]  # fmt: skip


def sound(gongkai: Gongkai, args: tuple[str, ...]) -> int:
    """Run a command that may fail, but only with a sentence; its exit code."""
    ran = gongkai(*args, code=None)
    shown = ran.out + ran.err
    assert "程序内部出错" not in shown
    assert "\x1b" not in shown
    assert "root:" not in shown
    if ran.code and ran.err:
        assert HAN.search(ran.err.splitlines()[0]), ran.err
    return ran.code


@pytest.mark.parametrize("make", NOT_WRITABLE)
def test_reading_goes_on_where_nothing_may_be_saved(gongkai: Gongkai, make: Callable[[Gongkai], None]) -> None:
    make(gongkai)
    before = (gongkai.root / ".git/HEAD").read_text(), gongkai.git("rev-parse", "HEAD")
    codes = [sound(gongkai, args) for args in COMMANDS]
    assert codes[-1] == 3
    assert make is bare or codes[0] in {0, 1}
    assert ((gongkai.root / ".git/HEAD").read_text(), gongkai.git("rev-parse", "HEAD")) == before


@pytest.mark.parametrize("make", BROKEN)
def test_a_broken_repository_is_named_in_a_sentence(gongkai: Gongkai, make: Callable[[Gongkai], None]) -> None:
    make(gongkai)
    codes = [sound(gongkai, args) for args in COMMANDS]
    assert codes[-1] != 0


@pytest.mark.parametrize("make", ODD)
def test_an_odd_repository_is_read_as_far_as_it_goes(gongkai: Gongkai, make: Callable[[Gongkai], None]) -> None:
    make(gongkai)
    for args in COMMANDS:
        sound(gongkai, args)


def test_staged_work_of_others_stays_staged(gongkai: Gongkai) -> None:
    gongkai.write("notes.txt", "草稿\n")
    gongkai.git("add", "notes.txt")
    gongkai("set", "tianqiao-2021/2", "heading=新的任务")
    assert gongkai.git("status", "--porcelain") == "A  notes.txt\n"
    assert "notes.txt" not in gongkai.git("show", "--stat", "HEAD")


def test_the_same_file_staged_by_somebody_is_not_swept_in(gongkai: Gongkai) -> None:
    gongkai.write(FILE, TASK_2.replace("未启动", "推进中"))
    gongkai.git("add", "-A")
    before = gongkai.head()
    assert sound(gongkai, ("set", "tianqiao-2021/2", "status=已终止", "--reason", "撤销")) != 0
    assert gongkai.head() == before
    assert "推进中" in gongkai.git("diff", "--cached")


def test_a_file_of_another_kind_of_folder_is_no_repository(empty: Gongkai) -> None:
    empty.write("x.txt", "x")
    assert sound(empty, ("-C", "x.txt", "list")) == 3
    (empty.root / ".git").mkdir()
    assert sound(empty, ("list",)) == 3
