"""One change of the file of one government in units/: one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gongkai_tui.domain.unit import Jurisdiction
    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.usecases.saved import Saved
    from gongkai_tui.usecases.workspace import Workspace


def save_units(
    ws: Workspace,
    jurisdiction: str,
    change: Callable[[Jurisdiction], Jurisdiction],
    kind: str,
    subject: str,
    message: str,
) -> Saved:
    """Commit a change, made anew where somebody else changed the file meanwhile.

    Raises:
        UnreadableFile: it was deleted or spoilt meanwhile.
    """
    # Writing and the codec load when they are first needed.
    from gongkai_tui.storage import codec
    from gongkai_tui.storage.edit import edit_units
    from gongkai_tui.storage.paths import units_path
    from gongkai_tui.usecases.recording import Edit, record
    from gongkai_tui.usecases.task_lookup import UnreadableFile

    path = units_path(jurisdiction)

    def edit(view: HeadView) -> Edit:
        old = view.read([path])[path]
        if old is None:
            raise UnreadableFile(f"{path} 刚被删除，没有保存")
        decoded = codec.decode_units(old, path)
        if decoded.value is None:
            raise UnreadableFile(str(decoded.problems[0]))
        return Edit({path: edit_units(old, change(decoded.value), path)}, kind, subject)

    return record(ws, edit, message=message)
