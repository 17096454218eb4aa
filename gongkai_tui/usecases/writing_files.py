"""Files that a command makes where the user says: all of them or none, and nothing is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai_tui.domain import inputs
from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.domain.system_reason import system_reason
from gongkai_tui.domain.wording import using

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class FileNotWritten(GongkaiError):
    """A file is there already, or cannot be written."""


def write_new_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write new files into a folder, which is made where it is missing; give their paths.

    Raises:
        FileNotWritten: one of them is there already, or the system refuses; none of them is left.
    """
    if not files:
        return []
    present = [name for name in files if (folder / name).exists()]
    if present:
        shown = "、".join(present[:3]) + ("等" if len(present) > 3 else "")  # noqa: PLR2004
        raise FileNotWritten(f"{folder} 里已经有 {shown}，没有覆盖；请先移走，或{using(inputs.FOLDER, '另选文件夹')}。")
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            path = folder / name
            with path.open("xb") as stream:
                written.append(path)
                stream.write(data)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise FileNotWritten(f"写不了 {error.filename or folder}：{system_reason(error)}。") from None
    return written
