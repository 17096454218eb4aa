"""Every command has Chinese help with examples, and nothing of typer's own English is left."""

import re
from pathlib import Path

import pytest

from gongkai_tui.cli import app, commands
from gongkai_tui.cli.completers import COMPLETERS
from gongkai_tui.reporting.width import width

from .conftest import Gongkai

pytestmark = pytest.mark.from_file

NAMES = [*commands.SUMMARIES, *commands.HIDDEN]
WORDS = [
    *((name,) for name in NAMES),
    *((name, action) for name, actions in commands.FURTHER.items() for action in actions),
]
"""What is typed to reach each command."""
ENGLISH = re.compile(r"\b(Usage|Options?|Arguments?|Commands?|Show this message|default|required|Error)\b")


@pytest.mark.parametrize("words", [(), *WORDS], ids=" ".join)
def test_help_is_chinese(empty: Gongkai, words: tuple[str, ...]) -> None:
    ran = empty(*words, "--help", COLUMNS="80")
    assert not ENGLISH.search(ran.out.replace("--options", ""))
    assert ran.out.startswith("用法：gongkai")
    assert "示例：" in ran.out
    assert "显示这份帮助" in ran.out
    assert ran.err == ""


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_every_parameter_is_explained(words: tuple[str, ...]) -> None:
    for param in app.load_command(*words).params:
        assert param.help, param.name
        assert re.search("[\u4e00-\u9fff]", param.help)


@pytest.mark.parametrize("words", WORDS, ids=" ".join)
def test_every_example_is_a_command_that_exists(words: tuple[str, ...]) -> None:
    for line, meaning in app.load_command(*words).examples:
        assert re.search("[\u4e00-\u9fff]", meaning) or words == ("completion",)
        for name in re.findall(r"gongkai (?:-C \S+ )?([a-z][a-z-]*)", line):
            assert name in NAMES, line


def test_every_module_is_a_command() -> None:
    folder = Path(commands.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert modules == {commands.module_of(*words).rpartition(".")[2] for words in WORDS}


def test_help_fits_a_narrow_terminal(empty: Gongkai) -> None:
    for line in empty("list", "--help", COLUMNS="60").out.splitlines():
        if not line.startswith("  gongkai"):
            assert width(line) <= 60, line


def test_completers_are_for_parameters_that_exist() -> None:
    parameters = {param.name for words in WORDS for param in app.load_command(*words).params}
    assert set(COMPLETERS) <= parameters


def test_version(empty: Gongkai) -> None:
    assert re.fullmatch(r"gongkai \d+\.\d+\.\d+\S*\n", empty("--version").out)
