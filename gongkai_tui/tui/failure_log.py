"""Keep the details of an unexpected failure in a file; people are shown one sentence that names it."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "tui-errors.log"


def keep(folder: Path, error: BaseException) -> str:
    """Append the traceback of `error` to the log in `folder`; return the sentence to show."""
    path = folder / FILE_NAME
    details = "".join(traceback.format_exception(error))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()}\n{details}\n")
    except OSError:
        return f"程序出错（{type(error).__name__}），细节也无法写入 {path}"
    return f"程序出错（{type(error).__name__}），没有改动数据；细节在 {path}"
