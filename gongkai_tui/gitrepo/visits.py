"""When each person who works in a work tree was last here, and at which commit: one small file of ours."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple

from gongkai_tui.gitrepo.lock import make_folder
from gongkai_tui.gitrepo.references import is_id
from gongkai_tui.gitrepo.safe_files import write_all
from gongkai_tui.gitrepo.state_files import VISITS

if TYPE_CHECKING:
    from gongkai_tui.gitrepo.repository import Repository

_KEPT = 50
"""People remembered; the longest absent are forgotten."""


class StoredVisit(NamedTuple):
    """One person's last visit."""

    head: str
    when: str
    """ISO 8601 with time zone."""


def read_visits(repo: Repository) -> dict[str, StoredVisit]:
    """Return the visits by mail address, the oldest first; none where the file is missing or damaged."""
    try:
        with open(os.path.join(repo.state_dir, VISITS), "rb") as file:
            body = json.loads(file.read())
        found = {str(person): StoredVisit(**visit) for person, visit in body.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
    return {person: visit for person, visit in found.items() if is_id(str(visit.head)) and isinstance(visit.when, str)}


def write_visit(repo: Repository, person: str, visit: StoredVisit) -> None:
    """Remember a visit; the file is replaced as a whole.

    Raises:
        OSError: it cannot be written.
    """
    visits = read_visits(repo)
    visits.pop(person, None)
    visits[person] = visit
    kept = dict(list(visits.items())[-_KEPT:])
    make_folder(repo.git, repo.state_dir)
    path = os.path.join(repo.state_dir, VISITS)
    temporary = f"{path}.{os.getpid()}.new"
    data = json.dumps({name: found._asdict() for name, found in kept.items()}, ensure_ascii=False)
    # Nothing is synced: where a power cut takes this file, the next visit counts as the first.
    target = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        write_all(target, data.encode())
    finally:
        os.close(target)
    os.replace(temporary, path)
