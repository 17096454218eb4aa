"""Node trees as plain tuples, so that two readers can be compared."""

from gongkai_tui.storage.yaml_nodes import MapNode, Scalar


def as_tuple(node):
    """Everything that a node says, places included."""
    if isinstance(node, Scalar):
        return (node.text, node.style, node.line, node.last, node.column, node.end_column)
    place = (node.line, node.last, node.column, node.end_column, node.flow)
    if isinstance(node, MapNode):
        return (*place, [(key, line, as_tuple(child)) for key, line, child in node.entries])
    return (*place, [as_tuple(child) for child in node.items])
