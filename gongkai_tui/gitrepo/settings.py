"""What git itself says about the settings of a repository and about who commits, in one call."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GitError, MissingIdentity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gongkai_tui.gitrepo.git import Git

_IDENT = re.compile(r"(.*) <([^<>]*)> (\d+) ([+-]\d{4})")


class UnsupportedRepository(GitError):
    """The repository is of a kind that cannot be written safely."""


@dataclass(frozen=True, slots=True)
class Ident:
    """One person at one moment, as in a commit."""

    name: str
    email: str
    seconds: int
    """Since 1970 UTC."""
    zone: str
    """Such as `+0800`."""

    def line(self) -> str:
        """Return it as it stands in a commit object."""
        return f"{self.name} <{self.email}> {self.seconds} {self.zone}"


@dataclass(frozen=True, slots=True)
class Settings:
    """Effective settings; of a key given more than once, the last value."""

    values: Mapping[str, str]
    """Keys as `git config --list` prints them."""
    author: Ident | None
    committer: Ident | None

    def flag(self, key: str) -> bool:
        """Tell whether a yes-or-no setting is on; `key` in lower case."""
        return self.values.get(key, "false").lower() in {"true", "yes", "on", "1", ""}

    @property
    def object_format(self) -> str:
        """`sha1` or `sha256`."""
        return self.values.get("extensions.objectformat", "sha1")


def read_settings(git: Git) -> Settings:
    """Ask git for everything that a write depends on."""
    done = git.run("var", "-l")
    values: dict[str, str] = {}
    for line in done.out.decode("utf-8", "replace").split("\n"):
        key, _, value = line.partition("=")
        values[key] = value
    return Settings(
        values,
        author=_ident(values, "AUTHOR"),
        committer=_ident(values, "COMMITTER"),
    )


def require_identity(settings: Settings) -> tuple[Ident, Ident]:
    """Return author and committer.

    Raises:
        MissingIdentity: name or mail address was only guessed from the computer's name.
    """
    if settings.author is None or settings.committer is None:
        raise MissingIdentity(
            "还不知道由谁提交：请先运行 git config --global user.name '姓名' 和 git config --global user.email '邮箱'。"
        )
    return settings.author, settings.committer


def _ident(values: Mapping[str, str], who: str) -> Ident | None:
    """Read git's own answer, but only where somebody set it: git guesses from the host name otherwise."""
    low = who.lower()
    name = os.environ.get(f"GIT_{who}_NAME") or values.get(f"{low}.name") or values.get("user.name")
    mail = (
        os.environ.get(f"GIT_{who}_EMAIL")
        or values.get(f"{low}.email")
        or values.get("user.email")
        or os.environ.get("EMAIL")
    )
    found = _IDENT.fullmatch(values.get(f"GIT_{who}_IDENT", ""))
    if not name or not mail or found is None or not found[1].strip():
        return None
    return Ident(found[1], found[2], int(found[3]), found[4])
