"""JSON Schema of the data files, for editors and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai_tui.domain.errors import UsageError
from gongkai_tui.storage.paths import FileKind
from gongkai_tui.storage.schema import schema_for

if TYPE_CHECKING:
    from collections.abc import Sequence


def schema_kinds() -> Sequence[str]:
    """Kinds of files that have a schema."""
    return [kind.value for kind in FileKind]


def data_schema(kind: str) -> dict[str, Any]:
    """The schema of one kind of file.

    Raises:
        UsageError: there is no such kind.
    """
    if kind not in schema_kinds():
        raise UsageError(f"没有“{kind}”这种文件；可用：{'、'.join(schema_kinds())}。")
    return schema_for(FileKind(kind))
