"""What is found while a tree is turned into a domain object."""

from __future__ import annotations

from typing import Final

from gongkai_tui.domain.problem import Problem, Severity
from gongkai_tui.storage.yaml_nodes import MapNode, Node, Scalar


class _Bad:
    """A value that could not be read; the reason is among the problems."""


BAD: Final = _Bad()

UNKNOWN_KEY = "unknown-key"
"""The check whose `field` ends in a key that the format does not have."""


class Reading:
    """Problems of one file, each with its line and the path of its field."""

    __slots__ = ("failed", "path", "problems", "root")

    def __init__(self, path: str, root: Node) -> None:
        self.path = path
        self.root = root
        self.problems: list[Problem] = []
        self.failed = False

    def error(
        self, node: Node, message: str, *, field: str = "", line: int | None = None, check: str = "schema"
    ) -> _Bad:
        """Note an error at `node` (or at the 0-based `line`, for a key) and give the mark for a value that is none."""
        self.failed = True
        self._note(Severity.ERROR, node, message, field, line, check)
        return BAD

    def note(self, node: Node, message: str, *, line: int | None = None, check: str) -> None:
        """Note something that does not keep the file from being read."""
        self._note(Severity.HINT, node, message, "", line, check)

    def _note(self, severity: Severity, node: Node, message: str, field: str, line: int | None, check: str) -> None:
        name = ".".join(part for part in (_path_to(self.root, node) or "", field) if part).replace(".[", "[")
        at = node.line if line is None else line
        self.problems.append(Problem(severity, message, self.path, at + 1, name, check))


def _path_to(root: Node, wanted: Node) -> str | None:
    """Keys and item numbers (from 1) that lead to a node; searched only when there is something to report."""
    if root is wanted:
        return ""
    if isinstance(root, Scalar):
        return None
    if isinstance(root, MapNode):
        steps = [(key, child) for key, _line, child in root.entries]
    else:
        steps = [(f"[{number}]", child) for number, child in enumerate(root.items, 1)]
    for step, child in steps:
        rest = _path_to(child, wanted)
        if rest is not None:
            return f"{step}.{rest}".rstrip(".").replace(".[", "[")
    return None
