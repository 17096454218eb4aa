"""One edit for crash tests: crash_driver.py REPO FILES TOKEN adds a line with the token to the first FILES files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.gitrepo.message import build_message
from gongkai_tui.gitrepo.repository import Repository
from gongkai_tui.gitrepo.writing import Change, commit_files

if TYPE_CHECKING:
    from gongkai_tui.gitrepo.head_view import HeadView


def main() -> int:
    root, files, token = sys.argv[1:]

    def make(head: HeadView) -> Change:
        paths = head.paths("plans")[: int(files)]
        line = f'- {{n: 0, text: "{token}"}}\n'.encode()
        return Change(
            {path: (data or b"") + line for path, data in head.read(paths).items()},
            build_message(f"edit {token}", action="note"),
        )

    try:
        commit_files(Repository.open(Path(root)), make, carry_over=lambda *_: None)
    except GongkaiError as error:
        sys.stdout.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
