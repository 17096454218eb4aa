"""Throw-away repositories, and saving into them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.repository import Repository
from gongkai_tui.gitrepo.writing import Change, commit_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gongkai_tui.gitrepo.head_view import HeadView
    from gongkai_tui.gitrepo.writing import Written

FIRST = "plans/a/001.yaml"
SECOND = "plans/a/002.yaml"


class Sandbox:
    """A repository in a folder of its own, and git as its user types it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *arguments: str, check: bool = True, stdin: str | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, capture_output=True, text=True, check=False, input=stdin
        )
        if check:
            assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="")

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def commit(self, message: str = "by hand") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")

    @property
    def repo(self) -> Repository:
        return Repository.open(self.root)

    def status(self) -> str:
        return self.git("status", "--porcelain")

    def locks(self) -> list[str]:
        return sorted(path.name for path in (self.root / ".git").rglob("*.lock"))

    def leftovers(self) -> list[str]:
        """What a write puts down while it is under way."""
        return [name for name in ("journal", "index") if (self.root / ".git/gongkai" / name).exists()]


def never(path: str, base: bytes | None, hand: bytes, new: bytes | None) -> bytes | None:
    """Carry nothing over."""
    return None


def by_lines(path: str, base: bytes | None, hand: bytes, new: bytes | None) -> bytes | None:
    """Carry changed lines over where the hand left those lines alone; both keep the number of lines."""
    if base is None or new is None:
        return None
    old, mine, theirs = base.split(b"\n"), hand.split(b"\n"), new.split(b"\n")
    if not len(old) == len(mine) == len(theirs):
        return None
    merged = []
    for was, by_hand, now in zip(old, mine, theirs, strict=True):
        if was not in (by_hand, now) and by_hand != now:
            return None
        merged.append(by_hand if now == was else now)
    return b"\n".join(merged)


def save(
    repo: Repository,
    files: dict[str, bytes | None],
    message: str = "说明",
    carry_over: Callable[[str, bytes | None, bytes, bytes | None], bytes | None] = never,
    **options: object,
) -> Written:
    def make(head: HeadView) -> Change:
        return Change(files, message)

    return commit_files(repo, make, carry_over=carry_over, **options)  # type: ignore[arg-type]
