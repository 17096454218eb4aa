"""Every command has Chinese help with examples, and nothing of typer's own English is left."""

import re
from pathlib import Path

import pytest

from gongkai_tui.cli import app, commands
from gongkai_tui.cli.completers import COMPLETERS
from gongkai_tui.reporting.width import width

from .conftest import Gongkai

NAMES = [*commands.SUMMARIES, *commands.HIDDEN]
ENGLISH = re.compile(r"\b(Usage|Options?|Arguments?|Commands?|Show this message|default|required|Error)\b")


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_is_chinese(empty: Gongkai, name: str) -> None:
    ran = empty(*filter(None, [name]), "--help", COLUMNS="80")
    assert not ENGLISH.search(ran.out.replace("--options", ""))
    assert ran.out.startswith("用法：gongkai")
    assert "示例：" in ran.out
    assert "显示这份帮助" in ran.out
    assert ran.err == ""


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_is_explained(name: str) -> None:
    for param in app.load_command(name).params:
        assert param.help, param.name
        assert re.search("[\u4e00-\u9fff]", param.help)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_a_command_that_exists(name: str) -> None:
    for line, meaning in app.load_command(name).examples:
        assert re.search("[\u4e00-\u9fff]", meaning) or name == "completion"
        for words in re.findall(r"gongkai (?:-C \S+ )?([a-z][a-z-]*)", line):
            assert words in NAMES, line


def test_every_module_is_a_command() -> None:
    folder = Path(commands.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules == {commands.module_of(name).rpartition(".")[2] for name in NAMES}


def test_help_fits_a_narrow_terminal(empty: Gongkai) -> None:
    for line in empty("list", "--help", COLUMNS="60").out.splitlines():
        if not line.startswith("  gongkai"):
            assert width(line) <= 60, line


def test_completers_are_for_parameters_that_exist() -> None:
    parameters = {param.name for name in NAMES for param in app.load_command(name).params}
    assert set(COMPLETERS) <= parameters


def test_version(empty: Gongkai) -> None:
    assert re.fullmatch(r"gongkai \d+\.\d+\.\d+\S*\n", empty("--version").out)
