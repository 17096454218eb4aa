"""One of several writers: concurrent_writer.py REPO NAME COUNT appends COUNT lines to one file, a commit each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai_tui.gitrepo.repository import Repository
from gongkai_tui.gitrepo.writing import Change, commit_files

if TYPE_CHECKING:
    from gongkai_tui.gitrepo.head_view import HeadView

SHARED = "plans/a/002.yaml"


def main() -> None:
    root, name, count = sys.argv[1:]
    for number in range(int(count)):
        line = f"{name} {number}\n".encode()

        def make(head: HeadView, line: bytes = line) -> Change:
            return Change({SHARED: (head.read([SHARED])[SHARED] or b"") + line}, line.decode())

        commit_files(Repository.open(Path(root)), make, carry_over=lambda *_: None, patience=120.0)
        sys.stdout.write(f"{name} {number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
