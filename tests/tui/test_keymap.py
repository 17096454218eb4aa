"""A person's own keys: read from a file, used by the screen, shown in help and key bar, mistakes told."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from gongkai_tui.tui.keymap import key_called
from gongkai_tui.usecases.key_settings import read_key_settings

from .conftest import run_git


def test_who_has_no_home_has_no_keys_of_their_own(monkeypatch, tmp_path):
    for name in ("HOME", "XDG_CONFIG_HOME", "GONGKAI_KEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    monkeypatch.chdir(tmp_path)
    found = read_key_settings()
    assert (found.keys, found.problems) == ({}, ())


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("F2", "f2"),
        ("f12", "f12"),
        ("F13", None),
        ("Ctrl+R", "ctrl+r"),
        ("ctrl+1", None),
        ("空格", "space"),
        ("回车", "enter"),
        ("G", "G"),
        ("/", "slash"),
        ("？", "fullwidth_question_mark"),
        ("PgDn", "pagedown"),
        ("上下", None),
        ("alt+x", None),
    ],
)
def test_keys_as_people_write_them(word, key):
    assert key_called(word) == key


@pytest.fixture
def keys():
    """A file whose path is short enough to stand in one line."""
    with TemporaryDirectory(prefix="k") as folder:
        yield Path(folder) / "keys.yaml"


def test_a_person_s_own_keys(terminal, repo, keys):
    keys.write_text("# 我的键位\nstatus: [F12, x]\nundo: Z\n", "utf-8")
    t = terminal(columns=160, lines=45, GONGKAI_KEYS=str(keys))
    t.wait_for("F12状态")
    t.forget()
    t.send(b"x2\r")
    t.wait_for("已保存")
    t.send(b"u")
    t.send(b"Z")
    t.wait_for("y 撤销")
    t.send(b"y")
    t.wait_for("已保存：撤销")
    assert run_git(repo, "log", "--format=%s").count("\n") == 3


def test_hints_on_the_screens_name_a_person_s_own_keys(terminal, keys):
    keys.write_text("commits: L\nnext_plan: K\npast: X\nclear_filter: Z\nleave: J\n", "utf-8")
    t = terminal(columns=160, lines=45, GONGKAI_KEYS=str(keys))
    t.wait_for("财政信息")
    t.send(b"o")
    t.wait_for("按 L 看全部历史")
    t.send(b"Jm")
    t.wait_for("按 K 看下一份")
    t.send(b"JX")
    t.wait_for("回看哪一天")
    t.send(b"HEAD\r")
    t.wait_for("按 X 回到现在")


def test_mistakes_are_told_with_their_line_and_the_rest_works(terminal, keys):
    keys.write_text("fly: x\nstatus: [Ctrl+Q]\nnote: [阿弥]\nundo: {a: b}\nsort: o7\nhelp: j\nplans: B\n", "utf-8")
    t = terminal(columns=160, lines=45, GONGKAI_KEYS=str(keys))
    for words in ("键位文件有问题", ":1：没有这个操作", ":2：", "另有固定用途", ":3：", ":4：", ":6：", "用了同一个键"):
        t.wait_for(words)
    t.send(b"\x1b")
    t.wait_for("F2状态")


def test_a_file_that_is_no_yaml_is_told(terminal, keys):
    keys.write_text("status: [F2, x]\nnote: [q\n", "utf-8")
    t = terminal(columns=160, lines=45, GONGKAI_KEYS=str(keys))
    t.wait_for("键位文件有问题")
    t.wait_for("keys.yaml:2：不是正确的 YAML")
    t.wait_for("整个文件没有用上")


def test_without_the_mouse_the_terminal_keeps_it(terminal):
    with_mouse = terminal()
    assert b"\x1b[?1000h" in with_mouse.raw
    without = terminal(GONGKAI_NO_MOUSE="1")
    assert b"\x1b[?1000h" not in without.raw


def test_the_keys_of_the_statistics_can_be_others(terminal, keys):
    keys.write_text("axis_1: x\naxis_3: [Z]\nburndown: B\n", "utf-8")
    t = terminal(columns=120, GONGKAI_KEYS=str(keys))
    t.send(b"F")
    t.wait_for("[x单位]")
    t.forget()
    t.send(b"Z")
    t.wait_for("[Z状态]")
    t.send(b"B")
    t.wait_for("[B燃尽]")
