"""The everyday commands are parsed without typer, and exactly as typer would."""

import inspect
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai_tui.cli import app, hot

NAMES = sorted(hot.COMMANDS)
COMMANDS = {name: app.load_command(name) for name in NAMES}


def _declared(params: list[Any]) -> dict[str, tuple[str, str]]:
    kinds = {}
    for param in params:
        if param.param_type_name == "option" and param.name != "help":
            kind = hot.FLAG if param.is_flag else hot.MANY if param.multiple else hot.VALUE
            kinds.update(dict.fromkeys(param.opts, (param.name, kind)))
    return kinds


def _arguments(params: list[Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (param.name, hot.REST if param.nargs == -1 else hot.ONE if param.required else hot.OPTIONAL)
        for param in params
        if param.param_type_name == "argument"
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_table_declares_what_typer_declares(name: str) -> None:
    params = COMMANDS[name].params
    _, arguments, options = hot.COMMANDS[name]
    assert dict(options) == _declared(params)
    assert tuple(arguments) == _arguments(params)


def test_the_global_options_are_those_of_typer() -> None:
    declared = _declared(app.build_group().params)
    del declared["--version"]
    assert dict(hot.GLOBAL) == declared


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_is_one_of_the_action(name: str) -> None:
    module, arguments, options = hot.COMMANDS[name]
    run = inspect.signature(import_module(f"gongkai_tui.cli.actions.{module}").run)
    short = {"json", "csv", "tsv", "md"}
    taken = set(run.parameters) - {"settings", "short"} | (short if "short" in run.parameters else set())
    assert taken == {name for name, _ in arguments} | {name for name, _ in options.values()}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ([], ("", {}, {})),
        (["--no-color"], ("", {"no_color": True}, {})),
        (["list"], ("list_tasks", {}, {"words": ()})),
        (["-C", "x", "--today=2022-01-01", "list", "a", "b"], None),
        (["list", "--sort", "-due", "czj", "--json"], None),
        (["list", "--", "--sort"], ("list_tasks", {}, {"words": ("--sort",)})),
        (["set", "a", "b=c", "-e", "1", "--evidence=2"], None),
        (["log"], ("show_log", {}, {})),
        (["note", "a", "-"], ("add_note", {}, {"target": "a", "text": "-"})),
    ],
)
def test_parse(line: list[str], expected: object) -> None:
    found = hot.parse(line)
    assert found is not None
    if expected is not None:
        assert found == expected


def test_values() -> None:
    assert hot.parse(["-C", "x", "--today=2022-01-01", "list", "a", "--sort", "-due", "b", "--json"]) == (
        "list_tasks",
        {"repo": "x", "today": "2022-01-01"},
        {"sort": "-due", "json": True, "words": ("a", "b")},
    )
    assert hot.parse(["set", "a", "b=c", "-e", "1", "--evidence=2"]) == (
        "set_fields",
        {},
        {"evidence": ("1", "2"), "target": "a", "assignments": ("b=c",)},
    )
    assert hot.parse(["note", "a", "b", "-u", "1", "--unit=2", "--yes", "-y"]) == (
        "add_note",
        {},
        {"units": ("1", "2"), "yes": True, "target": "a", "text": "b"},
    )


@pytest.mark.parametrize(
    "line",
    [
        ["--help"],
        ["list", "--help"],
        ["list", "-h"],
        ["list", "--unknown"],
        ["list", "-n5"],
        ["list", "--sort"],
        ["list", "--sort", "due", "-s", "id"],
        ["-C", "x", "--repo=y", "list"],
        ["note", "a", "b", "-m", "x", "--message=x"],
        ["list", "--json=yes"],
        ["--version"],
        ["stats"],
        ["show"],
        ["show", "a", "b"],
        ["note", "a"],
        ["check", "x"],
        ["--", "list"],
    ],
)
def test_anything_else_is_left_to_typer(line: list[str]) -> None:
    assert hot.parse(line) is None


WORDS = st.sampled_from(
    ["czj", "a=b", "-", "--", "--json", "-n", "3", "--sort", "-due", "--sort=due", "-e", "--yes", "-y", "--dry-run",
     "--unit=x", "--message", "", "--as-of", "-f", "md", "-x"]
)  # fmt: skip


@given(st.sampled_from(NAMES), st.lists(WORDS, max_size=6))
def test_what_is_parsed_is_parsed_as_typer_does(name: str, words: list[str]) -> None:
    found = hot.parse([name, *words])
    if found is None:
        return
    command = COMMANDS[name]
    context = command.make_context(name, list(words))
    _, _, values = found
    for parameter, value in values.items():
        by_typer = context.params[parameter]
        assert value == (tuple(by_typer or ()) if isinstance(value, tuple) else by_typer), (name, words)
    rest = {key: value for key, value in context.params.items() if key not in values}
    assert not any(rest.values()), rest
