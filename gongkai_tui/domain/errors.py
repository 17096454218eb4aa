"""Failed operations. Each class is one kind of failure; its message is one plain Chinese sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai_tui.domain.problem import Problem


class GongkaiError(Exception):
    """An operation that did not happen, said in one Chinese sentence that names what to do."""

    exit_code: ClassVar[int] = 1
    """Exit code of the command line (docs/命令行.md): 1 refused, 2 usage, 3 git or remote."""


class UsageError(GongkaiError):
    """What was typed cannot be understood."""

    exit_code = 2


class FilterError(UsageError):
    """A filter that cannot be read; `position` is the 0-based character where it went wrong."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class GitError(GongkaiError):
    """Git or a remote refused or could not be used."""

    exit_code = 3


class MissingIdentity(GitError):
    """Nobody said who commits."""


class Refused(GongkaiError):
    """A change that the rules forbid; `problems` names every item and its reason."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)
