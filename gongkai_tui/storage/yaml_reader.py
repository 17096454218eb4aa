"""A YAML file as a tree with line numbers, within our rules or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.storage.yaml_nodes import MapNode, YamlProblem
from gongkai_tui.storage.yaml_quick import read_quick
from gongkai_tui.storage.yaml_source import read_source

if TYPE_CHECKING:
    from gongkai_tui.storage.yaml_nodes import Node


def read_tree(data: bytes) -> MapNode:
    """Read the bytes of a record file; YamlProblem (with line) for anything outside the rules of docs/数据格式.md."""
    return read_text_tree(read_source(data).text)


def read_text_tree(text: str) -> MapNode:
    """Read text that `read_source` has let through."""
    root: Node | None = read_quick(text)
    if root is None:
        # Costs 45 ms to import, and our own files do not need it.
        from gongkai_tui.storage.yaml_strict import read_strict

        root = read_strict(text)
    if root is None:
        raise YamlProblem("文件是空的：没有任何内容。")
    if not isinstance(root, MapNode):
        raise YamlProblem("文件最外层应是“键: 值”的形式。", root.line + 1)
    if not root.entries:
        raise YamlProblem("文件是空的：没有任何内容。")
    return root
