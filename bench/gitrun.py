"""One git call of a benchmark, free of the caller's settings."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.fast_import import clean_environment

if TYPE_CHECKING:
    from pathlib import Path


def git(root: Path, *arguments: str) -> str:
    """Run git in `root` and return what it prints; a failure ends the program with git's own words."""
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, env=clean_environment(), check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"git {arguments[0]}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout.decode("utf-8", "replace")
