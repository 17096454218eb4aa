"""An option that takes one value is written once; the commands that take several keep all of them."""

import json
import re

import pytest

from gongkai_tui.cli import app
from gongkai_tui.domain.errors import UsageError

from .conftest import Gongkai
from .test_help import WORDS

SEVERAL = {
    ("set", "units"), ("set", "evidence"), ("note", "units"), ("note", "evidence"), ("problem", "evidence"),
    ("occur", "units"), ("occur", "evidence"), ("lookback", "evidence"), ("lookback", "units"),
    ("lookback", "to"),
}  # fmt: skip


def options(words):
    return [param for param in app.load_command(*words).params if param.param_type_name == "option"]


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_every_command_refuses_a_second_value_in_either_spelling(words: tuple[str, ...]) -> None:
    command = app.load_command(*words)
    for option in options(words):
        if option.multiple or option.is_flag:
            continue
        for spelling in option.opts:
            line = [option.opts[0], *"12"[: option.nargs], spelling, *"34"[: option.nargs]]
            with pytest.raises(UsageError, match=rf"{re.escape(spelling)}.*只能写一次，这里写了 2 次"):
                command.make_context(words[-1], line)


def test_which_commands_take_several() -> None:
    assert {(words[-1], option.name) for words in WORDS for option in options(words) if option.multiple} == SEVERAL


@pytest.mark.parametrize(
    "line",
    [
        ("set", "tianqiao-2021/1", "status=推进中", "--reason", "a", "--reason", "b"),
        ("note", "tianqiao-2021/1", "x", "-m", "a", "--message=b"),
        ("problem", "open", "tianqiao-2021/1", "-u", "区财政局", "-u", "区民政局", "--what", "x"),
        ("list", "--sort", "due", "-s", "id"),
        ("-C", ".", "--repo", ".", "stats"),
        ("--today", "2022-01-01", "--today", "2022-01-02", "list"),
    ],
)
def test_it_is_a_usage_error_and_nothing_is_done(gongkai: Gongkai, line: tuple[str, ...]) -> None:
    before = gongkai.head()
    assert "只能写一次" in gongkai(*line, code=2).err
    assert gongkai.head() == before


def test_a_switch_may_be_written_twice(gongkai: Gongkai) -> None:
    assert json.loads(gongkai("list", "--json", "--json").out)
    gongkai("set", "status:未启动", "status=推进中", "--yes", "-y")


def test_several_units_are_set_in_one_commit(gongkai: Gongkai) -> None:
    saved = gongkai(
        "set", "tianqiao-2021/1", "status=待核查", "-u", "区财政局", "--unit=无影山街道办事处", "-e", "a.pdf"
    )
    assert "推进中 → 待核查（区财政局等2个单位）" in saved.err
    shown = json.loads(gongkai("show", "tianqiao-2021/1", "--json").out)
    assert shown["unit_status"] == {"区财政局": "待核查", "无影山街道办事处": "待核查"}
    assert [entry["unit"] for entry in shown["log"][1:]] == ["区财政局", "无影山街道办事处"]


def test_the_subject_names_units_as_registered_and_counts_nobody_twice(gongkai: Gongkai) -> None:
    def saved(*units: str) -> str:
        named = [word for unit in units for word in ("-u", unit)]
        err = gongkai("set", "tianqiao-2021/1", "status=待核查", *named, "-e", "a.pdf").err
        gongkai("undo")
        return err.splitlines()[0]

    assert "待核查（区财政局）" in saved("区财政")
    units = "units/tianqiao.yaml"
    path = gongkai.root / units
    path.write_text(path.read_text("utf-8").replace("groups:\n", SETS), "utf-8")
    task = gongkai.root / "plans/tianqiao-2021/001.yaml"
    task.write_text(task.read_text("utf-8").replace("units:\n", "units:\n  - unit: 各部门\n    role: 责任\n"), "utf-8")
    gongkai.commit("集合")
    assert "待核查（各部门）" in saved("各部门", "区财政")
    assert "待核查（各部门、无影山街道办事处）" in saved("各部门", "无影山街道办事处")


SETS = "groups:\n  - name: 各部门\n    members:\n      - 区财政局\n      - 区民政局\n    resolved: true\n"


def test_a_unit_written_twice_is_noted_once_and_every_wrong_one_is_named(gongkai: Gongkai) -> None:
    gongkai("note", "tianqiao-2021/1", "已公开", "-u", "区财政局", "-u", "区财政局")
    log = json.loads(gongkai("show", "tianqiao-2021/1", "--json").out)["log"]
    assert [entry["text"] for entry in log].count("已公开") == 1
    before = gongkai.head()
    refused = gongkai("note", "tianqiao-2021/1", "x", "-u", "区财政局", "-u", "甲局", "-u", "乙局", code=1).err
    assert "甲局 不是这项任务的责任单位" in refused
    assert "乙局 不是这项任务的责任单位" in refused
    assert gongkai.head() == before


@pytest.mark.parametrize("again", ["区财政局", "区财政"])
def test_a_unit_written_twice_is_one_unit(gongkai: Gongkai, again: str) -> None:
    saved = gongkai("set", "tianqiao-2021/1", "status=待核查", "-u", "区财政局", "-u", again, "-e", "a.pdf")
    assert "推进中 → 待核查（区财政局）" in saved.err
