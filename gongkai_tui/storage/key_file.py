"""A person's own keys: a YAML file of action → keys, with the line of whatever cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.storage.yaml_nodes import Scalar, SeqNode, YamlProblem
from gongkai_tui.storage.yaml_reader import read_tree

if TYPE_CHECKING:
    from gongkai_tui.storage.yaml_nodes import Node

Keys = dict[str, tuple[str, ...]]


def read_key_file(data: bytes, name: str) -> tuple[Keys, dict[str, int], tuple[Problem, ...]]:
    """Read `status: [F2, t]` or `status: F2` lines: keys by action, line of each action, and what is wrong."""
    try:
        tree = read_tree(data)
    except YamlProblem as problem:
        return {}, {}, (Problem(Severity.ERROR, problem.message, name, problem.line, check="yaml"),)
    keys: Keys = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for action, line, value in tree.entries:
        found = _keys(value)
        if found is None:
            problems.append(
                Problem(Severity.ERROR, "要写一个键，或像 [F2, t] 这样的几个键", name, line + 1, action, "keys")
            )
        else:
            keys[action], lines[action] = found, line + 1
    return keys, lines, tuple(problems)


def _keys(node: Node) -> tuple[str, ...] | None:
    if isinstance(node, Scalar):
        return (node.text,) if node.text else ()
    if isinstance(node, SeqNode) and all(isinstance(item, Scalar) for item in node.items):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return None
