"""Whether something happened outside since a front end last looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai_tui.usecases.workspace import Workspace


def changed_since(ws: Workspace, head: str) -> bool:
    """True when HEAD is not `head` any more; costs the reading of one or two small files."""
    return (ws.repository.head() or "") != head
