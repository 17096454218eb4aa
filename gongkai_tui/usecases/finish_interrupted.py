"""Finish what a killed program had committed but not yet put into the work tree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.gitrepo.state_files import INDEX, JOURNAL

if TYPE_CHECKING:
    from gongkai_tui.usecases.workspace import Workspace


def finish_interrupted(ws: Workspace) -> tuple[str, ...]:
    """Bring files and index up to the last commit of a program that died; gives what was done, in sentences.

    Reading is right without it, and the next change does it anyway. It costs two looks at the disk where nothing
    is left, does nothing while another writer is at work, and never fails: what cannot be finished now stays for later.
    """
    folder = Path(ws.repository.state_dir)
    if not any((folder / name).exists() for name in (JOURNAL, INDEX)):
        return ()
    from gongkai_tui.gitrepo.recovery import recover
    from gongkai_tui.storage.hand_edit import carry_over

    try:
        return recover(ws.repository, carry_over=carry_over)
    except GongkaiError:
        return ()
