"""Which git is installed."""

from __future__ import annotations

import re

from gongkai_tui.gitrepo.git import finish, start

OLDEST = (2, 31)
"""Oldest git that knows every option used here."""


def git_version() -> tuple[int, ...]:
    """Return the version of git as numbers, such as (2, 39, 5).

    Raises:
        GitMissing: there is no git program.
    """
    text = finish(start(["version"]), "version").out.decode("ascii", "replace")
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])
