"""How a branch stands to the one that it follows, from what is known locally: no network is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gongkai_tui.gitrepo.repository import Repository


class Upstream(NamedTuple):
    """The branch that a branch follows."""

    name: str
    """Such as `origin/main`."""
    known: bool
    """False where it was never fetched, or is gone."""
    ahead: int
    behind: int


def remotes(repo: Repository) -> tuple[str, ...]:
    """Return the names of the remotes."""
    return tuple(repo.git.run("remote").out.decode("utf-8", "replace").split())


def upstream(repo: Repository) -> Upstream | None:
    """Return the upstream of the branch that HEAD stands on, as it was last fetched; None where none is set."""
    branch = repo.branch_reference()
    if branch is None:
        return None
    out = repo.git.run("for-each-ref", "--format=%(upstream)%00%(upstream:short)", "--", branch).out
    full, _, short = out.decode("utf-8", "replace").strip().partition("\0")
    if not full:
        return None
    counted = repo.git.run("rev-list", "--left-right", "--count", f"{branch}...{full}", "--", accept=(0, 128))
    if counted.code:
        return Upstream(short, known=False, ahead=0, behind=0)
    ahead, behind = counted.out.split()
    return Upstream(short, known=True, ahead=int(ahead), behind=int(behind))
