"""The one failure of this layer: a document that is not taken."""

from __future__ import annotations

from gongkai_tui.domain.errors import GongkaiError


class DocumentError(GongkaiError):
    """A document that cannot be read at all, said in one Chinese sentence that names the reason."""
