"""Hand a text to the person's own editor and take it back."""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import suppress
from itertools import chain, count
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from gongkai_tui.domain.errors import GongkaiError
from gongkai_tui.tui.actions import key_of
from gongkai_tui.tui.drafts import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from gongkai_tui.tui.screens.tasks import TasksScreen


class EditorFailed(GongkaiError):
    """The editor could not be run, or what it left cannot be read."""


class EditorDraft:
    """The file that the editor edits, with the text that the editing began with beside it."""

    def __init__(self, folder: Path, task_id: str) -> None:
        name = task_id.replace("/", "-")
        self.path = folder / FOLDER / f"{name}.yaml"
        self._base = folder / FOLDER / f"{name}.base"

    def write(self, text: str, base: str) -> None:
        """Put the text where the editor finds it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._base.write_text(base, encoding="utf-8", newline="\n")
        self.path.write_text(text, encoding="utf-8", newline="\n")

    def read(self) -> tuple[str, str]:
        """The draft and what it began with; empty texts when there is none."""
        try:
            return self.path.read_bytes().decode(), self._base.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return "", ""

    def drop(self) -> None:
        """Forget the draft."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
            self._base.unlink(missing_ok=True)

    def put_aside(self) -> Path:
        """Keep the draft under another name, beside those that were put aside before; says which.

        Raises:
            EditorFailed: it cannot be moved, and would be overwritten.
        """
        names = chain(["old"], (f"old{number}" for number in count(2)))
        aside = next(path for name in names if not (path := self.path.with_suffix(f".{name}.yaml")).exists())
        try:
            self.path.replace(aside)
        except OSError as problem:
            raise EditorFailed(f"草稿 {self.path} 移不开：{problem.strerror}；没有打开编辑器") from None
        return aside


def edit_in_editor(screen: TasksScreen, draft: EditorDraft, text: str, base: str) -> str | None:
    """Return the edited text, or None when the editor left with an error.

    The text stands in a draft file until it is saved, so that nothing typed is lost.

    Raises:
        EditorFailed: there is no such editor, or the draft is no UTF-8 text.
    """
    command = _editor()
    try:
        draft.write(text, base)
        with screen.app.suspend():
            code = _run([*command, str(draft.path)])
        screen.refresh(layout=True)
        if isinstance(code, OSError):
            if text == base:
                draft.drop()
            raise EditorFailed(_why(command[0], code))
        return draft.path.read_bytes().decode() if code == 0 else None
    except SuspendNotSupported:
        raise EditorFailed(f"这里不能打开外部编辑器，请按 {key_of('form')} 用表单编辑") from None
    except UnicodeDecodeError:
        raise EditorFailed(f"编辑器保存的不是 UTF-8 文本，没有保存；草稿在 {draft.path}") from None
    except OSError as problem:
        raise EditorFailed(f"草稿 {draft.path} 无法读写：{problem.strerror}") from None


def _editor() -> list[str]:
    """The words of the command that the person edits with."""
    typed = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(typed)
    except ValueError:
        words = []
    if not words:
        raise EditorFailed(f"环境变量 EDITOR 的值“{typed}”不是一条命令，请改正，或按 {key_of('form')} 用表单编辑")
    return words


def _run(command: list[str]) -> int | OSError:
    """Return the exit code, or why there is none: Textual comes back to the screen only where nothing is raised."""
    try:
        return subprocess.run(command, check=False).returncode
    except OSError as problem:
        return problem


def _why(program: str, problem: OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return f"没有找到编辑器“{program}”，请设置环境变量 EDITOR，或按 {key_of('form')} 用表单编辑"
    return f"编辑器“{program}”不能运行（{problem.strerror}），请设置环境变量 EDITOR，或按 {key_of('form')} 用表单编辑"
