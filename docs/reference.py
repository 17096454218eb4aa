"""Renew the reference part of docs/命令行.md from the program's own help: python docs/reference.py [--check]."""

from __future__ import annotations

import os
import re
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from gongkai_tui.cli.commands import FURTHER
from gongkai_tui.cli.main import main as gongkai

DOCUMENT = Path(__file__).parent / "命令行.md"
MARK = "<!-- 以下由 docs/reference.py 从 --help 生成 -->\n"
PAGE = {"COLUMNS": "100", "NO_COLOR": "1"}
_LISTED = re.compile(r"^  ([a-z]+) {2,}\S", re.MULTILINE)


def help_of(*command: str) -> str:
    """Return what a command says about itself, wrapped for a page."""
    os.environ.update(PAGE)
    with redirect_stdout(StringIO()) as said:
        code = gongkai([*command, "--help"])
    if code:
        raise SystemExit(code)
    return "\n".join(line.rstrip() for line in said.getvalue().strip().splitlines())


def reference() -> str:
    """Return the whole reference: the program, then each command in the order in which it lists them."""
    overview = help_of()
    commands = _LISTED.findall(overview.partition("命令：")[2].partition("选项：")[0])
    parts = [f"## gongkai\n\n```text\n{overview}\n```\n"]
    pages = [words for name in commands for words in ((name,), *((name, action) for action in FURTHER.get(name, ())))]
    parts += [f"## gongkai {' '.join(words)}\n\n```text\n{help_of(*words)}\n```\n" for words in pages]
    return "\n".join(parts)


def renewed() -> str:
    """Return the document with its reference renewed; what a person wrote above the mark stays."""
    written, mark, _ = DOCUMENT.read_text("utf-8").partition(MARK)
    return f"{written}{mark or MARK}\n{reference()}"


def main() -> int:
    """Write the document, or with --check tell whether it is up to date."""
    if "--check" in sys.argv:
        return 0 if DOCUMENT.read_text("utf-8") == renewed() else 1
    DOCUMENT.write_text(renewed(), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
