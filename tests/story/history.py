"""The history as plain git tells it: commits with their trailers, and the YAML of any of them, parsed by PyYAML.

Nothing here knows the program: what it says of the same repository is held against this.
"""

from __future__ import annotations

import subprocess
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from pathlib import Path

Tree = dict[str, Any]
"""Content of each YAML file by path; every value as text."""

_FORMAT = "%x01%H%x02%cs%x02%ae%x02%s%x02%(trailers:only,unfold)%x02"


class Commit(NamedTuple):
    """One commit."""

    sha: str
    day: str
    """ISO date."""
    email: str
    subject: str
    trailers: dict[str, list[str]]
    paths: tuple[str, ...]

    @property
    def action(self) -> str:
        """What the program was asked to do; empty for plain git."""
        return next(iter(self.trailers.get("Gongkai-Action", ())), "")


class History:
    """All commits of a repository, oldest first."""

    def __init__(self, repo: Path) -> None:
        self._repo = repo
        self._blobs: dict[str, Any] = {}
        self._trees: dict[str, Tree] = {}

    @cached_property
    def commits(self) -> list[Commit]:
        """Oldest first."""
        text = self._git("-c", "core.quotePath=off", "log", "--reverse", "--name-only", f"--format={_FORMAT}")
        return [_commit(part) for part in text.split("\x01")[1:]]

    def last_on(self, day: str) -> Commit:
        """The state at the end of a day."""
        return max((each for each in self.commits if each.day <= day), key=self.commits.index)

    def tree(self, sha: str) -> Tree:
        """The YAML files of a commit."""
        if sha not in self._trees:
            listed = self._git("-c", "core.quotePath=off", "ls-tree", "-r", sha).splitlines()
            pairs = [(line.split("\t")[1], line.split()[2]) for line in listed if line.endswith(".yaml")]
            self._read({oid for _, oid in pairs} - self._blobs.keys())
            self._trees[sha] = {path: self._blobs[oid] for path, oid in pairs}
        return self._trees[sha]

    def _read(self, oids: set[str]) -> None:
        names = sorted(oids)
        data = subprocess.run(
            ["git", "cat-file", "--batch"], cwd=self._repo, input="\n".join(names).encode(), check=True,
            capture_output=True,
        ).stdout  # fmt: skip
        for oid in names:
            head, _, data = data.partition(b"\n")
            size = int(head.split()[2])
            self._blobs[oid] = yaml.load(data[:size], yaml.CBaseLoader)  # noqa: S506  (makes text of everything)
            data = data[size + 1 :]

    def _git(self, *words: str) -> str:
        return subprocess.run(["git", *words], cwd=self._repo, check=True, capture_output=True, text=True).stdout


def is_task(path: str, plan: str) -> bool:
    """Whether a path is that of a task of a plan."""
    folder, _, name = path.rpartition("/")
    return folder == f"plans/{plan}" and name.endswith(".yaml") and name not in {"plan.yaml", "scoring.yaml"}


def _commit(part: str) -> Commit:
    sha, day, email, subject, trailers, paths = part.split("\x02")
    found: dict[str, list[str]] = {}
    for line in trailers.splitlines():
        key, _, value = line.partition(": ")
        found.setdefault(key, []).append(value)
    return Commit(sha, day, email, subject, found, tuple(filter(None, paths.split("\n"))))
