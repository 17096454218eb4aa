"""Files that the user names."""

from __future__ import annotations

from pathlib import Path

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.system_reason import system_reason

LARGEST = 64 * 1024 * 1024
"""Bytes; a table of tasks is a thousand times smaller."""


TABLES = frozenset({".csv", ".tsv", ".xlsx"})
"""Endings of the files that tables are read from."""
OPEN_ELSEWHERE = "~$"
"""What the names of the marks begin with that office programs leave beside a file that is open."""


class FileNotReadable(GongkaiError):
    """A named file is not there, or cannot be read."""


def read_file(path: Path) -> bytes:
    """Give the bytes of a file; FileNotReadable says why not."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise FileNotReadable(f"没有文件 {path}。") from None
    except IsADirectoryError:
        raise FileNotReadable(f"{path} 是文件夹，不是文件。") from None
    except OSError as error:
        raise FileNotReadable(f"读不了 {path}：{system_reason(error)}。") from None
    if len(data) > LARGEST:
        raise FileNotReadable(f"{path} 超过 {LARGEST // 1024 // 1024} MB，不像是任务表格。")
    return data


def typed_path(text: str) -> Path:
    """Give the path that somebody typed or pasted, with the quotes that file managers put around it or without."""
    return Path(text.strip().strip("\"'“”‘’")).expanduser()


def table_files(text: str) -> list[Path]:
    """Give the files that a text names, one a line; a folder means the tables in it.

    Raises:
        FileNotReadable: a folder cannot be read, or has no tables.
    """
    found: list[Path] = []
    for path in map(typed_path, filter(str.strip, text.splitlines())):
        found += tables_at(path)
    return found


def tables_at(path: Path) -> list[Path]:
    """Give the file itself; of a folder the tables in it.

    Raises:
        FileNotReadable: a folder cannot be read, or has no tables.
    """
    return _tables_in(path) if path.is_dir() else [path]


def _tables_in(folder: Path) -> list[Path]:
    try:
        names = sorted(folder.iterdir())
    except OSError as error:
        raise FileNotReadable(f"读不了 {folder}：{system_reason(error)}。") from None
    shown = (path for path in names if not path.name.startswith((OPEN_ELSEWHERE, ".")))
    found = [path for path in shown if path.suffix.lower() in TABLES]
    if not found:
        raise FileNotReadable(f"{folder} 里没有 csv、tsv 或 xlsx 文件。")
    return found
