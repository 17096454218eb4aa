"""Files that the user names on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain.errors import GongkaiError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 64 * 1024 * 1024
"""Bytes; a table of tasks is a thousand times smaller."""


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
        raise FileNotReadable(f"读不了 {path}：{error.strerror}。") from None
    if len(data) > LARGEST:
        raise FileNotReadable(f"{path} 超过 {LARGEST // 1024 // 1024} MB，不像是任务表格。")
    return data
