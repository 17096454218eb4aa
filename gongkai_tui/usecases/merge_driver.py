"""git in a clone learns to merge data by field: settings do not come along with a clone, so they are made up here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError

if TYPE_CHECKING:
    from gongkai_tui.gitrepo.repository import Repository
    from gongkai_tui.usecases.workspace import Workspace

REGISTERED = "已在本仓库登记按字段合并：git pull 时两人改了同一项任务也能自动合并"
_KEY = "merge.gongkai.driver"
_ASKED_FOR = b"merge=gongkai"


def _is_registered(repository: Repository) -> bool:
    if _KEY in repository.settings.values:
        return True
    # Another thread, or another program, may have done it since they were read.
    repository.forget_settings()
    return _KEY in repository.settings.values


def register_merge_driver(ws: Workspace) -> str:
    """Register the driver that `.gitattributes` asks for, where nobody has; what was done in words, mostly empty.

    A driver of one's own stays. Where the settings cannot be written git merges by line, as doctor says.
    """
    repository = ws.repository
    if _is_registered(repository):
        return ""
    from gongkai_tui.gitrepo.init import ATTRIBUTES_PATH, install_merge_driver

    try:
        if _ASKED_FOR not in (ws.root / ATTRIBUTES_PATH).read_bytes():
            return ""
        install_merge_driver(repository)
    except (OSError, GitError):
        return ""
    repository.forget_settings()
    return REGISTERED
